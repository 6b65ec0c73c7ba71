import { describe, expect, it } from '@jest/globals';
import {
  defaultLanguage,
  deliveryIdOf,
  isOverdue,
  leaseUntil,
  outcomeOf,
  retryAt,
  tellsOfProposals,
} from '../../../functions/notices/rules.ts';
import { parseNotice } from '../../../functions/notices/store/notice-row.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';

const at = '2020-05-31T15:00:00.000Z';

describe('the delivery of a notice', () => {
  it('is one for each person, and its id tells nothing of either', () => {
    const id = deliveryIdOf('result-announced/R1', 'person');
    expect(deliveryIdOf('result-announced/R1', 'person')).toBe(id);
    expect(deliveryIdOf('result-announced/R1', 'another')).not.toBe(id);
    expect(deliveryIdOf('result-announced/R2', 'person')).not.toBe(id);
    expect(id).toMatch(/^[0-9a-f]{32}$/u);
  });

  it('is one worker’s for a minute', () => {
    expect(leaseUntil(at)).toBe(addSeconds(at, 60));
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 4],
    [6, 32],
    [7, 60],
    [500, 60],
  ])('that failed %d times is tried again after %d minutes', (attempts, minutes) => {
    expect(retryAt(attempts, at)).toBe(addSeconds(at, minutes * 60));
  });

  it('that waits for a quarter of an hour waits longer than it should', () => {
    expect(isOverdue(at, '2020-05-31T15:14:59.999Z')).toBe(false);
    expect(isOverdue(at, '2020-05-31T15:15:00.000Z')).toBe(true);
  });

  it('comes in the pilot’s own language to who never chose', () => {
    expect(defaultLanguage).toBe('ko');
  });
});

describe('what staff are shown of deliveries before the opening', () => {
  const facts = { challengeId: 'C1', organisationId: 'O1', questionId: 'Q1' };
  const notice = (kind: string, more: object = {}, audience: object = { kind: 'account', accountId: 'A1' }) =>
    tellsOfProposals(
      parseNotice({
        noticeId: 'notice',
        kind,
        audience,
        roundId: 'R1',
        proposalId: null,
        facts: { ...facts, ...more },
      }),
    );
  const supplier = { kind: 'organisation', organisationId: 'O1', roles: ['author'] };

  it('is not who thinks of a proposal: by asking, or by a consortium', () => {
    const telling = [
      notice('question-answered', {}, supplier),
      notice('question-declined', {}, supplier),
      notice('consortium-invited', {}, supplier),
      notice('consortium-answered', { answer: 'declined' }, supplier),
      notice('consortium-ended', { by: 'lead', toldTo: 'partner', submissionStands: false }, supplier),
    ];
    expect(telling).toEqual([true, true, true, true, true]);
  });

  it('is what goes to a person or a body and speaks of no proposal', () => {
    expect(notice('question-asked')).toBe(false);
    expect(notice('question-asked', {}, supplier)).toBe(false);
    expect(notice('question-asked', {}, { kind: 'round-drafters', roundId: 'R1' })).toBe(true);
  });
});

describe('what the mail service says of a message', () => {
  it('makes it delivered, bounced or complained of, with a code of why it did not arrive', () => {
    expect(outcomeOf({ eventType: 'Delivery' })).toEqual({ state: 'DELIVERED', failure: null });
    expect(outcomeOf({ eventType: 'Bounce', bounce: { bounceType: 'Permanent' } })).toEqual({
      state: 'BOUNCED',
      failure: 'bounce-permanent',
    });
    expect(outcomeOf({ eventType: 'Reject' })).toEqual({ state: 'BOUNCED', failure: 'rejected' });
    expect(outcomeOf({ eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } })).toEqual({
      state: 'COMPLAINED',
      failure: 'complaint-abuse',
    });
  });

  it('may leave the reason out', () => {
    expect(outcomeOf({ eventType: 'Bounce' })?.failure).toBe('bounce-undetermined');
    expect(outcomeOf({ eventType: 'Complaint' })?.failure).toBe('complaint-unsaid');
    expect(outcomeOf({ eventType: 'Complaint', complaint: {} })?.failure).toBe('complaint-unsaid');
  });

  it('comes from outside: a code has small letters, digits and hyphens, and is short', () => {
    const failureOf = (bounceType: string) =>
      outcomeOf({ eventType: 'Bounce', bounce: { bounceType } })?.failure;
    expect(failureOf('Mailbox  <b>FULL</b>')).toBe('bounce-mailbox-b-full-b-');
    expect(failureOf('x'.repeat(500))).toHaveLength(60);
  });

  it('is nothing to keep where it says nothing of the arrival', () => {
    expect(['Send', 'Open', 'DeliveryDelay', ''].map((eventType) => outcomeOf({ eventType }))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
