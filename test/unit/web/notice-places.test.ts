import { describe, expect, it } from '@jest/globals';
import { placeOf } from '../../../web/src/notices/place-of.ts';

const noticeOf = (
  kind: string,
  ids: { roundId?: string; challengeId?: string; proposalId?: string } = {},
) => ({
  deliveryId: 'd',
  kind,
  roundId: ids.roundId ?? null,
  challengeId: ids.challengeId ?? null,
  proposalId: ids.proposalId ?? null,
  recordedAt: '2020-05-20T03:00:00.000Z',
  subject: 'Subject',
  paragraphs: [],
});
const ids = { roundId: 'r', challengeId: 'c', proposalId: 'p' };

describe('what a notice leads to', () => {
  it('is the room of its kind, whoever reads it', () => {
    expect(placeOf(noticeOf('membership-offered'), [])).toEqual({ to: '/account' });
    expect(placeOf(noticeOf('inspection-due', ids), ['PUBLIC_BODY'])).toEqual({ to: '/proposing' });
  });

  it('is the challenge that was asked about or corrected', () => {
    const params = { challengeId: 'c' };
    expect(placeOf(noticeOf('question-answered', ids), ['SUPPLIER'])).toEqual({
      to: '/challenges/$challengeId',
      params,
    });
    expect(placeOf(noticeOf('question-asked', ids), ['PUBLIC_BODY'])).toEqual({
      to: '/proposing/$challengeId',
      params,
    });
  });

  it('is what its reader may act on: the agency’s board, the supplier’s proposal, the evaluator’s', () => {
    expect(placeOf(noticeOf('objection-made', ids), ['AGENCY'])).toEqual({
      to: '/agency/rounds/$roundId/decision',
      params: { roundId: 'r' },
    });
    expect(placeOf(noticeOf('purchase-terminated', ids), ['SUPPLIER'])).toEqual({
      to: '/proposals/$proposalId',
      params: { proposalId: 'p' },
    });
    for (const kind of ['objection-decided', 'fresh-panel-renewed'] as const)
      expect(placeOf(noticeOf(kind, ids), ['SUPPLIER'])).toEqual({
        to: '/proposals/$proposalId/result',
        params: { proposalId: 'p' },
      });
    expect(placeOf(noticeOf('clarification-answered', ids), ['INSTITUTE'])).toEqual({
      to: '/evaluations/$proposalId',
      params: { proposalId: 'p' },
    });
  });

  it('is the round where nothing nearer is known, and nothing without one', () => {
    expect(placeOf(noticeOf('purchase-terminated', ids), ['PUBLIC_BODY'])).toEqual({
      to: '/rounds/$roundId',
      params: { roundId: 'r' },
    });
    expect(placeOf(noticeOf('of a later release'), [])).toBeNull();
  });
});
