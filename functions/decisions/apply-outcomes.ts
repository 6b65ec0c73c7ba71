import { concludeChallenges } from '../challenges/store.ts';
import { inTurns } from '../evaluation/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { type Proposal, type ProposalState, proposalTransitions } from '../proposals/rules.ts';
import { proposalChange, readProposal, readProposals } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import {
  type Decision,
  type DecisionAction,
  decisionTransitions,
  isNoticeGiven,
  isStandstillOver,
  outcomesOf,
  type ProposalOutcome,
} from './rules.ts';
import { decisionChange, readDecision, readPriorityList, type Records } from './store.ts';

const task = { kind: 'system', task: 'apply-outcomes' } as const;

const atOnce = 16;

/** The outcomes of a round could not be applied; the task is to be run again. */
export class OutcomesNotApplied extends Error {
  override readonly name = 'OutcomesNotApplied';
}

/**
 * Gives every proposal of the approved list its outcome, with an entry each, marks the decision as notified, and
 * concludes the challenges; from the end of the standstill on the decision is final. Idempotent: a call that was cut
 * short goes on where it ended, and a second one changes nothing. Ineligible proposals keep their state, withdrawn
 * ones theirs, and one that an upheld objection has opened again waits for its fresh result. Throws `OutcomesNotApplied` before the notice, without an approved decision, or when a write fails.
 */
export const applyOutcomes = async (
  { table, records }: { readonly table: Table; readonly records: Records },
  round: Stored<Round>,
  at: Instant,
): Promise<{ readonly done: boolean }> => {
  const { roundId } = round;
  const decision = await readDecision(table, roundId);
  if (!isNoticeGiven(round) || decision === null || decision.state === 'RECOMMENDED')
    throw new OutcomesNotApplied(`Round ${roundId} has no decision that notice was given of`);
  const outcomes = outcomesOf(await readPriorityList(records, decision));
  await move(table, roundId, 'notify', at);
  const settledIds = [...outcomes.keys()].filter((proposalId) => !decision.reopened.includes(proposalId));
  const [proposals, reopened] = await Promise.all([
    readProposals(table, settledIds),
    readProposals(table, decision.reopened),
  ]);
  const settled = await inTurns(proposals, atOnce, async (proposal) => ({
    challengeId: proposal.challengeId,
    state: await settle(table, proposal, outcomes.get(proposal.proposalId) ?? 'REJECTED', at),
  }));
  const matched = settled.filter(({ state }) => state === 'PRIORITISED');
  await concludeChallenges(
    table,
    round,
    { matched: challengesOf(matched), undecided: challengesOf(reopened) },
    at,
  );
  if (isStandstillOver(round)) await finaliseDecision(table, round, at);
  return { done: true };
};

const challengesOf = (those: readonly { readonly challengeId: string }[]): ReadonlySet<string> =>
  new Set(those.map(({ challengeId }) => challengeId));

/** Makes a notified decision final, once the standstill has ended. Idempotent. */
export const finaliseDecision = async (
  table: Table,
  round: Pick<Round, 'roundId' | 'state'>,
  at: Instant,
): Promise<void> => {
  if (isStandstillOver(round)) await move(table, round.roundId, 'finalise', at);
};

/** The state of a proposal after its outcome: an eligible one gets it, any other keeps what it is. */
const settle = async (
  table: Table,
  before: Stored<Proposal>,
  outcome: ProposalOutcome,
  at: Instant,
): Promise<ProposalState> => {
  const action = outcome === 'PRIORITISED' ? 'prioritise' : 'reject';
  const row = findTransition(proposalTransitions, action, before.state);
  if (isRefusal(row)) return before.state;
  const written = await commit(table, {
    at,
    actor: task,
    changes: [proposalChange(before, { ...fieldsOf(before), state: row.to }, action)],
    idempotency: null,
    answer: () => answer(200, null),
  });
  if (!isRefusal(written)) return row.to;
  // Another run of this task, or a withdrawal, was faster.
  const present = await readProposal(table, before.proposalId);
  if (present === null || present.state === 'ELIGIBLE')
    throw new OutcomesNotApplied(`The outcome of ${before.proposalId} was refused: ${written.code}`);
  return present.state;
};

const fieldOf = { notify: 'notifiedAt', finalise: 'finalAt' } as const;

const isTaken = (decision: Decision, action: keyof typeof fieldOf): boolean =>
  decision[fieldOf[action]] !== null;

/** Takes an arrow of the decision, if it has not been taken. */
const move = async (
  table: Table,
  roundId: string,
  action: Extract<DecisionAction, 'notify' | 'finalise'>,
  at: Instant,
): Promise<void> => {
  const before = await readDecision(table, roundId);
  if (before === null || isTaken(before, action)) return;
  const row = findTransition(decisionTransitions, action, before.state);
  if (isRefusal(row)) throw new OutcomesNotApplied(`The decision of ${roundId} is ${before.state}`);
  const after: Decision = { ...fieldsOf(before), state: row.to, [fieldOf[action]]: at };
  const written = await commit(table, {
    at,
    actor: task,
    changes: [decisionChange(before, after, action)],
    idempotency: null,
    answer: () => answer(200, null),
  });
  if (!isRefusal(written)) return;
  const present = await readDecision(table, roundId);
  if (present === null || !isTaken(present, action))
    throw new OutcomesNotApplied(`The decision of ${roundId} was not written: ${written.code}`);
};
