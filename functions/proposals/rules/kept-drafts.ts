import type { Instant } from '../../platform/instant.ts';
import type { Sealed } from '../../platform/sealing.ts';

/**
 * A text that somebody saved, kept under seal beside the proposal: `saved` is one of the last saves, `conflict` one
 * that came too late to be the draft because another save stood before it.
 */
export type KeptDraft = {
  readonly keptId: string;
  readonly kind: 'saved' | 'conflict';
  readonly proposalId: string;
  readonly roundId: string;
  readonly keptAt: Instant;
  /** For `saved` the version of the proposal that the save made; for `conflict` the one that it was written on. */
  readonly version: number;
  readonly accountId: string;
  readonly role: string;
  readonly content: Sealed;
};

/** How many are kept: of the saves of a proposal, and of each person's conflicts at it. */
export const keptLimits = { saved: 10, conflictsOfAPerson: 10 } as const;

/** The place of a save among those kept: each takes that of the save ten before it. */
export const savedPlaceOf = (saveNumber: number): number => saveNumber % keptLimits.saved;

/** A person's conflicts that make room for the newest, oldest first. */
export const supersededConflicts = (ofAPerson: readonly KeptDraft[]): readonly KeptDraft[] =>
  ofAPerson
    .toSorted((left, right) => (left.keptAt < right.keptAt ? -1 : 1))
    .slice(0, Math.max(0, ofAPerson.length - keptLimits.conflictsOfAPerson));
