import { readDecision, readPriorityList, type Records } from '../decisions/store.ts';
import { readHold } from '../objections/store.ts';
import type { Stored } from '../platform/change.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import type { Round } from '../rounds/rules.ts';
import { reserveBudget } from './reserve-budget.ts';
import { isOpenPurchase, type Purchase, purchaseExecutionName, purchaseIdOf } from './rules.ts';
import { ensureBudget, markPurchasesStarted, readMoveUp, readPurchasesOfProposals } from './store.ts';

export type StartPurchasesDependencies = {
  readonly table: Table;
  readonly records: Records;
  readonly workflow: Pick<Workflow, 'start'>;
  readonly purchaseMachineArn: string;
};

/** Some purchases of an approved list could not be begun; the others have been. */
export class PurchasesNotStarted extends Error {
  override readonly name = 'PurchasesNotStarted';
}

/** A funded line of the approved list. */
export type FundedLine = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly priceInWon: number;
};

const linesAtOnce = 100;

/**
 * Begins the purchase of every proposal that the approved decision funds: reserves its price and starts its
 * machine. Idempotent: a call that was cut short goes on where it ended. A line that cannot be begun holds up no
 * other; after the others it throws `PurchasesNotStarted` with the codes. What an unsettled objection could change waits
 * until it is settled, when the machine is woken and comes here again (invariant 10). A round in another phase begins
 * nothing.
 */
export const startPurchases = async (
  dependencies: StartPurchasesDependencies,
  round: Stored<Round>,
  at: Instant,
): Promise<{ readonly done: boolean }> => {
  if (round.state !== 'PURCHASE') return { done: true };
  const { table, records } = dependencies;
  const { proposalIds: held } = await readHold(table, records, round.roundId);
  await startFunded(dependencies, round, await readFundedLines(dependencies, round.roundId), at, held);
  return { done: true };
};

/**
 * The funded lines of the list that an approver approved and of which notice was given, and what has moved up from its
 * reserve with approval; no purchase without one
 * (DOMAIN.md, invariant 10).
 */
export const readFundedLines = async (
  { table, records }: Pick<StartPurchasesDependencies, 'table' | 'records'>,
  roundId: string,
): Promise<readonly FundedLine[]> => {
  const decision = await readDecision(table, roundId);
  if (decision === null || (decision.state !== 'NOTIFIED' && decision.state !== 'FINAL'))
    throw new PurchasesNotStarted(`Round ${roundId} has no approved decision that notice was given of`);
  const [{ list }, moveUp] = await Promise.all([
    readPriorityList(records, decision),
    readMoveUp(table, roundId),
  ]);
  return [...list.filter(({ outcome }) => outcome === 'FUNDED'), ...(moveUp?.movedUp ?? [])];
};

/** Begins the purchases of these lines; exported so that it can be run on lines without a decision. */
export const startFunded = async (
  dependencies: Omit<StartPurchasesDependencies, 'records'>,
  round: Stored<Round>,
  lines: readonly FundedLine[],
  at: Instant,
  held: ReadonlySet<string> = new Set(),
): Promise<void> => {
  const { table } = dependencies;
  const { roundId } = round;
  await ensureBudget(table, roundId, round.policy.budgetInWon);
  const failures: string[] = [];
  const free = lines.filter(({ proposalId }) => !held.has(proposalId));
  for (let start = 0; start < free.length; start += linesAtOnce) {
    const some = free.slice(start, start + linesAtOnce);
    const begun = await readPurchasesOfProposals(
      table,
      some.map(({ proposalId }) => proposalId),
    );
    for (const line of some) {
      const failure = await startLine(dependencies, round, line, begun.get(line.proposalId) ?? null, at);
      if (failure !== null) failures.push(`${line.proposalId}: ${failure}`);
    }
  }
  if (failures.length > 0)
    throw new PurchasesNotStarted(`Not begun in round ${roundId}: ${failures.join(', ')}`);
  if (free.length === lines.length) await markPurchasesStarted(table, roundId, at);
};

/** Begins one purchase, or only its machine; answers the code of what stands in the way, else null. */
const startLine = async (
  { table, workflow, purchaseMachineArn }: Omit<StartPurchasesDependencies, 'records'>,
  round: Round,
  line: FundedLine,
  begun: Purchase | null,
  at: Instant,
): Promise<string | null> => {
  const purchase = { purchaseId: purchaseIdOf(line.proposalId), roundId: round.roundId };
  if (begun !== null && !isOpenPurchase(begun)) return null;
  const outcome = begun === null ? await reserveBudget(table, round, line, at) : 'reserved';
  if (isRefusal(outcome)) return outcome.code;
  // The name makes a second start change nothing.
  if (outcome === 'reserved')
    await workflow.start(purchaseMachineArn, purchaseExecutionName(purchase), purchase);
  else log('INFO', 'withdrawn-proposal-not-purchased', purchase);
  return null;
};
