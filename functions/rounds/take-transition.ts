import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer, Idempotency } from '../platform/idempotency.ts';
import { type Account, actAs, type PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { AlongsideWrite } from '../platform/commit.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import type { Workflow } from '../platform/workflow.ts';
import { startExecution, wakeRound } from './execution.ts';
import { presentRound } from './present.ts';
import { type Round, type RoundAction, roundTransitions } from './rules.ts';
import { settleDeadline } from './settle-deadline.ts';
import { readRound, roundChange } from './store.ts';

export type TransitionDependencies = {
  readonly table: Table;
  readonly workflow: Workflow;
  readonly roundMachineArn: string;
};

/** A request for a transition, whichever operation it came by. */
export type TransitionRequest<Body extends { readonly action: RoundAction }> = {
  readonly account: Account;
  readonly body: Body;
  readonly expectedVersion: number | null;
  readonly idempotency: Idempotency | null;
  readonly parameters: { readonly roundId: string };
  readonly receivedAt: Instant;
};

/** A transition as asked for, of a round as it was read. */
export type AskedTransition<Body> = {
  readonly round: Stored<Round>;
  readonly body: Body;
  readonly actor: PersonActor;
  readonly at: Instant;
};

/** The fields that a transition changes beside the phase. */
export type RoundFields = Partial<Omit<Round, 'state'>>;

/** What a transition does, when its guards let it. */
export type Step = {
  readonly fields: RoundFields;
  readonly notices?: readonly Notice[];
  readonly alongside?: readonly AlongsideWrite[];
};

/**
 * Takes a transition that a person asks for: the row of the table says who may, `stepOf` asks the guards; the table is
 * changed first, then the machine is told.
 */
export const takeTransition = async <Body extends { readonly action: RoundAction }>(
  dependencies: TransitionDependencies,
  { account, body, expectedVersion, idempotency, parameters, receivedAt }: TransitionRequest<Body>,
  stepOf: (asked: AskedTransition<Body>) => Promise<Step | Refusal>,
): Promise<Answer | Refusal> => {
  const { table } = dependencies;
  const actor = actorOf(account, body.action);
  if (isRefusal(actor)) return actor;
  const found = await readRound(table, parameters.roundId);
  if (found === null) return refuse('not-found');
  const { version } = found.bookkeeping;
  if (expectedVersion !== null && expectedVersion !== version)
    return refuse('version-not-matched', { version });
  // What a deadline has made due may not be stored yet: nobody waits for a schedule to go on.
  const isStored = !isRefusal(findTransition(roundTransitions, body.action, found.state));
  const before = isStored ? found : ((await settleDeadline(table, found.roundId, receivedAt)) ?? found);
  const row = findTransition(roundTransitions, body.action, before.state);
  if (isRefusal(row)) return row;

  const step = await stepOf({ round: before, body, actor, at: receivedAt });
  if (isRefusal(step)) return step;
  const after: Round = { ...fieldsOf(before), ...step.fields, state: row.to };
  const reason = 'reason' in body && typeof body.reason === 'string' ? body.reason : null;
  const outcome = await commit(table, {
    at: receivedAt,
    actor,
    changes: [roundChange(before, after, row.action, reason)],
    notices: step.notices ?? [],
    alongside: step.alongside ?? [],
    idempotency,
    answer: ({ versions: [written = 0] }) => answer(200, presentRound(after, written, receivedAt), written),
  });
  if (!isRefusal(outcome)) await tellMachine(dependencies, after);
  return outcome;
};

/** The role is the table's: whoever may take any arrow of this action. */
const actorOf = (account: Account, action: RoundAction): PersonActor | Refusal => {
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
  if (after.generation > 0) await startExecution(workflow, roundMachineArn, after);
  await wakeRound(table, workflow, after.roundId);
};
