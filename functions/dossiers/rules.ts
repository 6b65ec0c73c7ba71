import { addSeconds, type Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import { findTransition, type Transition } from '../platform/transition.ts';
import { isOpened, type Round } from '../rounds/rules.ts';
import { refuseDossier } from './refusals.ts';

/** A dossier that was asked for, and one that lies ready. */
export const dossierStates = ['REQUESTED', 'BUILT'] as const;
export type DossierState = (typeof dossierStates)[number];

/** The archive in the store: the version that was written, its SHA-256 and its length. */
export type BuiltArchive = {
  readonly key: string;
  readonly versionId: string;
  readonly sha256: string;
  readonly sizeInBytes: number;
};

/** Somebody's request for all that was recorded of a challenge, and the archive that answers it. */
export type DossierRequest = {
  readonly state: DossierState;
  readonly dossierId: string;
  readonly roundId: string;
  readonly challengeId: string;
  readonly requestedBy: string;
  /** False for staff: to them evaluators are pseudonyms, and it does not say which account bears which. */
  readonly tellsEvaluators: boolean;
  readonly requestedAt: Instant;
  /** When its making was set going last. */
  readonly wokenAt: Instant;
  readonly builtAt: Instant | null;
  readonly archive: BuiltArchive | null;
};

export type DossierAction = 'request' | 'build';

/** Every arrow of a dossier. */
export const dossierTransitions = [
  { action: 'request', from: null, to: 'REQUESTED', by: ['auditor', 'staff'], guard: 'checkReader' },
  { action: 'build', from: 'REQUESTED', to: 'BUILT', by: ['system'], guard: null },
] as const satisfies readonly Transition<DossierState, DossierAction, Role | 'system'>[];

/** Who asks: by which role, of which organisations, and what else binds them. */
export type Reader = {
  readonly role: 'auditor' | 'staff';
  readonly organisationIds: readonly string[];
  readonly isInPool: boolean;
  /** Whether this person declared a conflict of interest in the challenge. */
  readonly hasConflict: boolean;
};

/**
 * When a dossier may be asked for: an auditor reads everything from the opening on, staff this from the notice on
 * (DOMAIN.md, «Who acts», invariants 2 and 5). Null: may ask.
 */
export const checkTime = ({ role }: Pick<Reader, 'role'>, round: Round): Refusal | null => {
  const { roundId } = round;
  if (!isOpened(round)) return refuseDossier('dossier-sealed', { roundId });
  if (role === 'staff' && round.noticeAt === null) return refuseDossier('dossier-before-notice', { roundId });
  return null;
};

/** No dossier for parties of the challenge, evaluators of the round, and who declared a conflict. Null: may ask. */
export const checkReader = (
  { organisationIds, isInPool, hasConflict }: Omit<Reader, 'role'>,
  {
    parties,
    ...of
  }: { readonly parties: readonly string[]; readonly roundId: string; readonly challengeId: string },
): Refusal | null =>
  isInPool || hasConflict || organisationIds.some((organisationId) => parties.includes(organisationId))
    ? refuseDossier('dossier-of-own-matter', of)
    : null;

/** A request as it is made. */
export const requestOf = (
  of: Pick<DossierRequest, 'dossierId' | 'roundId' | 'challengeId' | 'requestedBy' | 'tellsEvaluators'>,
  at: Instant,
): DossierRequest => ({
  ...of,
  state: 'REQUESTED',
  requestedAt: at,
  wokenAt: at,
  builtAt: null,
  archive: null,
});

/** What a request becomes by its archive. Refuses `wrong-state` for one that is built. */
export const building = (
  dossier: DossierRequest,
  archive: BuiltArchive,
  at: Instant,
): { readonly action: 'build'; readonly after: DossierRequest } | Refusal => {
  const row = findTransition(dossierTransitions, 'build', dossier.state);
  return isRefusal(row)
    ? row
    : { action: row.action, after: { ...dossier, state: row.to, builtAt: at, archive } };
};

/** A minute longer than the making of one may take. */
const givenUpAfterSeconds = 960;

/** True where nobody makes it any more: its making was lost, or failed for good. */
export const isForgotten = ({ state, wokenAt }: DossierRequest, at: Instant): boolean =>
  state === 'REQUESTED' && at >= addSeconds(wokenAt, givenUpAfterSeconds);

const secondsInDay = 86_400;

/** Until when the archive lies in the store; null while there is none. */
export const keptUntil = ({ builtAt }: DossierRequest, keptInDays: number): Instant | null =>
  builtAt === null ? null : addSeconds(builtAt, keptInDays * secondsInDay);

/** A line of the refusal log as far as it says what it is about. */
export type RefusalLine = {
  readonly operation: string;
  readonly details: unknown;
  /** What the request named. */
  readonly parameters: Readonly<Record<string, string>>;
};

/** Draws the panels of a round, and so each of them. */
const ofEveryPanel = 'drawPanels';

/** True for a refusal about one of these things, by what the request or the refusal names, and about the draw of every panel. */
export const isRefusalOf = (
  { operation, details, parameters }: RefusalLine,
  ids: ReadonlySet<string>,
): boolean => operation === ofEveryPanel || namesOneOf(parameters, ids) || namesOneOf(details, ids);

const namesOneOf = (value: unknown, ids: ReadonlySet<string>): boolean => {
  if (typeof value === 'string') return ids.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((one: unknown) => namesOneOf(one, ids));
};
