import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { activeSeats, type Panel } from './panel.ts';
import {
  checkScores,
  isLocked,
  type Scorecard,
  type Scores,
  scorecardTransitions,
  scoringPhases,
} from './scorecard.ts';

/** One time that a panel met. */
export type Sitting = {
  readonly openedAt: Instant;
  /** What the panel is to talk about. */
  readonly occasion: string;
  readonly closedAt: Instant | null;
  /** What was said and why points changed; null while it lasts. */
  readonly minutes: string | null;
};

/**
 * The meetings of a challenge's panel (DOMAIN.md, «Scorecard»): while one is open, the members may revise what they
 * locked, each their own, with a reason. `state` is that of the last sitting.
 */
export type PanelMeeting = {
  readonly state: 'OPEN' | 'CLOSED';
  readonly roundId: string;
  readonly challengeId: string;
  /** The proposal that a fresh panel evaluates after an upheld objection; null for a challenge's first panel. */
  readonly freshFor: string | null;
  readonly sittings: readonly Sitting[];
};

export type MeetingAction = 'open-meeting' | 'close-meeting';

/** Every arrow of a panel's meetings. */
export const meetingTransitions = [
  { action: 'open-meeting', from: null, to: 'OPEN', by: ['staff'], guard: 'checkMayMeet' },
  { action: 'open-meeting', from: 'CLOSED', to: 'OPEN', by: ['staff'], guard: 'checkMayMeet' },
  { action: 'close-meeting', from: 'OPEN', to: 'CLOSED', by: ['staff'], guard: null },
] as const satisfies readonly Transition<PanelMeeting['state'], MeetingAction, 'staff'>[];

/** A panel that has met so often comes to no end. */
export const mostSittings = 10;

/**
 * Refuses a meeting where the policy has none, after the tenth, outside the phases in which the panel scores, and while
 * a member has a scorecard to lock yet: nobody hears of a peer's points before the own are given (invariant 5). Whoever is
 * recused, or can score no more since a conflict came up after their declaration, is not waited for, and neither reads nor
 * revises.
 */
export const checkMayMeet = (
  round: Pick<Round, 'roundId' | 'state' | 'policy'>,
  panel: Panel,
  /** Those of each eligible proposal of the challenge. */
  scorecards: readonly (readonly Pick<Scorecard, 'evaluatorId' | 'state'>[])[],
  before: Pick<PanelMeeting, 'sittings'> | null,
  {
    conflicted = new Set(),
    phases = scoringPhases(false),
  }: {
    /** Pseudonyms of members with a conflict that came up after they had declared to be clear. */
    readonly conflicted?: ReadonlySet<string>;
    /** In which this panel scores. */
    readonly phases?: readonly Phase[];
  } = {},
): Refusal | null => {
  const { roundId, policy, state } = round;
  if (!policy.panelMeetings) return refuseEvaluation('panel-meetings-off', { roundId });
  if (!phases.some((phase) => phase === state))
    return refuseEvaluation('not-scoring-now', { phase: state, roundId });
  if ((before?.sittings.length ?? 0) >= mostSittings)
    return refuseEvaluation('meetings-exhausted', { limit: mostSittings });
  const members = activeSeats(panel)
    .map(({ evaluatorId }) => evaluatorId)
    .filter((evaluatorId) => !conflicted.has(evaluatorId));
  const missing = scorecards.reduce((sum, ofProposal) => {
    const locked = new Set(ofProposal.filter(isLocked).map(({ evaluatorId }) => evaluatorId));
    return sum + members.filter((member) => !locked.has(member)).length;
  }, 0);
  return missing === 0 && scorecards.length > 0
    ? null
    : refuseEvaluation('scorecards-outstanding', { missing, challengeId: panel.challengeId });
};

/** The meeting that begins. Refuses `wrong-state` while one is open. */
export const openedMeeting = (
  before: PanelMeeting | null,
  place: Pick<PanelMeeting, 'roundId' | 'challengeId' | 'freshFor'>,
  occasion: string,
  at: Instant,
): PanelMeeting | Refusal => {
  const row = findTransition(meetingTransitions, 'open-meeting', before?.state ?? null);
  if (isRefusal(row)) return row;
  const { roundId, challengeId, freshFor } = place;
  const sitting: Sitting = { openedAt: at, occasion, closedAt: null, minutes: null };
  return { state: row.to, roundId, challengeId, freshFor, sittings: [...(before?.sittings ?? []), sitting] };
};

/** The meeting that ends, with its minutes. Refuses `wrong-state` where none is open. */
export const closedMeeting = (before: PanelMeeting, minutes: string, at: Instant): PanelMeeting | Refusal => {
  const row = findTransition(meetingTransitions, 'close-meeting', before.state);
  if (isRefusal(row)) return row;
  const sittings = before.sittings.map((sitting) =>
    sitting.closedAt === null ? { ...sitting, closedAt: at, minutes } : sitting,
  );
  return { ...before, state: row.to, sittings };
};

/** A locked scorecard that its author revises in an open meeting, with a reason; `firstPoints` stay what they were. */
export const revisedInMeeting = (
  before: Scorecard,
  scores: Scores,
  reason: string,
  {
    meeting,
    scoring,
  }: { readonly meeting: PanelMeeting | null; readonly scoring: Round['policy']['scoring'] },
): Scorecard | Refusal => {
  const { roundId, challengeId } = before;
  if (meeting?.state !== 'OPEN') return refuseEvaluation('no-panel-meeting', { challengeId, roundId });
  const row = findTransition(scorecardTransitions, 'revise-in-meeting', before.state);
  if (isRefusal(row)) return row;
  const problems = checkScores(scoring, scores);
  if (problems !== null) return problems;
  const { points, gates, reasons } = scores;
  return { ...before, state: row.to, points, gates, reasons, answerReason: reason };
};
