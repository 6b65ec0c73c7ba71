import { expect, it } from '@jest/globals';
import { createAttachmentWorld } from '../support/attachment-world.ts';
import { tryLateUploads } from '../support/late-uploads.ts';

const interleavings = 1000;

it('changes no submission by a late, repeated or swapped upload (R3)', async () => {
  const found = await tryLateUploads(interleavings, 531, await createAttachmentWorld());
  console.log(
    `R3: ${interleavings} interleavings, ${found.changed.length} submissions changed ` +
      `of ${found.submissions} with ${found.pinnedFiles} pinned files`,
  );
  expect(found).toMatchObject({ changed: [], secondPutsTaken: 0, lateAccepted: 0 });
  expect(found.submissions).toBeGreaterThanOrEqual(interleavings);
  expect(found.pinnedFiles).toBeGreaterThanOrEqual(interleavings / 2);
  expect(found.verifiedFiles).toBeGreaterThanOrEqual(interleavings / 4);
}, 3_600_000);
