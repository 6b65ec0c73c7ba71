import { expect, it } from '@jest/globals';
import {
  ApiProblem,
  failureOfWrite,
  isFinal,
  isWorthAnother,
  NoConnection,
  ownSentenceOf,
  problemOf,
  Unanswered,
} from '../../../web/src/api/problem.ts';

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

/** What a gateway on the way answers: nothing of it is a sentence of the API. */
const fromGateway = (status: number) => problemOf(new Response('{"message":"No"}', { status }));

it.each([
  [401, 'notSignedIn'],
  [429, 'tooMany'],
  [502, 'notReachable'],
  [503, 'notReachable'],
  [504, 'notReachable'],
  [413, 'unknown'],
])('a gateway that answers %i is put in words of the portal: %s', async (status, sentence) => {
  expect(ownSentenceOf(await fromGateway(status))).toBe(sentence);
});

it('what the API refuses it says itself; an error of the page has its words, too', () => {
  expect([answered(409), answered(429), answered(503)].map(ownSentenceOf)).toEqual([null, null, null]);
  expect([new NoConnection(), new Unanswered(), new TypeError('x')].map(ownSentenceOf)).toEqual([
    'noConnection',
    'unanswered',
    'unknown',
  ]);
});

it('a write of which nothing came back may count or not; a refusal says that it does not', async () => {
  const cut = [new NoConnection(), await fromGateway(502), await fromGateway(504)];
  expect(cut.map(failureOfWrite).map((error) => error instanceof Unanswered)).toEqual([true, true, true]);
  const told = [await fromGateway(401), await fromGateway(429), answered(409), answered(500)];
  expect(told.map(failureOfWrite)).toEqual(told);
});

it('an unanswered write is sent again, under the key that it had', () => {
  expect([isFinal(new Unanswered()), isWorthAnother(0, new Unanswered())]).toEqual([false, true]);
});
