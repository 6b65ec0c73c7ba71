import { expect, it } from '@jest/globals';
import { ApiProblem, NoConnection } from '../../../web/src/api/problem.ts';
import { failureOfPut, isSentAgain, LinkRunOut, pauseAfter } from '../../../web/src/files/sending-again.ts';

const problem = (status: number) => new ApiProblem(status, 'unknown', '');

it.each([
  ['a lost connection', new NoConnection(), true],
  ['too many requests', problem(429), true],
  ['a system that is away', problem(503), true],
  ['a sign-in that ran out', problem(401), true],
  ['a refusal', problem(409), false],
  ['a file that cannot be read', new Error('The file could not be read'), false],
])('a file stopped by %s is sent again by itself or not, however often it was', (_, error, isAgain) => {
  expect([isSentAgain(0, error), isSentAgain(100, error)]).toEqual([isAgain, isAgain]);
});

it('the store that has no room for a moment is a lost connection; what it refuses is not', () => {
  expect([429, 500, 503].map((status) => failureOfPut(status) instanceof NoConnection)).toEqual([
    true,
    true,
    true,
  ]);
  expect(isSentAgain(0, failureOfPut(400))).toBe(false);
});

it('a link that has run out asks for a fresh one, but not for ever', () => {
  expect(failureOfPut(403)).toBeInstanceOf(LinkRunOut);
  expect([0, 3, 4].map((failures) => isSentAgain(failures, failureOfPut(403)))).toEqual([true, true, false]);
});

it('the pauses grow to half a minute', () => {
  expect([0, 1, 2, 3, 4, 40].map(pauseAfter)).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000]);
});
