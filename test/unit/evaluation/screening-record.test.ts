import { describe, expect, it } from '@jest/globals';
import {
  answeredSupplement,
  checkReply,
  checkSupplementAnswer,
  decidedScreening,
  eligibilitySteps,
  newScreening,
  type Screening,
} from '../../../functions/evaluation/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';

const deadline = '2020-06-05T00:00:00.000Z';
const justBefore = '2020-06-04T23:59:59.999Z';
const named = { proposalId: 'P1', challengeId: 'C1', roundId: 'R1', supplierId: 'S1' } as const;
const supplement = (request: string) => ({
  request,
  requestedAt: '2020-06-02T00:00:00.000Z',
  deadline,
  answer: null,
  answeredAt: null,
  documents: [],
});
const asked: Screening = {
  ...newScreening(named),
  state: 'SUPPLEMENT_REQUESTED',
  supplements: [supplement('The register'), supplement('The test report')],
};
const decision = {
  eligible: false,
  reason: 'Not in the register',
  evidence: [{ subject: 'documents', isMet: false, source: 'The register' }],
  decidedAt: justBefore,
} as const;

describe('a screening', () => {
  it('begins open, with nothing asked, decided or replied', () => {
    expect(newScreening(named)).toEqual({
      state: 'OPEN',
      ...named,
      supplements: [],
      decisions: [],
      reply: null,
    });
  });

  it('takes the answer to its last supplement, and leaves the earlier ones', () => {
    const answered = { answer: 'Report T-0415', documents: [] };
    expect(answeredSupplement(asked, answered, justBefore)).toEqual({
      ...asked,
      state: 'OPEN',
      supplements: [asked.supplements[0], { ...asked.supplements[1], ...answered, answeredAt: justBefore }],
    });
  });

  it('keeps every decision, the last one last', () => {
    const once = decidedScreening(asked, decision);
    expect(once).toEqual({ ...asked, state: 'DECIDED', decisions: [decision] });
    expect(decidedScreening(once, { ...decision, eligible: true }).decisions).toEqual([
      decision,
      { ...decision, eligible: true },
    ]);
  });
});

describe('the answer to a supplement', () => {
  const scene = {
    round: { roundId: 'R1', state: 'SCREENING' },
    proposal: { state: 'SUBMITTED' },
    screening: asked,
  } as const;

  it('is taken until the deadline of its request, in the screening, of what is not decided', () => {
    expect(checkSupplementAnswer(scene, justBefore)).toBeNull();
    expect(checkSupplementAnswer(scene, deadline)).toMatchObject({
      code: 'supplement-late',
      details: { deadline, receivedAt: deadline, roundId: 'R1' },
    });
    const elsewhere = { ...scene, round: { roundId: 'R1', state: 'EVALUATION' } } as const;
    expect(checkSupplementAnswer(elsewhere, justBefore)).toMatchObject({
      code: 'round-phase',
      details: { phase: 'EVALUATION', roundId: 'R1' },
    });
    expect(checkSupplementAnswer({ ...scene, proposal: { state: 'ELIGIBLE' } }, justBefore)).toMatchObject({
      code: 'round-phase',
    });
  });

  it('is refused where nothing is asked', () => {
    for (const screening of [null, newScreening(named), { ...asked, state: 'OPEN' }] as const)
      expect(checkSupplementAnswer({ ...scene, screening }, justBefore)).toMatchObject({
        code: 'no-supplement-requested',
        details: { roundId: 'R1' },
      });
    expect(
      checkSupplementAnswer({ ...scene, screening: { ...asked, supplements: [] } }, justBefore),
    ).toMatchObject({ code: 'no-supplement-requested' });
  });
});

describe('the reply to an exclusion', () => {
  const scoringEndsAt = '2020-07-01T00:00:00.000Z';
  const deadlines = { challengeCall: null, proposals: null, evaluation: scoringEndsAt, standstill: null };
  const round = { roundId: 'R1', state: 'EVALUATION', deadlines } as const;
  const excluded = { state: 'INELIGIBLE' } as const;
  const lastMoment = '2020-06-30T23:59:59.999Z';

  it('comes once, until scoring ends', () => {
    expect(checkReply(round, excluded, { reply: null }, lastMoment)).toBeNull();
    expect(checkReply({ ...round, state: 'SCREENING' }, excluded, { reply: null }, lastMoment)).toBeNull();
    const open = { ...round, deadlines: { ...deadlines, evaluation: null } };
    expect(checkReply(open, excluded, { reply: null }, scoringEndsAt)).toBeNull();
    const reply = { text: 'It is', repliedAt: justBefore };
    expect(checkReply(round, excluded, { reply }, lastMoment)).toMatchObject({
      code: 'replied-already',
      details: { roundId: 'R1' },
    });
  });

  it('is refused when scoring has ended, and to what is not excluded', () => {
    expect(checkReply(round, excluded, { reply: null }, scoringEndsAt)).toMatchObject({
      code: 'reply-late',
      details: { deadline: scoringEndsAt, receivedAt: scoringEndsAt, roundId: 'R1' },
    });
    expect(checkReply({ ...round, state: 'DECISION' }, excluded, { reply: null }, lastMoment)).toMatchObject({
      code: 'reply-late',
    });
    expect(checkReply(round, { state: 'ELIGIBLE' }, { reply: null }, lastMoment)).toMatchObject({
      code: 'not-excluded',
      details: { state: 'ELIGIBLE', roundId: 'R1' },
    });
    expect(checkReply(round, excluded, null, lastMoment)).toMatchObject({ code: 'not-excluded' });
  });
});

describe('a decision on the eligibility', () => {
  const at = '2020-06-10T00:00:00.000Z';
  const screeningRound = { roundId: 'R1', state: 'SCREENING' } as const;
  const steps = (
    state: 'SUBMITTED' | 'INELIGIBLE' | 'ELIGIBLE',
    screening: Pick<Screening, 'state' | 'supplements'> | null,
    eligible: boolean,
    round: {
      readonly roundId: string;
      readonly state: 'SCREENING' | 'EVALUATION' | 'DECISION';
    } = screeningRound,
  ) => eligibilitySteps({ round, proposal: { state }, screening }, eligible, at);
  const decided = { state: 'DECIDED', supplements: [] } as const;
  const replied = { state: 'REPLIED', supplements: [] } as const;

  it('takes a proposal in or out in the screening', () => {
    for (const [eligible, action] of [
      [true, 'find-eligible'],
      [false, 'find-ineligible'],
    ] as const)
      expect(steps('SUBMITTED', null, eligible)).toMatchObject({
        proposalStep: { action },
        screeningStep: { action: 'decide' },
        phases: ['SCREENING'],
      });
    expect(steps('SUBMITTED', null, true, { roundId: 'R1', state: 'EVALUATION' })).toMatchObject({
      code: 'round-phase',
      details: { phase: 'EVALUATION', roundId: 'R1' },
    });
  });

  it('waits for the supplement that is asked for', () => {
    const { supplements } = asked;
    const awaited = { state: 'SUPPLEMENT_REQUESTED', supplements } as const;
    const scene = { round: screeningRound, proposal: { state: 'SUBMITTED' }, screening: awaited } as const;
    expect(eligibilitySteps(scene, true, justBefore)).toMatchObject({ code: 'supplement-awaited' });
    expect(steps('SUBMITTED', awaited, true)).toMatchObject({ screeningStep: { action: 'decide' } });
  });

  it('weighs a reply until scoring ends, and leaves the proposal out where it does not convince', () => {
    const evaluation = { roundId: 'R1', state: 'EVALUATION' } as const;
    expect(steps('INELIGIBLE', replied, true, evaluation)).toMatchObject({
      proposalStep: { action: 'accept-reply' },
      screeningStep: { action: 'weigh-reply' },
      phases: ['SCREENING', 'EVALUATION'],
    });
    expect(steps('INELIGIBLE', replied, false, evaluation)).toMatchObject({
      proposalStep: null,
      screeningStep: { action: 'weigh-reply' },
    });
    expect(steps('INELIGIBLE', replied, true, { roundId: 'R1', state: 'DECISION' })).toMatchObject({
      code: 'round-phase',
    });
  });

  it('is refused on a reply that nobody made, and on what is decided', () => {
    expect(steps('INELIGIBLE', decided, true)).toMatchObject({
      code: 'reply-missing',
      details: { roundId: 'R1' },
    });
    for (const refused of [steps('INELIGIBLE', decided, false), steps('ELIGIBLE', decided, true)])
      expect(isRefusal(refused)).toBe(true);
    expect(steps('SUBMITTED', decided, true)).toMatchObject({ code: 'wrong-state' });
  });
});
