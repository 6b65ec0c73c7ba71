import { addSeconds, hasPassed, type Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Proposal } from '../../proposals/rules.ts';
import type { Round, RoundPolicy } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import { flaggedScorecards } from './outliers.ts';
import {
  activeSeats,
  assigned,
  type SeatDeclaration,
  type SeatDeclarationAction,
  declarationAction,
  type Panel,
  type Seat,
  type SeatAction,
  stepIn,
  withDeclaration,
} from './panel.ts';
import { checkScoringOpen, isLocked, type Scorecard, scoringPhases } from './scorecard.ts';
import { isEvaluated, lockedOfPanel } from './standing.ts';
import { filledPanel } from './supplement.ts';

/** The panel that evaluates one proposal again after an upheld objection (DOMAIN.md, «Proposal»). */
export type FreshPanel = Panel & {
  /** Until when it scores, exclusive. */
  readonly deadline: Instant;
  /** Who left it without a locked scorecard when it was renewed, in that order. */
  readonly relieved: readonly string[];
  /** When each came who stepped in for somebody since it was seated or renewed, by pseudonym. */
  readonly steppedIn: Readonly<Record<string, Instant>>;
};

export type FreshPanelAction = SeatAction | 'renew';

/** Every arrow of a fresh panel beside those of its seats. */
export const freshPanelTransitions = [
  { action: 'renew', from: 'SEATED', to: 'SEATED', by: ['staff'], guard: 'checkRenewable' },
] as const satisfies readonly Transition<FreshPanel['state'], FreshPanelAction, 'staff'>[];

/**
 * The panel that evaluates a proposal afresh: the next of the drawn order who never sat on the first one, with the same
 * cap of one organisation.
 */
export const freshPanelOf = (panel: Panel, size: number): Panel => {
  const seats: Seat[] = [];
  const reserve: Panel['reserve'][number][] = [];
  for (const candidate of panel.reserve) {
    const ofGroup = seats.filter(({ group }) => group === candidate.group).length;
    if (seats.length < size && ofGroup < panel.maximumOfOneOrganisation) seats.push(assigned(candidate));
    else reserve.push(candidate);
  }
  return { ...panel, seats, reserve };
};

type Times = Pick<RoundPolicy, 'objectionDecisionInSeconds' | 'standstillGraceInSeconds'>;

/** Until when a panel that is seated, or renewed, at `at` scores: as long as an objection may take to be decided. */
export const freshDeadline = (policy: Times, at: Instant): Instant =>
  addSeconds(at, policy.objectionDecisionInSeconds);

/** The fresh panel as it is seated at `at`. */
export const seatedAfresh = (panel: Panel, policy: Times, at: Instant): FreshPanel => ({
  ...panel,
  deadline: freshDeadline(policy, at),
  relieved: [],
  steppedIn: {},
});

/** Refuses what a member writes at or after the deadline of a fresh panel. */
export const checkFreshlyScoring = (
  { deadline, roundId }: Pick<FreshPanel, 'deadline' | 'roundId'>,
  at: Instant,
): Refusal | null =>
  hasPassed(deadline, at)
    ? refuseEvaluation('fresh-scoring-over', { deadline, receivedAt: at, roundId })
    : null;

/** The arrow of a declaration on a fresh panel: whoever found to be clear may find a conflict yet. */
export const freshDeclarationAction = (
  declaration: Pick<SeatDeclaration, 'conflict'>,
  { standing }: Pick<Seat, 'standing'>,
): SeatDeclarationAction =>
  declaration.conflict && standing === 'CLEAR' ? 'recuse-after-all' : declarationAction(declaration);

/**
 * A member of a fresh panel declares. That there is no conflict is taken before its deadline. A conflict is taken always,
 * also of whoever had declared to be clear: it counts the same whenever it comes to light, and from then on so does no
 * scorecard of theirs in a result that is not approved yet (invariants 5 and 6). The next of the order steps in only before
 * the deadline and while the result is awaited; after it a renewal seats whoever is missing. Refuses as `declareConflict`,
 * and with `fresh-scoring-over`.
 */
export const declareOnFreshPanel = (
  panel: FreshPanel,
  evaluatorId: string,
  declaration: SeatDeclaration,
  isAwaited: boolean,
): FreshPanel | Refusal => {
  const declared = withDeclaration(panel, evaluatorId, declaration, freshDeclarationAction);
  if (isRefusal(declared)) return declared;
  const late = checkFreshlyScoring(panel, declaration.at);
  if (!declaration.conflict) return late ?? declared;
  if (late !== null || !isAwaited) return declared;
  const after = stepIn(declared);
  const came = newlySeated(panel, after).map((newcomer) => [newcomer, declaration.at] as const);
  return { ...after, steppedIn: { ...panel.steppedIn, ...Object.fromEntries(came) } };
};

/** How far a fresh panel is. */
export type FreshStanding = {
  readonly lockedScorecards: number;
  readonly activeMembers: number;
  /** True when its time is up, or nobody has anything left to do; only then is there a result. */
  readonly isOver: boolean;
  /** True once it is over with fewer locked scorecards than the quorum: it has no result, and may be renewed. */
  readonly isRenewable: boolean;
};

/**
 * How far a fresh panel is at `at`. It is over when every scorecard is locked and no outlier is unanswered, and in any
 * case at its deadline, with whoever locked; what was received in time may land a little later, so that is waited for.
 */
export const freshStanding = (
  panel: FreshPanel,
  scorecards: readonly Scorecard[],
  { panel: { quorum }, scoring, standstillGraceInSeconds }: Pick<RoundPolicy, 'panel' | 'scoring'> & Times,
  at: Instant,
): FreshStanding => {
  const lockedScorecards = lockedOfPanel(panel, scorecards).length;
  const isTimeUp = hasPassed(addSeconds(panel.deadline, standstillGraceInSeconds), at);
  const isDone = isEvaluated(panel, scorecards) && flaggedScorecards(panel, scorecards, scoring).size === 0;
  return {
    lockedScorecards,
    activeMembers: activeSeats(panel).length,
    isOver: isTimeUp || isDone,
    isRenewable: isTimeUp && lockedScorecards < quorum,
  };
};

/** True when the panel is over with its quorum (invariant 6): its result may stand in a revision. */
export const hasFreshResult = (standing: FreshStanding, quorum: number): boolean =>
  standing.isOver && standing.lockedScorecards >= quorum;

/** Members with something to do before the deadline: a scorecard to lock, or an outlier to answer. */
export const membersToScoreAfresh = (
  panel: FreshPanel,
  scorecards: readonly Scorecard[],
  scoring: RoundPolicy['scoring'],
): readonly string[] => {
  const flagged = flaggedScorecards(panel, scorecards, scoring);
  const silent = new Set(silentSeats(panel, scorecards).map(({ evaluatorId }) => evaluatorId));
  return activeSeats(panel)
    .map(({ evaluatorId }) => evaluatorId)
    .filter((evaluatorId) => silent.has(evaluatorId) || flagged.has(evaluatorId));
};

/** Who locked nothing; first those who have not even declared, who have less to lose where few can be replaced. */
const silentSeats = (panel: Panel, scorecards: readonly Scorecard[]): readonly Seat[] => {
  const locked = new Set(scorecards.filter(isLocked).map(({ evaluatorId }) => evaluatorId));
  const silent = activeSeats(panel).filter(({ evaluatorId }) => !locked.has(evaluatorId));
  return ['ASSIGNED', 'CLEAR'].flatMap((standing) => silent.filter((seat) => seat.standing === standing));
};

/**
 * Refuses to renew a panel before it is over, or one that has its quorum: nobody gets another result by waiting. Refuses,
 * too, where its proposal awaits no result any more.
 */
export const checkRenewable = (
  { round, proposal }: Evaluated,
  { deadline, roundId }: Pick<FreshPanel, 'deadline' | 'roundId'>,
  { isRenewable, lockedScorecards }: FreshStanding,
): Refusal | null =>
  checkScoringOpen(round, proposal, scoringPhases(true)) ??
  (isRenewable ? null : refuseEvaluation('fresh-panel-stands', { deadline, lockedScorecards, roundId }));

type Evaluated = {
  readonly round: Pick<Round, 'state' | 'roundId'>;
  readonly proposal: Pick<Proposal, 'state' | 'proposalId'>;
};

/** True for whoever stepped in when less than half of the panel's time was left: they had no fair time to score. */
const cameLate = (
  { deadline, steppedIn }: Pick<FreshPanel, 'deadline' | 'steppedIn'>,
  { objectionDecisionInSeconds }: Pick<Times, 'objectionDecisionInSeconds'>,
  evaluatorId: string,
): boolean => {
  const at = steppedIn[evaluatorId];
  return at !== undefined && at > addSeconds(deadline, -objectionDecisionInSeconds / 2);
};

/**
 * The panel with the next of the drawn order in the place of whoever locked nothing, one for one, then on seats that a
 * recusal left empty, as far as the order reaches, and with as much time again. Whoever locked a scorecard stays, and so
 * does the scorecard; whoever cannot be replaced keeps the seat, and so does whoever stepped in with less than half of the
 * time left. Nobody chooses a member, nor how long they have.
 */
export const renewedFreshPanel = (
  panel: FreshPanel,
  scorecards: readonly Scorecard[],
  policy: Times & Pick<RoundPolicy, 'panel'>,
  at: Instant,
): FreshPanel =>
  filledPanel(
    silentSeats(panel, scorecards)
      .filter(({ evaluatorId }) => !cameLate(panel, policy, evaluatorId))
      .reduce(replaced, { ...panel, deadline: freshDeadline(policy, at), steppedIn: {} }),
    policy.panel.size,
  );

const replaced = (panel: FreshPanel, leaving: Seat): FreshPanel => {
  const seats = panel.seats.filter(({ evaluatorId }) => evaluatorId !== leaving.evaluatorId);
  const left = { ...panel, seats, relieved: [...panel.relieved, leaving.evaluatorId] };
  const after = stepIn(left);
  return after === left ? panel : after;
};

/** Pseudonyms of those who sit on `after` and did not on `before`; null before there was one. */
export const newlySeated = (before: Panel | null, after: Panel): readonly string[] => {
  const sat = new Set((before?.seats ?? []).map(({ evaluatorId }) => evaluatorId));
  return after.seats.map(({ evaluatorId }) => evaluatorId).filter((evaluatorId) => !sat.has(evaluatorId));
};
