import { describe, expect, it } from '@jest/globals';
import { drawSupplement, publishedSupplements } from '../../../functions/evaluation/rules.ts';
import { checkFiles, sentenceOf } from '../../../functions/ledger/check-files.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import { smallDraw } from '../../support/small-draw.ts';

const draw = smallDraw();
const firstOfAll = ['N1', 'N2', 'N3', 'N4'];
const byLot = firstOfAll.toSorted((left, right) => {
  const lotOf = (id: string) => sha256Hex(`${draw.seed}:${draw.challenges[0]?.challengeId}:${id}`);
  return lotOf(left) < lotOf(right) ? -1 : 1;
});
/** Whom the rule bars from each challenge: of the first whoever would come last. */
const conflicted: readonly (readonly string[])[] = [byLot.slice(-1), [], []];

const supplement = (number: number, evaluatorIds: readonly string[]) => {
  const input = {
    seed: draw.seed,
    candidates: evaluatorIds.map((evaluatorId) => ({ evaluatorId, group: evaluatorId })),
    challenges: draw.challenges.map(({ challengeId }, at) => ({
      challengeId,
      conflicted: (conflicted[at] ?? []).filter((one) => evaluatorIds.includes(one)),
    })),
  };
  return {
    ...input,
    number,
    orders: drawSupplement(input),
    approvedAt: '2020-06-20T00:00:00.000Z',
  };
};

const fact = { roundId: draw.roundId, recordSha256: sha256Hex(canonicalJson(draw)), seed: draw.seed };
const published = publishedSupplements(fact, [supplement(1, firstOfAll), supplement(2, ['N5', 'N6'])]);
const given = (name: string, value: unknown) => ({ name, text: JSON.stringify(value) });
const check = (supplements: unknown, record: unknown = draw) =>
  checkFiles([given('more.json', supplements), given('draw.json', record)], null);
const [one, two] = published.supplements;
if (one === undefined || two === undefined) throw new Error('Two supplements are published');
const withFirst = (different: object) => ({ ...published, supplements: [{ ...one, ...different }, two] });
const [order, ...orders] = one.orders;
const reversed = [{ challengeId: order?.challengeId, order: order?.order.toReversed() }, ...orders];

describe('the supplements of a pool', () => {
  it('are ordered again behind the draw that they continue', () => {
    const { held, broken } = check(published);
    expect(broken).toBeNull();
    expect(held.map(sentenceOf)).toContain(
      'more.json: 2 supplements of the pool, with 6 evaluators, stand behind the drawn order of draw.json for each challenge as its seed orders them',
    );
  });

  it('ask for the record of their draw', () => {
    expect(() => checkFiles([given('more.json', published)], null)).toThrow('the record of the draw');
  });

  it.each<[string, unknown, string, string]>([
    ['of another draw', { ...published, drawSha256: 'a'.repeat(64) }, '/drawSha256', 'another-draw'],
    ['of another round', { ...published, roundId: '8' }, '/roundId', 'another-draw'],
    ['of another seed', { ...published, seed: 'a'.repeat(64) }, '/seed', 'another-seed'],
    ['out of turn', withFirst({ number: 2 }), '/supplements/0/number', 'supplement-out-of-turn'],
    [
      'in another order',
      withFirst({ orders: reversed }),
      '/supplements/0/orders/0/order/0',
      'another-member',
    ],
    [
      'with somebody whom the rule bars',
      withFirst({ challenges: one.challenges.map((challenge) => ({ ...challenge, conflicted: [] })) }),
      '/supplements/0/orders/0/order/3',
      'member-missing',
    ],
    [
      'without somebody whom it does not bar',
      withFirst({ challenges: one.challenges.map((each) => ({ ...each, conflicted: byLot.slice(-2) })) }),
      '/supplements/0/orders/0/order/2',
      'member-surplus',
    ],
    [
      'with somebody of the draw',
      withFirst({ candidates: [{ evaluatorId: 'E00' }] }),
      '/supplements/0/candidates/0/evaluatorId',
      'in-pool-already',
    ],
    [
      'with somebody of an earlier one',
      { ...published, supplements: [one, { ...two, candidates: one.candidates }] },
      '/supplements/1/candidates/0/evaluatorId',
      'in-pool-already',
    ],
    [
      'unordered',
      withFirst({ candidates: one.candidates.toReversed() }),
      '/supplements/0/candidates/1/evaluatorId',
      'unordered',
    ],
    ['without an order', withFirst({ orders: [] }), '/supplements/0/orders/0', 'panel-missing'],
    [
      'with the order of another challenge',
      withFirst({ orders: one.orders.toReversed() }),
      '/supplements/0/orders/0',
      'another-panel',
    ],
    [
      'with an order too many',
      withFirst({ orders: [...one.orders, order] }),
      '/supplements/0/orders/3',
      'panel-surplus',
    ],
    ['of another form', { ...published, more: 1 }, '/more', 'no-field'],
    ['with another field', withFirst({ more: 1 }), '/supplements/0/more', 'no-field'],
  ])('%s are not', (_, supplements, place, code) => {
    expect(check(supplements).broken).toMatchObject({ file: 'more.json', place, code });
  });

  it('of a draw that was drawn otherwise are not reached', () => {
    expect(check(published, { ...draw, seed: 'a'.repeat(64) }).broken).toMatchObject({ file: 'draw.json' });
  });
});
