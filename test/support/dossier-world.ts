import { sign } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Attachment } from '../../functions/attachments/rules.ts';
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

/** Adds documents to a proposal, as if they had been submitted with it; answers their ids. */
export const submitDocuments = async (
  { table, roundId, bucketName }: Pick<DossierWorld, 'table' | 'roundId' | 'bucketName'>,
  proposalId: string,
  documents: readonly { readonly bytes: Uint8Array; readonly state: 'VERIFIED' | 'REFUSED' }[],
): Promise<readonly string[]> => {
  const client = new S3Client({ forcePathStyle: true });
  const pinned = [];
  for (const { bytes, state } of documents) {
    const attachmentId = crypto.randomUUID();
    const file = {
      attachmentId,
      fileName: '제안서.PDF',
      contentType: 'application/pdf',
      sizeInBytes: bytes.length,
      sha256: sha256Hex(bytes),
      objectKey: objectKeyOf(roundId, proposalId, attachmentId),
    };
    const { VersionId: versionId = '' } = await client.send(
      new PutObjectCommand({ Bucket: bucketName, Key: file.objectKey, Body: bytes }),
    );
    const attachment: Attachment = {
      ...file,
      versionId,
      state,
      proposalId,
      roundId,
      partSha256s: [],
      uploadId: null,
      declaredAt: '2020-05-01T00:00:00.000Z',
      receivedAt: '2020-05-01T00:00:01.000Z',
      finding: state === 'REFUSED' ? 'malware' : null,
      findingPlace: null,
      scan: null,
      removedAt: null,
    };
    await putNew(table, attachmentChange(null, attachment, 'declare'));
    pinned.push({ ...file, versionId });
  }
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is not there');
  await putNew(table, proposalChange(before, { ...fieldsOf(before), attachments: pinned }, 'submit'));
  return pinned.map(({ attachmentId }) => attachmentId);
};
