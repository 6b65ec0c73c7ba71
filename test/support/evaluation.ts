import type { FreshPanel, Panel, Scorecard, Seat, Standing } from '../../functions/evaluation/rules.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { type Criterion, defaultPolicy, type Scoring } from '../../functions/rounds/rules.ts';

/** A criterion with guidance, and an anchor at either end. */
export const criterionLike = (name: string, maximum = 1000): Criterion => ({
  name,
  maximum,
  guidance: { ko: `${name}을 봅니다`, en: `Look at ${name}` },
  anchors: [
    { points: 0, meaning: { ko: '없음', en: 'Nothing of it' } },
    { points: maximum, meaning: { ko: '모두', en: 'All of it' } },
  ],
});

/** Two dimensions, three criteria, two gates: small enough to reckon by hand. */
export const smallScoring: Scoring = {
  passMark: 1800,
  cutOffPercent: 60,
  trimFrom: 5,
  tieBreak: ['worth'],
  dimensions: [
    {
      name: 'worth',
      criteria: [criterionLike('need'), criterionLike('effect')],
    },
    { name: 'craft', criteria: [criterionLike('proof')] },
  ],
  gates: ['safety', 'field-fit'],
  outlierPercent: 10,
  reasonsNeeded: { belowPercent: 60, abovePercent: 90 },
};

export const smallPolicy = {
  ...defaultPolicy,
  panel: { size: 3, quorum: 2, maximumOfOneOrganisation: 1 },
  scoring: smallScoring,
};

/** A seat by pseudonym; the organisation is its own unless told. */
export const seatOf = (evaluatorId: string, standing: Standing = 'CLEAR', group = evaluatorId): Seat => ({
  evaluatorId,
  group,
  standing,
  declaredAt: standing === 'ASSIGNED' ? null : '2020-06-15T00:00:00.000Z',
  recusalReason: standing === 'RECUSED' ? 'A former employer' : null,
});

/** A panel of the challenge C1 in the round R1. */
export const panelLike = (different: Partial<Panel> = {}): Panel => ({
  state: 'SEATED',
  challengeId: 'C1',
  roundId: 'R1',
  drawSeed: 'a'.repeat(64),
  maximumOfOneOrganisation: 1,
  parties: ['BUYER', 'SUPPLIER'],
  seats: [seatOf('E1'), seatOf('E2'), seatOf('E3')],
  reserve: [],
  ...different,
});

/** A panel that evaluates the proposal P1 of that challenge afresh. */
export const freshPanelLike = (different: Partial<FreshPanel> = {}): FreshPanel => ({
  ...panelLike(),
  deadline: '2020-08-30T00:00:00.000Z',
  relieved: [],
  steppedIn: {},
  ...different,
});

/** A locked scorecard for the proposal P1 with the same points for each criterion, all gates passed. */
export const scorecardLike = (
  evaluatorId: string,
  points: number | Readonly<Record<string, number>> = 800,
  different: Partial<Scorecard> = {},
): Scorecard => {
  const given = typeof points === 'number' ? { need: points, effect: points, proof: points } : points;
  return {
    state: 'SUBMITTED',
    roundId: 'R1',
    challengeId: 'C1',
    proposalId: 'P1',
    evaluatorId,
    points: given,
    firstPoints: given,
    gates: { safety: true, 'field-fit': true },
    reasons: { need: 'Urgent', effect: 'Wide', proof: 'Measured' },
    submittedAt: '2020-06-20T00:00:00.000Z',
    answerReason: null,
    ...different,
  };
};

/** The code of a refusal; null where nothing is refused. */
export const codeOf = (outcome: unknown): string | null => (isRefusal(outcome) ? outcome.code : null);
