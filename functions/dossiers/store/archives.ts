import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createStoreClient } from '../../attachments/store/objects.ts';
import type { EnclosedDocument } from '../dossier-content.ts';
import type { BuiltArchive, DossierRequest } from '../rules.ts';

export type Archives = ReturnType<typeof createArchives>;

const partSizeInBytes = 16 * 1024 * 1024;

/** The bucket as the builder of dossiers sees it: documents are read and the archive is written piece by piece. */
export const createArchives = (bucketName: string, client = createStoreClient()) => ({
  /** The bytes of a document in the version that was pinned. Throws, at their end, where they are not what was pinned. */
  async *read({ objectKey, versionId, sizeInBytes, sha256 }: EnclosedDocument['document']) {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: objectKey, VersionId: versionId }),
    );
    if (Body === undefined) throw new Error('The store answered no bytes');
    const hash = createHash('sha256');
    let length = 0;
    for await (const chunk of streamOf(Body)) {
      hash.update(chunk);
      length += chunk.length;
      yield chunk;
    }
    if (length !== sizeInBytes || hash.digest('hex') !== sha256)
      throw new Error(`The document ${objectKey} is not what was pinned`);
  },

  /** Writes an archive as it is made; what was begun in vain is thrown away by the store’s own rule. */
  async write(
    { roundId, challengeId, dossierId }: DossierRequest,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<BuiltArchive> {
    const key = `dossiers/${roundId}/${challengeId}/${dossierId}.zip`;
    const hash = createHash('sha256');
    let sizeInBytes = 0;
    const counted = async function* () {
      for await (const chunk of bytes) {
        hash.update(chunk);
        sizeInBytes += chunk.length;
        yield chunk;
      }
    };
    const upload = new Upload({
      client,
      params: {
        Bucket: bucketName,
        Key: key,
        Body: Readable.from(counted(), { objectMode: false }),
        ContentType: 'application/zip',
      },
      partSize: partSizeInBytes,
      queueSize: 2,
    });
    const { VersionId } = await upload.done();
    if (VersionId === undefined) throw new Error(`The bucket ${bucketName} keeps no versions`);
    return { key, versionId: VersionId, sha256: hash.digest('hex'), sizeInBytes };
  },
});

const streamOf = (body: { transformToWebStream(): ReadableStream<Uint8Array> }) =>
  body.transformToWebStream();
