import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type Attachment, partsOf, type StoredPart } from '../rules.ts';
import { createStoreClient } from './objects.ts';

export type Gatherings = ReturnType<typeof createGatherings>;

/** Where the parts of large files gather until they are made one object: the store's multipart uploads. */
export const createGatherings = (bucketName: string, client = createStoreClient()) => ({
  /** Opens an upload for the declared type and under the round's key; answers the store's name for it. */
  async create({ objectKey, contentType }: Attachment, sealKeyArn: string): Promise<string> {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({
        Bucket: bucketName,
        Key: objectKey,
        ContentType: contentType,
        ChecksumAlgorithm: 'SHA256',
        ChecksumType: 'COMPOSITE',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: sealKeyArn,
      }),
    );
    if (UploadId === undefined) throw new Error('The store opened no upload');
    return UploadId;
  },

  /** The parts that the store has, with its own checksums; null where there is no such upload (any more). */
  async list(objectKey: string, uploadId: string): Promise<readonly StoredPart[] | null> {
    try {
      // A file has at most 13 parts, a page of the store's 1,000.
      const { Parts = [] } = await client.send(
        new ListPartsCommand({ Bucket: bucketName, Key: objectKey, UploadId: uploadId }),
      );
      return Parts.map((part) => ({
        partNumber: part.PartNumber ?? 0,
        sizeInBytes: part.Size ?? 0,
        sha256: Buffer.from(part.ChecksumSHA256 ?? '', 'base64').toString('hex'),
        etag: part.ETag ?? '',
      }));
    } catch (error) {
      if (isNamed(error, 'NoSuchUpload')) return null;
      throw error;
    }
  },

  /**
   * Makes the declared parts one object, if none is there yet, and of the declared length; the store holds each part
   * against the declared SHA-256. Where another call was faster, or a part was put again meanwhile, nothing happens:
   * whoever asks reads what is there.
   */
  async complete(attachment: Attachment, uploadId: string, stored: readonly StoredPart[]): Promise<void> {
    const etags = new Map(stored.map(({ partNumber, etag }) => [partNumber, etag]));
    try {
      await client.send(
        new CompleteMultipartUploadCommand({
          Bucket: bucketName,
          Key: attachment.objectKey,
          UploadId: uploadId,
          IfNoneMatch: '*',
          MpuObjectSize: attachment.sizeInBytes,
          MultipartUpload: {
            Parts: partsOf(attachment).map(({ partNumber, sha256 }) => ({
              PartNumber: partNumber,
              ETag: etags.get(partNumber),
              ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
            })),
          },
        }),
      );
    } catch (error) {
      if (!harmless.some((name) => isNamed(error, name))) throw error;
    }
  },

  /** Throws the parts away; where there are none any more, nothing happens. */
  async abort(objectKey: string, uploadId: string): Promise<void> {
    try {
      await client.send(
        new AbortMultipartUploadCommand({ Bucket: bucketName, Key: objectKey, UploadId: uploadId }),
      );
    } catch (error) {
      if (!isNamed(error, 'NoSuchUpload')) throw error;
    }
  },
});

const harmless = ['NoSuchUpload', 'PreconditionFailed', 'ConditionalRequestConflict', 'InvalidPart'];

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof S3ServiceException && error.name === name;
