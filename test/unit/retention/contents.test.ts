import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import * as rules from '../../../functions/retention/rules/contents.ts';
import {
  beginning,
  contentsStates,
  type ContentsState,
  contentsTransitions,
  dueDeletion,
  emptiedOf,
  ending,
  isKeptLonger,
  isLiving,
  type RoundContents,
  type RoundFacts,
  wentWithContents,
} from '../../../functions/retention/rules/contents.ts';
import { expectGuardsAmong, expectOnlyArrows } from '../../support/transitions.ts';

const facts: RoundFacts = {
  policy: { contentsKeptInYears: 5, boughtKeptInYears: 10 },
  endedAt: '2020-12-01T00:00:00.000Z',
  hasLivingDesignation: false,
};
const fiveYearsLater = '2025-12-01T00:00:00.000Z';
const afterFiveYears = '2025-12-01T00:00:00.001Z';
const tenYearsLater = '2030-12-01T00:00:00.000Z';
const afterTenYears = '2030-12-01T00:00:00.001Z';
const contentsIn = (state: ContentsState): RoundContents => ({
  state,
  roundId: 'R1',
  begunAt: afterFiveYears,
  deletedAt: null,
  emptied: null,
});

describe('the arrows of a round’s contents', () => {
  it('are these and no others', () => {
    expectOnlyArrows(contentsTransitions, contentsStates, [
      ['begin-deletion', null, 'DELETING_UNBOUGHT', ['system']],
      ['end-deletion', 'DELETING_UNBOUGHT', 'UNBOUGHT_DELETED', ['system']],
      ['begin-deletion', 'UNBOUGHT_DELETED', 'DELETING_ALL', ['system']],
      ['end-deletion', 'DELETING_ALL', 'ALL_DELETED', ['system']],
    ]);
    expectGuardsAmong(contentsTransitions, rules);
  });

  it('are taken by a run as it begins and ends', () => {
    expect(beginning(null, 'R1', afterFiveYears)).toEqual({
      action: 'begin-deletion',
      after: contentsIn('DELETING_UNBOUGHT'),
    });
    expect(beginning(contentsIn('UNBOUGHT_DELETED'), 'R1', afterTenYears)).toEqual({
      action: 'begin-deletion',
      after: { state: 'DELETING_ALL', roundId: 'R1', begunAt: afterTenYears, deletedAt: null, emptied: null },
    });
    expect(beginning(contentsIn('DELETING_UNBOUGHT'), 'R1', afterTenYears)).toBeNull();
    const emptied = emptiedOf(['P1']);
    expect(ending(contentsIn('DELETING_ALL'), emptied, afterTenYears)).toEqual({
      action: 'end-deletion',
      after: { ...contentsIn('ALL_DELETED'), deletedAt: afterTenYears, emptied },
    });
    const again = ending(contentsIn('ALL_DELETED'), emptied, afterTenYears);
    expect(isRefusal(again) && again.code).toBe('wrong-state');
  });
});

describe('which proposals were emptied', () => {
  it('is told by their number and the SHA-256 of their sorted ids, one a line', () => {
    // printf 'P1\nP2' | sha256sum
    const sha256 = 'bff3e6c20ec3ede3da00726b505463e83e44afdef36cf704bdf7bb1d16cd005c';
    expect(emptiedOf(['P2', 'P1', 'P2'])).toEqual({ proposals: 2, sha256 });
    expect(emptiedOf(['P1', 'P3'])).not.toHaveProperty('sha256', sha256);
  });
});

describe('what is to be deleted of a round', () => {
  it.each([
    [null, fiveYearsLater, {}, null],
    [null, afterFiveYears, {}, 'unbought'],
    [null, afterTenYears, {}, 'unbought'],
    [null, '2099-01-01T00:00:00.000Z', { endedAt: null }, null],
    [null, afterFiveYears, { hasLivingDesignation: true }, 'unbought'],
    ['DELETING_UNBOUGHT', fiveYearsLater, {}, 'unbought'],
    ['UNBOUGHT_DELETED', tenYearsLater, {}, null],
    ['UNBOUGHT_DELETED', afterTenYears, {}, 'all'],
    ['UNBOUGHT_DELETED', afterTenYears, { hasLivingDesignation: true }, null],
    ['UNBOUGHT_DELETED', '2099-01-01T00:00:00.000Z', { endedAt: null }, null],
    ['DELETING_ALL', tenYearsLater, {}, 'all'],
    ['DELETING_ALL', afterTenYears, { hasLivingDesignation: true }, null],
    ['DELETING_UNBOUGHT', afterFiveYears, { hasLivingDesignation: true }, 'unbought'],
    ['ALL_DELETED', '2099-01-01T00:00:00.000Z', {}, null],
  ] as const)('in the state %s at %s (%j) is %s', (state, at, otherwise, due) => {
    expect(dueDeletion(state, { ...facts, ...otherwise }, at)).toBe(due);
  });

  it('follows the policy that was frozen with the call', () => {
    const policy = { contentsKeptInYears: 1, boughtKeptInYears: 2 };
    expect(dueDeletion(null, { ...facts, policy }, '2021-12-01T00:00:00.001Z')).toBe('unbought');
    expect(dueDeletion('UNBOUGHT_DELETED', { ...facts, policy }, '2021-12-01T00:00:00.001Z')).toBeNull();
    expect(dueDeletion('UNBOUGHT_DELETED', { ...facts, policy }, '2022-12-01T00:00:00.001Z')).toBe('all');
  });
});

describe('what is kept as long as a purchase', () => {
  it.each([
    [true, null, true],
    [true, 'WITHDRAWN', true],
    [false, null, false],
    [false, 'WITHDRAWN', false],
    [false, 'PREPARED', true],
    [false, 'CANCELLED', true],
  ])('with a contract %s and a designation %s: %s', (wasContracted, designationState, kept) => {
    expect(isKeptLonger({ wasContracted, designationState })).toBe(kept);
  });
});

describe('a designation that all wait for', () => {
  it.each([
    ['PREPARED', null, true],
    ['WITHDRAWN', null, false],
    ['ACTIVE', afterTenYears, true],
    ['EXTENDED', afterTenYears, true],
    ['ACTIVE', tenYearsLater, false],
    ['CANCELLED', afterTenYears, false],
  ] as const)('is one that is %s until %s: %s', (state, activeUntil, living) => {
    expect(isLiving({ state, activeUntil }, tenYearsLater)).toBe(living);
  });
});

describe('an archive', () => {
  it('went with the deletion that ended after it was made', () => {
    expect(wentWithContents(null, afterFiveYears)).toBe(false);
    const begun = { begunAt: afterFiveYears, deletedAt: null };
    expect(wentWithContents(begun, afterFiveYears)).toBe(true);
    expect(wentWithContents(begun, afterTenYears)).toBe(false);
    const ended = { begunAt: fiveYearsLater, deletedAt: afterFiveYears };
    expect(wentWithContents(ended, afterFiveYears)).toBe(true);
    expect(wentWithContents(ended, tenYearsLater)).toBe(false);
  });
});
