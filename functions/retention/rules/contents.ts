import { type Designation, effectiveDesignationState, isStanding } from '../../designations/rules.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Instant } from '../../platform/instant.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import type { RoundPolicy } from '../../rounds/rules.ts';
import { forgottenBefore, hasEndedBefore } from '../rules.ts';

/**
 * How much of what suppliers sent is left of a round: what was not bought goes first, the rest later. A state that ends in `-ING`
 * says that a run has begun: what it left is finished by the next.
 */
export const contentsStates = [
  'DELETING_UNBOUGHT',
  'UNBOUGHT_DELETED',
  'DELETING_ALL',
  'ALL_DELETED',
] as const;
export type ContentsState = (typeof contentsStates)[number];

/** What was deleted of a round's proposals, by the policy that was frozen with its call. */
export type RoundContents = {
  readonly state: ContentsState;
  readonly roundId: string;
  readonly begunAt: Instant;
  /** When the last run that was begun had deleted everything; null while it goes on. */
  readonly deletedAt: Instant | null;
  /** Which proposals of the round were emptied by then; null while a run goes on. */
  readonly emptied: Emptied | null;
};

/** Which proposals were emptied, as the ledger commits to it: how many, and the SHA-256 of their ids, sorted and one a line. */
export type Emptied = { readonly proposals: number; readonly sha256: string };

export type ContentsAction = 'begin-deletion' | 'end-deletion';

/** Every arrow of a round's contents. */
export const contentsTransitions = [
  { action: 'begin-deletion', from: null, to: 'DELETING_UNBOUGHT', by: ['system'], guard: 'dueDeletion' },
  { action: 'end-deletion', from: 'DELETING_UNBOUGHT', to: 'UNBOUGHT_DELETED', by: ['system'], guard: null },
  {
    action: 'begin-deletion',
    from: 'UNBOUGHT_DELETED',
    to: 'DELETING_ALL',
    by: ['system'],
    guard: 'dueDeletion',
  },
  { action: 'end-deletion', from: 'DELETING_ALL', to: 'ALL_DELETED', by: ['system'], guard: null },
] as const satisfies readonly Transition<ContentsState, ContentsAction, 'system'>[];

/** What a run deletes: the proposals that were neither bought nor designated, or all. */
export type Deletion = 'unbought' | 'all';

/** What the rule needs to know of a round. */
export type RoundFacts = {
  readonly policy: Pick<RoundPolicy, 'contentsKeptInYears' | 'boughtKeptInYears'>;
  /** By completion or cancellation; null while it goes on. */
  readonly endedAt: Instant | null;
  /** While one holds, other bodies may buy what it designates, and its documents are needed; so are they for one that is prepared. */
  readonly hasLivingDesignation: boolean;
};

/**
 * What is to be deleted of a round now; null for nothing. A run that was begun is due until it has ended, whoever began it; but
 * of all only while there is still no designation: what one that was made since the run broke off needs stays as long as it holds.
 */
export const dueDeletion = (
  state: ContentsState | null,
  { policy, endedAt, hasLivingDesignation }: RoundFacts,
  at: Instant,
): Deletion | null => {
  const isOver = (years: number): boolean => hasEndedBefore(endedAt, forgottenBefore({ years }, at));
  if (state === 'ALL_DELETED') return null;
  if (state === 'DELETING_ALL') return hasLivingDesignation ? null : 'all';
  if (state === 'DELETING_UNBOUGHT') return 'unbought';
  if (state === null) return isOver(policy.contentsKeptInYears) ? 'unbought' : null;
  return isOver(policy.boughtKeptInYears) && !hasLivingDesignation ? 'all' : null;
};

/**
 * True for what stays as long as a purchase: a proposal whose contract was concluded, whatever became of it, or which was
 * prepared for a designation and not taken back.
 */
export const isKeptLonger = (facts: {
  readonly wasContracted: boolean;
  readonly designationState: string | null;
}): boolean =>
  facts.wasContracted || (facts.designationState !== null && facts.designationState !== 'WITHDRAWN');

/** True for a designation that holds, or that is prepared and was not taken back: what it needs is not deleted. */
export const isLiving = (designation: Pick<Designation, 'state' | 'activeUntil'>, at: Instant): boolean => {
  const state = effectiveDesignationState(designation, at);
  return state === 'PREPARED' || isStanding({ state });
};

/** A run begins; null where one was begun before and goes on. */
export const beginning = (contents: RoundContents | null, roundId: string, at: Instant) => {
  const row = findTransition(contentsTransitions, 'begin-deletion', contents?.state ?? null);
  return isRefusal(row)
    ? null
    : { action: row.action, after: { state: row.to, roundId, begunAt: at, deletedAt: null, emptied: null } };
};

/** What tells later which proposals were emptied by the rule: an empty one that is not among them was not. */
export const emptiedOf = (proposalIds: Iterable<string>): Emptied => {
  const ids = [...new Set(proposalIds)].sort();
  return { proposals: ids.length, sha256: sha256Hex(ids.join('\n')) };
};

/** A run has deleted everything that it was to delete; `emptied` are all of the round, whichever run emptied them. */
export const ending = (
  contents: RoundContents,
  emptied: Emptied,
  at: Instant,
): { readonly action: ContentsAction; readonly after: RoundContents } | Refusal => {
  const row = findTransition(contentsTransitions, 'end-deletion', contents.state);
  return isRefusal(row)
    ? row
    : { action: row.action, after: { ...contents, state: row.to, deletedAt: at, emptied } };
};

/** True for an archive that was made before a deletion had ended: it may hold what was deleted, and went with it. */
export const wentWithContents = (
  contents: Pick<RoundContents, 'begunAt' | 'deletedAt'> | null,
  builtAt: Instant,
): boolean => contents !== null && builtAt <= (contents.deletedAt ?? contents.begunAt);
