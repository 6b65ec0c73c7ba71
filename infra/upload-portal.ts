import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { lookup } from 'mrmime';

const files = resolve(import.meta.dirname, '../web/dist');

type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Puts the built portal and its configuration into the deployment's bucket, the page last, so that nobody gets a page whose
 * files are not there yet. What an earlier page needs stays. Throws where the deployment has no portal.
 */
export const uploadPortal = async (outputs: Outputs, client = new S3Client({})): Promise<number> => {
  const { PortalBucketName: bucket, PortalConfiguration: configuration } = outputs['FirstBuyerPortal'] ?? {};
  if (bucket === undefined || configuration === undefined)
    throw new Error('The outputs name no FirstBuyerPortal: deploy every stack first');
  const names = readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(files.length + 1))
    .filter((name) => name !== 'manifest.json')
    .sort((one, other) => Number(one === 'index.html') - Number(other === 'index.html'));
  await put(client, bucket, 'config.json', configuration);
  for (const name of names) await put(client, bucket, name, readFileSync(join(files, name)));
  return names.length + 1;
};

const put = (client: S3Client, bucket: string, name: string, body: string | Buffer): Promise<unknown> =>
  client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: name,
      Body: body,
      ContentType: lookup(name) ?? 'application/octet-stream',
      // The name of a file in assets/ changes with what is in it.
      CacheControl: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    }),
  );
