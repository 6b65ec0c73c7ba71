import { sha256Hex } from '../../platform/digest.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Round } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';

/** Somebody of the pool as the draw sees them: nothing that names a person. */
export type Candidate = {
  readonly evaluatorId: string;
  /** The same for all of one organisation: the least pseudonym among them. */
  readonly group: string;
  /** False for those who came into the pool after the call. */
  readonly listedWithCall: boolean;
};

/** A challenge as the draw sees it, with the pseudonyms of the pool that are in conflict with it. */
export type ChallengeToDraw = { readonly challengeId: string; readonly conflicted: readonly string[] };

/** The first `size` pseudonyms of a challenge, and the others who are free of conflict, in the drawn order. */
export type DrawnPanel = {
  readonly challengeId: string;
  readonly members: readonly string[];
  readonly reserve: readonly string[];
};

/** Everything that the panels are a function of. */
export type DrawInput = {
  readonly seed: string;
  readonly size: number;
  readonly maximumOfOneOrganisation: number;
  readonly candidates: readonly Candidate[];
  /** In the order in which panels are drawn. */
  readonly challenges: readonly ChallengeToDraw[];
};

/**
 * The published record of a draw. Whoever holds it redraws: `drawNonces` and `drawSecret` give `seed`
 * (`drawSeedOf`), `drawSecret` gives the hash that was published with the call, and the rest gives `panels`
 * (`drawPanels`). A supplier finds the nonce of its own proposal among `drawNonces`.
 */
export type DrawRecord = DrawInput & {
  readonly format: 'first-buyer/draw/1';
  readonly roundId: string;
  readonly drawSecret: string;
  /** Of every submission that was live at the opening, ascending. */
  readonly drawNonces: readonly string[];
  readonly panels: readonly DrawnPanel[];
};

/** The draw of a round: one fact, from which the panels follow. */
export type Draw = {
  readonly state: 'DRAWN';
  readonly roundId: string;
  readonly seed: string;
  readonly recordSha256: string;
  readonly recordObject: { readonly key: string; readonly versionId: string };
  readonly drawnAt: Instant;
};

export type DrawAction = 'draw';

/** A round is drawn once. */
export const drawTransitions = [
  { action: 'draw', from: null, to: 'DRAWN', by: ['staff'], guard: 'checkDrawSecret' },
] as const satisfies readonly Transition<Draw['state'], DrawAction, 'staff'>[];

/**
 * The seed of a draw: SHA-256, as lower-case hex, over the UTF-8 of the staff's secret as written, then for each
 * nonce in ascending order a colon and the nonce (64 lower-case hex digits). The nonces are those of all submissions
 * that were live at the opening, later withdrawn or ineligible ones included: else a withdrawal could choose a panel.
 * Without submissions it is the hash of the secret alone.
 */
export const drawSeedOf = (drawSecret: string, drawNonces: readonly string[]): string =>
  sha256Hex([drawSecret, ...[...drawNonces].sort()].join(':'));

/** Refuses a secret whose SHA-256 (over its UTF-8) is not the one that was published with the call. */
export const checkDrawSecret = (
  round: Pick<Round, 'roundId' | 'drawSecretSha256'>,
  drawSecret: string,
): Refusal | null =>
  sha256Hex(drawSecret) === round.drawSecretSha256
    ? null
    : refuseEvaluation('draw-secret-wrong', { roundId: round.roundId });

/** The pool without names: organisations become groups. Ascending by pseudonym. */
export const candidatesOf = (
  pool: readonly {
    readonly evaluatorId: string;
    readonly organisationId: string;
    readonly listedWithCall: boolean;
  }[],
): readonly Candidate[] => {
  const ascending = [...pool].sort((left, right) => (left.evaluatorId < right.evaluatorId ? -1 : 1));
  const groups = new Map<string, string>();
  for (const { organisationId, evaluatorId } of ascending)
    if (!groups.has(organisationId)) groups.set(organisationId, evaluatorId);
  return ascending.map(({ evaluatorId, organisationId, listedWithCall }) => ({
    evaluatorId,
    group: groups.get(organisationId) ?? evaluatorId,
    listedWithCall,
  }));
};

/**
 * Draws the panels, one challenge after the other in the order given (DOMAIN.md, «The innovation evaluation»).
 * Of the candidates free of conflict the order is: those listed with the call before those who came later; the
 * fewer panels already drawn for, the earlier; then ascending SHA-256 (lower-case hex) over the UTF-8 of
 * `seed:challengeId:evaluatorId`. Down this order each is taken whose group has fewer than
 * `maximumOfOneOrganisation` members on the panel, until there are `size`; the others are the reserve, in order.
 */
export const drawPanels = (input: DrawInput): readonly DrawnPanel[] => {
  const loads = new Map<string, number>();
  return input.challenges.map((challenge) => {
    const order = drawnOrder(input, challenge, loads);
    const members = firstMembers(order, input.size, input.maximumOfOneOrganisation);
    for (const { evaluatorId } of members) loads.set(evaluatorId, (loads.get(evaluatorId) ?? 0) + 1);
    return {
      challengeId: challenge.challengeId,
      members: members.map(({ evaluatorId }) => evaluatorId),
      reserve: order
        .filter((candidate) => !members.includes(candidate))
        .map(({ evaluatorId }) => evaluatorId),
    };
  });
};

/** What orders candidates who are alike else: SHA-256, as lower-case hex, over the UTF-8 of `seed:challengeId:evaluatorId`. */
export const lotOf = (seed: string, challengeId: string, evaluatorId: string): string =>
  sha256Hex(`${seed}:${challengeId}:${evaluatorId}`);

const drawnOrder = (
  { seed, candidates }: DrawInput,
  { challengeId, conflicted }: ChallengeToDraw,
  loads: ReadonlyMap<string, number>,
): readonly Candidate[] =>
  candidates
    .filter(({ evaluatorId }) => !conflicted.includes(evaluatorId))
    .map((candidate) => ({
      candidate,
      load: loads.get(candidate.evaluatorId) ?? 0,
      lot: lotOf(seed, challengeId, candidate.evaluatorId),
    }))
    .sort(
      (left, right) =>
        Number(right.candidate.listedWithCall) - Number(left.candidate.listedWithCall) ||
        left.load - right.load ||
        (left.lot < right.lot ? -1 : 1),
    )
    .map(({ candidate }) => candidate);

const firstMembers = (
  order: readonly Candidate[],
  size: number,
  maximumOfOneOrganisation: number,
): readonly Candidate[] => {
  const members: Candidate[] = [];
  for (const candidate of order) {
    if (members.length === size) break;
    const ofGroup = members.filter(({ group }) => group === candidate.group).length;
    if (ofGroup < maximumOfOneOrganisation) members.push(candidate);
  }
  return members;
};

/** Refuses a draw that leaves one of these challenges with fewer members than a panel has; names each. */
export const checkPanelSizes = (
  panels: readonly DrawnPanel[],
  needed: { readonly challengeIds: ReadonlySet<string>; readonly size: number },
): Refusal | null => {
  const tooSmall = panels.filter(
    ({ challengeId, members }) => needed.challengeIds.has(challengeId) && members.length < needed.size,
  );
  return tooSmall.length === 0
    ? null
    : refuseEvaluation('panel-too-small', {
        size: needed.size,
        challenges: tooSmall.map(({ challengeId, members }) => ({ challengeId, found: members.length })),
      });
};

/** The pseudonyms whose person belongs to one of `parties` or whose institute is one of them. */
export const conflictedCandidates = (
  pool: readonly {
    readonly evaluatorId: string;
    readonly accountId: string;
    readonly organisationId: string;
  }[],
  parties: readonly {
    readonly organisationId: string;
    readonly members: Readonly<Record<string, unknown>>;
  }[],
): readonly string[] =>
  pool
    .filter((evaluator) =>
      parties.some(
        ({ organisationId, members }) =>
          organisationId === evaluator.organisationId || Object.hasOwn(members, evaluator.accountId),
      ),
    )
    .map(({ evaluatorId }) => evaluatorId)
    .sort();
