import { describe, expect, it } from '@jest/globals';
import {
  approvedRevision,
  checkFreshlyEvaluated,
  checkRevisionApproval,
  checkStillStands,
  type Decision,
  type FreshResult,
  leftReopened,
  recordBefore,
  type Revision,
  revisedSheet,
} from '../../../functions/decisions/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { freshPanelLike, scorecardLike, seatOf, smallPolicy } from '../../support/evaluation.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const at = '2020-08-20T00:00:00.000Z';

const panel = freshPanelLike({ seats: [seatOf('F1'), seatOf('F2'), seatOf('F3', 'RECUSED')] });
const result = (
  points: readonly [number, number],
  gates: Readonly<Record<string, boolean>> = { safety: true, 'field-fit': true },
): FreshResult => ({
  proposalId: 'P1',
  evaluation: {
    panel,
    scorecards: [
      scorecardLike('F2', points[1], { gates }),
      scorecardLike('F1', points[0], { gates }),
      scorecardLike('E1', 100),
      scorecardLike('F3', 100),
    ],
  },
});

describe('a revision', () => {
  const when = { roundId: 'R1', at };
  const taken = (results: readonly FreshResult[], at = when.at) => {
    const ready = checkFreshlyEvaluated(results, smallPolicy, { roundId: 'R1', at });
    return isRefusal(ready) ? ready.code : ready.map(({ proposalId }) => proposalId);
  };
  const check = (...results: readonly FreshResult[]) => taken(results);

  it('waits for every card of the fresh panels, their quorum and their outliers', () => {
    expect(check()).toBe('nothing-reopened');
    expect(check(result([800, 800]))).toEqual(['P1']);
    expect(check({ proposalId: 'P1', evaluation: null })).toEqual(['P1']);
    const scorecards = [scorecardLike('F1')];
    expect(check({ proposalId: 'P1', evaluation: { panel, scorecards } })).toBe(
      'fresh-evaluation-unfinished',
    );
    const one = freshPanelLike({ seats: [seatOf('F1')] });
    expect(check({ proposalId: 'P1', evaluation: { panel: one, scorecards } })).toBe(
      'fresh-evaluation-unfinished',
    );
    expect(check(result([900, 300]))).toBe('fresh-evaluation-unfinished');
  });

  it('goes by whoever locked once the time of a fresh panel is up, if they are a quorum', () => {
    const late = '2020-08-30T00:00:30.000Z';
    const afterEnd = (...evaluatorIds: readonly string[]) => {
      const scorecards = evaluatorIds.map((evaluatorId) => scorecardLike(evaluatorId));
      const seats = ['F1', 'F2', 'F4'].map((evaluatorId) => seatOf(evaluatorId));
      const evaluation = { panel: freshPanelLike({ seats }), scorecards };
      return taken([{ proposalId: 'P1', evaluation }], late);
    };
    expect(afterEnd('F1', 'F4')).toEqual(['P1']);
    expect(afterEnd('F1')).toBe('fresh-evaluation-unfinished');
  });

  it('names what it waits for, and the round', () => {
    expect(checkFreshlyEvaluated([], smallPolicy, when)).toMatchObject({ details: { roundId: 'R1' } });
    const results = [{ ...result([900, 300]), proposalId: 'P0' }, result([900, 300])];
    expect(checkFreshlyEvaluated(results, smallPolicy, when)).toMatchObject({
      details: { proposalIds: ['P0', 'P1'], roundId: 'R1' },
    });
  });

  it('takes what is ready, and leaves what is not as it stands', () => {
    const results = [
      result([800, 800]),
      { ...result([900, 300]), proposalId: 'P2' },
      { proposalId: 'P3', evaluation: null },
    ];
    expect(check(...results)).toEqual(['P1', 'P3']);
    expect(leftReopened({ reopened: ['P1', 'P2', 'P3'] }, { proposalIds: ['P1', 'P3'] })).toEqual(['P2']);
  });

  const sheet = plainSheet({
    proposals: [proposal('P1', { gatesPassed: true }), proposal('P2')],
    scorecards: [...cards('P1', 10, 20), ...cards('P2', 30)],
  });

  it('changes the cards and gates of the reopened proposal and nothing else', () => {
    const revised = revisedSheet(sheet, [result([800, 700])], ['safety']);
    expect(revised).toEqual({
      ...sheet,
      scorecards: [
        { proposalId: 'P1', evaluatorId: 'F1', points: { need: 800, effect: 800, proof: 800 } },
        { proposalId: 'P1', evaluatorId: 'F2', points: { need: 700, effect: 700, proof: 700 } },
        ...cards('P2', 30),
      ],
    });
    const failed = revisedSheet(sheet, [result([800, 700], { safety: false })], ['safety']);
    expect(failed.proposals).toMatchObject([{ gatesPassed: false }, { gatesPassed: true }]);
    const ineligible = { ...sheet, proposals: [proposal('P1', { gatesPassed: false })], scorecards: [] };
    expect(revisedSheet(ineligible, [result([800, 700])], ['safety']).proposals).toMatchObject([
      { gatesPassed: true },
    ]);
  });

  it('leaves out what was withdrawn meanwhile, with its cards', () => {
    const revised = revisedSheet(sheet, [{ proposalId: 'P1', evaluation: null }], []);
    expect(revised).toEqual({ ...sheet, proposals: [proposal('P2')], scorecards: cards('P2', 30) });
  });
});

const object = (name: string) => ({ key: name, versionId: '1' });
const revision: Revision = {
  sheetSha256: 'new-sheet',
  listSha256: 'new-list',
  sheetObject: object('new-sheet'),
  listObject: object('new-list'),
  committedInWon: 20,
  proposalIds: ['P1'],
  recommendedBy: 'one',
  recommendedAt: at,
};
const decision: Decision = {
  state: 'FINAL',
  roundId: 'R1',
  sheetSha256: 'old-sheet',
  listSha256: 'old-list',
  sheetObject: object('old-sheet'),
  listObject: object('old-list'),
  standingSha256: 'standing',
  committedInWon: 10,
  recommendedBy: 'first',
  recommendedAt: 'then',
  approvedBy: 'second',
  approvedAt: 'then',
  notifiedAt: 'then',
  finalAt: 'then',
  reopened: ['P1', 'P2'],
  revision,
  earlier: [],
};

describe('the approval of a revision', () => {
  const approve = (different: object = {}, of: Pick<Decision, 'roundId' | 'revision'> = decision) =>
    checkRevisionApproval(of, {
      accountId: 'other',
      isInPool: false,
      sheetSha256: 'new-sheet',
      recommenders: new Set(['before']),
      ...different,
    });

  it('is another person’s, no evaluator’s, and of that very sheet (invariant 11)', () => {
    expect(approve()).toBe(revision);
    const { roundId } = decision;
    expect(approve({ accountId: 'one' })).toMatchObject({ code: 'same-person', details: { roundId } });
    expect(approve({ accountId: 'before' })).toMatchObject({ code: 'same-person' });
    expect(approve({ isInPool: true })).toMatchObject({ code: 'evaluator-decides', details: { roundId } });
    expect(approve({ sheetSha256: 'old-sheet' })).toMatchObject({
      code: 'sheet-changed',
      details: { sheetSha256: 'new-sheet', roundId },
    });
    expect(approve({}, { ...decision, revision: null })).toMatchObject({
      code: 'nothing-reopened',
      details: { roundId },
    });
  });

  it('is of the sheet that its fresh results give still', () => {
    expect(checkStillStands(revision, 'new-sheet', 'R1')).toBeNull();
    expect(checkStillStands(revision, 'other-sheet', 'R1')).toMatchObject({
      code: 'revision-outdated',
      details: { sheetSha256: 'new-sheet', roundId: 'R1' },
    });
  });

  it('finds on record what was approved and came to no notice, when another decision is recommended', () => {
    const { sheetSha256, listSha256, sheetObject, listObject, approvedAt } = decision;
    const first = { sheetSha256, listSha256, sheetObject, listObject, approvedAt };
    const older = { ...first, sheetSha256: 'older-sheet' };
    expect(recordBefore(null)).toEqual([]);
    expect(recordBefore({ ...decision, state: 'APPROVED', earlier: [older] })).toEqual([older, first]);
    expect(recordBefore({ ...decision, state: 'RECOMMENDED', earlier: [older] })).toEqual([older]);
  });

  it('keeps what was decided before on record, and what is still open open', () => {
    expect(approvedRevision(decision, revision, 'other', at)).toEqual({
      ...decision,
      sheetSha256: 'new-sheet',
      listSha256: 'new-list',
      sheetObject: object('new-sheet'),
      listObject: object('new-list'),
      committedInWon: 20,
      recommendedBy: 'one',
      recommendedAt: at,
      approvedBy: 'other',
      approvedAt: at,
      reopened: ['P2'],
      revision: null,
      earlier: [
        {
          sheetSha256: 'old-sheet',
          listSha256: 'old-list',
          sheetObject: object('old-sheet'),
          listObject: object('old-list'),
          approvedAt: 'then',
        },
      ],
    });
  });
});
