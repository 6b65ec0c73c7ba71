import fc from 'fast-check';
import pMap from 'p-map';
import * as v from 'valibot';
import { addSeconds } from '../../functions/platform/instant.ts';
import { proposalView } from '../../functions/proposals/schema.ts';
import { type createAttachmentWorld, declared, sha256 } from './attachment-world.ts';
import type { Beginning } from './proposal-world.ts';

const fileActs = [
  'put',
  'put-swapped',
  'put-the-other',
  'overwrite',
  'overwrite-with-swapped',
  'say-put',
  'event-of-newest',
  'event-of-first',
  'remove',
] as const;
const proposalActs = ['submit', 'withdraw', 'save', 'submit-late'] as const;

/** One thing that is done, to the first or the second file where it is about one. */
type Act = readonly [(typeof fileActs)[number] | (typeof proposalActs)[number], 0 | 1];

/** Acts of one batch run at once, the batches one after the other. */
type Plan = { readonly before: readonly (readonly Act[])[]; readonly after: readonly (readonly Act[])[] };

const act = fc.tuple(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fileActs) }, fc.constantFrom(...proposalActs)),
  fc.constantFrom<(0 | 1)[]>(0, 1),
);
const batches = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 });
const plan: fc.Arbitrary<Plan> = fc.record({ before: batches, after: batches });

const answered = v.object({ proposal: proposalView });

/** A document of the same length that is as whole: the mark stands in the second line, which says that bytes follow. */
const marked = (pdf: Buffer, mark: string): Buffer => {
  const copy = Buffer.from(pdf);
  copy.write(mark, copy.indexOf('\n%') + 2);
  return copy;
};

/** The operations by which interleavings are made. */
export type UploadWorld = Awaited<ReturnType<typeof createAttachmentWorld>>;

/** What the interleavings came to; `changed` names each submission whose pinned bytes are others now. */
export type LateUploads = {
  readonly submissions: number;
  readonly pinnedFiles: number;
  /** Files that the verifier found whole, without which little would be tried. */
  readonly verifiedFiles: number;
  readonly secondPutsTaken: number;
  readonly lateAccepted: number;
  readonly changed: readonly string[];
};

/**
 * Runs generated interleavings of uploads, overwrites, receipts, events, removals and submissions against the real
 * store, before and after the deadline, and compares what every submission pinned with what the store gives for it
 * (DOMAIN.md, invariant 3). `overwrite` goes past the link, as if the store had forgotten its `if-none-match`.
 */
export const tryLateUploads = async (
  interleavings: number,
  seed: number,
  world: UploadWorld,
): Promise<LateUploads> => {
  const late = addSeconds(world.tomorrow, 1);
  const contents = ['A', 'B'].map((mark) => marked(world.pdf, mark));

  const begin = async (beginning: Beginning, bytes: Buffer) => {
    const { attachmentId, upload } = declared(
      await world.declare(beginning, { ...world.file, sizeInBytes: bytes.length, sha256: sha256(bytes) }),
    );
    const { objectKey } = await world.stored(beginning, attachmentId);
    const swapped = Buffer.from(bytes);
    swapped.reverse();
    const versions: string[] = [];
    return { attachmentId, upload, objectKey, bytes, swapped, versions, putsTaken: 0 };
  };
  type File = Awaited<ReturnType<typeof begin>>;

  const run = async ({ before, after }: Plan) => {
    const beginning = await world.open();
    const { supplier, proposalId } = beginning;
    const files: File[] = [];
    for (const bytes of contents) files.push(await begin(beginning, bytes));
    const fileOf = (index: number): File => {
      const file = files[index];
      if (file === undefined) throw new Error('There are two files');
      return file;
    };
    const submitted = new Map<number, v.InferOutput<typeof proposalView>['attachments']>();
    let lateAccepted = 0;
    let verifiedFiles = 0;

    const putTo = async (file: File, bytes: Buffer) => {
      const versionId = await world.put(file.upload, bytes);
      if (versionId === null) return;
      file.putsTaken += 1;
      file.versions.push(versionId);
    };
    const overwrite = async (file: File, bytes: Buffer) => {
      file.versions.push(await world.overwrite(file.objectKey, bytes));
    };
    const tell = async (file: File, versionId: string | undefined) => {
      if (versionId === undefined) return;
      const outcome = await world.verifyAttachment(world.created(file.objectKey, versionId));
      if (outcome === 'verified') verifiedFiles += 1;
    };
    const submit = async (receivedAt: string) => {
      const answer = await world.submit(supplier.signatory, proposalId, { receivedAt });
      if (answer.status !== 200) return;
      const { proposal } = v.parse(answered, answer.body);
      submitted.set(proposal.submissionNumber, proposal.attachments);
      if (receivedAt === late) lateAccepted += 1;
    };

    const perform = async ([name, index]: Act, receivedAt: string): Promise<unknown> => {
      const file = fileOf(index);
      const { author } = supplier;
      switch (name) {
        case 'put':
          return putTo(file, file.bytes);
        case 'put-swapped':
          return putTo(file, file.swapped);
        case 'put-the-other':
          return putTo(file, fileOf(1 - index).bytes);
        case 'overwrite':
          return overwrite(file, file.bytes);
        case 'overwrite-with-swapped':
          return overwrite(file, file.swapped);
        case 'say-put':
          return world.act(beginning, file.attachmentId, 'POST', '/receipt', author, { receivedAt });
        case 'event-of-newest':
          return tell(file, file.versions.at(-1));
        case 'event-of-first':
          return tell(file, file.versions[0]);
        case 'remove':
          return world.act(beginning, file.attachmentId, 'DELETE', '', author, { receivedAt });
        case 'submit':
          return submit(receivedAt);
        case 'submit-late':
          return submit(late);
        case 'withdraw':
          return world.withdraw(supplier.signatory, proposalId, { receivedAt });
        case 'save':
          return world.save(author, proposalId, { receivedAt });
      }
    };
    const performAll = async (acts: readonly (readonly Act[])[], receivedAt: string) => {
      for (const batch of acts) await Promise.all(batch.map((one) => perform(one, receivedAt)));
    };

    await performAll(before, world.now);
    // What is not whole by now is taken out, so that every interleaving comes to a submission.
    for (const [index, file] of files.entries()) {
      if (file.versions.length === 0) await putTo(file, file.bytes);
      await world.act(beginning, file.attachmentId, 'POST', '/receipt');
      const { state } = await world.stored(beginning, file.attachmentId);
      if (state === 'DECLARED' || state === 'REFUSED')
        await perform(['remove', index === 0 ? 0 : 1], world.now);
    }
    await world.save(supplier.author, proposalId, { receivedAt: world.now });
    await submit(world.now);
    await performAll(after, late);

    const changed: string[] = [];
    for (const [number, attachments] of submitted)
      for (const { attachmentId, versionId, sizeInBytes, sha256: pinned } of attachments) {
        const file = files.find((one) => one.attachmentId === attachmentId);
        if (file === undefined) throw new Error('A submission pins a file that nobody declared');
        const present = await world.objects.read(file.objectKey, versionId, sizeInBytes);
        if (present?.sha256 !== pinned || pinned !== sha256(file.bytes))
          changed.push(`submission ${number} after ${JSON.stringify({ before, after })}`);
      }
    return {
      submissions: submitted.size,
      pinnedFiles: [...submitted.values()].flat().length,
      verifiedFiles,
      secondPutsTaken: files.filter(({ putsTaken }) => putsTaken > 1).length,
      lateAccepted,
      changed: [...new Set(changed)],
    };
  };

  const found = await pMap(fc.sample(plan, { numRuns: interleavings, seed }), run, { concurrency: 4 });
  const sum = (key: Exclude<keyof LateUploads, 'changed'>) =>
    found.reduce((total, one) => total + one[key], 0);
  return {
    submissions: sum('submissions'),
    pinnedFiles: sum('pinnedFiles'),
    verifiedFiles: sum('verifiedFiles'),
    secondPutsTaken: sum('secondPutsTaken'),
    lateAccepted: sum('lateAccepted'),
    changed: found.flatMap(({ changed }) => changed),
  };
};
