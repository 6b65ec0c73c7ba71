import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import { refuseAttachment } from '../refusals.ts';
import { type Finding, type FindingCode, finding, findings } from './findings.ts';
import { storedChecksumOf } from './parts.ts';
import type { Scan } from './scan.ts';

/** The states of an attachment (DOMAIN.md, «Attachment»). */
export const attachmentStates = ['DECLARED', 'RECEIVED', 'VERIFIED', 'REFUSED'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** What files are attached to: a proposal, what its supplier adds to it after the opening, or a purchase. */
export const ownerKinds = ['proposal', 'supplement', 'objection', 'purchase'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** `id` is a purchase’s, or for any other kind the proposal’s. */
export type Owner = { readonly kind: OwnerKind; readonly id: string };

/** A proposal as the owner of its own files. */
export const proposalOwner = (proposalId: string): Owner => ({ kind: 'proposal', id: proposalId });

export type Attachment = {
  readonly state: AttachmentState;
  readonly attachmentId: string;
  readonly owner: Owner;
  /** The proposal that it is about: its owner, or what the owner belongs to. */
  readonly proposalId: string;
  readonly challengeId: string;
  readonly roundId: string;
  /** Whose people declared it. */
  readonly organisationId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeInBytes: number;
  /** As declared, and as the store has confirmed once it is received; 64 hexadecimal digits. */
  readonly sha256: string;
  /** Of each part in order, for a file that comes in parts; else empty. */
  readonly partSha256s: readonly string[];
  /** The store's name for the upload that gathers the parts; null before it was opened, and for a whole file. */
  readonly uploadId: string | null;
  readonly objectKey: string;
  /** The version of the object that is meant for good; null before it arrived. */
  readonly versionId: string | null;
  readonly declaredAt: Instant;
  readonly receivedAt: Instant | null;
  readonly finding: FindingCode | null;
  /** Where in the file, in words that are safe to show. */
  readonly findingPlace: string | null;
  /** What the engine against malicious software said; null before the check. */
  readonly scan: Scan | null;
  /** When the owner took it out of the draft; what was submitted with it keeps it. */
  readonly removedAt: Instant | null;
};

export type AttachmentAction = 'declare' | 'receive' | 'verify' | 'refuse' | 'remove';

/** Whose people may attach: to a purchase also its first user’s, and the agency’s. */
const owners = ['author', 'signatory', 'buyer', 'staff'] as const satisfies readonly Role[];

/** Every arrow of an attachment. Taking it out of the draft leaves its state, since a submission may have pinned it. */
export const attachmentTransitions = [
  { action: 'declare', from: null, to: 'DECLARED', by: owners, guard: 'checkFile' },
  {
    action: 'receive',
    from: 'DECLARED',
    to: 'RECEIVED',
    by: [...owners, 'system'],
    guard: 'arrival',
  },
  {
    action: 'refuse',
    from: 'DECLARED',
    to: 'REFUSED',
    by: [...owners, 'system'],
    guard: 'arrival',
  },
  { action: 'verify', from: 'RECEIVED', to: 'VERIFIED', by: ['system'], guard: null },
  { action: 'refuse', from: 'RECEIVED', to: 'REFUSED', by: ['system'], guard: null },
  { action: 'remove', from: 'DECLARED', to: 'DECLARED', by: owners, guard: 'isLive' },
  { action: 'remove', from: 'RECEIVED', to: 'RECEIVED', by: owners, guard: 'isLive' },
  { action: 'remove', from: 'VERIFIED', to: 'VERIFIED', by: owners, guard: 'isLive' },
  { action: 'remove', from: 'REFUSED', to: 'REFUSED', by: owners, guard: 'isLive' },
] as const satisfies readonly Transition<AttachmentState, AttachmentAction, Role | 'system'>[];

/** How many attachments a proposal carries at once, and how many may ever be declared for it. */
export const attachmentLimits = { live: 20, declared: 200 } as const;

/** What a new attachment belongs to. */
export type Subject = Pick<Attachment, 'owner' | 'proposalId' | 'challengeId' | 'roundId' | 'organisationId'>;

/** A file as its declaration has it. */
export type DeclaredFile = Pick<
  Attachment,
  'fileName' | 'contentType' | 'sizeInBytes' | 'sha256' | 'partSha256s'
>;

/** The attachment that a declaration makes; `objectKey` is where its bytes are to be put. */
export const declaration = (
  { owner, proposalId, challengeId, roundId, organisationId }: Subject,
  { fileName, contentType, sizeInBytes, sha256, partSha256s }: DeclaredFile,
  place: Pick<Attachment, 'attachmentId' | 'objectKey'>,
  at: Instant,
): Attachment => ({
  state: 'DECLARED',
  ...place,
  owner,
  proposalId,
  challengeId,
  roundId,
  organisationId,
  fileName,
  contentType,
  sizeInBytes,
  sha256,
  partSha256s,
  uploadId: null,
  versionId: null,
  declaredAt: at,
  receivedAt: null,
  finding: null,
  findingPlace: null,
  scan: null,
  removedAt: null,
});

/** True while its owner has not taken it out. */
export const isLive = ({ removedAt }: Pick<Attachment, 'removedAt'>): boolean => removedAt === null;

/** An attachment whose bytes the store has confirmed. */
export type ReceivedAttachment = Attachment & { readonly versionId: string };

/** True once the store has confirmed it, and as long as no check has refused it. */
export const isReceived = (attachment: Attachment): attachment is ReceivedAttachment =>
  (attachment.state === 'RECEIVED' || attachment.state === 'VERIFIED') && attachment.versionId !== null;

/** What the store tells about an object. */
export type StoredObject = {
  readonly versionId: string;
  readonly sizeInBytes: number;
  /** In the form of `storedChecksumOf`; null where the store kept none. */
  readonly checksum: string | null;
};

type Step = { readonly action: AttachmentAction; readonly after: Attachment };

/** What a declared attachment becomes when the store tells of the object: received, or refused if it is another. */
export const arrival = (attachment: Attachment, object: StoredObject, at: Instant): Step | Refusal => {
  const isAsDeclared =
    object.sizeInBytes === attachment.sizeInBytes && object.checksum === storedChecksumOf(attachment);
  const action = isAsDeclared ? 'receive' : 'refuse';
  const row = findTransition(attachmentTransitions, action, attachment.state);
  if (isRefusal(row)) return row;
  return {
    action,
    after: {
      ...attachment,
      state: row.to,
      versionId: object.versionId,
      receivedAt: at,
      finding: isAsDeclared ? null : 'differs-from-declaration',
    },
  };
};

/** The outcome of a check: what the file is, and what the engine said. */
export type Inspection = { readonly finding: Finding | null; readonly scan: Scan };

/** What a received attachment becomes by its check. What an engine calls infected is refused, whatever else was found. */
export const verification = (
  attachment: Attachment,
  { finding: found, scan }: Inspection,
): Step | Refusal => {
  const reason = scan.result === 'infected' ? (found ?? finding('malware')) : found;
  const action = reason === null ? 'verify' : 'refuse';
  const row = findTransition(attachmentTransitions, action, attachment.state);
  if (isRefusal(row)) return row;
  return {
    action,
    after: {
      ...attachment,
      state: row.to,
      finding: reason?.code ?? null,
      findingPlace: reason?.place ?? null,
      scan,
    },
  };
};

/** Why a file was refused, in both languages, with the place in it; null for one that was not. */
export const explanationOf = ({
  finding: code,
  findingPlace,
}: Pick<Attachment, 'finding' | 'findingPlace'>) => code && { code, ...findings[code], place: findingPlace };

/** What an attachment becomes when its owner takes it out of the draft. */
export const removal = (attachment: Attachment, at: Instant): Step | Refusal => {
  if (!isLive(attachment)) return refuseAttachment('attachment-removed');
  const row = findTransition(attachmentTransitions, 'remove', attachment.state);
  return isRefusal(row) ? row : { action: row.action, after: { ...attachment, removedAt: at } };
};

/**
 * Refuses a download: nothing but VERIFIED goes to others; the owner also gets back what waits for its check
 * (DOMAIN.md, invariant 3).
 */
export const checkDownload = (attachment: Attachment, reader: 'owner' | 'other'): Refusal | null => {
  const isAllowed =
    attachment.state === 'VERIFIED' || (reader === 'owner' && attachment.state === 'RECEIVED');
  return isAllowed && attachment.versionId !== null ? null : refuseAttachment('not-downloadable');
};
