import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { assembleScoreSheet } from '../../../functions/evaluation/rules.ts';
import type { ProposalState } from '../../../functions/proposals/rules.ts';
import { panelLike, scorecardLike, seatOf, smallPolicy } from '../../support/evaluation.ts';

const round = { roundId: 'R1', policy: smallPolicy };
const proposal = (proposalId: string, state: ProposalState = 'ELIGIBLE', challengeId = 'C1') => ({
  proposalId,
  challengeId,
  state,
});
const contents = new Map(['P1', 'P2', 'P3', 'P4'].map((id, index) => [id, { priceInWon: 100 + index }]));
const card = (proposalId: string, evaluatorId: string, different = {}) =>
  scorecardLike(evaluatorId, 800, { proposalId, ...different });

describe('the score sheet', () => {
  it('takes its rules from the policy and its seed from the draw', () => {
    expect(assembleScoreSheet(round, [], contents, [panelLike()], [])).toEqual({
      ruleVersion: '2020.1',
      budgetInWon: 3_300_000_000,
      policy: 'skip',
      maxFundedPerChallenge: 1,
      drawSeed: 'a'.repeat(64),
      passMark: 1800,
      cutOffPercent: 60,
      trimFrom: 5,
      tieBreak: ['worth'],
      dimensions: [
        {
          name: 'worth',
          criteria: [
            { name: 'need', maximum: 1000 },
            { name: 'effect', maximum: 1000 },
          ],
        },
        { name: 'craft', criteria: [{ name: 'proof', maximum: 1000 }] },
      ],
      proposals: [],
      scorecards: [],
    });
  });

  it('has the hash of the round’s id as seed where no panel was drawn', () => {
    const { drawSeed } = assembleScoreSheet(round, [], contents, [], []);
    expect(drawSeed).toBe(createHash('sha256').update('R1').digest('hex'));
  });

  it('has the eligible with the locked scorecards of clear members, by id and pseudonym', () => {
    const panel = panelLike({ seats: [seatOf('E2'), seatOf('E1'), seatOf('E3', 'RECUSED')] });
    const cards = [
      card('P2', 'E2'),
      card('P2', 'E1', { state: 'REVISED' }),
      card('P1', 'E2', { state: 'RECONFIRMED' }),
      card('P1', 'E1', { state: 'DRAFT' }),
      card('P1', 'E3'),
      card('P1', 'E9'),
    ];
    const sheet = assembleScoreSheet(round, [proposal('P2'), proposal('P1')], contents, [panel], cards);
    expect(sheet.proposals).toEqual([
      { proposalId: 'P1', challengeId: 'C1', priceInWon: 100, gatesPassed: true },
      { proposalId: 'P2', challengeId: 'C1', priceInWon: 101, gatesPassed: true },
    ]);
    const points = { need: 800, effect: 800, proof: 800 };
    expect(sheet.scorecards).toEqual([
      { proposalId: 'P1', evaluatorId: 'E2', points },
      { proposalId: 'P2', evaluatorId: 'E1', points },
      { proposalId: 'P2', evaluatorId: 'E2', points },
    ]);
  });

  it('has the ineligible without gates and scorecards, and leaves the withdrawn out', () => {
    const proposals = [proposal('P1', 'INELIGIBLE'), proposal('P2', 'WITHDRAWN_AFTER_OPENING')];
    const cards = [card('P1', 'E1'), card('P2', 'E1')];
    const sheet = assembleScoreSheet(round, proposals, contents, [panelLike()], cards);
    expect(sheet.proposals).toEqual([
      { proposalId: 'P1', challengeId: 'C1', priceInWon: 100, gatesPassed: false },
    ]);
    expect(sheet.scorecards).toEqual([]);
  });

  it('counts each challenge’s own panel', () => {
    const panels = [panelLike(), panelLike({ challengeId: 'C2', seats: [seatOf('E9')] })];
    const cards = [card('P1', 'E9'), card('P2', 'E9'), card('P2', 'E1')];
    const proposals = [proposal('P1'), proposal('P2', 'ELIGIBLE', 'C2')];
    const { scorecards } = assembleScoreSheet(round, proposals, contents, panels, cards);
    expect(scorecards.map(({ proposalId, evaluatorId }) => [proposalId, evaluatorId])).toEqual([
      ['P2', 'E9'],
    ]);
  });

  it('throws for what was not screened, and without the content', () => {
    expect(() => assembleScoreSheet(round, [proposal('P1', 'SUBMITTED')], contents, [], [])).toThrow(
      'The proposal P1 is SUBMITTED',
    );
    expect(() => assembleScoreSheet(round, [proposal('P9')], contents, [], [])).toThrow('P9 is missing');
  });
});

describe('the gates', () => {
  const passes = (...safe: readonly boolean[]) => {
    const seats = safe.map((_, index) => seatOf(`E${index}`));
    const cards = safe.map((safety, index) =>
      card('P1', `E${index}`, { gates: { safety, 'field-fit': true } }),
    );
    const sheet = assembleScoreSheet(round, [proposal('P1')], contents, [panelLike({ seats })], cards);
    return sheet.proposals[0]?.gatesPassed;
  };

  it('are passed by more than half of the locked scorecards', () => {
    expect(passes(true, true, false)).toBe(true);
    expect(passes(true, true, false, false)).toBe(false);
    expect(passes(true, false, false)).toBe(false);
    expect(passes(true)).toBe(true);
    expect(passes(false)).toBe(false);
  });

  it('are each passed by themselves', () => {
    const cards = [
      card('P1', 'E1', { gates: { safety: true, 'field-fit': true } }),
      card('P1', 'E2', { gates: { safety: true, 'field-fit': false } }),
      card('P1', 'E3', { gates: { safety: true, 'field-fit': false } }),
    ];
    const sheet = assembleScoreSheet(round, [proposal('P1')], contents, [panelLike()], cards);
    expect(sheet.proposals[0]?.gatesPassed).toBe(false);
  });

  it('failed nobody who was not evaluated', () => {
    expect(passes()).toBe(true);
  });

  it('are not passed by a scorecard that does not tell', () => {
    const cards = [card('P1', 'E1', { gates: {} })];
    const panel = panelLike({ seats: [seatOf('E1')] });
    const sheet = assembleScoreSheet(round, [proposal('P1')], contents, [panel], cards);
    expect(sheet.proposals[0]?.gatesPassed).toBe(false);
  });
});
