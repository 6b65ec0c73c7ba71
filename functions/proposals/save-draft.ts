import { readChallenge } from '../challenges/store.ts';
import { readOrganisation } from '../organisations/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { sha256Hex } from '../platform/digest.ts';
import { answer } from '../platform/http.ts';
import { type Answer, type Idempotency, idempotencyKey, recordedAnswer } from '../platform/idempotency.ts';
import { actAs, type PersonActor } from '../platform/identity.ts';
import { newId, newSecret } from '../platform/ids.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request } from '../platform/request.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { readRound, whileCallStands } from '../rounds/store.ts';
import { circumstancesOf } from './circumstances.ts';
import { presentOwnProposal, standingInTime } from './present.ts';
import { refuseProposal } from './refusals.ts';
import {
  checkEditable,
  type DraftContent,
  type KeptDraft,
  laterDeadline,
  missingOf,
  type Proposal,
} from './rules.ts';
import { attemptInTime, inTime, proposalChange, readProposal, sealDraft } from './store.ts';
import { keepConflict, keepSaved, readSaved } from './store/kept-drafts.ts';

export type DraftDependencies = { readonly table: Table; readonly sealer: Sealer };

/** What is saved, and on which version; `isKept` where the text lies in the store already. */
export type Save = Pick<Request, 'account' | 'receivedAt'> & {
  readonly proposalId: string;
  readonly expectedVersion: number | null;
  readonly idempotency: Idempotency | null;
  readonly textOf: (before: Stored<Proposal>) => Promise<DraftContent | Refusal>;
  readonly isKept: boolean;
};

type Attempt = Save & { readonly actor: PersonActor; readonly expectedVersion: number };

/**
 * Saves a draft under seal on the version that its author read. Of several on one version the first stands and each
 * other is kept as a conflict, so that no text is lost. Refuses in this order: `not-found`, `not-permitted`,
 * `version-required`, `wrong-state`, `deadline-passed`, `draft-conflict`.
 */
export const saveDraft = async (deps: DraftDependencies, save: Save): Promise<Answer | Refusal> => {
  const found = await readProposal(deps.table, save.proposalId);
  if (found === null) return refuse('not-found');
  const actor = actAs(save.account, ['author', 'signatory'], found.supplierId);
  if (isRefusal(actor)) return actor;
  const { expectedVersion } = save;
  if (expectedVersion === null)
    return refuseProposal('version-required', { version: found.bookkeeping.version });
  return attemptInTime(deps.table, found, save.receivedAt, async (before) => {
    const refusal = checkEditable(before, save.receivedAt);
    if (refusal !== null) return refusal;
    const text = await save.textOf(before);
    if (isRefusal(text)) return text;
    const attempt = { ...save, actor, expectedVersion };
    if (expectedVersion !== before.bookkeeping.version) return conflictOf(deps, attempt, before, text);
    const outcome = await write(deps, attempt, before, text);
    const wasOutrun = isRefusal(outcome) && ['changed-meanwhile', 'wrong-state'].includes(outcome.code);
    return wasOutrun ? conflictOf(deps, attempt, before, text) : outcome;
  });
};

const write = async (
  { table, sealer }: DraftDependencies,
  { actor, idempotency, receivedAt }: Attempt,
  before: Stored<Proposal>,
  text: DraftContent,
): Promise<Answer | Refusal> => {
  const [challenge, round, supplier] = await Promise.all([
    readChallenge(table, before.challengeId),
    readRound(table, before.roundId),
    readOrganisation(table, before.supplierId),
  ]);
  if (challenge === null || round === null || supplier === null)
    throw new Error(
      `The proposal ${before.proposalId} names a challenge, round or supplier that is not there`,
    );
  const draft = await sealDraft(sealer, before, text, newSecret());
  const after: Proposal = {
    ...fieldsOf(before),
    draft,
    // The round is read here anyway, so a copy that a move made stale is renewed with the save.
    proposalDeadline: laterDeadline(before, round, receivedAt) ?? before.proposalDeadline,
    saveNumber: before.saveNumber + 1,
    draftCorrection: challenge.correctionNumber,
    missing: missingOf(text, circumstancesOf(challenge, round, supplier)),
  };
  const kept: KeptDraft = {
    ...keptBy(actor, before, receivedAt),
    keptId: newId(),
    kind: 'saved',
    version: before.bookkeeping.version + 1,
    content: draft,
  };
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [proposalChange(before, after, null, null, inTime(before.roundId, receivedAt))],
    alongside: [keepSaved(kept, after.saveNumber), whileCallStands(before.roundId, before.proposalId)],
    idempotency,
    answer: ({ versions: [saved = 0] }) =>
      answer(200, presentOwnProposal(after, standingInTime(after), saved), saved),
  });
};

const keptBy = (
  { accountId, role }: PersonActor,
  { proposalId, roundId }: Proposal,
  keptAt: Instant,
): Pick<KeptDraft, 'proposalId' | 'roundId' | 'keptAt' | 'accountId' | 'role'> => ({
  proposalId,
  roundId,
  keptAt,
  accountId,
  role,
});

/** Keeps the text that came second and tells where both are. Only members of the supplier come here. */
const conflictOf = async (
  { table, sealer }: DraftDependencies,
  { actor, expectedVersion, idempotency, isKept, receivedAt }: Attempt,
  before: Stored<Proposal>,
  text: DraftContent,
): Promise<Answer | Refusal> => {
  // A twin of this very request may have been the one that stood first: then nothing is in conflict.
  const written = idempotency && (await table.get(idempotencyKey(idempotency.accountId, idempotency.key)));
  if (written !== null && idempotency !== null) return recordedAnswer(idempotency, written);
  const present = await readProposal(table, before.proposalId);
  if (present === null) return refuse('not-found');
  if (isKept) return refuse('version-not-matched', { version: present.bookkeeping.version });
  const { proposalId } = before;
  const keptId = idempotency === null ? newId() : keptIdOf(idempotency, expectedVersion);
  const [content, standing] = await Promise.all([
    sealDraft(sealer, before, text, newSecret()),
    readSaved(table, proposalId, present.saveNumber),
  ]);
  await keepConflict(table, {
    ...keptBy(actor, before, receivedAt),
    keptId,
    kind: 'conflict',
    version: expectedVersion,
    content,
  });
  return refuseProposal('draft-conflict', {
    keptId,
    writtenOnVersion: expectedVersion,
    version: present.bookkeeping.version,
    lastSaved: standing && {
      keptId: standing.keptId,
      at: standing.keptAt,
      role: standing.role,
      accountId: standing.accountId,
    },
    read: { present: `/proposals/${proposalId}`, yours: `/proposals/${proposalId}/kept-drafts/${keptId}` },
  });
};

/** The same request repeated names the same conflict, in the form of an identifier. */
const keptIdOf = ({ accountId, key, requestSha256 }: Idempotency, version: number): string => {
  const digits = sha256Hex(JSON.stringify([accountId, key, requestSha256, version]));
  const variant = `8${digits.slice(17, 20)}`;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant,
    digits.slice(20, 32),
  ].join('-');
};
