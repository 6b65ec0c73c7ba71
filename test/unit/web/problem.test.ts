import { expect, it } from '@jest/globals';
import { ApiProblem, isFinal, isWorthAnother, NoConnection } from '../../../web/src/api/problem.ts';

const answered = (status: number) => new ApiProblem(status, 'code', 'What happened.');

it.each([
  ['a lost connection', new NoConnection(), true],
  ['503', answered(503), true],
  ['429', answered(429), true],
  ['401', answered(401), false],
  ['404', answered(404), false],
  ['422', answered(422), false],
])('a reading that ended in %s is asked for again or not, and never for ever', (_, error, isAsked) => {
  expect([isWorthAnother(0, error), isWorthAnother(3, error)]).toEqual([isAsked, false]);
});

it('signing in again may change a 401, so that what was typed is not given up', () => {
  expect([401, 403, 409, 422, 429, 500].filter((status) => isFinal(answered(status)))).toEqual([
    403, 409, 422,
  ]);
});
