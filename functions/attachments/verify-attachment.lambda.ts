import { systemClock } from '../platform/clock.ts';
import { readVariables } from '../platform/environment.ts';
import { createTable } from '../platform/table.ts';
import { scannerOff } from './rules.ts';
import { createClamd } from './store/clamd.ts';
import { createObjects } from './store/objects.ts';
import { createVerifyAttachment } from './verify-attachment.ts';

const { TABLE_NAME, BUCKET_NAME, CLAMD_ADDRESS } = readVariables('verify-attachment');

export const handler = createVerifyAttachment({
  table: createTable(TABLE_NAME),
  objects: createObjects(BUCKET_NAME),
  // Where no engine is set up the answers say that nothing was scanned.
  scanForMalware: CLAMD_ADDRESS === 'off' ? scannerOff : createClamd(CLAMD_ADDRESS),
  bucketName: BUCKET_NAME,
  clock: systemClock,
  // The function has five minutes, and the last file of a sweep may need most of them.
  sweepInSeconds: 60,
});
