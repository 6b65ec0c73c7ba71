import { describe, expect, it } from '@jest/globals';
import { fields as known } from '../../../functions/challenges/rules.ts';
import {
  fields,
  type Filters,
  filtersOf,
  isNoPrice,
  meets,
  noFilters,
  searchOf,
} from '../../../web/src/challenges/filters.ts';

const challenge = {
  field: '03' as const,
  title: { ko: '산악 구조용 무인기 거점', en: 'Drone station for mountain rescue' },
  problem: { ko: '조난자를 찾는 데 오래 걸린다.', en: 'It takes too long to find the missing.' },
  placeOfUse: { ko: '국립공원 대피소', en: 'Shelters of a national park' },
  proposers: [{ organisationId: 'B1', name: { ko: '누리시', en: 'Nuri City' } }],
  priceCeilingInWon: 120_000_000,
};
const deadline = '2020-05-31T15:00:00.000Z';
const day = 24 * 3600 * 1000;
const weekBefore = Date.parse(deadline) - 7 * day;

const isFound = (
  filters: Partial<Filters>,
  { until = deadline, now = weekBefore }: { until?: string | null; now?: number } = {},
) => meets(challenge, until, { ...noFilters('any'), ...filters }, now);

describe('the filters of challenges', () => {
  it('know every field that a challenge may have', () => {
    expect(fields).toEqual(known);
  });

  it('find words in both languages, in the title, the problem, the place and the proposers, all of them', () => {
    const found = ['무인기', 'DRONE rescue', '오래', '누리시 station', 'shelters'];
    expect(found.map((words) => isFound({ words }))).toEqual(found.map(() => true));
    expect(isFound({ words: 'drone algae' })).toBe(false);
  });

  it('look for the place in the place alone', () => {
    expect(isFound({ place: '국립공원' })).toBe(true);
    expect(isFound({ place: 'drone' })).toBe(false);
  });

  it('find a field', () => {
    expect([isFound({ field: '03' }), isFound({ field: '07' })]).toEqual([true, false]);
  });

  it('bound the price ceiling on both sides, both included, and let a text that is no price bound nothing', () => {
    const found: [Partial<Filters>, boolean][] = [
      [{ leastInMillionWon: '120' }, true],
      [{ leastInMillionWon: '120.1' }, false],
      [{ mostInMillionWon: '120' }, true],
      [{ mostInMillionWon: '119' }, false],
      [{ leastInMillionWon: '1,000' }, false],
      [{ leastInMillionWon: 'many', mostInMillionWon: ' ' }, true],
    ];
    expect(found.map(([filters]) => isFound(filters))).toEqual(found.map(([, is]) => is));
    expect(['', ' ', '120', '1,200.5', 'many', '-3', '1e3'].map(isNoPrice)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('take a deadline within days up to the day’s last instant, and none that has passed', () => {
    expect(isFound({ due: '7' })).toBe(true);
    expect(isFound({ due: '7' }, { now: weekBefore - 1 })).toBe(false);
    expect(isFound({ due: 'open' }, { now: Date.parse(deadline) - 1 })).toBe(true);
    expect(isFound({ due: 'open' }, { now: Date.parse(deadline) })).toBe(false);
    expect(isFound({ due: 'open' }, { until: null })).toBe(false);
    expect(isFound({ due: 'any' }, { until: null })).toBe(true);
  });

  it('stand in the address as they are, and only what narrows', () => {
    const filters: Filters = {
      words: 'drone',
      field: '10',
      place: '12',
      leastInMillionWon: '1,000',
      mostInMillionWon: '',
      due: '14',
    };
    expect(filtersOf(searchOf(filters, 'open'), 'open')).toEqual(filters);
    expect(searchOf(noFilters('open'), 'open')).toEqual({});
    expect(searchOf({ ...noFilters('open'), field: '03', due: 'any' }, 'open')).toEqual({
      field: 3,
      due: 'any',
    });
  });

  it('leave out what an address says and no filter knows', () => {
    const strange = { words: ['x'], field: 11, place: { a: 1 }, from: 5, to: null, due: 'never' };
    expect(filtersOf(strange, 'any')).toEqual({ ...noFilters('any'), leastInMillionWon: '5' });
  });
});
