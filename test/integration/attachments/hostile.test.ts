import { describe, expect, it } from '@jest/globals';
import { extensionsOfType, type MalwareScanner, scannerOff } from '../../../functions/attachments/rules.ts';
import { createObjects } from '../../../functions/attachments/store/objects.ts';
import { createVerifyAttachment } from '../../../functions/attachments/verify-attachment.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { createAttachmentWorld, declared, put, sha256 } from '../../support/attachment-world.ts';
import { hostileArchives } from '../../support/hostile/archives.ts';
import { hostileDocuments } from '../../support/hostile/documents.ts';
import { hostilePdfsAndPictures } from '../../support/hostile/pdfs-and-pictures.ts';
import type { Beginning } from '../../support/proposal-world.ts';

const world = await createAttachmentWorld();
const { table, bucketName, links, now, pdf, open, submit, declare, list, act, arrived, created, stored } =
  world;
const { verifyAttachment } = world;

/** Every so many, from each shelf. */
const share = [hostileArchives, hostileDocuments, hostilePdfsAndPictures].flatMap((shelf) =>
  shelf.filter((_, index) => index % 25 === 7),
);

describe('hostile files on their whole way (R4)', () => {
  it('come to nobody, and their owners read why', async () => {
    const beginning = await open();
    const downloadable = new Set<string>();
    for (const { what, contentType, make, reason } of share) {
      const bytes = make();
      const { attachmentId, upload } = declared(
        await declare(beginning, {
          fileName: `첨부.${extensionsOfType[contentType][0]}`,
          contentType,
          sizeInBytes: bytes.length,
          sha256: sha256(bytes),
        }),
      );
      const answer = await put(upload, bytes);
      const { objectKey } = await stored(beginning, attachmentId);
      const event = created(objectKey, answer.headers.get('x-amz-version-id') ?? '');
      expect([what, await verifyAttachment(event)]).toEqual([what, 'refused']);
      const attachment = await stored(beginning, attachmentId);
      expect(attachment).toMatchObject({
        state: 'REFUSED',
        finding: reason,
        scan: { result: 'not-scanned' },
      });
      for (const reader of ['owner', 'other'] as const) {
        const link = await links.downloadLink(attachment, reader, now);
        if (!('code' in link && link.code === 'not-downloadable')) downloadable.add(what);
      }
      expect(await list(beginning)).toMatchObject({
        body: { rows: [{ finding: { code: reason, ko: expect.any(String), en: expect.any(String) } }] },
      });
      expect(await act(beginning, attachmentId, 'DELETE')).toMatchObject({ status: 200 });
    }
    console.log(`R4: ${share.length} hostile files through the verifier, ${downloadable.size} downloadable`);
    expect([...downloadable]).toEqual([]);
    expect(share.length).toBeGreaterThanOrEqual(12);
  });
});

const withScanner = (scanForMalware: MalwareScanner) =>
  createVerifyAttachment({
    table,
    objects: createObjects(bucketName),
    scanForMalware,
    bucketName,
    clock: () => now,
    sweepInSeconds: 60,
  });

const engine = 'ClamAV 1.4.3/27800';

/** A submitted proposal with a file that no check has looked at yet. */
const submitted = async (bytes: Buffer = pdf) => {
  const beginning: Beginning = await open();
  const { attachmentId, versionId } = await arrived(beginning, bytes);
  await act(beginning, attachmentId, 'POST', '/receipt');
  expect(await submit(beginning.supplier.signatory, beginning.proposalId, { receivedAt: now })).toMatchObject(
    {
      status: 200,
    },
  );
  const { objectKey } = await stored(beginning, attachmentId);
  return { beginning, attachmentId, event: created(objectKey, versionId) };
};

describe('an engine against malicious software', () => {
  it('that is down makes nobody late and opens nothing; the next check says what it said', async () => {
    const down = withScanner(() => Promise.reject(new Error('clamd gives no sign of life')));
    const { beginning, attachmentId, event } = await submitted();
    await expect(down(event)).rejects.toThrow('no sign of life');
    const waiting = await stored(beginning, attachmentId);
    expect(waiting).toMatchObject({ state: 'RECEIVED', scan: null });
    expect(await links.downloadLink(waiting, 'other', now)).toMatchObject({ code: 'not-downloadable' });
    const up = withScanner(() => Promise.resolve({ result: 'clean', engine, signature: null }));
    expect(await up(event)).toBe('verified');
    expect(await list(beginning)).toMatchObject({
      body: { rows: [{ state: 'VERIFIED', scan: { result: 'clean', engine } }] },
    });
  });

  it('that is not set up is said so', async () => {
    const { beginning, event } = await submitted();
    expect(await withScanner(scannerOff)(event)).toBe('verified');
    expect(await list(beginning)).toMatchObject({
      body: { rows: [{ state: 'VERIFIED', scan: { result: 'not-scanned', engine: null } }] },
    });
  });

  it('that finds something refuses the file with the name of what it found', async () => {
    const { beginning, event } = await submitted();
    const finds = withScanner(() =>
      Promise.resolve({ result: 'infected', engine, signature: 'Win.Test.EICAR_HDB-1' }),
    );
    expect(await finds(event)).toBe('refused');
    expect(await list(beginning)).toMatchObject({
      body: {
        rows: [
          {
            state: 'REFUSED',
            finding: { code: 'malware', place: 'Win.Test.EICAR_HDB-1' },
            scan: { result: 'infected', engine },
          },
        ],
      },
    });
  });
});

describe('a refusal after the submission', () => {
  it('is told to the supplier at once, by what is written with it', async () => {
    const { beginning, attachmentId, event } = await submitted(Buffer.from('%PDF-1.7 broken'));
    expect(await verifyAttachment(event)).toBe('refused');
    const { supplier, proposalId, challenge } = beginning;
    expect(await table.get(noticeKey(`attachment-refused/${attachmentId}`))).toMatchObject({
      kind: 'attachment-refused',
      audience: { kind: 'organisation', organisationId: supplier.supplierId },
      proposalId,
      facts: { challengeId: challenge.challengeId, attachmentId, finding: 'unreadable' },
    });
  });

  it('is not told of a file that was verified', async () => {
    const { attachmentId, event } = await submitted();
    expect(await verifyAttachment(event)).toBe('verified');
    expect(await table.get(noticeKey(`attachment-refused/${attachmentId}`))).toBeNull();
  });
});
