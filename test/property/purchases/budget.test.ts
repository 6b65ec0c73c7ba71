import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  acceptPurchase,
  type Budget,
  budgetFromPurchases,
  contractPurchase,
  deemPassed,
  deliverPurchase,
  inspectPurchase,
  moveBudget,
  moveOfTransition,
  payPurchase,
  type Purchase,
  purchaseIdOf,
  reservedPurchase,
  type Step,
  terminatePurchase,
  unusedBudget,
} from '../../../functions/purchases/rules.ts';
import { reserved, agreedTerms } from '../../support/sample-purchase.ts';

const at = '2020-09-01T00:00:00.000Z';
const late = '2020-12-01T00:00:00.000Z';
const by = { accountId: 'account', at };
const inspectionInSeconds = 14 * 86_400;

const acts = {
  contract: (held: Purchase) => contractPurchase(held, agreedTerms(held.priceInWon, late), by),
  deliver: (held: Purchase) =>
    deliverPurchase(held, { deliveredOn: '2020-09-01', note: 'Here' }, inspectionInSeconds, by),
  pass: (held: Purchase) => inspectPurchase(held, { result: 'passed', findings: 'Good' }, by),
  remedy: (held: Purchase) =>
    inspectPurchase(held, { result: 'remedy', findings: 'Bad', remedyDueAt: late }, by),
  deem: (held: Purchase) => deemPassed(held, late),
  accept: (held: Purchase) => acceptPurchase(held, by),
  pay: (held: Purchase) => payPurchase(held, by),
  terminate: (held: Purchase) => terminatePurchase(held, 'Given up', by),
} as const;
type Act = 'reserve' | keyof typeof acts;
const actNames: readonly Act[] = [
  'reserve',
  'contract',
  'deliver',
  'pass',
  'remedy',
  'deem',
  'accept',
  'pay',
  'terminate',
];

/** A table in small: rows with versions and the budget, changed only together and under their conditions. */
type Tablet = {
  readonly rows: Map<number, { readonly version: number; readonly purchase: Purchase }>;
  budget: Budget;
};

/** What somebody read and is about to write; others may write in between. */
type Intent = {
  readonly index: number;
  readonly version: number;
  readonly from: Purchase | null;
  readonly step: Step;
};

const intend = (tablet: Tablet, index: number, act: Act, priceInWon: number): Intent | null => {
  const row = tablet.rows.get(index);
  if (act === 'reserve') {
    const proposalId = `proposal-${index}`;
    const after = reservedPurchase(
      { ...reserved, proposalId, purchaseId: purchaseIdOf(proposalId), priceInWon },
      at,
    );
    return { index, version: 0, from: null, step: { action: 'reserve-budget', after } };
  }
  const step = row === undefined ? null : acts[act](row.purchase);
  if (row === undefined || step === null || isRefusal(step)) return null;
  return { index, version: row.version, from: row.purchase, step };
};

/** The transaction: the row's version and the budget's part must both hold, else nothing is written. */
const write = (tablet: Tablet, { index, version, from, step }: Intent): boolean => {
  if ((tablet.rows.get(index)?.version ?? 0) !== version) return false;
  const move = moveOfTransition(from?.state ?? null, step.after.state);
  const moved = move === null ? tablet.budget : moveBudget(tablet.budget, move, step.after.priceInWon);
  if (isRefusal(moved)) return false;
  tablet.rows.set(index, { version: version + 1, purchase: step.after });
  tablet.budget = moved;
  return true;
};

const moveOfPeople = fc.record({
  index: fc.nat({ max: 5 }),
  /** Which of the acts that are possible when this one reads. */
  choice: fc.nat({ max: 100 }),
  priceInWon: fc.integer({ min: 1, max: 60 }),
  /** How many others read and write between this one's reading and its writing. */
  delay: fc.nat({ max: 3 }),
});

describe('the budget under any interleaving', () => {
  it('is never overshot, never loses a won, and is what the purchases say', () => {
    let written = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 150 }),
        fc.array(moveOfPeople, { minLength: 40, maxLength: 120 }),
        (budgetInWon, moves) => {
          const tablet: Tablet = { rows: new Map(), budget: unusedBudget(budgetInWon) };
          const waiting: { due: number; intent: Intent }[] = [];
          moves.forEach(({ index, choice, priceInWon, delay }, moment) => {
            const possible = actNames
              .map((act) => intend(tablet, index, act, priceInWon))
              .filter((intent) => intent !== null);
            const intent = possible[choice % possible.length];
            if (intent !== undefined) waiting.push({ due: moment + delay, intent });
            for (const { intent: ripe } of waiting.filter(({ due }) => due === moment)) {
              if (write(tablet, ripe)) written += 1;
              const { availableInWon, reservedInWon, committedInWon, spentInWon } = tablet.budget;
              expect(availableInWon + reservedInWon + committedInWon + spentInWon).toBe(budgetInWon);
              expect(
                Math.min(availableInWon, reservedInWon, committedInWon, spentInWon),
              ).toBeGreaterThanOrEqual(0);
              const purchases = [...tablet.rows.values()].map(({ purchase }) => purchase);
              expect(budgetFromPurchases(budgetInWon, purchases)).toMatchObject(tablet.budget);
            }
          });
        },
      ),
      { numRuns: 150 },
    );
    // The model must not be vacuous.
    expect(written).toBeGreaterThan(1000);
  });

  it('gives back a terminated purchase’s price once, and no paid one’s', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actNames), { minLength: 5, maxLength: 60 }), (names) => {
        const tablet: Tablet = { rows: new Map(), budget: unusedBudget(100) };
        let releases = 0;
        for (const name of names) {
          const intent = intend(tablet, 0, name, 40);
          if (intent === null || !write(tablet, intent)) continue;
          if (intent.step.after.state === 'TERMINATED') releases += 1;
        }
        expect(releases).toBeLessThanOrEqual(1);
        const state = tablet.rows.get(0)?.purchase.state;
        if (state === 'TERMINATED') expect(tablet.budget).toEqual(unusedBudget(100));
        if (state === 'PAID') expect(tablet.budget).toMatchObject({ spentInWon: 40, availableInWon: 60 });
      }),
    );
  });
});
