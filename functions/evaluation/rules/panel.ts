import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import { refuseEvaluation } from '../refusals.ts';
import type { Candidate, DrawnPanel } from './draw.ts';

/** How a member stands to a challenge: assigned by the draw, then clear of conflict or recused, for all of it. */
export type Standing = 'ASSIGNED' | 'CLEAR' | 'RECUSED';

/** A member's place on a panel. */
export type Seat = {
  readonly evaluatorId: string;
  /** As in the draw: the same for all of one organisation. */
  readonly group: string;
  readonly standing: Standing;
  readonly declaredAt: Instant | null;
  /** What the conflict is; null unless recused. */
  readonly recusalReason: string | null;
};

/** The panel of a challenge: it scores all proposals of the challenge. */
export type Panel = {
  readonly state: 'SEATED';
  readonly challengeId: string;
  readonly roundId: string;
  /** The seed of the draw that it came from. */
  readonly drawSeed: string;
  readonly maximumOfOneOrganisation: number;
  /** Organisations whose people may neither read nor score here: the buyer, co-proposers, all suppliers. */
  readonly parties: readonly string[];
  readonly seats: readonly Seat[];
  /** Who steps in, in the drawn order. */
  readonly reserve: readonly Pick<Seat, 'evaluatorId' | 'group'>[];
};

export type SeatAction = 'seat' | 'declare-clear' | 'recuse' | 'recuse-after-all' | 'fill';

/** Every arrow of a seat (DOMAIN.md, «Scorecard»). A recusal seats the next of the reserve; where there was nobody left, an approved supplement does. */
export const seatTransitions = [
  { action: 'seat', from: null, to: 'ASSIGNED', by: ['staff'], guard: null },
  { action: 'declare-clear', from: 'ASSIGNED', to: 'CLEAR', by: ['evaluator'], guard: 'checkNoConflict' },
  { action: 'recuse', from: 'ASSIGNED', to: 'RECUSED', by: ['evaluator'], guard: null },
  {
    action: 'recuse-after-all',
    from: 'CLEAR',
    to: 'RECUSED',
    by: ['evaluator'],
    guard: 'declareOnFreshPanel',
  },
  { action: 'fill', from: null, to: 'ASSIGNED', by: ['approver'], guard: 'checkSupplementApproval' },
] as const satisfies readonly Transition<Standing, SeatAction, 'staff' | 'evaluator' | 'approver'>[];

/** The panel that a draw gives. */
export const panelOf = (
  drawn: DrawnPanel,
  candidates: readonly Candidate[],
  facts: Pick<Panel, 'roundId' | 'drawSeed' | 'maximumOfOneOrganisation' | 'parties'>,
): Panel => {
  const groups = new Map(candidates.map(({ evaluatorId, group }) => [evaluatorId, group]));
  const groupOf = (evaluatorId: string): string => groups.get(evaluatorId) ?? evaluatorId;
  return {
    state: 'SEATED',
    challengeId: drawn.challengeId,
    roundId: facts.roundId,
    drawSeed: facts.drawSeed,
    maximumOfOneOrganisation: facts.maximumOfOneOrganisation,
    parties: facts.parties,
    seats: drawn.members.map((evaluatorId) => assigned({ evaluatorId, group: groupOf(evaluatorId) })),
    reserve: drawn.reserve.map((evaluatorId) => ({ evaluatorId, group: groupOf(evaluatorId) })),
  };
};

/** A place on a panel for whoever is drawn or steps in. */
export const assigned = ({ evaluatorId, group }: Pick<Seat, 'evaluatorId' | 'group'>): Seat => ({
  evaluatorId,
  group,
  standing: 'ASSIGNED',
  declaredAt: null,
  recusalReason: null,
});

/** The seats that count: all but the recused. */
export const activeSeats = (panel: Panel): readonly Seat[] =>
  panel.seats.filter(({ standing }) => standing !== 'RECUSED');

/**
 * True if a recusal is what left the panel with fewer members than the quorum, since nobody of the reserve could step
 * in. The next recusal of the same panel is not: it is below the quorum already (invariant 6).
 */
export const losesQuorum = (before: Panel, after: Panel, quorum: number): boolean =>
  activeSeats(before).length >= quorum && activeSeats(after).length < quorum;

/** The pseudonyms of the members who declared themselves clear. */
export const clearEvaluatorIds = (panel: Panel): readonly string[] =>
  panel.seats.filter(({ standing }) => standing === 'CLEAR').map(({ evaluatorId }) => evaluatorId);

/**
 * A member declares a conflict, or that there is none. On a conflict the first of the reserve whose organisation
 * still has room on the panel steps in; if there is none the panel goes on with fewer, down to its quorum. Refuses
 * with `not-on-panel`, `declared-already`, or `recusal-reason-missing`.
 */
export const declareConflict = <Of extends Panel>(
  panel: Of,
  evaluatorId: string,
  declaration: SeatDeclaration,
): Of | Refusal => {
  const declared = withDeclaration(panel, evaluatorId, declaration, declarationAction);
  return isRefusal(declared) || !declaration.conflict ? declared : stepIn(declared);
};

/** What a member declares; `reason` is needed where there is a conflict. */
export type SeatDeclaration = {
  readonly conflict: boolean;
  readonly reason: string | null;
  readonly at: Instant;
};

/** The arrows of a declaration. */
export type SeatDeclarationAction = Extract<SeatAction, 'declare-clear' | `recuse${string}`>;

/** The arrow of a declaration on the panel of a challenge. */
export const declarationAction = ({ conflict }: Pick<SeatDeclaration, 'conflict'>): SeatDeclarationAction =>
  conflict ? 'recuse' : 'declare-clear';

/** The panel with a member's declaration by the arrow that `actionOf` says, before anybody steps in. */
export const withDeclaration = <Of extends Panel>(
  panel: Of,
  evaluatorId: string,
  declaration: SeatDeclaration,
  actionOf: (declaration: SeatDeclaration, seat: Seat) => SeatDeclarationAction,
): Of | Refusal => {
  const { challengeId, roundId } = panel;
  const seat = panel.seats.find((candidate) => candidate.evaluatorId === evaluatorId);
  if (seat === undefined) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const row = findTransition(seatTransitions, actionOf(declaration, seat), seat.standing);
  if (isRefusal(row))
    return refuseEvaluation('declared-already', { challengeId, standing: seat.standing, roundId });
  if (declaration.conflict && declaration.reason === null) return refuseEvaluation('recusal-reason-missing');
  return {
    ...panel,
    seats: panel.seats.map((other) =>
      other === seat
        ? {
            ...seat,
            standing: row.to,
            declaredAt: declaration.at,
            recusalReason: declaration.conflict ? declaration.reason : null,
          }
        : other,
    ),
  };
};

/** The panel with the next of the drawn order who still has room on it; the same one where nobody has. */
export const stepIn = <Of extends Panel>(panel: Of): Of => {
  const active = activeSeats(panel);
  const next = panel.reserve.find(
    ({ group }) => active.filter((seat) => seat.group === group).length < panel.maximumOfOneOrganisation,
  );
  if (next === undefined) return panel;
  return {
    ...panel,
    seats: [...panel.seats, assigned(next)],
    reserve: panel.reserve.filter((candidate) => candidate !== next),
  };
};
