import { describe, expect, it } from '@jest/globals';
import {
  changedFields,
  checkCorrecting,
  correctableFields,
  correctedBy,
  termsOf,
} from '../../../functions/challenges/rules.ts';
import { challengeLike } from '../../support/challenges.ts';
import { roundLike } from '../../support/rounds.ts';

const at = '2020-05-01T00:00:00.000Z';
const deadline = '2020-05-31T15:00:00.000Z';
const round = roundLike({
  state: 'CALL_FOR_PROPOSALS',
  calledAt: '2020-04-20T00:00:00.000Z',
  deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
});
const challenge = challengeLike({ roundId: round.roundId });
const corrected = { ...termsOf(challenge), quantity: 2 };
const { correctionNoticeInWorkingDays } = round.policy;
const left = { at, workingDaysLeft: correctionNoticeInWorkingDays };

describe('the terms that may be corrected', () => {
  it('are all but who proposes the challenge', () => {
    expect(Object.keys(termsOf(challenge)).sort()).toEqual([...correctableFields].sort());
    for (const field of correctableFields) expect(termsOf(challenge)[field]).toBe(challenge[field]);
  });

  it('differ by what they say, in the order of the form', () => {
    expect(changedFields(challenge, termsOf(challenge))).toEqual([]);
    expect(changedFields(challenge, { ...termsOf(challenge), title: { ...challenge.title } })).toEqual([]);
    expect(changedFields(challenge, { ...corrected, title: { ko: '다른', en: 'Other' } })).toEqual([
      'title',
      'quantity',
    ]);
  });
});

describe('a correction', () => {
  it('is made in the open call while suppliers have the working days that they are promised', () => {
    expect(checkCorrecting(challenge, round, corrected, left)).toBeNull();
    const workingDaysLeft = correctionNoticeInWorkingDays - 1;
    expect(checkCorrecting(challenge, round, corrected, { at, workingDaysLeft })).toMatchObject({
      code: 'deadline-too-near-to-correct',
      details: { roundId: round.roundId, deadline, workingDaysLeft, correctionNoticeInWorkingDays },
    });
  });

  it('is refused from the deadline on, in another phase, and of what is not published', () => {
    const refused = [
      checkCorrecting(challenge, round, corrected, { ...left, at: deadline }),
      checkCorrecting(challenge, { ...round, state: 'CHALLENGE_SELECTION' }, corrected, left),
      checkCorrecting({ ...challenge, state: 'MATCHED' }, round, corrected, left),
      checkCorrecting(challenge, { ...round, calledAt: null }, corrected, left),
    ];
    expect(refused.map((refusal) => refusal?.code)).toEqual(Array(4).fill('round-phase'));
    expect(refused[0]?.details).toEqual({ phase: 'CLOSED_FOR_PROPOSALS', roundId: round.roundId });
  });

  it('is refused where it changes nothing, or asks for what the round could not buy', () => {
    expect(checkCorrecting(challenge, round, termsOf(challenge), left)).toMatchObject({
      code: 'nothing-corrected',
    });
    const tooDear = { ...corrected, priceCeilingInWon: round.policy.maximumPriceInWon + 1 };
    expect(checkCorrecting(challenge, round, tooDear, left)).not.toBeNull();
  });

  it('is counted, and kept with what was before', () => {
    const explanation = { ko: '수량을 고쳤습니다', en: 'The quantity was wrong' };
    const once = correctedBy(challenge, corrected, explanation, at);
    expect(once).toEqual({
      after: { ...challenge, quantity: 2, correctionNumber: 1 },
      correction: {
        challengeId: challenge.challengeId,
        number: 1,
        correctedAt: at,
        explanation,
        changed: ['quantity'],
        before: termsOf(challenge),
      },
    });
    expect(correctedBy(once.after, termsOf(challenge), explanation, at).correction.number).toBe(2);
  });
});
