import { generateKeyPairSync, sign } from 'node:crypto';
import { createLinks } from '../../functions/attachments/store/links.ts';
import type { StoredObject } from '../../functions/attachments/rules.ts';
import { type AttachmentGround, type FileStore, sha256 } from './attachment-world.ts';
import { memoryTable } from './memory-table.ts';
import type { Ground } from './proposal-world.ts';
import { sealedLike } from './sample-proposal.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

const memoryGround = (): Ground => ({
  table: memoryTable(),
  sealKeyArn: sealedLike('').keyArn,
  // What is sealed plays no part here: it lies as it was given.
  sealer: {
    seal: (keyArn, _context, value) =>
      Promise.resolve({ ...sealedLike(Buffer.from(JSON.stringify(value)).toString('base64')), keyArn }),
    unseal: ({ ciphertext }) => Promise.resolve(JSON.parse(Buffer.from(ciphertext, 'base64').toString())),
  },
  ledgerKey: {
    sign: (text) => Promise.resolve(sign(null, Buffer.from(text), privateKey).toString('base64')),
    publicKey: () => Promise.resolve(publicKey.export({ type: 'spki', format: 'der' }).toString('base64')),
  },
});

/** A store in memory that holds what is put against the headers of its link, and keeps every version. */
const memoryStore = (): FileStore => {
  const bucketName = 'memory';
  const objects = new Map<string, { readonly versionId: string; readonly bytes: Buffer }[]>();
  const keep = (objectKey: string, bytes: Buffer): string => {
    const versions = objects.get(objectKey) ?? [];
    const versionId = `v${versions.length + 1}`;
    objects.set(objectKey, [...versions, { versionId, bytes }]);
    return versionId;
  };
  const find = (objectKey: string, versionId?: string) =>
    objects.get(objectKey)?.findLast((version) => versionId === undefined || version.versionId === versionId);
  const noParts = () => Promise.reject(new Error('The store in memory gathers no parts'));
  return {
    bucketName,
    links: createLinks(
      bucketName,
      { AWS_REGION: 'nowhere', AWS_ENDPOINT_URL_S3: 'http://store' },
      { accessKeyId: 'none', secretAccessKey: 'none' },
    ),
    objects: {
      inspect: (objectKey, versionId): Promise<StoredObject | null> => {
        const found = find(objectKey, versionId);
        if (found === undefined) return Promise.resolve(null);
        const checksum = Buffer.from(sha256(found.bytes), 'hex').toString('base64');
        return Promise.resolve({
          versionId: found.versionId,
          sizeInBytes: found.bytes.length,
          checksum,
        });
      },
      read: (objectKey, versionId, sizeInBytes) => {
        const bytes = find(objectKey, versionId)?.bytes;
        if (bytes === undefined) throw new Error('The store answered no bytes');
        return Promise.resolve(bytes.length === sizeInBytes ? { bytes, sha256: sha256(bytes) } : null);
      },
    },
    gatherings: { create: noParts, list: noParts, complete: noParts, abort: noParts },
    put: ({ url, headers }, bytes) => {
      const objectKey = new URL(url).pathname.replace(`/${bucketName}/`, '');
      const isDeclared =
        headers['content-length'] === String(bytes.length) &&
        headers['x-amz-checksum-sha256'] === Buffer.from(sha256(bytes), 'hex').toString('base64');
      const isFirst = headers['if-none-match'] !== '*' || !objects.has(objectKey);
      return Promise.resolve(isDeclared && isFirst ? keep(objectKey, bytes) : null);
    },
    overwrite: (objectKey, bytes) => Promise.resolve(keep(objectKey, bytes)),
  };
};

/** The ground of a world of attachments in memory, for more interleavings than engines take in seconds. */
export const memoryUploads = (): AttachmentGround => ({ ground: memoryGround(), store: memoryStore() });
