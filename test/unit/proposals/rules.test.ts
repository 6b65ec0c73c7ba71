import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import {
  checkCallForProposals,
  checkEditable,
  checkOpenToWithdrawal,
  completenessOf,
  effectiveProposalState,
  isInTheRunning,
  laterDeadline,
  proposalStates,
  proposalTransitions,
  submission,
  withdrawal,
} from '../../../functions/proposals/rules.ts';
import { phases, type Round } from '../../../functions/rounds/rules.ts';
import { challengeLike } from '../../support/challenges.ts';
import { proposalLike } from '../../support/proposals.ts';
import { roundLike } from '../../support/rounds.ts';
import {
  attachmentLike,
  beside,
  declaredLike,
  partnerLike,
  readyDraft,
  sealedLike,
} from '../../support/sample-proposal.ts';
import { type Arrow, expectOnlyArrows } from '../../support/transitions.ts';

const signatory = ['signatory'];
const staff = ['staff'];
const system = ['system'];

/** DOMAIN.md, «Proposal», without the states that are derived. */
const arrows: readonly Arrow[] = [
  ['draft', null, 'DRAFT', ['author', 'signatory']],
  ['submit', 'DRAFT', 'SUBMITTED', signatory],
  ['submit', 'SUBMITTED', 'SUBMITTED', signatory],
  ['submit', 'WITHDRAWN', 'SUBMITTED', signatory],
  ['withdraw', 'SUBMITTED', 'WITHDRAWN', signatory],
  ['acknowledge-correction', 'SUBMITTED', 'SUBMITTED', signatory],
  ['find-eligible', 'SUBMITTED', 'ELIGIBLE', staff],
  ['find-ineligible', 'SUBMITTED', 'INELIGIBLE', staff],
  ['accept-reply', 'INELIGIBLE', 'ELIGIBLE', staff],
  ['prioritise', 'ELIGIBLE', 'PRIORITISED', system],
  ['reject', 'ELIGIBLE', 'REJECTED', system],
  ['uphold-objection', 'PRIORITISED', 'ELIGIBLE', ['approver']],
  ['uphold-objection', 'REJECTED', 'ELIGIBLE', ['approver']],
  ['uphold-objection', 'INELIGIBLE', 'ELIGIBLE', ['approver']],
  ...['SUBMITTED', 'ELIGIBLE', 'INELIGIBLE', 'PRIORITISED', 'REJECTED'].map((from): Arrow => [
    'withdraw-after-opening',
    from,
    'WITHDRAWN_AFTER_OPENING',
    signatory,
  ]),
];

const deadline = '2020-05-31T15:00:00.000Z';
const inTime = '2020-05-31T14:59:59.999Z';
const sealKeyArn = 'arn:aws:kms:ap-northeast-2:000000000000:key/round';
const calling = roundLike({
  state: 'CALL_FOR_PROPOSALS',
  sealKeyArn,
  calledAt: '2020-04-20T00:00:00.000Z',
  deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
});
const opened = roundLike({ ...calling, state: 'OPENED', openedAt: '2020-06-01T00:00:00.000Z' });

const submitted = (...parameters: Parameters<typeof submission>) => {
  const step = submission(...parameters);
  if (isRefusal(step)) throw new Error(`Refused: ${step.code}`);
  return step.after;
};

describe('the transitions of a proposal', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(proposalTransitions, proposalStates, arrows);
  });
});

describe('the state of a proposal that people see', () => {
  const seen = (round: Round, at: string) =>
    Object.fromEntries(
      proposalStates.map((state) => [state, effectiveProposalState({ state }, round, at)] as const),
    );
  const asStored = Object.fromEntries(proposalStates.map((state) => [state, state]));

  it('is the stored one before the deadline', () => {
    expect(seen(calling, inTime)).toEqual(asStored);
  });

  it('is SEALED or EXPIRED from the deadline’s own instant on, by the clock alone', () => {
    expect(seen(calling, deadline)).toEqual({ ...asStored, DRAFT: 'EXPIRED', SUBMITTED: 'SEALED' });
  });

  it('follows a moved deadline by itself', () => {
    const moved = roundLike({
      ...calling,
      deadlines: { ...calling.deadlines, proposals: '2020-06-02T09:00:00.000Z' },
    });
    expect(effectiveProposalState({ state: 'DRAFT' }, moved, deadline)).toBe('DRAFT');
  });

  it('is OPENED by the round’s opening', () => {
    expect(seen(opened, '2020-06-01T00:00:00.000Z')).toEqual({
      ...asStored,
      DRAFT: 'EXPIRED',
      SUBMITTED: 'OPENED',
    });
  });

  it('is VOID in a cancelled round, but for what was withdrawn', () => {
    expect(seen(roundLike({ ...calling, state: 'CANCELLED' }), inTime)).toEqual({
      DRAFT: 'EXPIRED',
      SUBMITTED: 'VOID',
      WITHDRAWN: 'WITHDRAWN',
      ELIGIBLE: 'VOID',
      INELIGIBLE: 'VOID',
      PRIORITISED: 'VOID',
      REJECTED: 'VOID',
      WITHDRAWN_AFTER_OPENING: 'WITHDRAWN_AFTER_OPENING',
    });
  });

  it('is shown to others only where it was submitted and not taken back in time', () => {
    expect(proposalStates.filter((state) => !isInTheRunning({ state }))).toEqual(['DRAFT', 'WITHDRAWN']);
  });
});

describe('a new proposal', () => {
  const published = challengeLike({ state: 'SELECTED' });

  it('copies deadline and key from the open call', () => {
    expect(checkCallForProposals(published, calling, inTime)).toEqual({
      proposalDeadline: deadline,
      sealKeyArn,
      oneAnswerOnly: true,
    });
  });

  it('comes too late from the deadline’s instant on', () => {
    expect(checkCallForProposals(published, calling, deadline)).toMatchObject({
      code: 'deadline-passed',
      status: 409,
      concernsFairness: true,
      details: { roundId: calling.roundId },
    });
  });

  it('answers a published challenge in the call’s phase alone', () => {
    const open = phases.filter(
      (state) => !isRefusal(checkCallForProposals(published, roundLike({ ...calling, state }), inTime)),
    );
    expect(open).toEqual(['CALL_FOR_PROPOSALS']);
    expect(checkCallForProposals(challengeLike({ state: 'CANCELLED' }), calling, inTime)).toMatchObject({
      code: 'call-not-open',
      details: { phase: 'CALL_FOR_PROPOSALS', roundId: calling.roundId },
    });
  });

  it('waits for what it copies: a deadline, and a key to seal it with', () => {
    for (const unready of [
      { sealKeyArn: null },
      { deadlines: { ...calling.deadlines, proposals: null } },
    ] as const)
      expect(checkCallForProposals(published, { ...calling, ...unready }, inTime)).toMatchObject({
        code: 'call-not-open',
      });
  });
});

describe('what keeps a draft from being submitted', () => {
  it('is what its checklist names, a file that is not there, and a partner that has not answered', () => {
    const missing = ['price-missing'];
    const removed = declaredLike({ removedAt: '2020-05-29T00:00:00.000Z' });
    expect(completenessOf({ missing }, beside(attachmentLike(), removed))).toEqual(missing);
    expect(completenessOf({ missing: [] }, beside(attachmentLike(), declaredLike()))).toEqual([
      'attachment-not-ready',
    ]);
    expect(completenessOf({ missing }, { ...beside(declaredLike()), partners: [partnerLike()] })).toEqual([
      'price-missing',
      'attachment-not-ready',
      'partner-not-confirmed',
    ]);
    expect(
      completenessOf({ missing: [] }, { ...beside(), partners: [partnerLike({ state: 'CONFIRMED' })] }),
    ).toEqual([]);
  });
});

describe('a submission', () => {
  it('makes the draft what stands, counts, and pins the received files by id', () => {
    const draft = readyDraft();
    const files = [
      attachmentLike({ attachmentId: 'b', state: 'VERIFIED' }),
      attachmentLike({ attachmentId: 'a' }),
    ];
    expect(submitted(draft, beside(...files), inTime)).toEqual({
      ...draft,
      state: 'SUBMITTED',
      content: sealedLike('draft'),
      draft: null,
      submissionNumber: 1,
      submittedAt: inTime,
      attachments: ['a', 'b'].map((attachmentId) => ({
        attachmentId,
        fileName: '성능 시험 성적서.pdf',
        contentType: 'application/pdf',
        sizeInBytes: 1024,
        sha256: 'a'.repeat(64),
        objectKey: attachmentLike().objectKey,
        versionId: 'v1',
      })),
    });
  });

  it('counts up at each replacement and after a withdrawal, with or without a new draft', () => {
    const first = submitted(readyDraft(), beside(), '2020-05-30T00:00:00.000Z');
    const second = submitted({ ...first, draft: sealedLike('new') }, beside(), inTime);
    expect(second).toMatchObject({ submissionNumber: 2, content: sealedLike('new'), draft: null });
    const third = submitted({ ...second, state: 'WITHDRAWN' }, beside(), inTime);
    expect(third).toMatchObject({ state: 'SUBMITTED', submissionNumber: 3, content: sealedLike('new') });
  });

  it('leaves a removed file out of the new version', () => {
    const removed = attachmentLike({ removedAt: '2020-05-29T00:00:00.000Z' });
    expect(submitted(readyDraft(), beside(removed), inTime).attachments).toEqual([]);
    const refusedAndRemoved = { ...removed, state: 'REFUSED', finding: 'malware' } as const;
    expect(submitted(readyDraft(), beside(refusedAndRemoved), inTime).attachments).toEqual([]);
  });

  it('is refused from the deadline’s own instant on', () => {
    expect(submission(readyDraft(), beside(), deadline)).toMatchObject({
      code: 'deadline-passed',
      details: { deadline, receivedAt: deadline },
    });
  });

  it('is refused while the checklist names something, or nothing was ever saved', () => {
    expect(submission(readyDraft({ missing: ['price-missing'] }), beside(), inTime)).toMatchObject({
      code: 'proposal-incomplete',
      details: { missing: [{ code: 'price-missing' }] },
    });
    expect(submission(readyDraft({ draft: null }), beside(), inTime)).toMatchObject({
      code: 'proposal-incomplete',
    });
  });

  it('is refused while a file has not arrived or the check refused one', () => {
    const refused = {
      ...attachmentLike({ attachmentId: 'bad' }),
      state: 'REFUSED',
      finding: 'encrypted',
    } as const;
    const files = [attachmentLike({ attachmentId: 'good' }), declaredLike({ attachmentId: 'late' }), refused];
    expect(submission(readyDraft(), beside(...files), inTime)).toMatchObject({
      code: 'attachments-not-ready',
      details: {
        attachments: [
          { attachmentId: 'late', state: 'DECLARED' },
          { attachmentId: 'bad', state: 'REFUSED', finding: 'encrypted' },
        ],
      },
    });
  });

  it('needs a state that it leads from, before anything else is said', () => {
    for (const state of proposalStates.filter(
      (state) => !['DRAFT', 'SUBMITTED', 'WITHDRAWN'].includes(state),
    ))
      expect(submission(readyDraft({ state, missing: ['price-missing'] }), beside(), deadline)).toMatchObject(
        {
          code: 'wrong-state',
        },
      );
  });
});

describe('a withdrawal', () => {
  it('before the deadline leaves everything in place for another submission', () => {
    const standing = submitted(readyDraft(), beside(attachmentLike()), '2020-05-30T00:00:00.000Z');
    expect(withdrawal(standing, inTime)).toEqual({
      action: 'withdraw',
      after: { ...standing, state: 'WITHDRAWN' },
    });
    expect(withdrawal(standing, deadline)).toMatchObject({ code: 'deadline-passed' });
  });

  it('of a draft is none', () => {
    expect(withdrawal(readyDraft(), inTime)).toMatchObject({ code: 'wrong-state' });
  });

  it('is refused between deadline and opening, then possible until the purchases begin', () => {
    const at = '2020-06-01T00:00:00.000Z';
    // Told is the round’s own deadline: the copy of one that moved may be older.
    const copied = proposalLike({ proposalDeadline: '2020-05-30T15:00:00.000Z' });
    expect(checkOpenToWithdrawal(copied, calling, at)).toMatchObject({
      code: 'deadline-passed',
      details: { deadline, receivedAt: at, roundId: calling.roundId },
    });
    const open = phases.filter(
      (state) => checkOpenToWithdrawal(proposalLike(), roundLike({ ...opened, state }), at) === null,
    );
    expect(open).toEqual(['OPENED', 'SCREENING', 'EVALUATION', 'DECISION', 'NOTICE']);
    expect(
      checkOpenToWithdrawal(proposalLike(), roundLike({ ...calling, state: 'CANCELLED' }), at),
    ).toMatchObject({ code: 'round-phase', details: { phase: 'CANCELLED', roundId: calling.roundId } });
  });
});

describe('what is saved', () => {
  it('is saved before the deadline, beside what was submitted, and after a withdrawal', () => {
    for (const state of ['DRAFT', 'SUBMITTED', 'WITHDRAWN'] as const) {
      expect(checkEditable(readyDraft({ state }), inTime)).toBeNull();
      expect(checkEditable(readyDraft({ state }), deadline)).toMatchObject({ code: 'deadline-passed' });
    }
  });

  it('is refused in every other state', () => {
    for (const state of [
      'ELIGIBLE',
      'INELIGIBLE',
      'PRIORITISED',
      'REJECTED',
      'WITHDRAWN_AFTER_OPENING',
    ] as const)
      expect(checkEditable(readyDraft({ state }), inTime)).toMatchObject({
        code: 'wrong-state',
        details: { state, expected: ['DRAFT', 'SUBMITTED', 'WITHDRAWN'] },
      });
  });
});

describe('a stale copy of the deadline', () => {
  const moved = roundLike({
    ...calling,
    deadlines: { ...calling.deadlines, proposals: '2020-06-02T09:00:00.000Z' },
  });

  it('is renewed where the round’s deadline moved later and the request is before it', () => {
    expect(laterDeadline(readyDraft(), moved, deadline)).toBe('2020-06-02T09:00:00.000Z');
  });

  it('is left where nothing moved, or the request is too late all the same', () => {
    expect(laterDeadline(readyDraft(), calling, inTime)).toBeNull();
    expect(laterDeadline(readyDraft(), calling, deadline)).toBeNull();
    expect(laterDeadline(readyDraft(), moved, '2020-06-02T09:00:00.000Z')).toBeNull();
  });

  it('is never renewed once the call is over', () => {
    for (const state of phases.filter((state) => state !== 'CALL_FOR_PROPOSALS'))
      expect(laterDeadline(readyDraft(), roundLike({ ...moved, state }), deadline)).toBeNull();
  });
});
