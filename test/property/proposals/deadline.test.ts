import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { epochMillisecondsOf, instantOf } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  checkEditable,
  effectiveProposalState,
  laterDeadline,
  type Proposal,
  submission,
  withdrawal,
} from '../../../functions/proposals/rules.ts';
import type { Round } from '../../../functions/rounds/rules.ts';
import { proposalLike } from '../../support/proposals.ts';
import { roundLike } from '../../support/rounds.ts';
import { beside, readyDraft } from '../../support/sample-proposal.ts';

const dayInMilliseconds = 24 * 3600 * 1000;

const deadline = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** How far a request lies from the deadline: around the very millisecond, and up to a day. */
const offset = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.integer({ min: -dayInMilliseconds, max: dayInMilliseconds }),
);
/** How much later the deadline moved after the proposal took its copy. */
const move = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 7 * dayInMilliseconds }));

const later = (instant: string, milliseconds: number): string =>
  instantOf(epochMillisecondsOf(instant) + milliseconds);

const calling = (proposals: string): Round =>
  roundLike({
    state: 'CALL_FOR_PROPOSALS',
    calledAt: '2019-12-01T00:00:00.000Z',
    deadlines: { challengeCall: null, proposals, evaluation: null, standstill: null },
  });

/** What a verb of the owner does: tries, renews a copy that the round has outrun, and tries once more. */
const attempted = (
  proposal: Proposal,
  round: Round,
  at: string,
  verb: (proposal: Proposal, at: string) => unknown,
): boolean => {
  const succeeds = (copy: Proposal): boolean => !isRefusal(verb(copy, at));
  if (succeeds(proposal)) return true;
  const moved = laterDeadline(proposal, round, at);
  return moved !== null && succeeds({ ...proposal, proposalDeadline: moved });
};

const verbs = [
  ['submit', (proposal: Proposal, at: string) => submission(proposal, beside(), at), readyDraft],
  [
    'replace',
    (proposal: Proposal, at: string) => submission(proposal, beside(), at),
    () => readyDraft({ state: 'SUBMITTED' }),
  ],
  [
    'submit again',
    (proposal: Proposal, at: string) => submission(proposal, beside(), at),
    () => readyDraft({ state: 'WITHDRAWN' }),
  ],
  ['withdraw', withdrawal, proposalLike],
  ['save', checkEditable, readyDraft],
] as const;

describe.each(verbs)('%s', (_, verb, begin) => {
  it('takes effect exactly for requests before the deadline, however stale the copy', () => {
    fc.assert(
      fc.property(deadline, move, offset, (copy, moved, milliseconds) => {
        const due = later(copy, moved);
        const at = later(due, milliseconds);
        const proposal = { ...begin(), proposalDeadline: copy };
        expect(attempted(proposal, calling(due), at, verb)).toBe(milliseconds < 0);
      }),
    );
  });

  it('is never too late by the copy alone, nor in time by it where the round says otherwise', () => {
    fc.assert(
      fc.property(deadline, move, offset, (copy, moved, milliseconds) => {
        const due = later(copy, moved);
        const at = later(copy, milliseconds);
        const proposal = { ...begin(), proposalDeadline: copy };
        expect(attempted(proposal, calling(due), at, verb)).toBe(at < due);
      }),
    );
  });
});

describe('what people see', () => {
  it('changes in the same millisecond as what may be done', () => {
    fc.assert(
      fc.property(deadline, offset, (due, milliseconds) => {
        const at = later(due, milliseconds);
        const draft = readyDraft({ proposalDeadline: due });
        const isOpen = effectiveProposalState(draft, calling(due), at) === 'DRAFT';
        expect(isRefusal(submission(draft, beside(), at))).toBe(!isOpen);
      }),
    );
  });
});
