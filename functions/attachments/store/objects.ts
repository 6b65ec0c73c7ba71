import { GetObjectCommand, HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import type { StoredObject } from '../rules.ts';

export type Objects = ReturnType<typeof createObjects>;

const hasOwnEndpoint = (): boolean =>
  (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;

/** The bucket as the receiver and the verifier see it. */
export const createObjects = (
  bucketName: string,
  // A bucket has a host name of its own at AWS only.
  client = new S3Client({ forcePathStyle: hasOwnEndpoint(), responseChecksumValidation: 'WHEN_REQUIRED' }),
) => ({
  /**
   * What the store itself knows of an object: version, length, and the SHA-256 that it has checked at the upload.
   * The newest version unless one is named; null where there is none.
   */
  async inspect(objectKey: string, versionId?: string): Promise<StoredObject | null> {
    try {
      const found = await client.send(
        new HeadObjectCommand({
          Bucket: bucketName,
          Key: objectKey,
          ChecksumMode: 'ENABLED',
          ...(versionId === undefined ? {} : { VersionId: versionId }),
        }),
      );
      if (found.VersionId === undefined) throw new Error('The bucket keeps no versions');
      return {
        versionId: found.VersionId,
        sizeInBytes: found.ContentLength ?? 0,
        sha256:
          found.ChecksumSHA256 === undefined
            ? null
            : Buffer.from(found.ChecksumSHA256, 'base64').toString('hex'),
      };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },

  /** The bytes of one version. */
  async read(objectKey: string, versionId: string): Promise<Uint8Array> {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: objectKey, VersionId: versionId }),
    );
    if (Body === undefined) throw new Error('The store answered no bytes');
    return Body.transformToByteArray();
  },
});
