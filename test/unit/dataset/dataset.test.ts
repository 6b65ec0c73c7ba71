import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { challengeTerms } from '../../../functions/challenges/schema.ts';
import { defaultPolicy } from '../../../functions/rounds/rules.ts';
import { problemsOf } from '../../../infra/local/dataset/check-dataset.ts';
import { loadDataset } from '../../../infra/local/dataset/dataset.ts';
import { type Dataset, type Fate, fates, fields } from '../../../infra/local/dataset/types.ts';

const dataset = loadDataset();
const { challenges, evaluators, institutes, proposals, publicBodies, suppliers } = dataset;
const selected = challenges.filter((challenge) => challenge.selected);

/** The first row, changed. */
const withFirst = <K extends keyof Dataset>(part: K, change: Partial<Dataset[K][number]>): Dataset => ({
  ...dataset,
  [part]: dataset[part].map((row, index) => (index === 0 ? { ...row, ...change } : row)),
});

describe('the data set of the 2020 round', () => {
  it('has the round’s numbers', () => {
    expect(challenges).toHaveLength(157);
    expect(selected).toHaveLength(21);
    expect(publicBodies.length).toBeGreaterThanOrEqual(60);
    expect(suppliers).toHaveLength(48);
    expect(evaluators).toHaveLength(63);
    expect(institutes.length).toBeGreaterThanOrEqual(40);
    expect(proposals).toHaveLength(70);
    expect(new Set(proposals.map(({ challengeKey }) => challengeKey)).size).toBe(20);
    expect(new Set(proposals.map(({ supplierKey }) => supplierKey)).size).toBeGreaterThanOrEqual(40);
    expect(new Set(challenges.map(({ field }) => field))).toEqual(new Set(fields));
  });

  it('uses every public body, supplier and institute', () => {
    const proposing = challenges.flatMap(({ proposerKey, coProposerKeys }) => [
      proposerKey,
      ...coProposerKeys,
    ]);
    expect(new Set(proposing)).toEqual(new Set(publicBodies.map(({ key }) => key)));
    expect(new Set(proposals.map(({ supplierKey }) => supplierKey))).toEqual(
      new Set(suppliers.map(({ key }) => key)),
    );
    expect(new Set(evaluators.map(({ instituteKey }) => instituteKey))).toEqual(
      new Set(institutes.map(({ key }) => key)),
    );
  });

  it('has the problems that the pilot is known for', () => {
    const keys = selected.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        'drone-mountain-rescue',
        'dementia-vr',
        'algae-watch',
        'rental-ventilation',
        'underground-air',
        'remote-electrical-safety',
        'missing-radio-search',
        'commander-glasses',
        'alley-snow-robot',
        'self-testing-bell',
      ]),
    );
  });

  it('writes every challenge so that the API takes it', () => {
    for (const challenge of challenges) {
      const { division: field, title, problem, requiredPerformance, placeOfUse, quantity } = challenge;
      const { priceCeilingInWon, trialPeriodInDays, firstUseCommitment, contact } = challenge;
      const terms = {
        field,
        title,
        problem,
        requiredPerformance,
        placeOfUse,
        quantity,
        priceCeilingInWon,
        trialPeriodInDays,
        firstUseCommitment,
        contact,
      };
      const result = v.safeParse(challengeTerms, terms);
      expect([challenge.key, result.issues?.map((issue) => v.getDotPath(issue))]).toEqual([
        challenge.key,
        undefined,
      ]);
      expect(priceCeilingInWon).toBeLessThanOrEqual(defaultPolicy.maximumPriceInWon);
    }
  });

  it('gives no two challenges that fail the same reason, and no ceilings all alike', () => {
    const reasons = challenges.flatMap((challenge) =>
      challenge.selected ? [] : [challenge.notSelectedReason.ko, challenge.notSelectedReason.en],
    );
    expect(new Set(reasons).size).toBe(2 * 136);
    expect(new Set(challenges.map(({ priceCeilingInWon }) => priceCeilingInWon)).size).toBeGreaterThan(60);
  });

  it('answers some challenges many times, some once, and one never', () => {
    const counts = selected.map(
      ({ key }) => proposals.filter(({ challengeKey }) => challengeKey === key).length,
    );
    expect(counts.filter((count) => count === 0)).toHaveLength(1);
    expect(counts.filter((count) => count === 1).length).toBeGreaterThanOrEqual(3);
    expect(counts.filter((count) => count >= 6).length).toBeGreaterThanOrEqual(2);
  });

  it('plans every fate often enough for the replay', () => {
    const counts = Object.fromEntries(
      fates.map((fate): [Fate, number] => [fate, proposals.filter((row) => row.fate === fate).length]),
    );
    expect(counts['replace']).toBeGreaterThanOrEqual(6);
    expect(counts['withdraw']).toBeGreaterThanOrEqual(3);
    expect(counts['withdraw-and-return']).toBeGreaterThanOrEqual(2);
    expect(counts['late']).toBeGreaterThanOrEqual(5);
    expect(proposals.filter(({ ineligible }) => ineligible !== undefined)).toHaveLength(3);
  });

  it('leaves every panel evaluators enough when those with a conflict are gone', () => {
    expect(evaluators.filter(({ recusesFrom }) => recusesFrom.length > 0).length).toBeGreaterThanOrEqual(3);
    for (const { key } of selected) {
      const free = evaluators.filter(({ recusesFrom }) => !recusesFrom.includes(key));
      expect(new Set(free.map(({ instituteKey }) => instituteKey)).size).toBeGreaterThan(
        defaultPolicy.panel.size + defaultPolicy.panel.quorum,
      );
    }
  });

  it('dates the validity from the deadline', () => {
    const first = proposals.find(({ validForDays }) => validForDays === 180);
    expect(first?.validUntil).toBe('2020-11-27');
  });
});

describe('the check of the data set', () => {
  it('finds nothing in it', () => {
    expect(problemsOf(dataset)).toEqual([]);
  });

  it.each<[string, Dataset, string]>([
    ['a wrong check digit', withFirst('suppliers', { businessNumber: '9990000000' }), 'wrong check digit'],
    [
      'a number given twice',
      withFirst('suppliers', { businessNumber: suppliers[1]?.businessNumber ?? '' }),
      'occurs twice',
    ],
    [
      'a title used twice',
      withFirst('challenges', { title: challenges[1]?.title ?? { ko: '', en: '' } }),
      'occurs twice',
    ],
    ['an unknown proposer', withFirst('challenges', { proposerKey: 'nobody' }), 'public body «nobody»'],
    ['an unknown co-proposer', withFirst('challenges', { coProposerKeys: ['nobody'] }), '«nobody»'],
    ['a ceiling too high', withFirst('challenges', { priceCeilingInWon: 500_000_001 }), '500 million'],
    ['an unknown supplier', withFirst('proposals', { supplierKey: 'nobody' }), 'supplier «nobody»'],
    [
      'an answer to what was not selected',
      withFirst('proposals', { challengeKey: challenges.find((row) => !row.selected)?.key ?? '' }),
      'selected challenge',
    ],
    [
      'a price above the ceiling',
      withFirst('proposals', { priceInWon: 480_000_001 }),
      'more than the ceiling',
    ],
    ['a replacement without a first version', withFirst('proposals', { fate: 'replace' }), 'first version'],
    ['a withdrawal without a reason', withFirst('proposals', { fate: 'withdraw' }), 'reason of withdrawal'],
    [
      'a partner that is a rival',
      withFirst('proposals', { consortiumSupplierKeys: ['sanmaru-uas'] }),
      'sanmaru-uas» occurs twice',
    ],
    ['an eligible large firm', withFirst('suppliers', { isSmallOrMedium: false }), 'size and eligibility'],
    ['an evaluator of no institute', withFirst('evaluators', { instituteKey: 'nowhere' }), '«nowhere»'],
    [
      'a recusal without reason',
      withFirst('evaluators', { recusesFrom: ['algae-watch'] }),
      'needs a reason for its recusals',
    ],
    [
      'a trial that does not bear its verdict out',
      {
        ...dataset,
        challenges: challenges.map((row) =>
          row.selected && row.trialOutcomes !== undefined
            ? {
                ...row,
                trialOutcomes: { ...row.trialOutcomes, SUCCESS: row.trialOutcomes.FAILURE },
              }
            : row,
        ),
      },
      'do not bear out SUCCESS',
    ],
    ['outcomes of an unanswered challenge', { ...dataset, proposals: [] }, 'needs trial outcomes'],
  ])('finds %s', (_name, broken, problem) => {
    expect(problemsOf(broken).join('\n')).toContain(problem);
  });
});

describe('the data set at another run', () => {
  const command = fileURLToPath(
    new URL('../../../infra/local/dataset/describe-dataset.command.ts', import.meta.url),
  );
  const described = v.object({ fingerprint: v.string(), challenges: v.number() });
  const describeIn = async (environment: Record<string, string>) => {
    const { stdout } = await promisify(execFile)(process.execPath, [command], {
      env: { ...process.env, ...environment },
    });
    return v.parse(described, JSON.parse(stdout));
  };

  it('is the same to the byte, in any time zone and language', async () => {
    const [here, there] = await Promise.all([
      describeIn({ TZ: 'Asia/Seoul', LANG: 'ko_KR.UTF-8' }),
      describeIn({ TZ: 'America/New_York', LANG: 'en_US.UTF-8' }),
    ]);
    expect(here.fingerprint).toMatch(/^[0-9a-f]{64}$/u);
    expect(there).toEqual(here);
  }, 120_000);
});
