import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { addSeconds } from '../platform/instant.ts';
import { createLogOnce, log } from '../platform/log.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { inspectFile } from './inspection/inspect-file.ts';
import { refusalNotice } from './notices.ts';
import { recordArrival } from './receive.ts';
import {
  type Attachment,
  finding,
  type Inspection,
  isGivenUp,
  type MalwareScanner,
  notScanned,
  type ReceivedAttachment,
  verification,
} from './rules.ts';
import { attachmentChange, attachmentOfObject, readAttachment } from './store.ts';
import { beginCheck, giveCheckUp, listDueChecks } from './store/checks.ts';
import type { Objects } from './store/objects.ts';

/** What EventBridge tells when the store has taken an object; only what is used here is asked for. */
const createdEvent = v.object({
  detail: v.object({
    bucket: v.object({ name: v.string() }),
    object: v.object({ key: v.string(), 'version-id': v.optional(v.string()) }),
  }),
});

/** The same, or the schedule of the sweep. */
const eventSchema = v.union([createdEvent, v.object({ task: v.literal('sweep') })]);

/** What became of an event. */
export type VerifyOutcome =
  | 'verified'
  | 'refused'
  | 'not-ours'
  | 'unknown'
  | 'not-there'
  | 'other-version'
  | 'already-checked'
  | 'swept';

/** A line for each file that comes as files do would count the proposals before the opening (DOMAIN.md, invariant 2). */
const isOdd = (outcome: VerifyOutcome): boolean =>
  outcome === 'not-ours' || outcome === 'unknown' || outcome === 'not-there' || outcome === 'other-version';

export type VerifyDependencies = {
  readonly table: Table;
  readonly objects: Objects;
  readonly scanForMalware: MalwareScanner;
  readonly bucketName: string;
  readonly clock: Clock;
  /** How long a sweep goes on to the next file; what it leaves, the next one takes up. */
  readonly sweepInSeconds: number;
};

const system = { kind: 'system', task: 'verify-attachment' } as const;

const duePerShard = 5;

/**
 * Receives and checks what arrived in the bucket, and from a sweep what was received and, for whatever reason, not checked. A duplicate or late event, an event for another version than the
 * pinned, or one for a key of nobody's changes nothing. Throws for faults only, so that the event is sent again.
 */
export const createVerifyAttachment =
  (deps: VerifyDependencies) =>
  async (event: unknown): Promise<VerifyOutcome> => {
    const parsed = v.parse(eventSchema, event);
    if ('task' in parsed) return sweep(deps);
    const { detail } = parsed;
    const outcome =
      detail.bucket.name === deps.bucketName
        ? await verify(deps, detail.object.key, detail.object['version-id'])
        : 'not-ours';
    if (isOdd(outcome)) log('WARN', 'verify-attachment', { outcome });
    return outcome;
  };

/**
 * Begins again with what waits for its check, one after another: each is counted before, so that a file that ends the
 * function is not begun with for ever. The log says once, and without a number, that a person has to look.
 */
const sweep = async (deps: VerifyDependencies): Promise<VerifyOutcome> => {
  const { table, clock } = deps;
  const say = createLogOnce();
  const until = addSeconds(clock(), deps.sweepInSeconds);
  const due = await listDueChecks(table, clock(), duePerShard);
  for (const waiting of due.filter(({ check }) => isGivenUp(check)))
    if (await giveCheckUp(table, waiting)) say('ERROR', 'check-given-up', {});
  for (const waiting of due.filter(({ check }) => !isGivenUp(check))) {
    if (clock() >= until) break;
    if (!(await beginCheck(table, waiting, clock()))) continue;
    try {
      await verify(deps, waiting.check.objectKey, waiting.check.versionId);
    } catch (error) {
      say('WARN', 'check-left-to-sweep', { name: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return 'swept';
};

const verify = async (
  deps: VerifyDependencies,
  objectKey: string,
  versionId: string | undefined,
): Promise<VerifyOutcome> => {
  const named = attachmentOfObject(objectKey);
  if (named === null) return 'not-ours';
  const found = await readAttachment(deps.table, named.owner, named.attachmentId);
  if (found?.objectKey !== objectKey) return 'unknown';
  const attachment = found.state === 'DECLARED' ? await receive(deps, found, versionId) : found;
  if (attachment === null) return 'not-there';
  if (attachment.state === 'REFUSED' && found.state === 'DECLARED') return 'refused';
  if (attachment.state !== 'RECEIVED' || attachment.versionId === null) return 'already-checked';
  if (versionId !== undefined && attachment.versionId !== versionId) return 'other-version';

  const inspection = await check(deps, { ...attachment, versionId: attachment.versionId });
  return record(deps, attachment, inspection);
};

/** The store's own word makes it received, if its owner has not asked yet. Null where the store has no such object. */
const receive = async (
  deps: VerifyDependencies,
  declared: Stored<Attachment>,
  versionId: string | undefined,
): Promise<Stored<Attachment> | null> => {
  const { table, objects, clock } = deps;
  const object = await objects.inspect(declared.objectKey, versionId);
  if (object === null) return null;
  const outcome = await recordArrival(table, declared, object, {
    actor: system,
    at: clock(),
    idempotency: null,
  });
  const isRaced = isRefusal(outcome) && ['wrong-state', 'changed-meanwhile'].includes(outcome.code);
  if (isRefusal(outcome) && !isRaced) throw new Error(`An arrival was not recorded: ${outcome.code}`);
  const present = await readAttachment(table, declared.owner, declared.attachmentId);
  if (present?.state !== 'DECLARED') return present;
  if (present.bookkeeping.version === declared.bookkeeping.version)
    throw new Error('An arrival was not recorded, though nothing stood in its way');
  // It changed in another respect, such as that it was taken out; what arrived has arrived all the same.
  return receive(deps, present, versionId);
};

/**
 * The whole again by this function's own reading, then what it is, then what the engine says of it: an engine that
 * fails fails the check, so that nothing is verified unscanned where scanning is set up.
 */
const check = async (
  { objects, scanForMalware }: VerifyDependencies,
  attachment: ReceivedAttachment,
): Promise<Inspection> => {
  const file = await objects.read(attachment.objectKey, attachment.versionId, attachment.sizeInBytes);
  if (file?.sha256 !== attachment.sha256)
    return { finding: finding('differs-from-declaration'), scan: notScanned };
  const found = inspectFile(file.bytes, attachment.contentType);
  if (found !== null) return { finding: found, scan: notScanned };
  const { result, engine, signature } = await scanForMalware(file.bytes);
  return {
    finding: result === 'infected' ? finding('malware', signature) : null,
    scan: { result, engine },
  };
};

/**
 * A refusal is told at once and by message, also of a draft: a submission that read the file a moment ago may be on
 * its way, and what it pins must not be refused in silence.
 */
const noticesOf = (after: Attachment): readonly Notice[] =>
  after.finding === null ? [] : [refusalNotice(after, after.finding)];

const record = async (
  deps: VerifyDependencies,
  before: Stored<Attachment>,
  inspection: Inspection,
): Promise<VerifyOutcome> => {
  const step = verification(fieldsOf(before), inspection);
  if (isRefusal(step)) return 'already-checked';
  const outcome = await commit(deps.table, {
    at: deps.clock(),
    actor: system,
    changes: [attachmentChange(before, step.after, step.action)],
    notices: noticesOf(step.after),
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
  if (!isRefusal(outcome)) return step.action === 'verify' ? 'verified' : 'refused';
  if (outcome.code === 'wrong-state') return 'already-checked';
  // Its owner took it out of the draft meanwhile; the finding holds all the same.
  const present =
    outcome.code === 'changed-meanwhile'
      ? await readAttachment(deps.table, before.owner, before.attachmentId)
      : null;
  if (present === null) throw new Error(`A check was not recorded: ${outcome.code}`);
  return record(deps, present, inspection);
};
