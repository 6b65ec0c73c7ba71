import { describe, expect, it } from '@jest/globals';
import {
  buyingRequestTransitions,
  cancel,
  checkDesignable,
  checkOnOffer,
  commentOnCancellation,
  designate,
  type Designation,
  designationStates,
  designationTransitions,
  dropCancellation,
  effectiveDesignationState,
  extend,
  isInCatalogue,
  noticeCancellation,
} from '../../../functions/designations/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { codeOf } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const at = '2020-09-01T00:00:00.000Z';
const staff = { accountId: 'staff', at };
const approver = { accountId: 'approver', at };
const year = 365 * 86_400;
const week = 7 * 86_400;

const prepared: Designation = {
  state: 'PREPARED',
  proposalId: 'P1',
  challengeId: 'C1',
  roundId: 'R1',
  supplierId: 'supplier',
  name: { ko: '드론', en: 'Drone' },
  inspection: { inspectedOn: '2020-08-30', findings: 'Built here' },
  resolution: 'Resolved',
  prepared: staff,
  designated: null,
  activeUntil: null,
  cancellation: null,
};

const after = (step: ReturnType<typeof cancel>): Designation => {
  if (isRefusal(step)) throw new Error(step.code);
  return step.after;
};
const active = after(designate(prepared, year, approver));
const noticed = after(noticeCancellation(active, 'It broke', week, staff));

describe('the arrows of a designation', () => {
  it('are those of the domain and no others', () => {
    const standing = (action: string, by: readonly string[]) =>
      (['ACTIVE', 'EXTENDED'] as const).map((state) => [action, state, state, by] as const);
    expectOnlyArrows(designationTransitions, designationStates, [
      ['prepare-designation', null, 'PREPARED', ['staff']],
      ['prepare-designation', 'PREPARED', 'PREPARED', ['staff']],
      ['designate', 'PREPARED', 'ACTIVE', ['approver']],
      ['extend', 'ACTIVE', 'EXTENDED', ['approver']],
      ['extend', 'EXTENDED', 'EXTENDED', ['approver']],
      ...standing('notice-cancellation', ['staff']),
      ...standing('comment', ['author', 'signatory']),
      ...standing('drop-cancellation', ['staff']),
      ['cancel', 'ACTIVE', 'CANCELLED', ['approver']],
      ['cancel', 'EXTENDED', 'CANCELLED', ['approver']],
    ]);
    expectOnlyArrows(
      buyingRequestTransitions,
      ['REQUESTED'],
      [['request-to-buy', null, 'REQUESTED', ['buyer']]],
    );
  });
});

describe('a designation', () => {
  it('is for what passed, when the decision is final and no objection unsettled', () => {
    const facts = {
      roundId: 'R1',
      proposalState: 'PRIORITISED',
      decisionState: 'FINAL',
      hasUnsettledObjection: false,
    };
    expect(checkDesignable(facts)).toBeNull();
    expect(codeOf(checkDesignable({ ...facts, decisionState: 'NOTIFIED' }))).toBe('decision-unsettled');
    expect(codeOf(checkDesignable({ ...facts, hasUnsettledObjection: true }))).toBe('decision-unsettled');
    expect(codeOf(checkDesignable({ ...facts, proposalState: 'REJECTED' }))).toBe('solution-did-not-pass');
  });

  it('is another person’s act, and holds for its time (invariant 11)', () => {
    expect(codeOf(designate(prepared, year, staff))).toBe('same-person');
    expect(active).toMatchObject({
      state: 'ACTIVE',
      designated: approver,
      activeUntil: addSeconds(at, year),
    });
    expect([prepared, active].map(isInCatalogue)).toEqual([false, true]);
  });

  it('expires by the clock, and is neither extended nor cancelled after that', () => {
    const end = addSeconds(at, year);
    expect(effectiveDesignationState(active, addSeconds(end, -1))).toBe('ACTIVE');
    expect(effectiveDesignationState(active, end)).toBe('EXPIRED');
    expect(codeOf(extend(active, addSeconds(end, year), { ...approver, at: end }))).toBe('wrong-state');
    expect(effectiveDesignationState({ state: 'CANCELLED', activeUntil: end }, end)).toBe('CANCELLED');
    expect(effectiveDesignationState(prepared, end)).toBe('PREPARED');
    expect(checkOnOffer(active, at)).toBeNull();
    expect(codeOf(checkOnOffer(active, end))).toBe('not-on-offer');
    expect(codeOf(checkOnOffer(prepared, at))).toBe('not-on-offer');
  });

  it('is extended to a later day only', () => {
    const end = addSeconds(at, year);
    expect(codeOf(extend(active, end, approver))).toBe('extension-not-later');
    const extended = after(extend(active, addSeconds(end, year), approver));
    expect(extended).toMatchObject({ state: 'EXTENDED', activeUntil: addSeconds(end, year) });
    expect(effectiveDesignationState(extended, end)).toBe('EXTENDED');
  });

  it('is cancelled after written notice and comment, or the time for it, by another person', () => {
    expect(codeOf(cancel(active, approver))).toBe('cancellation-not-noticed');
    expect(codeOf(commentOnCancellation(active, 'No', at))).toBe('cancellation-not-noticed');
    expect(codeOf(dropCancellation(active, at))).toBe('cancellation-not-noticed');
    expect(codeOf(cancel(noticed, staff))).toBe('same-person');
    expect(cancel(noticed, { ...approver, at: addSeconds(at, week - 1) })).toMatchObject({
      code: 'supplier-not-heard',
      details: { commentUntil: addSeconds(at, week) },
    });
    expect(after(cancel(noticed, { ...approver, at: addSeconds(at, week) })).state).toBe('CANCELLED');
    const commented = after(commentOnCancellation(noticed, 'It was mended', at));
    expect(commented.cancellation).toMatchObject({ reason: 'It broke', comment: 'It was mended' });
    expect(after(cancel(commented, approver)).state).toBe('CANCELLED');
    expect(after(dropCancellation(commented, at))).toMatchObject({ state: 'ACTIVE', cancellation: null });
  });
});
