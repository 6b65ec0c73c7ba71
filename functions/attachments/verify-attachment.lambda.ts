import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { createObjects } from './store/objects.ts';
import { createVerifyAttachment } from './verify-attachment.ts';

const { TABLE_NAME, BUCKET_NAME } = readVariables('verify-attachment');

export const handler = createVerifyAttachment({
  table: createTable(TABLE_NAME),
  objects: createObjects(BUCKET_NAME),
  bucketName: BUCKET_NAME,
  clock: systemClock,
});
