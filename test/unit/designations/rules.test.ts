import { describe, expect, it } from '@jest/globals';
import { expiryNotices } from '../../../functions/designations/notices.ts';
import * as rules from '../../../functions/designations/rules.ts';
import {
  awaitsAgency,
  bodiesThatWait,
  buyingRequestTransitions,
  cancel,
  checkDesignable,
  checkGrounds,
  checkOnOffer,
  commentOnCancellation,
  designate,
  type Designation,
  designationStates,
  designationTransitions,
  dropCancellation,
  dropExtension,
  effectiveDesignationState,
  extend,
  isInCatalogue,
  isReviewDue,
  noticeCancellation,
  prepareExtension,
  reviewDesignation,
  withdrawPreparation,
} from '../../../functions/designations/rules.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { codeOf } from '../../support/evaluation.ts';
import { expectGuardsAmong, expectOnlyArrows } from '../../support/transitions.ts';

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
  extension: null,
  cancellation: null,
  reviews: [],
};

const after = (step: ReturnType<typeof cancel>): Designation => {
  if (isRefusal(step)) throw new Error(step.code);
  return step.after;
};
const nobody: ReadonlySet<string> = new Set();
const active = after(designate(prepared, year, approver, nobody));
const noticed = after(noticeCancellation(active, 'It broke', week, staff));
const longer = { until: addSeconds(at, 2 * year), reason: 'Bodies want more of it' };

describe('the arrows of a designation', () => {
  it('are those of the domain and no others', () => {
    const standing = (action: string, by: readonly string[]) =>
      (['ACTIVE', 'EXTENDED'] as const).map((state) => [action, state, state, by] as const);
    expectOnlyArrows(designationTransitions, designationStates, [
      ['prepare-designation', null, 'PREPARED', ['staff']],
      ['prepare-designation', 'PREPARED', 'PREPARED', ['staff']],
      ['prepare-designation', 'WITHDRAWN', 'PREPARED', ['staff']],
      ['withdraw-preparation', 'PREPARED', 'WITHDRAWN', ['staff']],
      ['designate', 'PREPARED', 'ACTIVE', ['approver']],
      ...standing('prepare-extension', ['staff']),
      ...standing('drop-extension', ['staff']),
      ['extend', 'ACTIVE', 'EXTENDED', ['approver']],
      ['extend', 'EXTENDED', 'EXTENDED', ['approver']],
      ...standing('review', ['staff']),
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

  it('name what is asked before by a function of the rules', () => {
    expectGuardsAmong([...designationTransitions, ...buyingRequestTransitions], rules);
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
    expect(checkDesignable({ ...facts, decisionState: 'NOTIFIED' })).toMatchObject({
      code: 'decision-unsettled',
      details: { decision: 'NOTIFIED', roundId: 'R1' },
    });
    expect(codeOf(checkDesignable({ ...facts, hasUnsettledObjection: true }))).toBe('decision-unsettled');
    expect(checkDesignable({ ...facts, proposalState: 'REJECTED' })).toMatchObject({
      code: 'solution-did-not-pass',
      details: { state: 'REJECTED', roundId: 'R1' },
    });
  });

  it('takes no step that its state does not allow', () => {
    expect(codeOf(designate(active, year, { ...approver, accountId: 'another' }, nobody))).toBe(
      'wrong-state',
    );
    expect(codeOf(noticeCancellation(prepared, 'It broke', week, staff))).toBe('wrong-state');
  });

  it('is another person’s act, and holds for its time (invariant 11)', () => {
    expect(codeOf(designate(prepared, year, approver, new Set([approver.accountId])))).toBe('same-person');
    expect(designate(prepared, year, staff, nobody)).toMatchObject({
      code: 'same-person',
      details: { roundId: 'R1' },
    });
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
    const waiting = after(prepareExtension(active, longer, staff));
    expect(extend(waiting, { ...approver, at: end }, nobody)).toMatchObject({
      code: 'wrong-state',
      details: { state: 'EXPIRED', action: 'extend' },
    });
    expect(codeOf(prepareExtension(active, longer, { ...staff, at: end }))).toBe('wrong-state');
    expect(codeOf(dropExtension(waiting, end))).toBe('wrong-state');
    expect(effectiveDesignationState({ state: 'CANCELLED', activeUntil: end }, end)).toBe('CANCELLED');
    expect(effectiveDesignationState(prepared, end)).toBe('PREPARED');
    expect(checkOnOffer(active, at)).toBeNull();
    expect(checkOnOffer(active, end)).toMatchObject({
      code: 'not-on-offer',
      details: { state: 'EXPIRED' },
    });
    expect(codeOf(checkOnOffer(prepared, at))).toBe('not-on-offer');
  });

  it('is extended to a later day only, which staff prepare and another person approves (invariant 11)', () => {
    const end = addSeconds(at, year);
    expect(prepareExtension(active, { ...longer, until: end }, staff)).toMatchObject({
      code: 'extension-not-later',
      details: { activeUntil: end },
    });
    expect(codeOf(prepareExtension(prepared, longer, staff))).toBe('wrong-state');
    const waiting = after(prepareExtension(active, longer, staff));
    expect(waiting).toMatchObject({
      state: 'ACTIVE',
      activeUntil: end,
      extension: { ...longer, prepared: staff },
    });
    expect(extend(waiting, staff, nobody)).toMatchObject({
      code: 'same-person',
      details: { roundId: 'R1' },
    });
    expect(codeOf(extend(waiting, approver, new Set([approver.accountId])))).toBe('same-person');
    expect(codeOf(extend(active, approver, nobody))).toBe('extension-not-prepared');
    const extended = after(extend(waiting, approver, nobody));
    expect(extended).toMatchObject({ state: 'EXTENDED', activeUntil: longer.until, extension: null });
    expect(effectiveDesignationState(extended, end)).toBe('EXTENDED');
    // And again, from there.
    expect(codeOf(prepareExtension(extended, longer, staff))).toBe('extension-not-later');
    const again = { until: addSeconds(longer.until, 1), reason: 'Still wanted' };
    expect(after(extend(after(prepareExtension(extended, again, staff)), approver, nobody))).toMatchObject({
      state: 'EXTENDED',
      activeUntil: again.until,
    });
  });

  it('awaits another person while an extension is prepared, which staff may take back', () => {
    const waiting = after(prepareExtension(active, longer, staff));
    expect(awaitsAgency(waiting, null, at)).toBe(true);
    expect(awaitsAgency(waiting, null, addSeconds(at, year))).toBe(false);
    const dropped = after(dropExtension(waiting, at));
    expect(dropped).toEqual(active);
    expect(awaitsAgency(dropped, null, at)).toBe(false);
    expect(codeOf(dropExtension(active, at))).toBe('extension-not-prepared');
  });

  it('is cancelled after written notice and comment, or the time for it, by another person', () => {
    expect(codeOf(cancel(active, approver))).toBe('cancellation-not-noticed');
    expect(codeOf(commentOnCancellation(active, 'No', at))).toBe('cancellation-not-noticed');
    expect(codeOf(dropCancellation(active, at))).toBe('cancellation-not-noticed');
    expect(cancel(noticed, staff)).toMatchObject({ code: 'same-person', details: { roundId: 'R1' } });
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

  it('is told once of its cancellation, and commented on once, so that what was said stays', () => {
    const commented = after(commentOnCancellation(noticed, 'It was mended', at));
    expect(noticeCancellation(commented, 'It broke again', week, staff)).toMatchObject({
      code: 'cancellation-already-noticed',
      details: { noticedAt: at },
    });
    expect(codeOf(commentOnCancellation(commented, 'Never mind', at))).toBe('cancellation-commented');
    const dropped = after(dropCancellation(commented, at));
    expect(after(noticeCancellation(dropped, 'It broke again', week, staff)).cancellation).toMatchObject({
      reason: 'It broke again',
      comment: null,
    });
  });

  it('awaits another person while it is prepared or to be cancelled, and not once it expired', () => {
    const end = addSeconds(at, year);
    const cancelled = after(cancel(after(commentOnCancellation(noticed, 'No', at)), approver));
    const extended = { ...noticed, state: 'EXTENDED' } as const;
    expect(
      [prepared, active, noticed, extended, cancelled].map((designation) =>
        awaitsAgency(designation, null, at),
      ),
    ).toEqual([true, false, true, true, false]);
    expect([prepared, noticed].map((designation) => awaitsAgency(designation, null, end))).toEqual([
      true,
      false,
    ]);
  });

  it('stands on an inspection and a resolution only where the policy needs them', () => {
    const { inspection, resolution } = prepared;
    const all = { inspection: true, resolution: true };
    const none = { inspection: false, resolution: false };
    expect(checkGrounds({ inspection, resolution }, all)).toBeNull();
    expect(codeOf(checkGrounds({ inspection: null, resolution }, all))).toBe('inspection-missing');
    expect(codeOf(checkGrounds({ inspection, resolution: null }, all))).toBe('resolution-missing');
    expect(checkGrounds({ inspection: null, resolution: null }, none)).toBeNull();
    expect(codeOf(checkGrounds({ inspection: null, resolution: null }, { ...none, resolution: true }))).toBe(
      'resolution-missing',
    );
  });

  it('is taken back while it is prepared alone', () => {
    expect(after(withdrawPreparation(prepared, at))).toMatchObject({ state: 'WITHDRAWN', designated: null });
    expect(codeOf(withdrawPreparation(active, at))).toBe('wrong-state');
    expect(awaitsAgency(after(withdrawPreparation(prepared, at)), null, at)).toBe(false);
  });
});

describe('the review that a failed first use calls for', () => {
  const failedAt = addSeconds(at, week);
  const later = { ...staff, at: addSeconds(failedAt, week) };
  const review = (result: 'keep' | 'cancel', designation = active) =>
    reviewDesignation(designation, { finding: 'The rotor was weak', result }, failedAt, week, later);

  it('is due from the failure on, until somebody made it', () => {
    expect(isReviewDue(active, failedAt, later.at)).toBe(true);
    expect(awaitsAgency(active, failedAt, later.at)).toBe(true);
    expect(isReviewDue(active, null, later.at)).toBe(false);
    expect(isReviewDue(prepared, failedAt, later.at)).toBe(false);
    // Whoever designated after the failure knew of it.
    expect(isReviewDue(active, addSeconds(at, -1), later.at)).toBe(false);
    expect(isReviewDue(active, failedAt, addSeconds(at, year))).toBe(false);
    const kept = after(review('keep'));
    expect(isReviewDue(kept, failedAt, later.at)).toBe(false);
    expect(awaitsAgency(kept, failedAt, later.at)).toBe(false);
    expect(isReviewDue(kept, addSeconds(later.at, 1), addSeconds(later.at, 2))).toBe(true);
  });

  it('is kept with who found what, and lets the designation stand', () => {
    expect(after(review('keep'))).toMatchObject({
      state: 'ACTIVE',
      cancellation: null,
      reviews: [{ ...later, finding: 'The rotor was weak', result: 'keep' }],
    });
  });

  it('begins the cancellation with its finding, by notice and comment', () => {
    const noticedByReview = after(review('cancel'));
    expect(noticedByReview.cancellation).toEqual({
      reason: 'The rotor was weak',
      noticed: { accountId: 'staff', at: later.at },
      commentUntil: addSeconds(later.at, week),
      comment: null,
    });
    expect(codeOf(cancel(noticedByReview, { ...later }))).toBe('same-person');
    // A notice that stands already has its own time.
    expect(after(review('cancel', noticed)).cancellation).toEqual(noticed.cancellation);
  });

  it('is not made twice, nor without a failure', () => {
    expect(codeOf(review('keep', after(review('keep'))))).toBe('review-not-due');
    expect(codeOf(reviewDesignation(active, { finding: 'None', result: 'keep' }, null, week, later))).toBe(
      'review-not-due',
    );
  });
});

describe('an expiry', () => {
  const end = addSeconds(at, year);
  const told = (when: number, designation = active) =>
    expiryNotices(designation, ['body'], 3 * week, addSeconds(end, when)).map(({ kind, audience, facts }) => [
      kind,
      'organisationId' in audience ? audience.organisationId : '',
      facts,
    ]);
  const facts = (toldTo: 'supplier' | 'body') => ({ challengeId: 'C1', activeUntil: end, toldTo });

  it('is told ahead and when it comes, to the supplier and who asked to buy', () => {
    expect(told(-3 * week - 1)).toEqual([]);
    for (const when of [-3 * week, -1])
      expect(told(when)).toEqual([
        ['designation-expiring', 'supplier', facts('supplier')],
        ['designation-expiring', 'body', facts('body')],
      ]);
    for (const when of [0, 30 * 86_400 - 1])
      expect(told(when)).toEqual([
        ['designation-expired', 'supplier', facts('supplier')],
        ['designation-expired', 'body', facts('body')],
      ]);
    expect(told(30 * 86_400)).toEqual([]);
  });

  it('is not told of what is cancelled or not designated', () => {
    expect(told(-1, { ...active, state: 'CANCELLED' })).toEqual([]);
    expect(told(-1, prepared)).toEqual([]);
  });

  it('is told again for the end of an extension', () => {
    const ids = (designation: Designation) =>
      expiryNotices(designation, [], year, addSeconds(end, -1)).map(({ noticeId }) => noticeId);
    const waiting = after(prepareExtension(active, longer, staff));
    expect(ids(waiting)).toEqual(ids(active));
    expect(ids(active)).not.toEqual(ids(after(extend(waiting, approver, nobody))));
  });
});

describe('the bodies that wait', () => {
  it('are those that asked to buy and have not bought since', () => {
    const asked = (organisationId: string, requestedAt = at) => ({ organisationId, requestedAt });
    const bought = (organisationId: string, recordedAt: string) => ({ organisationId, recordedAt });
    expect(bodiesThatWait([asked('a'), asked('b'), asked('a')], [])).toEqual(['a', 'b']);
    expect(bodiesThatWait([asked('a'), asked('b')], [bought('a', at)])).toEqual(['b']);
    // It bought before, and asks for more.
    expect(bodiesThatWait([asked('a')], [bought('a', addSeconds(at, -1))])).toEqual(['a']);
    expect(
      bodiesThatWait([asked('a'), asked('a', addSeconds(at, 9))], [bought('a', addSeconds(at, 5))]),
    ).toEqual(['a']);
  });
});
