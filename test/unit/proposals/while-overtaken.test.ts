import { expect, it } from '@jest/globals';
import { refuse } from '../../../functions/platform/refusal.ts';
import { refuseProposal } from '../../../functions/proposals/refusals.ts';
import { whileOvertaken } from '../../../functions/proposals/while-overtaken.ts';

const answers = (...outcomes: readonly Awaited<ReturnType<typeof whileOvertaken>>[]) => {
  const rest = [...outcomes];
  return {
    rest,
    attempt: () => Promise.resolve(rest.shift() ?? refuse('not-found')),
  };
};
const done = { status: 200, body: null, headers: {} } as const;

it('tries anew while others act, and no more once it stands or is refused for itself', async () => {
  const overtaken = [refuse('changed-meanwhile'), refuseProposal('partners-changed')];
  const stands = answers(...overtaken, done, refuse('not-found'));
  expect(await whileOvertaken(stands.attempt)).toBe(done);
  expect(stands.rest).toHaveLength(1);
  const late = answers(refuseProposal('deadline-passed'), done);
  expect(await whileOvertaken(late.attempt)).toMatchObject({ code: 'deadline-passed' });
  expect(late.rest).toEqual([done]);
});

it('gives up after five attempts', async () => {
  const raced = answers(...Array.from({ length: 5 }, () => refuse('changed-meanwhile')), done);
  expect(await whileOvertaken(raced.attempt)).toMatchObject({ code: 'changed-meanwhile' });
  expect(raced.rest).toEqual([done]);
});
