import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { createDeclareAttachment } from '../../functions/attachments/declare-attachment.ts';
import {
  createDownloadAttachment,
  createListAttachments,
} from '../../functions/attachments/read-attachments.ts';
import { createOpenParts } from '../../functions/attachments/open-parts.ts';
import { createReceiveAttachment } from '../../functions/attachments/receive-attachment.ts';
import { createRemoveAttachment } from '../../functions/attachments/remove-attachment.ts';
import { proposalOwner, scannerOff } from '../../functions/attachments/rules.ts';
import { declareAttachment, openParts } from '../../functions/attachments/schema.ts';
import { readAttachment } from '../../functions/attachments/store.ts';
import { createGatherings, type Gatherings } from '../../functions/attachments/store/gatherings.ts';
import { createLinks, type Links } from '../../functions/attachments/store/links.ts';
import { createObjects, createStoreClient, type Objects } from '../../functions/attachments/store/objects.ts';
import { createVerifyAttachment } from '../../functions/attachments/verify-attachment.ts';
import { serve } from '../../functions/platform/http.ts';
import { createBucket } from './call-world.ts';
import type { HttpAnswer, HttpRequest } from './http-event.ts';
import { type Beginning, createProposalWorld, type Ground } from './proposal-world.ts';
import { pdfFile } from './sample-files.ts';

/** SHA-256 of bytes in hexadecimal digits. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the declaration of a whole file answers. */
export const declared = ({ body }: HttpAnswer) => {
  const answer = v.parse(declareAttachment.answer, body);
  if (answer.upload === null) throw new Error('The file comes in parts');
  return { ...answer, upload: answer.upload };
};

/** What the declaration of a file in parts answers. */
export const declaredInParts = ({ body }: HttpAnswer) => {
  const answer = v.parse(declareAttachment.answer, body);
  if (answer.upload !== null) throw new Error('The file is put whole');
  return answer;
};

/** The links of the parts that are missing. */
export const partsIn = ({ body }: HttpAnswer) => v.parse(openParts.answer, body);

export type Upload = ReturnType<typeof declared>['upload'];

/** Puts bytes to an upload link as a browser does, with other headers where a test says so. */
export const put = (upload: Upload, bytes: Uint8Array, headers: object = {}): Promise<Response> =>
  fetch(upload.url, {
    method: upload.method,
    // Fetch counts the length itself.
    headers: { ...upload.headers, ...headers, 'content-length': String(bytes.length) },
    body: Buffer.from(bytes),
  });

/** A store of files, as the functions see it and as it is seen from outside. */
export type FileStore = {
  readonly bucketName: string;
  readonly links: Links;
  readonly objects: Objects;
  readonly gatherings: Gatherings;
  /** Puts bytes by a link; the version that the store has made of them, null where it takes none. */
  readonly put: (upload: Upload, bytes: Buffer) => Promise<string | null>;
  /** Goes past the links, as if the store had forgotten its `if-none-match`. */
  readonly overwrite: (objectKey: string, bytes: Buffer) => Promise<string>;
};

/** A new bucket on the engine that the environment names. */
const bucketStore = async (): Promise<FileStore> => {
  const bucketName = await createBucket();
  const client = createStoreClient();
  return {
    bucketName,
    links: createLinks(bucketName),
    objects: createObjects(bucketName),
    gatherings: createGatherings(bucketName),
    put: async (upload, bytes) => {
      const answer = await put(upload, bytes);
      return answer.ok ? (answer.headers.get('x-amz-version-id') ?? '') : null;
    },
    overwrite: async (objectKey, bytes) => {
      const { VersionId } = await client.send(
        new PutObjectCommand({
          Bucket: bucketName,
          Key: objectKey,
          Body: bytes,
          ChecksumAlgorithm: 'SHA256',
        }),
      );
      return VersionId ?? '';
    },
  };
};

/** What a world of attachments stands on. */
export type AttachmentGround = { readonly ground: Ground; readonly store: FileStore };

/** A world of proposals with a store of files, and the operations on attachments as a test speaks of them. */
export const createAttachmentWorld = async (given?: AttachmentGround) => {
  const world = await createProposalWorld(given?.ground);
  const { table } = world;
  const store = given?.store ?? (await bucketStore());
  const { bucketName, links, objects, gatherings } = store;
  const api = serve(
    [
      createDeclareAttachment({ table, links }),
      createListAttachments({ table }),
      createOpenParts({ table, objects, gatherings, links }),
      createReceiveAttachment({ table, objects, gatherings }),
      createRemoveAttachment({ table, gatherings }),
      createDownloadAttachment({ table, links }),
    ],
    table,
  );
  const now = new Date().toISOString();
  const verifyAttachment = createVerifyAttachment({
    table,
    objects,
    scanForMalware: scannerOff,
    bucketName,
    clock: () => now,
    sweepInSeconds: 60,
  });

  /** Links are good by the store's own clock, so what is put here is put to a call that ends tomorrow. */
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();

  const pdf = await pdfFile();
  const file = {
    fileName: '성능 시험 성적서.pdf',
    contentType: 'application/pdf',
    sizeInBytes: pdf.length,
    sha256: sha256(pdf),
  };

  const send = (accountId: string, request: HttpRequest): Promise<HttpAnswer> =>
    world.call(accountId, { receivedAt: now, ...request }, api);

  /** A whole draft, whose call ends tomorrow. */
  const open = async (): Promise<Beginning> => {
    const beginning = await world.ready();
    await world.moveDeadline(beginning, tomorrow);
    return beginning;
  };

  const declare = (beginning: Beginning, body: object = file, more: Partial<HttpRequest> = {}) =>
    send(beginning.supplier.author, {
      method: 'POST',
      path: `/proposals/${beginning.proposalId}/attachments`,
      body,
      ...more,
    });

  const list = ({ supplier, proposalId }: Beginning) =>
    send(supplier.author, { method: 'GET', path: `/proposals/${proposalId}/attachments` });

  const act = (
    { supplier, proposalId }: Beginning,
    attachmentId: string,
    method: 'GET' | 'POST' | 'DELETE',
    end = '',
    accountId = supplier.author,
    more: Partial<HttpRequest> = {},
  ) =>
    send(accountId, { method, path: `/proposals/${proposalId}/attachments/${attachmentId}${end}`, ...more });

  /** A file that was declared and put. */
  const arrived = async (beginning: Beginning, bytes: Buffer = pdf) => {
    const { attachmentId, upload } = declared(
      await declare(beginning, { ...file, sizeInBytes: bytes.length, sha256: sha256(bytes) }),
    );
    const answer = await put(upload, bytes);
    if (!answer.ok) throw new Error(`The store answered ${answer.status} to an upload`);
    return { attachmentId, upload, versionId: answer.headers.get('x-amz-version-id') ?? '' };
  };

  /** The event that the store makes of a new object. */
  const created = (key: string, versionId?: string, bucket = bucketName) => ({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: {
      bucket: { name: bucket },
      object: { key, size: 1, ...(versionId !== undefined && { 'version-id': versionId }) },
    },
  });

  const stored = async ({ proposalId }: Beginning, attachmentId: string) => {
    const attachment = await readAttachment(table, proposalOwner(proposalId), attachmentId);
    if (attachment === null) throw new Error('The attachment is gone');
    return attachment;
  };

  return {
    ...world,
    ...store,
    now,
    tomorrow,
    pdf,
    file,
    open,
    declare,
    list,
    act,
    arrived,
    created,
    stored,
    verifyAttachment,
  };
};
