import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { sha256Hex } from '../../platform/digest.ts';

/** Where a record lies: a key and the version that was written, so that a later write changes nothing. */
export type RecordObject = { readonly key: string; readonly versionId: string };

/** The kinds of records that a round keeps beside the table, because they grow with its proposals. */
export type RecordName = 'draw.json' | 'score-sheet.json' | 'list.json';

export type Records = ReturnType<typeof createRecords>;

const hasOwnEndpoint = (): boolean =>
  (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;

/** The round's records in the bucket: text that is written once under its own hash and read by its version. */
export const createRecords = (
  bucketName: string,
  // A bucket has a host name of its own at AWS only.
  client = new S3Client({ forcePathStyle: hasOwnEndpoint() }),
) => ({
  /**
   * Writes `text` as UTF-8 under `records/rounds/<roundId>/<sha256>/<name>`; writing the same text again makes a
   * version of equal bytes. Throws if the bucket keeps no versions.
   */
  async put(
    roundId: string,
    name: RecordName,
    text: string,
  ): Promise<{ readonly sha256: string; readonly object: RecordObject }> {
    const sha256 = sha256Hex(text);
    const key = `records/rounds/${roundId}/${sha256}/${name}`;
    const { VersionId } = await client.send(
      new PutObjectCommand({
        Bucket: bucketName,
        Key: key,
        Body: text,
        ContentType: 'application/json; charset=utf-8',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
    if (VersionId === undefined) throw new Error(`The bucket ${bucketName} keeps no versions`);
    return { sha256, object: { key, versionId: VersionId } };
  },

  /** The text of a record. Throws `RecordMissing` where it is gone, `RecordChanged` where its hash is another. */
  async get({ key, versionId }: RecordObject, sha256: string): Promise<string> {
    const text = await read(client, bucketName, key, versionId);
    if (sha256Hex(text) !== sha256) throw new RecordChanged(`The record ${key} does not have its hash`);
    return text;
  },
});

/** A record that the table names is not in the bucket. */
export class RecordMissing extends Error {
  override readonly name = 'RecordMissing';
}

/** A record in the bucket is not what the table says it is. */
export class RecordChanged extends Error {
  override readonly name = 'RecordChanged';
}

const read = async (client: S3Client, Bucket: string, Key: string, VersionId: string): Promise<string> => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    if (Body === undefined) throw new RecordMissing(`The record ${Key} is empty`);
    return await Body.transformToString('utf-8');
  } catch (error) {
    if (error instanceof S3ServiceException && ['NoSuchKey', 'NoSuchVersion'].includes(error.name))
      throw new RecordMissing(`The record ${Key} (${VersionId}) is gone`);
    throw error;
  }
};
