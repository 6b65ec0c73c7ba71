import { commit } from '../platform/commit.ts';
import { fieldsOf } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, type PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { SealKeys } from '../platform/seal-key.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import type { Workflow } from '../platform/workflow.ts';
import { executionName, wakeRound } from './execution.ts';
import { presentRound } from './present.ts';
import { type Round, type RoundAction, roundTransitions } from './rules.ts';
import { transitionRound } from './schema.ts';
import { readRound, roundChange } from './store.ts';
import { transitionFields } from './transition-fields.ts';

export type TransitionDependencies = {
  readonly table: Table;
  readonly workflow: Workflow;
  readonly sealKeys: SealKeys;
  readonly roundMachineArn: string;
};

/** A person triggers a transition: the table is changed first, then the machine is told. */
export const createTransitionRound = (dependencies: TransitionDependencies): Implementation =>
  implement(
    transitionRound,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const { table } = dependencies;
      const actor = actorOf(account, body.action);
      if (isRefusal(actor)) return actor;
      const before = await readRound(table, parameters.roundId);
      if (before === null) return refuse('not-found');
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const row = findTransition(roundTransitions, body.action, before.state);
      if (isRefusal(row)) return row;

      const fields = await transitionFields(dependencies, { round: before, body, actor, at: receivedAt });
      if (isRefusal(fields)) return fields;
      const after: Round = { ...fieldsOf(before), ...fields, state: row.to };
      const outcome = await commit(table, {
        at: receivedAt,
        actor,
        changes: [roundChange(before, after, row.action, 'reason' in body ? body.reason : null)],
        notices: row.action === 'cancel' ? [cancellationNotice(after, receivedAt)] : [],
        idempotency,
        answer: ({ versions: [version = 0] }) =>
          answer(200, presentRound(after, version, receivedAt), version),
      });
      if (!isRefusal(outcome)) await tellMachine(dependencies, after);
      return outcome;
    },
  );

/** Tells everybody with a proposal that the round is over. */
const cancellationNotice = ({ roundId }: Round, at: Instant): Notice => ({
  noticeId: `round-cancelled/${roundId}`,
  kind: 'round-cancelled',
  audience: { kind: 'round-holders', roundId },
  roundId,
  proposalId: null,
  facts: { cancelledAt: at },
});

/** The role is the table's: whoever may take any arrow of this action. */
const actorOf = (account: Parameters<typeof actAs>[0], action: RoundAction): PersonActor | Refusal => {
  const by = roundTransitions.flatMap((row) => (row.action === action ? [...row.by] : []));
  return actAs(
    account,
    by.filter((role) => role !== 'system'),
  );
};

/**
 * Starts the round's execution, which changes nothing where it runs already, and wakes it. A start that failed before
 * is made good here; whatever fails now costs promptness only, since the table has the transition.
 */
const tellMachine = async (
  { table, workflow, roundMachineArn }: TransitionDependencies,
  after: Round,
): Promise<void> => {
  const { roundId, generation } = after;
  try {
    if (generation > 0) await workflow.start(roundMachineArn, executionName(after), { roundId, generation });
  } catch (error) {
    log('ERROR', 'round-not-started', { roundId, name: error instanceof Error ? error.name : 'unknown' });
  }
  await wakeRound(table, workflow, roundId);
};
