import * as v from 'valibot';
import type { AlongsideWrite } from '../../platform/commit.ts';
import type { Instant } from '../../platform/instant.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { refusePurchase } from '../refusals.ts';
import {
  type Budget,
  type BudgetMove,
  budgetMoves,
  moveOfTransition,
  type Purchase,
  type PurchaseState,
  unusedBudget,
} from '../rules.ts';

const budgetRow = v.object({
  budgetInWon: v.number(),
  availableInWon: v.number(),
  reservedInWon: v.number(),
  committedInWon: v.number(),
  spentInWon: v.number(),
  openPurchases: v.number(),
  startedAt: v.nullable(v.string()),
});

/**
 * A budget as it is kept: with the number of purchases that are neither paid nor terminated, and the instant at
 * which every purchase of the approved list had been started.
 */
export type StoredBudget = Budget & {
  readonly openPurchases: number;
  readonly startedAt: Instant | null;
};

const budgetKey = (roundId: string): TableKey => ({ pk: `ROUND#${roundId}`, sk: 'BUDGET' });

/** The round's budget, read consistently; null before its first purchase. */
export const readBudget = async (table: Table, roundId: string): Promise<StoredBudget | null> => {
  const row = await table.get(budgetKey(roundId));
  return row === null ? null : v.parse(budgetRow, row);
};

/** Makes the round's budget where there is none yet; one that is there stays as it is. */
export const ensureBudget = async (table: Table, roundId: string, budgetInWon: number): Promise<void> => {
  await table.putNew({
    ...budgetKey(roundId),
    ...unusedBudget(budgetInWon),
    openPurchases: 0,
    startedAt: null,
  } satisfies StoredBudget & TableKey);
};

/** Notes that every purchase of the approved list has been started; a budget that is not there is a fault. */
export const markPurchasesStarted = async (table: Table, roundId: string, at: Instant): Promise<void> => {
  const cancelled = await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes(budgetKey(roundId)),
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression: 'SET #startedAt = :at',
        ExpressionAttributeNames: { '#startedAt': 'startedAt' },
        ExpressionAttributeValues: toAttributes({ ':at': at }),
      },
    },
  ]);
  if (cancelled !== null) throw new Error(`The budget of round ${roundId} could not be marked as started`);
};

/** Takes back that every purchase was started: there are more to begin. Stands in the transaction that says which. */
export const moreToBegin = (roundId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(budgetKey(roundId)),
      ConditionExpression: 'attribute_exists(pk)',
      UpdateExpression: 'SET #startedAt = :none',
      ExpressionAttributeNames: { '#startedAt': 'startedAt' },
      ExpressionAttributeValues: toAttributes({ ':none': null }),
    },
  },
  refusal: () => refuse('not-found'),
});

/**
 * How many of the round's purchases are neither paid nor terminated, exactly and at once. While the list's
 * purchases have not all been started it counts one more, so that nobody passes over the ones to come.
 */
export const countOpenPurchases = async (table: Table, roundId: string): Promise<number> => {
  const budget = await readBudget(table, roundId);
  return budget === null ? 1 : budget.openPurchases + (budget.startedAt === null ? 1 : 0);
};

/** Makes another change hold only while no purchase is open or to come. */
export const whilePurchasesSettled = (roundId: string): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(budgetKey(roundId)),
      ConditionExpression: '#open = :none AND #startedAt > :never',
      ExpressionAttributeNames: { '#open': 'openPurchases', '#startedAt': 'startedAt' },
      ExpressionAttributeValues: toAttributes({ ':none': 0, ':never': '0' }),
    },
  },
  refusal: () => refuse('changed-meanwhile'),
});

/**
 * The money that goes with a purchase's change of state, in the same transaction; none where it stays. The write
 * condition keeps every part at zero or above, so that the budget holds under any concurrency.
 */
export const budgetWrites = (from: PurchaseState | null, after: Purchase): readonly AlongsideWrite[] => {
  const move = moveOfTransition(from, after.state);
  return move === null ? [] : [budgetWrite(after.roundId, move, after.priceInWon)];
};

const budgetWrite = (roundId: string, move: BudgetMove, amountInWon: number): AlongsideWrite => {
  const { from, to, opens } = budgetMoves[move];
  return {
    write: {
      Update: {
        TableName: undefined,
        Key: toAttributes(budgetKey(roundId)),
        ConditionExpression: '#from >= :amount',
        UpdateExpression: 'SET #from = #from - :amount, #to = #to + :amount, #open = #open + :opens',
        ExpressionAttributeNames: { '#from': from, '#to': to, '#open': 'openPurchases' },
        ExpressionAttributeValues: toAttributes({ ':amount': amountInWon, ':opens': opens }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refusal: (present) =>
      refusePurchase('budget-exceeded', { part: from, leftInWon: leftIn(present, from), amountInWon }),
  };
};

const leftIn = (present: Row | null, part: string): unknown => present?.[part] ?? 0;
