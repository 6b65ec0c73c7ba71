import { fieldsOf } from '../../functions/platform/change.ts';
import type { PersonActor } from '../../functions/platform/identity.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { commitStep } from '../../functions/purchases/commit-step.ts';
import {
  acceptPurchase,
  budgetFromPurchases,
  contractPurchase,
  deliverPurchase,
  inspectPurchase,
  payPurchase,
  type Purchase,
  purchaseExecutionName,
  purchaseIdOf,
  type Step,
  terminatePurchase,
} from '../../functions/purchases/rules.ts';
import {
  type FundedLine,
  PurchasesNotStarted,
  startFunded,
} from '../../functions/purchases/start-purchases.ts';
import {
  readBudget,
  readPurchase,
  readPurchasesOfProposals,
  type StoredBudget,
} from '../../functions/purchases/store.ts';
import type { Table } from '../../functions/platform/table.ts';
import { memoryTable } from './memory-table.ts';
import { createPurchaseWorld, putProposal } from './purchase-world.ts';
import { agreedTerms } from './sample-purchase.ts';
import { type Breach, Crash, createSequence, createTurns, unsteadyTable } from './unsteady-table.ts';

const at = '2020-09-01T00:00:00.000Z';
const later = '2020-12-01T00:00:00.000Z';
const fourteenDaysInSeconds = 14 * 86_400;
const lineCount = 20;
const budgetInWon = 1_000_000_000;

/** What one schedule did, and what it left behind. */
export type ScheduleResult = {
  readonly operations: number;
  readonly crashes: number;
  readonly overshoots: number;
  readonly orphans: number;
  readonly unfinished: number;
};

const stepOf = (held: Purchase, isTermination: boolean): Step | null => {
  const by = { accountId: 'someone', at };
  const step = isTermination ? terminatePurchase(held, 'Given up', by) : nextStep(held);
  return step === null || isRefusal(step) ? null : step;
};

/** The act that brings a purchase on its way to being paid; null where it is at its end. */
const nextStep = (held: Purchase) => {
  const by = { accountId: 'someone', at };
  switch (held.state) {
    case 'BUDGET_RESERVED':
      return contractPurchase(held, agreedTerms(held.priceInWon, later), by);
    case 'CONTRACTED':
    case 'REMEDY_REQUIRED':
      return deliverPurchase(held, { deliveredOn: '2020-09-01', note: 'Here' }, fourteenDaysInSeconds, by);
    case 'DELIVERED':
      return inspectPurchase(held, { result: 'passed', findings: 'Good' }, by);
    case 'INSPECTED':
      return acceptPurchase(held, by);
    case 'ACCEPTED':
      return payPurchase(held, by);
    case 'PAID':
    case 'TERMINATED':
      return null;
  }
};

const isOvershot = ({ budgetInWon: whole, ...parts }: StoredBudget): boolean =>
  parts.reservedInWon + parts.committedInWon + parts.spentInWon > whole || parts.availableInWon < 0;

/**
 * Two hundred people and tasks at once upon one round's money: starts of the approved list, acts and terminations, in
 * an order of awaits that `seed` chooses, each call a chance that its caller ends there, before or after the write.
 * Then everything is started once more, undisturbed, and brought to its end. Every line's price is a share of the budget
 * such that not all fit at once.
 */
export const runSchedule = async (seed: number, breach?: Breach): Promise<ScheduleResult> => {
  const next = createSequence(seed);
  const steady = memoryTable();
  const world = await createPurchaseWorld(steady, { budgetInWon, maximumPriceInWon: 150_000_000 });
  const { round, challengeId, staff } = world;
  const lines: FundedLine[] = [];
  for (let line = 0; line < lineCount; line += 1)
    lines.push({
      proposalId: await putProposal(steady, world),
      challengeId,
      priceInWon: 20_000_000 + next(13) * 10_000_000,
    });

  const { turn, runAll } = createTurns(next);
  const started = new Set<string>();
  const counts = { operations: 0, crashes: 0, overshoots: 0 };
  const oddsOfCrash = 10 + next(200);
  const around = {
    before: async () => {
      await turn();
      if (next(oddsOfCrash) === 0) throw new Crash();
    },
    after: async () => {
      const budget = await readBudget(steady, round.roundId);
      if (budget !== null && isOvershot(budget)) counts.overshoots += 1;
      await turn();
      if (next(oddsOfCrash) === 0) throw new Crash();
    },
  };
  const unsteady = unsteadyTable(steady, around, breach);
  const dependenciesOn = (table: Table) => ({
    table,
    workflow: {
      start: async (_: string, name: string) => {
        if (table !== steady) await around.before();
        started.add(name);
        if (table !== steady) await around.after();
      },
      resume: () => Promise.resolve(true),
    },
    purchaseMachineArn: 'arn:purchase',
  });

  const start = async (table: Table): Promise<void> => {
    try {
      await startFunded(dependenciesOn(table), round, lines, at);
    } catch (error) {
      if (!(error instanceof PurchasesNotStarted)) throw error;
    }
  };
  const actor: PersonActor = { kind: 'person', role: 'staff', ...staff };
  /** True if the act was written. */
  const act = async (table: Table, { proposalId }: FundedLine, isTermination: boolean): Promise<boolean> => {
    const before = await readPurchase(table, purchaseIdOf(proposalId));
    const step = before === null ? null : stepOf(fieldsOf(before), isTermination);
    if (before === null || step === null) return false;
    const outcome = await commitStep(dependenciesOn(table), { before, step, actor, at, idempotency: null });
    return !isRefusal(outcome);
  };
  const counted = async (work: Promise<unknown>): Promise<void> => {
    counts.operations += 1;
    try {
      await work;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      counts.crashes += 1;
    }
  };

  const works: Promise<void>[] = [];
  for (let at = 0; at < 200; at += 1) {
    const line = lines[next(lineCount)];
    if (at < 20 || line === undefined) works.push(counted(start(unsteady)));
    else works.push(counted(turn().then(() => act(unsteady, line, next(4) === 0))));
  }
  await runAll(works);
  await Promise.all(works);

  // Ends all that has begun, then begins what the money that came back allows, until nothing more happens.
  await start(steady);
  for (const line of lines) while (await act(steady, line, false));
  await start(steady);

  const budget = await readBudget(steady, round.roundId);
  if (budget === null) throw new Error('The round has no budget after its start');
  if (isOvershot(budget)) counts.overshoots += 1;
  const purchases = await readPurchasesOfProposals(
    steady,
    lines.map(({ proposalId }) => proposalId),
  );
  const told = budgetFromPurchases(budgetInWon, [...purchases.values()]);
  // Money that no purchase accounts for, or a purchase for which no money was moved, shows as a difference.
  const parts = ['reservedInWon', 'committedInWon', 'spentInWon', 'availableInWon', 'openPurchases'] as const;
  const differing = parts.filter((part) => told[part] !== budget[part]).length;
  const unattended = [...purchases.values()].filter(
    ({ state, purchaseId }) => state !== 'TERMINATED' && !started.has(purchaseExecutionName({ purchaseId })),
  ).length;
  const unfinished = lines.filter(({ proposalId, priceInWon }) => {
    const state = purchases.get(proposalId)?.state;
    return state === undefined
      ? priceInWon <= budget.availableInWon
      : state !== 'PAID' && state !== 'TERMINATED';
  }).length;
  return { ...counts, orphans: differing + unattended, unfinished };
};

/** Many schedules, added up. */
export const runSchedules = async (
  count: number,
  firstSeed: number,
  breach?: Breach,
): Promise<ScheduleResult & { readonly schedules: number }> => {
  const sum = { schedules: 0, operations: 0, crashes: 0, overshoots: 0, orphans: 0, unfinished: 0 };
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const result = await runSchedule(seed, breach);
    sum.schedules += 1;
    sum.operations += result.operations;
    sum.crashes += result.crashes;
    sum.overshoots += result.overshoots;
    sum.orphans += result.orphans;
    sum.unfinished += result.unfinished;
  }
  return sum;
};
