import { describe, expect, it } from '@jest/globals';
import {
  checkApproval,
  checkBudget,
  checkCurrent,
  checkEvaluated,
  checkNoEvaluator,
  checkOutdated,
  checkSheetCurrent,
  decisionStates,
  decisionTransitions,
  isNoticeGiven,
  isStandstillOver,
  outcomesOf,
  standingSha256,
} from '../../../functions/decisions/rules/decision.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { codeOf } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

describe('the arrows of a decision', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(decisionTransitions, decisionStates, [
      ['recommend', null, 'RECOMMENDED', ['staff']],
      ['recommend', 'RECOMMENDED', 'RECOMMENDED', ['staff']],
      ['recommend', 'APPROVED', 'RECOMMENDED', ['staff']],
      ['approve', 'RECOMMENDED', 'APPROVED', ['approver']],
      ['notify', 'APPROVED', 'NOTIFIED', ['system']],
      ['finalise', 'NOTIFIED', 'FINAL', ['system']],
      ['reopen', 'NOTIFIED', 'NOTIFIED', ['approver']],
      ['reopen', 'FINAL', 'FINAL', ['approver']],
      ['recommend-revision', 'NOTIFIED', 'NOTIFIED', ['staff']],
      ['recommend-revision', 'FINAL', 'FINAL', ['staff']],
      ['approve-revision', 'NOTIFIED', 'NOTIFIED', ['approver']],
      ['approve-revision', 'FINAL', 'FINAL', ['approver']],
    ]);
  });
});

describe('a recommendation', () => {
  const whole = { unscreenedProposals: 0, challengesWithoutPanel: [], proposalsBelowQuorum: [] };

  it('needs an evaluation that is whole', () => {
    expect(checkEvaluated(whole)).toBeNull();
    expect(checkEvaluated({ ...whole, unscreenedProposals: 1 })).toMatchObject({
      code: 'evaluation-not-ready',
      details: { unscreenedProposals: 1, challengesWithoutPanel: [] },
    });
    expect(checkEvaluated({ ...whole, challengesWithoutPanel: ['C1'] })).toMatchObject({
      code: 'evaluation-not-ready',
      details: { challengesWithoutPanel: ['C1'] },
    });
  });

  it('needs a quorum for each eligible proposal', () => {
    expect(checkEvaluated({ ...whole, proposalsBelowQuorum: ['P1'] })).toMatchObject({
      code: 'quorum-not-met',
      details: { proposalIds: ['P1'] },
    });
  });

  it('is made by nobody of the pool', () => {
    expect(checkNoEvaluator(false, 'R1')).toBeNull();
    expect(checkNoEvaluator(true, 'R1')).toMatchObject({
      code: 'evaluator-decides',
      concernsFairness: true,
      details: { roundId: 'R1' },
    });
  });
});

describe('an approval', () => {
  const decision = { roundId: 'R1', recommendedBy: 'A1', sheetSha256: 'aa' };
  const approval = {
    accountId: 'A2',
    isInPool: false,
    sheetSha256: 'aa',
    recommenders: new Set(['A0', 'A1']),
  };

  it('is another person’s, of the same sheet', () => {
    expect(checkApproval(decision, approval)).toBeNull();
  });

  it('is not the recommender’s own', () => {
    expect(checkApproval(decision, { ...approval, accountId: 'A1' })).toMatchObject({
      code: 'same-person',
      concernsFairness: true,
      details: { roundId: 'R1' },
    });
  });

  it('is of nobody who recommended before, since another only repeated it', () => {
    expect(checkApproval(decision, { ...approval, accountId: 'A0' })).toMatchObject({ code: 'same-person' });
  });

  it('is no evaluator’s', () => {
    expect(checkApproval(decision, { ...approval, isInPool: true })).toMatchObject({
      code: 'evaluator-decides',
      details: { roundId: 'R1' },
    });
  });

  it('is not of another sheet', () => {
    expect(checkApproval(decision, { ...approval, sheetSha256: 'ab' })).toMatchObject({
      code: 'sheet-changed',
      concernsFairness: true,
      details: { sheetSha256: 'aa', roundId: 'R1' },
    });
  });
});

describe('a sheet', () => {
  const inSheet = (proposalId: string) => ({
    proposalId,
    challengeId: 'C1',
    priceInWon: 1,
    gatesPassed: true,
  });
  const sheet = {
    proposals: [inSheet('P1'), inSheet('P2')],
    scorecards: [{ proposalId: 'P1', evaluatorId: 'E1', points: {} }],
  };
  const eligible = { proposalId: 'P1', state: 'ELIGIBLE' } as const;
  const ineligible = { proposalId: 'P2', state: 'INELIGIBLE' } as const;
  const withdrawn = { proposalId: 'P3', state: 'WITHDRAWN_AFTER_OPENING' } as const;

  it('is current while the proposals stand as in it', () => {
    expect(checkSheetCurrent(sheet, [eligible, ineligible, withdrawn], 'R1')).toBeNull();
  });

  it('is outdated by a withdrawal, a newcomer, or another eligibility', () => {
    const outdated = 'sheet-outdated';
    const gone = { proposalId: 'P1', state: 'WITHDRAWN_AFTER_OPENING' } as const;
    expect(codeOf(checkSheetCurrent(sheet, [gone, ineligible], 'R1'))).toBe(outdated);
    const newcomer = { proposalId: 'P9', state: 'ELIGIBLE' } as const;
    expect(codeOf(checkSheetCurrent(sheet, [eligible, ineligible, newcomer], 'R1'))).toBe(outdated);
    expect(codeOf(checkSheetCurrent(sheet, [eligible, newcomer], 'R1'))).toBe(outdated);
    expect(codeOf(checkSheetCurrent(sheet, [eligible, { ...ineligible, state: 'ELIGIBLE' }], 'R1'))).toBe(
      outdated,
    );
    expect(codeOf(checkSheetCurrent(sheet, [{ ...eligible, state: 'INELIGIBLE' }, ineligible], 'R1'))).toBe(
      outdated,
    );
    expect(codeOf(checkSheetCurrent(sheet, [eligible], 'R1'))).toBe(outdated);
  });
});

describe('an approved decision', () => {
  const eligible = { proposalId: 'P1', state: 'ELIGIBLE' } as const;
  const ineligible = { proposalId: 'P2', state: 'INELIGIBLE' } as const;
  const decision = {
    state: 'APPROVED',
    roundId: 'R1',
    standingSha256: standingSha256([ineligible, eligible]),
  } as const;

  it('stands, whatever the order, and beside what was withdrawn before it', () => {
    const withdrawn = { proposalId: 'P0', state: 'WITHDRAWN_AFTER_OPENING' } as const;
    const as = [eligible, withdrawn, ineligible];
    expect(checkCurrent(decision, as)).toBeNull();
    expect(codeOf(checkOutdated(decision, as))).toBe('decision-stands');
    expect(checkOutdated({ ...decision, state: 'RECOMMENDED' }, as)).toBeNull();
    expect(checkOutdated(null, as)).toBeNull();
  });

  it.each([
    ['a withdrawal', [{ ...eligible, state: 'WITHDRAWN_AFTER_OPENING' } as const, ineligible]],
    ['a newcomer', [eligible, ineligible, { ...eligible, proposalId: 'P3' }]],
    ['another eligibility', [eligible, { ...ineligible, state: 'ELIGIBLE' } as const]],
  ])('is outdated by %s: no notice is given of it, and staff may recommend again', (_, proposals) => {
    expect(checkCurrent(decision, proposals)).toMatchObject({
      code: 'sheet-outdated',
      concernsFairness: true,
      details: { roundId: 'R1' },
    });
    expect(checkOutdated(decision, proposals)).toBeNull();
  });
});

describe('the budget', () => {
  it('covers what the list commits', () => {
    expect(checkBudget({ committedInWon: 100 }, { budgetInWon: 100 })).toBeNull();
    expect(checkBudget({ committedInWon: 101 }, { budgetInWon: 100 })).toMatchObject({
      code: 'budget-exceeded',
      details: { committedInWon: 101, budgetInWon: 100 },
    });
  });
});

describe('what follows from an approved list', () => {
  const row = { rank: 1, challengeId: 'C1', total: 1, dimensions: {}, keptScorecards: 3, priceInWon: 1 };

  it('is that what passed is prioritised, funded or not, and the rest rejected', () => {
    const list = [
      { ...row, proposalId: 'P1', outcome: 'FUNDED', reason: null },
      { ...row, proposalId: 'P2', outcome: 'RESERVE', reason: 'does-not-fit' },
      { ...row, proposalId: 'P3', outcome: 'REJECTED', reason: 'below-pass-mark' },
    ] as const;
    expect(outcomesOf({ list })).toEqual(
      new Map([
        ['P1', 'PRIORITISED'],
        ['P2', 'PRIORITISED'],
        ['P3', 'REJECTED'],
      ]),
    );
  });

  it('is public from the notice on', () => {
    expect(isNoticeGiven({ noticeAt: '2020-07-20T00:00:00.000Z' })).toBe(true);
    expect(isNoticeGiven({ noticeAt: null })).toBe(false);
  });

  it('is final when the standstill has ended', () => {
    expect(phases.filter((state) => isStandstillOver({ state }))).toEqual([
      'PURCHASE',
      'FIRST_USE',
      'COMPLETED',
    ]);
  });
});
