import { describe, expect, it } from '@jest/globals';
import {
  checkDeadlineAhead,
  checkDeadlinePassed,
  checkDecisionApproved,
  checkEvaluationOver,
  checkEvaluationReady,
  checkHoldElapsed,
  checkObjectionsIn,
  checkObjectionsSettled,
  checkOpening,
  checkPolicy,
  checkPromise,
  checkPurchasesSettled,
  checkSelection,
  checkVerdictsPublished,
  deadlineNames,
  defaultPolicy,
  type PolicyFault,
  type RoundPolicy,
  type Scoring,
  standstillDeadline,
} from '../../../functions/rounds/rules.ts';
import { criterionLike } from '../../support/evaluation.ts';
import { roundLike } from '../../support/rounds.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const justBefore = '2020-05-31T14:59:59.999Z';
const opening = '2020-05-31T18:00:00.000Z';
const justBeforeOpening = '2020-05-31T17:59:59.999Z';

const calling = roundLike({
  state: 'CALL_FOR_PROPOSALS',
  deadlines: { challengeCall: null, proposals: deadline, evaluation: deadline, standstill: null },
});

const by = (accountId: string, ...preparers: readonly string[]) => ({
  accountId,
  preparers: new Set(preparers),
});

describe('checkPolicy', () => {
  it('refuses a hold that is shorter than a request in time may take, but in a rehearsal', () => {
    const short = { ...defaultPolicy, holdInSeconds: 29 };
    expect(checkPolicy(short)).toMatchObject({ code: 'policy-contradictory' });
    expect(checkPolicy(short, true)).toBeNull();
    expect(checkPolicy({ ...defaultPolicy, holdInSeconds: 30 })).toBeNull();
  });

  it('refuses a grace after the standstill in which an objection in time may still be written', () => {
    const short = { ...defaultPolicy, standstillGraceInSeconds: 29 };
    expect(checkPolicy(short)).toMatchObject({ code: 'policy-contradictory' });
    expect(checkPolicy(short, true)).toBeNull();
  });

  it('takes the defaults, which are those of the domain', () => {
    expect(checkPolicy(defaultPolicy)).toBeNull();
    // DOMAIN.md, «The innovation evaluation»: the gates, and who may propose.
    expect(defaultPolicy.scoring.gates).toEqual([
      'field-fit',
      'innovative',
      'readiness',
      'safety',
      'regulation',
    ]);
    expect(defaultPolicy.scoring.tieBreak).toEqual(['innovativeness', 'publicness']);
    expect(defaultPolicy).toMatchObject({ smallOrMediumOnly: true, oneAnswerOnly: true });
  });

  const scored = (different: Partial<Scoring>): RoundPolicy => ({
    ...defaultPolicy,
    scoring: { ...defaultPolicy.scoring, ...different },
  });
  const one = { name: 'one', criteria: [criterionLike('a', 10_000)] };

  it.each<[PolicyFault, RoundPolicy]>([
    [
      { code: 'quorum-over-size', name: null },
      { ...defaultPolicy, panel: { ...defaultPolicy.panel, size: 7, quorum: 8 } },
    ],
    [
      { code: 'dimension-twice', name: 'one' },
      scored({
        dimensions: [one, { name: 'one', criteria: [criterionLike('b', 1)] }],
        tieBreak: ['one'],
      }),
    ],
    [
      { code: 'criterion-twice', name: 'a' },
      scored({ dimensions: [one, { ...one, name: 'two' }], tieBreak: [] }),
    ],
    [
      { code: 'anchors-not-ascending', name: 'b' },
      scored({
        dimensions: [{ name: 'one', criteria: [criterionLike('a'), { ...criterionLike('b'), anchors: [] }] }],
        tieBreak: [],
        passMark: 0,
      }),
    ],
    [{ code: 'gate-twice', name: 'safety' }, scored({ gates: ['safety', 'readiness', 'safety'] })],
    [{ code: 'tie-break-unknown', name: 'beauty' }, scored({ tieBreak: ['innovativeness', 'beauty'] })],
    [
      { code: 'pass-mark-over-total', name: null },
      scored({ dimensions: [one], tieBreak: [], passMark: 10_001 }),
    ],
    [
      { code: 'price-over-budget', name: null },
      { ...defaultPolicy, budgetInWon: 499_999_999 },
    ],
    [{ code: 'tie-break-twice', name: 'publicness' }, scored({ tieBreak: ['publicness', 'publicness'] })],
    [
      { code: 'unbought-kept-longer', name: null },
      { ...defaultPolicy, contentsKeptInYears: 11 },
    ],
  ])('refuses, as the only fault: %j', (fault, policy) => {
    expect(checkPolicy(policy)).toMatchObject({
      code: 'policy-contradictory',
      details: { faults: [fault] },
    });
  });

  it('takes each at its bound', () => {
    expect(checkPolicy({ ...defaultPolicy, budgetInWon: 500_000_000 })).toBeNull();
    expect(
      checkPolicy({ ...defaultPolicy, panel: { size: 5, quorum: 5, maximumOfOneOrganisation: 1 } }),
    ).toBeNull();
    expect(checkPolicy(scored({ dimensions: [one], tieBreak: [], passMark: 10_000 }))).toBeNull();
  });

  it('names every fault at once', () => {
    const policy = { ...scored({ tieBreak: ['beauty'], gates: ['a', 'a'] }), budgetInWon: 0 };
    expect(checkPolicy(policy)?.details['faults']).toEqual([
      { code: 'gate-twice', name: 'a' },
      { code: 'tie-break-unknown', name: 'beauty' },
      { code: 'price-over-budget', name: null },
    ]);
  });
});

describe('checkDeadlineAhead', () => {
  it('takes a later instant only', () => {
    expect(checkDeadlineAhead(deadline, justBefore)).toBeNull();
    expect(checkDeadlineAhead(deadline, deadline)).toMatchObject({
      code: 'deadline-not-ahead',
      details: { deadline, at: deadline },
    });
    expect(checkDeadlineAhead(justBefore, deadline)).toMatchObject({ code: 'deadline-not-ahead' });
  });
});

describe('checkPromise', () => {
  it('takes a decision promised for after the proposals are in', () => {
    expect(checkPromise(deadline, justBefore)).toBeNull();
    for (const promised of [justBefore, deadline])
      expect(checkPromise(promised, deadline)).toMatchObject({
        code: 'promise-before-deadline',
        details: { decisionPromisedAt: promised, proposalDeadline: deadline },
      });
  });
});

describe('checkDeadlinePassed', () => {
  it.each(deadlineNames)('of %s asks for that deadline and its own instant', (name) => {
    const round = roundLike({
      deadlines: {
        challengeCall: null,
        proposals: null,
        evaluation: null,
        standstill: null,
        [name]: deadline,
      },
    });
    expect(checkDeadlinePassed(round, name, justBefore)).toMatchObject({
      code: 'deadline-still-ahead',
      details: { deadline, roundId: round.roundId },
    });
    expect(checkDeadlinePassed(round, name, deadline)).toBeNull();
    for (const other of deadlineNames.filter((candidate) => candidate !== name))
      expect(checkDeadlinePassed(round, other, '2030-01-01T00:00:00.000Z')).toMatchObject({
        code: 'deadline-still-ahead',
      });
  });
});

describe('checkSelection', () => {
  it.each([
    [0, 1, true],
    [0, 21, true],
    [1, 21, false],
    [0, 0, false],
    [1, 0, false],
  ])('of %d undecided and %d selected: %p', (submitted, selected, isAllowed) => {
    const verdict = checkSelection({ submitted, selected });
    if (isAllowed) expect(verdict).toBeNull();
    else expect(verdict).toMatchObject({ code: 'selection-incomplete', details: { submitted, selected } });
  });
});

describe('checkHoldElapsed', () => {
  it('refuses until the hold after the deadline is over, and concerns fairness', () => {
    expect(checkHoldElapsed(calling, justBeforeOpening)).toMatchObject({
      code: 'too-early-to-open',
      concernsFairness: true,
      details: { earliestOpeningAt: opening, roundId: calling.roundId },
    });
    expect(checkHoldElapsed(calling, opening)).toBeNull();
  });

  it('refuses where there is no deadline', () => {
    expect(checkHoldElapsed(roundLike(), opening)).toMatchObject({ code: 'too-early-to-open' });
  });
});

describe('checkOpening', () => {
  const outage = {
    deadline: calling.deadlines.proposals ?? '',
    expectedHeartbeats: 420,
    keptHeartbeats: 420,
    outages: [],
    reason: null,
  };
  const prepared = { ...calling, openingPrepared: { accountId: 'preparer', at: opening, outage } };

  it('lets another person than the preparer open', () => {
    expect(checkOpening(prepared, by('approver', 'preparer'), opening)).toBeNull();
    expect(checkOpening(prepared, by('first', 'first', 'preparer'), opening)).toMatchObject({
      code: 'same-person',
    });
  });

  it('refuses the preparer, and concerns fairness', () => {
    expect(checkOpening(prepared, by('preparer'), opening)).toMatchObject({
      code: 'same-person',
      concernsFairness: true,
      details: { roundId: calling.roundId },
    });
  });

  it('refuses one whose outage sign-off was about another deadline (invariant 16)', () => {
    const moved = { ...calling.deadlines, proposals: '2020-05-31T14:00:00.000Z' };
    expect(checkOpening({ ...prepared, deadlines: moved }, by('approver'), opening)).toMatchObject({
      code: 'opening-not-prepared',
    });
  });

  it('refuses an opening that nobody prepared', () => {
    expect(checkOpening(calling, by('approver'), opening)).toMatchObject({ code: 'opening-not-prepared' });
  });

  it('refuses before the hold is over, whoever asks', () => {
    for (const person of ['approver', 'preparer'])
      expect(checkOpening(prepared, by(person), justBeforeOpening)).toMatchObject({
        code: 'too-early-to-open',
      });
  });
});

describe('checkEvaluationReady', () => {
  it('wants every proposal screened and every panel drawn', () => {
    expect(checkEvaluationReady({ unscreenedProposals: 0, challengesWithoutPanel: [] })).toBeNull();
    expect(checkEvaluationReady({ unscreenedProposals: 1, challengesWithoutPanel: [] })).toMatchObject({
      code: 'evaluation-not-ready',
    });
    expect(checkEvaluationReady({ unscreenedProposals: 0, challengesWithoutPanel: ['c1'] })).toMatchObject({
      code: 'evaluation-not-ready',
      details: { challengesWithoutPanel: ['c1'] },
    });
  });
});

describe('checkEvaluationOver', () => {
  const all = { missingScorecards: 0, proposalsBelowQuorum: [] };

  it('ends at the deadline', () => {
    expect(checkEvaluationOver(calling, { ...all, missingScorecards: 2 }, justBefore)).toMatchObject({
      code: 'deadline-still-ahead',
    });
    expect(checkEvaluationOver(calling, { ...all, missingScorecards: 2 }, deadline)).toBeNull();
  });

  it('ends before it when every scorecard is locked', () => {
    expect(checkEvaluationOver(calling, all, justBefore)).toBeNull();
  });

  it('does not end without a quorum, even past the deadline', () => {
    for (const missingScorecards of [0, 3])
      expect(
        checkEvaluationOver(calling, { missingScorecards, proposalsBelowQuorum: ['p1'] }, opening),
      ).toMatchObject({ code: 'quorum-not-met', details: { proposalIds: ['p1'] } });
  });
});

describe('the later guards', () => {
  it('want an approved decision before the notice', () => {
    expect(checkDecisionApproved('APPROVED')).toBeNull();
    for (const other of [null, 'RECOMMENDED', 'NOTIFIED', 'FINAL'])
      expect(checkDecisionApproved(other)).toMatchObject({
        code: 'decision-not-approved',
        details: { decision: other },
      });
  });

  it('want every purchase settled before the first use', () => {
    expect(checkPurchasesSettled(0)).toBeNull();
    expect(checkPurchasesSettled(1)).toMatchObject({ code: 'purchases-open', details: { openPurchases: 1 } });
  });

  it('want every verdict published before the end', () => {
    expect(checkVerdictsPublished(0)).toBeNull();
    expect(checkVerdictsPublished(2)).toMatchObject({
      code: 'verdicts-missing',
      details: { unpublished: 2 },
    });
  });
});

describe('what follows the objections', () => {
  const round = roundLike({
    state: 'PURCHASE',
    deadlines: { challengeCall: null, proposals: deadline, evaluation: deadline, standstill: deadline },
  });

  it('waits until each that came in time is written, 30 seconds after the standstill', () => {
    expect(checkObjectionsIn(round, '2020-05-31T15:00:29.999Z')).toMatchObject({
      code: 'objections-still-coming',
      details: { notBefore: '2020-05-31T15:00:30.000Z' },
    });
    expect(checkObjectionsIn(round, '2020-05-31T15:00:30.000Z')).toBeNull();
    expect(checkObjectionsIn(calling, deadline)).toMatchObject({
      code: 'objections-still-coming',
      details: { notBefore: null },
    });
  });

  it('waits until each is settled', () => {
    expect(checkObjectionsSettled(true, round.roundId)).toMatchObject({
      code: 'objections-unsettled',
      details: { roundId: round.roundId },
    });
    expect(checkObjectionsSettled(false, round.roundId)).toBeNull();
  });
});

describe('standstillDeadline', () => {
  it('lies the policy’s standstill after the notice', () => {
    expect(standstillDeadline(defaultPolicy, '2020-07-01T00:00:00.000Z')).toBe('2020-07-21T00:00:00.000Z');
  });
});
