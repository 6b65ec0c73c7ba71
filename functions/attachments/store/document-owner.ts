import type { AlongsideWrite } from '../../platform/commit.ts';
import type { Account, PersonActor } from '../../platform/identity.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { OwnerKind, PinnedAttachment, Subject } from '../rules.ts';

/** What files may be added to once proposals are open. */
export const documentKinds = ['supplement', 'objection', 'purchase'] as const satisfies readonly OwnerKind[];
export type DocumentKind = (typeof documentKinds)[number];

/** Somebody who may attach, for the organisation that `subject` names. */
export type Side = {
  readonly subject: Subject;
  readonly actor: PersonActor;
  /** The round's own key, under which its files lie. */
  readonly sealKeyArn: string;
  /** Until when, and what must hold as it is written; or why nothing can be attached now. */
  readonly window:
    { readonly deadline: Instant | null; readonly alongside: readonly AlongsideWrite[] } | Refusal;
};

/** What a capability says of the files that are attached to its things. */
export type DocumentOwner = {
  /** The side on which the account may attach; refuses everybody else. */
  sideOf(account: Account, ownerId: string, at: Instant): Promise<Side | Refusal>;
  /** What acts have pinned, for an account that may read them; refuses everybody else. */
  pinnedFor(account: Account, ownerId: string): Promise<readonly PinnedAttachment[] | Refusal>;
};

export type DocumentOwners = Readonly<Record<DocumentKind, DocumentOwner>>;
