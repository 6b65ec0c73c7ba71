import { sign } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  declaration,
  type Owner,
  pin,
  type PinnedAttachment,
  proposalOwner,
  type ReceivedAttachment,
} from '../../functions/attachments/rules.ts';
import { attachmentChange, objectKeyOf } from '../../functions/attachments/store.ts';
import { createLinks } from '../../functions/attachments/store/links.ts';
import { createBuildDossier } from '../../functions/dossiers/build-dossier.ts';
import { createReadDossier } from '../../functions/dossiers/read-dossier.ts';
import { createRequestDossier } from '../../functions/dossiers/request-dossier.ts';
import { createArchives } from '../../functions/dossiers/store/archives.ts';
import { makeCheckpoint, reconcileLog } from '../../functions/ledger/store.ts';
import { fieldsOf } from '../../functions/platform/change.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { serve } from '../../functions/platform/http.ts';
import type { Table } from '../../functions/platform/table.ts';
import { proposalChange, readProposal } from '../../functions/proposals/store.ts';
import { putNew } from './evaluation-world.ts';
import { callApi } from './http-event.ts';
import type { Member } from './members.ts';
import { createObjectionWorld } from './objection-world.ts';
import { newKeys, spkiOf } from './small-ledger.ts';

export const afterNotice = '2020-07-25T00:00:00.000Z';

/** A round in its standstill with an objection, whose dossiers are asked for and made in this process. */
export const createDossierWorld = async () => {
  const world = await createObjectionWorld();
  const { table, roundId, bucketName, records, sealer } = world;
  const keys = newKeys();
  const signer = {
    sign: (text: string) =>
      Promise.resolve(sign(null, Buffer.from(text), keys.privateKey).toString('base64')),
    publicKey: () => Promise.resolve(spkiOf(keys)),
  };
  const woken: string[] = [];
  const dependencies = {
    table,
    wakeBuilder: (dossierId: string) => {
      woken.push(dossierId);
      return Promise.resolve();
    },
    keptInDays: 30,
    links: createLinks(bucketName),
  };
  const handler = serve([createRequestDossier(dependencies), createReadDossier(dependencies)], table);
  const archives = createArchives(bucketName);
  const builder = {
    table,
    records,
    sealer,
    signer,
    keyId: 'key-1',
    archives,
    clock: () => '2020-07-25T00:00:30.000Z',
  };
  const call = (method: 'GET' | 'POST', path: string, who: Member, at: string, body?: unknown) =>
    callApi(handler, {
      method,
      path,
      receivedAt: at,
      accountId: who.accountId,
      ...(body === undefined ? {} : { body }),
    });
  return {
    ...world,
    publicKey: spkiOf(keys),
    woken,
    links: dependencies.links,
    builder,
    build: createBuildDossier(builder),
    ask: (who: Member, challengeId: string, at = afterNotice) =>
      call('POST', `/challenges/${challengeId}/dossiers`, who, at, { reason: 'The court asks for it' }),
    read: (who: Member, dossierId: string, at = afterNotice) =>
      call('GET', `/dossiers/${dossierId}`, who, at),
    /** What the sequencer does of the stream and by the clock. */
    async checkpoint(at = afterNotice): Promise<void> {
      await reconcileLog(table, `round/${roundId}`);
      await makeCheckpoint(table, signer, `round/${roundId}`, { at, isSealed: false });
    },
  };
};

export type DossierWorld = Awaited<ReturnType<typeof createDossierWorld>>;

type Place = Pick<DossierWorld, 'table' | 'roundId' | 'bucketName'>;
type Document = { readonly bytes: Uint8Array; readonly state: 'VERIFIED' | 'REFUSED' };

/** Puts a supplier's files, as the verifier found them, for its proposal or for what is added to that; as an act pins them. */
export const putDocuments = async (
  { table, roundId, bucketName }: Place,
  owner: Owner,
  documents: readonly Document[],
): Promise<readonly PinnedAttachment[]> => {
  const client = new S3Client({ forcePathStyle: true });
  const proposal = await storedProposal(table, owner.id);
  const { proposalId, challengeId, supplierId } = proposal;
  const pinned: PinnedAttachment[] = [];
  for (const { bytes, state } of documents) {
    const attachmentId = crypto.randomUUID();
    const objectKey = objectKeyOf(roundId, owner, attachmentId);
    const { VersionId: versionId = '' } = await client.send(
      new PutObjectCommand({ Bucket: bucketName, Key: objectKey, Body: bytes }),
    );
    const file = {
      fileName: '제안서.PDF',
      contentType: 'application/pdf',
      sizeInBytes: bytes.length,
      sha256: sha256Hex(bytes),
      partSha256s: [],
    };
    const subject = { owner, proposalId, challengeId, roundId, organisationId: supplierId };
    const attachment: ReceivedAttachment = {
      ...declaration(subject, file, { attachmentId, objectKey }, '2020-05-01T00:00:00.000Z'),
      state,
      versionId,
      receivedAt: '2020-05-01T00:00:01.000Z',
      finding: state === 'REFUSED' ? 'malware' : null,
    };
    await putNew(table, attachmentChange(null, attachment, 'declare'));
    pinned.push(...pin([attachment]));
  }
  return pinned;
};

/** Adds documents to a proposal, as if they had been submitted with it; answers their ids. */
export const submitDocuments = async (
  place: Place,
  proposalId: string,
  documents: readonly Document[],
): Promise<readonly string[]> => {
  const attachments = await putDocuments(place, proposalOwner(proposalId), documents);
  const before = await storedProposal(place.table, proposalId);
  await putNew(place.table, proposalChange(before, { ...fieldsOf(before), attachments }, 'submit'));
  return attachments.map(({ attachmentId }) => attachmentId);
};

const storedProposal = async (table: Table, proposalId: string) => {
  const proposal = await readProposal(table, proposalId);
  if (proposal === null) throw new Error('The proposal is not there');
  return proposal;
};
