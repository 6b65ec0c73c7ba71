import { describe, expect, it } from '@jest/globals';
import { poolShortage } from '../../../web/src/agency/panels/pool-reach.ts';

const policy = { size: 7, quorum: 5, maximumOfOneOrganisation: 1 };
/** So many people of as many organisations. */
const strangers = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ organisationId: `institute-${at}` }));
const colleagues = (count: number) => Array.from({ length: count }, () => ({ organisationId: 'one' }));

describe('a pool before the draw', () => {
  it('is too small for a panel with fewer people than seats', () => {
    expect(poolShortage([], policy)).toEqual({ for: 'panel', reach: 0, needed: 7 });
    expect(poolShortage(strangers(6), policy)).toEqual({ for: 'panel', reach: 6, needed: 7 });
  });

  it('is too small for a second panel with fewer people than a panel and a quorum', () => {
    expect(poolShortage(strangers(7), policy)).toEqual({ for: 'freshPanel', reach: 7, needed: 12 });
    expect(poolShortage(strangers(11), policy)).toEqual({ for: 'freshPanel', reach: 11, needed: 12 });
    expect(poolShortage(strangers(12), policy)).toBeNull();
  });

  it('counts of one organisation as many as may sit on a panel, and as many again for the second', () => {
    expect(poolShortage([...strangers(6), ...colleagues(20)], policy)).toEqual({
      for: 'freshPanel',
      reach: 8,
      needed: 12,
    });
    expect(poolShortage([...strangers(5), ...colleagues(20)], policy)).toMatchObject({
      for: 'panel',
      reach: 6,
    });
    const two = { ...policy, maximumOfOneOrganisation: 2 };
    expect(poolShortage([...strangers(8), ...colleagues(4)], two)).toBeNull();
  });
});
