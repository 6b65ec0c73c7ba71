import { describe, expect, it } from '@jest/globals';
import { stretchesOf } from '../../../web/src/figures/way.ts';

const day = (number: number): string => new Date(Date.UTC(2020, 7, number)).toISOString();
const way = {
  proposalId: 'P1',
  challengeId: 'C1',
  state: 'CONTRACTED' as const,
  reservedAt: day(1),
  contractedAt: day(3),
  deliveredAt: null,
  remedies: 0,
  inspectedAt: null,
  acceptedAt: null,
  paidAt: null,
  terminatedAt: null,
  trialEndsAt: null,
  verdictAt: null,
  verdict: null,
};
const now = Date.parse(day(20));
const told = (...asked: Parameters<typeof stretchesOf>) =>
  stretchesOf(...asked).map(({ step, from, to }) => [step, from.toISOString(), to.toISOString()]);

describe('the way of a solution in the drawing', () => {
  it('goes from step to step, and until now where something is to come', () => {
    expect(told(way, now)).toEqual([
      ['contractedAt', day(1), day(3)],
      ['open', day(3), day(20)],
    ]);
  });

  it('takes the steps in the order of time, and ends with the verdict or the end of the purchase', () => {
    const done = { ...way, paidAt: day(9), acceptedAt: day(8), verdictAt: day(12) };
    expect(told(done, now).map(([step]) => step)).toEqual([
      'contractedAt',
      'acceptedAt',
      'paidAt',
      'verdictAt',
    ]);
    expect(told({ ...way, terminatedAt: day(5) }, now).at(-1)).toEqual(['terminatedAt', day(3), day(5)]);
  });

  it('never goes backwards by a clock that is slow', () => {
    expect(told(way, Date.parse(day(2))).at(-1)).toEqual(['open', day(3), day(3)]);
  });
});
