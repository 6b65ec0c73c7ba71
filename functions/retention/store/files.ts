import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { createStoreClient } from '../../attachments/store/objects.ts';

export type Files = ReturnType<typeof createFiles>;

/** The store lists as many at once, and deletes as many at once. */
const filesAtOnce = 1000;

/** The bucket as the deletion sees it: it names what lies there and deletes it, and can read none of it. */
export const createFiles = (bucketName: string, client = createStoreClient()) => ({
  /**
   * Deletes every version of everything below a folder, and the marks of what somebody deleted before, for good. Answers how many
   * there were. Throws where the store kept one.
   */
  async deleteAll(folder: `${string}/`): Promise<number> {
    let deleted = 0;
    for (;;) {
      // Always the first page: what was on it is gone the next time.
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucketName, Prefix: folder, MaxKeys: filesAtOnce }),
      );
      const found = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (found.length === 0) return deleted;
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucketName, Delete: { Objects: found, Quiet: true } }),
      );
      const [kept] = Errors;
      if (kept !== undefined)
        throw new Error(`The store deletes nothing below ${folder}: ${kept.Code ?? ''}`);
      deleted += found.length;
    }
  },
});
