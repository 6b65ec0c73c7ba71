import { describe, expect, it } from '@jest/globals';
import { rankSheet, rankSheetToCanonicalJson } from '../../../functions/decisions/rules/rank.ts';
import type { ScoreSheet } from '../../../functions/decisions/rules/score-sheet.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const card = (proposalId: string, evaluatorId: string, a: number, b: number, c: number) => ({
  proposalId,
  evaluatorId,
  points: { a, b, c },
});

/** A small round, computed by hand. */
const round: ScoreSheet = {
  ruleVersion: '2020.1',
  budgetInWon: 300_000_000,
  policy: 'skip',
  maxFundedPerChallenge: 1,
  drawSeed: '9f',
  passMark: 1400,
  cutOffPercent: 60,
  trimFrom: 3,
  tieBreak: ['novel'],
  dimensions: [
    {
      name: 'public',
      criteria: [
        { name: 'a', maximum: 500 },
        { name: 'b', maximum: 500 },
      ],
    },
    { name: 'novel', criteria: [{ name: 'c', maximum: 1000 }] },
  ],
  proposals: [
    { proposalId: 'P1', challengeId: 'C1', priceInWon: 200_000_000, gatesPassed: true },
    { proposalId: 'P2', challengeId: 'C2', priceInWon: 150_000_000, gatesPassed: true },
    { proposalId: 'P3', challengeId: 'C1', priceInWon: 50_000_000, gatesPassed: true },
    { proposalId: 'P4', challengeId: 'C3', priceInWon: 100_000_000, gatesPassed: true },
    { proposalId: 'P5', challengeId: 'C4', priceInWon: 10_000_000, gatesPassed: true },
    { proposalId: 'P6', challengeId: 'C5', priceInWon: 10_000_000, gatesPassed: false },
    { proposalId: 'P7', challengeId: 'C5', priceInWon: 10_000_000, gatesPassed: true },
  ],
  scorecards: [
    // P1: sums of public 800, 900, 1000 keep 900; novel 700, 800, 600 keeps 700. Total 1600.
    card('P1', 'E1', 400, 400, 700),
    card('P1', 'E2', 450, 450, 800),
    card('P1', 'E3', 500, 500, 600),
    // P2: public (800 + 701) / 2 = 750.5, up to 751; novel 749. Total 1500.
    card('P2', 'E1', 400, 400, 749),
    card('P2', 'E2', 350, 351, 749),
    // P3: total 1500 as well, with 750 in novel: before P2 by the tie-break.
    card('P3', 'E1', 400, 350, 750),
    // P4: 700 + 700 = 1400, just the pass mark.
    card('P4', 'E1', 300, 400, 700),
    // P5: 850 + 599 = 1449, but 599 is below 60 % of 1000.
    card('P5', 'E1', 425, 425, 599),
    // P6: 2000, but a gate failed.
    card('P6', 'E1', 500, 500, 1000),
  ],
};

describe('the list of a round', () => {
  it('is what the rules make by hand', () => {
    const row = (
      rank: number,
      proposalId: string,
      challengeId: string,
      [total, ofPublic, novel, keptScorecards]: readonly (number | null)[],
      [outcome, reason]: readonly (string | null)[],
      priceInWon: number,
    ) => ({
      rank,
      proposalId,
      challengeId,
      total,
      dimensions: { public: ofPublic, novel },
      keptScorecards,
      outcome,
      reason,
      priceInWon,
    });
    expect(rankSheet(round)).toEqual({
      ruleVersion: '2020.1',
      policy: 'skip',
      budgetInWon: 300_000_000,
      committedInWon: 300_000_000,
      list: [
        row(1, 'P1', 'C1', [1600, 900, 700, 1], ['FUNDED', null], 200_000_000),
        row(2, 'P3', 'C1', [1500, 750, 750, 1], ['RESERVE', 'challenge-served'], 50_000_000),
        row(3, 'P2', 'C2', [1500, 751, 749, 2], ['RESERVE', 'does-not-fit'], 150_000_000),
        row(4, 'P4', 'C3', [1400, 700, 700, 1], ['FUNDED', null], 100_000_000),
        row(5, 'P6', 'C5', [2000, 1000, 1000, 1], ['REJECTED', 'gate-failed'], 10_000_000),
        row(6, 'P5', 'C4', [1449, 850, 599, 1], ['REJECTED', 'below-cut-off'], 10_000_000),
        row(7, 'P7', 'C5', [null, null, null, 0], ['REJECTED', 'not-evaluated'], 10_000_000),
      ],
    });
  });

  it('changes with the policy in outcomes only', () => {
    const outcomes = (policy: ScoreSheet['policy']) =>
      rankSheet({ ...round, policy }).list.map(({ proposalId, reason }) => [proposalId, reason]);
    expect(outcomes('strict').slice(0, 4)).toEqual([
      ['P1', null],
      ['P3', 'challenge-served'],
      ['P2', 'does-not-fit'],
      ['P4', 'after-first-misfit'],
    ]);
    // P3, P2 and P4 cost all of it and total 4400; with P1 it is 3000.
    expect(outcomes('max-score').slice(0, 4)).toEqual([
      ['P1', 'challenge-served'],
      ['P3', null],
      ['P2', null],
      ['P4', null],
    ]);
    expect(rankSheet({ ...round, policy: 'max-score' }).committedInWon).toBe(300_000_000);
    expect(rankSheet({ ...round, policy: 'strict' }).committedInWon).toBe(200_000_000);
  });

  it('is empty for a sheet without proposals', () => {
    expect(rankSheetToCanonicalJson(plainSheet({}))).toBe(
      '{"budgetInWon":1000,"committedInWon":0,"list":[],"policy":"skip","ruleVersion":"2020.1"}',
    );
  });

  it('leaves the sheet as it is', () => {
    const before = structuredClone(round);
    rankSheet(round);
    expect(round).toEqual(before);
  });
});

describe('the list as bytes', () => {
  it('is canonical JSON, without a newline at the end', () => {
    const sheet = plainSheet({
      proposals: [proposal('제안 "1"\n'), proposal('P2')],
      scorecards: cards('제안 "1"\n', 850),
    });
    expect(rankSheetToCanonicalJson(sheet)).toBe(
      '{"budgetInWon":1000,"committedInWon":100,"list":[' +
        '{"challengeId":"C-제안 \\"1\\"\\n","dimensions":{"publicness":850},"keptScorecards":1,"outcome":"FUNDED",' +
        '"priceInWon":100,"proposalId":"제안 \\"1\\"\\n","rank":1,"reason":null,"total":850},' +
        '{"challengeId":"C-P2","dimensions":{"publicness":null},"keptScorecards":0,"outcome":"REJECTED",' +
        '"priceInWon":100,"proposalId":"P2","rank":2,"reason":"not-evaluated","total":null}' +
        '],"policy":"skip","ruleVersion":"2020.1"}',
    );
  });

  it('orders dimensions by UTF-16 code units, as RFC 8785 asks', () => {
    const names = ['\uFF5E', '\u{1F600}', 'b', 'a', '10', '9'];
    const sheet = plainSheet({
      dimensions: names.map((name, at) => ({ name, criteria: [{ name: `c${at}`, maximum: 10 }] })),
      proposals: [proposal('P1')],
      scorecards: [
        { proposalId: 'P1', evaluatorId: 'E1', points: { c0: 0, c1: 1, c2: 2, c3: 3, c4: 4, c5: 5 } },
      ],
    });
    expect(rankSheetToCanonicalJson(sheet)).toContain(
      '"dimensions":{"10":4,"9":5,"a":3,"b":2,"\u{1F600}":1,"\uFF5E":0}',
    );
  });

  it('knows no names that are special', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'toJSON', 'length'];
    const points: unknown = JSON.parse(`{${names.map((name, at) => `"${name}":${at + 1}`).join(',')}}`);
    if (!isPoints(points)) throw new Error('Points are an object');
    const sheet = plainSheet({
      dimensions: names.map((name) => ({ name, criteria: [{ name, maximum: 10 }] })),
      tieBreak: ['__proto__'],
      proposals: [proposal('__proto__', { challengeId: 'constructor' }), proposal('constructor')],
      scorecards: [{ proposalId: '__proto__', evaluatorId: '__proto__', points }],
    });
    expect(rankSheetToCanonicalJson(sheet)).toBe(
      '{"budgetInWon":1000,"committedInWon":100,"list":[' +
        '{"challengeId":"constructor","dimensions":{"__proto__":1,"constructor":2,"hasOwnProperty":4,"length":6,' +
        '"toJSON":5,"toString":3},"keptScorecards":1,"outcome":"FUNDED","priceInWon":100,' +
        '"proposalId":"__proto__","rank":1,"reason":null,"total":21},' +
        '{"challengeId":"C-constructor","dimensions":{"__proto__":null,"constructor":null,"hasOwnProperty":null,' +
        '"length":null,"toJSON":null,"toString":null},"keptScorecards":0,"outcome":"REJECTED","priceInWon":100,' +
        '"proposalId":"constructor","rank":2,"reason":"not-evaluated","total":null}' +
        '],"policy":"skip","ruleVersion":"2020.1"}',
    );
  });
});

const isPoints = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null;
