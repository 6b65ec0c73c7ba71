import { isRefusal, type Refusal, refuse } from '../../platform/refusal.ts';
import type { Phase, Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Panel, Seat } from './panel.ts';
import { isLocked, type Scorecard } from './scorecard.ts';

/** Who wants to read or score, as far as it matters here. */
export type Reader = {
  /** Staff or auditor of the agency. */
  readonly isAgency: boolean;
  /** Holds the role of an evaluator in some institute. */
  readonly isEvaluator: boolean;
  readonly organisationIds: readonly string[];
  /** The pseudonym in the round's pool; null for whoever is not in it. */
  readonly evaluatorId: string | null;
};

/** A challenge and who has a stake in it. */
export type Stake = {
  readonly roundId: string;
  readonly challengeId: string;
  /** Organisation ids of the buyer, the co-proposers and the suppliers. */
  readonly parties: readonly string[];
};

/** By what right somebody reads: the agency's, or a clear seat on the panel. */
export type ReadingRight = { readonly as: 'agency' } | { readonly as: 'panel'; readonly seat: Seat };

/** Refuses whoever belongs to a party of the challenge, in whatever role (DOMAIN.md, invariant 5). */
export const checkNoConflict = (
  organisationIds: readonly string[],
  { parties, challengeId, roundId }: Stake,
): Refusal | null =>
  organisationIds.some((organisationId) => parties.includes(organisationId))
    ? refuseEvaluation('conflict-of-interest', { challengeId, roundId })
    : null;

/** The seat by which a member reads and scores; refuses all but a clear one. */
export const checkClearSeat = (
  panel: Panel | null,
  evaluatorId: string | null,
  { challengeId, roundId }: Pick<Stake, 'challengeId' | 'roundId'>,
): Seat | Refusal => {
  const seat = panel?.seats.find((candidate) => candidate.evaluatorId === evaluatorId);
  if (seat === undefined) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  if (seat.standing === 'RECUSED') return refuseEvaluation('recused', { challengeId, roundId });
  if (seat.standing === 'ASSIGNED') return refuseEvaluation('declaration-missing', { challengeId, roundId });
  return seat;
};

/**
 * By what right somebody reads the opened proposals of a challenge. A place in the pool goes before an office in the
 * agency, so that no other role leads past a recusal or to the peers' scores; a stake bars everybody. For all others
 * than the agency and evaluators the proposal does not exist.
 */
export const checkReader = (reader: Reader, panel: Panel | null, stake: Stake): ReadingRight | Refusal => {
  if (!reader.isAgency && !reader.isEvaluator) return refuse('not-found');
  const conflict = checkNoConflict(reader.organisationIds, stake);
  if (conflict !== null) return conflict;
  // Whoever stands in the pool may be seated yet, so only the seat counts for them.
  if (reader.isAgency && reader.evaluatorId === null) return { as: 'agency' };
  const seat = checkClearSeat(panel, reader.evaluatorId, stake);
  return isRefusal(seat) ? seat : { as: 'panel', seat };
};

/** Who looks at the scorecards of a proposal, after `checkReader`. */
export type Viewer =
  { readonly as: 'staff' | 'auditor' } | { readonly as: 'panel'; readonly evaluatorId: string };

/**
 * The scorecards that somebody may see now (invariant 5). A member of the panel sees the own one alone until it is
 * locked, then the panel's locked ones; staff see locked ones when the evaluation is over; auditors at once.
 * Drafts are their author's alone.
 */
export const visibleScorecards = <Card extends Pick<Scorecard, 'state' | 'evaluatorId'>>(
  viewer: Viewer,
  scorecards: readonly Card[],
  round: Pick<Round, 'roundId' | 'state'>,
): { readonly scorecards: readonly Card[]; readonly ownOnly: boolean } | Refusal => {
  const locked = scorecards.filter(isLocked);
  if (viewer.as === 'panel') {
    const own = scorecards.filter(({ evaluatorId }) => evaluatorId === viewer.evaluatorId);
    return own.some(isLocked) ? { scorecards: locked, ownOnly: false } : { scorecards: own, ownOnly: true };
  }
  if (viewer.as === 'staff' && !scoredPhases.includes(round.state))
    return refuseEvaluation('scores-hidden', { phase: round.state, roundId: round.roundId });
  return { scorecards: locked, ownOnly: false };
};

/** The phases in which the evaluation is over. */
const scoredPhases: readonly Phase[] = ['DECISION', 'NOTICE', 'PURCHASE', 'FIRST_USE', 'COMPLETED'];
