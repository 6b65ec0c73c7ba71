import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { scannerOff } from '../../../functions/attachments/rules.ts';
import { createVerifyAttachment } from '../../../functions/attachments/verify-attachment.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { createAttachmentWorld, declared } from '../../support/attachment-world.ts';
import { storeSupplier } from '../../support/call-world.ts';
import { readEntries } from '../../support/entries.ts';
import type { HttpAnswer } from '../../support/http-event.ts';
import { inTime } from '../../support/proposal-world.ts';
import { officeFile } from '../../support/files/office.ts';

const world = await createAttachmentWorld();
const { table, links, objects, bucketName, now, pdf, file } = world;
const { ready, open, submit, declare, list, act, arrived, created, stored, verifyAttachment } = world;

describe('the verifier', () => {
  it('receives and verifies what arrived, once, whatever else is told', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    const { objectKey } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey, versionId))).toBe('verified');
    expect(await stored(beginning, attachmentId)).toMatchObject({
      state: 'VERIFIED',
      versionId,
      finding: null,
    });
    for (const event of [created(objectKey, versionId), created(objectKey, 'another'), created(objectKey)])
      expect(await verifyAttachment(event)).toBe('already-checked');
    const entries = await readEntries(
      table,
      `round/${beginning.round.roundId}`,
      `attachment/${attachmentId}`,
    );
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['declare', 'receive', 'verify']);
    expect(JSON.stringify(entries.map(({ leaf }) => leaf))).not.toMatch(/성능|pdf|[0-9a-f-]{36}.*sha256/u);
  });

  it('checks what its owner was faster to report, and leaves another version alone', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    await act(beginning, attachmentId, 'POST', '/receipt');
    const { objectKey } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey, 'another'))).toBe('other-version');
    expect(await stored(beginning, attachmentId)).toMatchObject({ state: 'RECEIVED' });
    expect(await verifyAttachment(created(objectKey, versionId))).toBe('verified');
  });

  it('verifies once when two events come together', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    const { objectKey } = await stored(beginning, attachmentId);
    const event = created(objectKey, versionId);
    const outcomes = await Promise.all([verifyAttachment(event), verifyAttachment(event)]);
    expect(outcomes).toContain('verified');
    const entries = await readEntries(
      table,
      `round/${beginning.round.roundId}`,
      `attachment/${attachmentId}`,
    );
    expect(entries.map(({ leaf }) => leaf.action)).toEqual(['declare', 'receive', 'verify']);
  });

  it('records what arrived though its owner takes it out in that moment', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    const { objectKey } = await stored(beginning, attachmentId);
    const verify = createVerifyAttachment({
      table,
      objects: {
        ...objects,
        inspect: async (...object) => {
          await act(beginning, attachmentId, 'DELETE');
          return objects.inspect(...object);
        },
      },
      scanForMalware: scannerOff,
      bucketName,
      clock: () => now,
      sweepInSeconds: 60,
    });
    expect(await verify(created(objectKey, versionId))).toBe('verified');
    expect(await stored(beginning, attachmentId)).toMatchObject({
      state: 'VERIFIED',
      versionId,
      removedAt: expect.any(String),
    });
  });

  it('refuses what is not what it says, and the owner reads why', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning, officeFile('docx'));
    const { objectKey } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey, versionId))).toBe('refused');
    expect(await list(beginning)).toMatchObject({
      body: { rows: [{ state: 'REFUSED', finding: { code: 'type-differs' } }] },
    });
    expect(
      await submit(beginning.supplier.signatory, beginning.proposalId, { receivedAt: now }),
    ).toMatchObject({ body: { code: 'attachments-not-ready' } });
  });

  it('ignores what is not ours or of nobody, and what is not there', async () => {
    const beginning = await open();
    const ids = [crypto.randomUUID(), 'proposal', crypto.randomUUID(), crypto.randomUUID()];
    expect(await verifyAttachment(created(`attachments/${ids.join('/')}`, 'v'))).toBe('unknown');
    expect(await verifyAttachment(created('records/sheet.json', 'v'))).toBe('not-ours');
    expect(await verifyAttachment(created(`attachments/${ids.join('/')}`, 'v', 'another'))).toBe('not-ours');
    const { attachmentId } = declared(await declare(beginning));
    const { objectKey } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey))).toBe('not-there');
  });
});

describe('removing a file', () => {
  it('takes it out of the draft, and leaves it to what was submitted with it', async () => {
    const beginning = await open();
    const { supplier, proposalId } = beginning;
    const { attachmentId, versionId } = await arrived(beginning);
    await act(beginning, attachmentId, 'POST', '/receipt');
    expect(await submit(supplier.signatory, proposalId, { receivedAt: now })).toMatchObject({
      body: { proposal: { attachments: [{ attachmentId, versionId }] } },
    });
    expect(await act(beginning, attachmentId, 'DELETE')).toMatchObject({
      status: 200,
      body: { state: 'RECEIVED', removedAt: now },
    });
    expect(await act(beginning, attachmentId, 'DELETE')).toMatchObject({
      body: { code: 'attachment-removed' },
    });
    const { objectKey } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey, versionId))).toBe('verified');
    expect(await act(beginning, attachmentId, 'GET', '/download')).toMatchObject({ status: 200 });
    expect(await submit(supplier.signatory, proposalId, { receivedAt: now })).toMatchObject({
      body: { proposal: { submissionNumber: 2, attachments: [] } },
    });
  });

  it('ends with the deadline', async () => {
    const beginning = await ready();
    const { attachmentId } = declared(await declare(beginning, file, { receivedAt: inTime }));
    expect(await act(beginning, attachmentId, 'DELETE')).toMatchObject({ body: { code: 'deadline-passed' } });
  });
});

describe('downloading', () => {
  const linkIn = ({ body }: HttpAnswer) => v.parse(v.object({ url: v.string() }), body).url;

  it('gives the owner the pinned bytes under their name, and others nothing', async () => {
    const beginning = await open();
    const { attachmentId } = await arrived(beginning);
    expect(await act(beginning, attachmentId, 'GET', '/download')).toMatchObject({
      status: 409,
      body: { code: 'not-downloadable' },
    });
    await act(beginning, attachmentId, 'POST', '/receipt');
    const link = linkIn(await act(beginning, attachmentId, 'GET', '/download'));
    const query = new URL(link).searchParams;
    expect(query.get('response-content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%EC%84%B1/u);
    expect(query.get('X-Amz-Expires')).toBe('300');
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    // A browser saves it, and stays where it is.
    expect(answer.headers.get('content-disposition')).toBe(query.get('response-content-disposition'));
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
    const stranger = await storeSupplier(table);
    expect(await act(beginning, attachmentId, 'GET', '/download', stranger.author)).toMatchObject({
      status: 404,
    });
  });

  it('gives others what is verified alone', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    await act(beginning, attachmentId, 'POST', '/receipt');
    const received = await stored(beginning, attachmentId);
    expect(await links.downloadLink(received, 'other', now)).toMatchObject({ code: 'not-downloadable' });
    await verifyAttachment(created(received.objectKey, versionId));
    const link = await links.downloadLink(await stored(beginning, attachmentId), 'other', now);
    if (isRefusal(link)) throw new Error(link.code);
    expect((await fetch(link.url)).status).toBe(200);
    expect((await fetch(link.url.replace('versionId=', 'versionId=x'))).status).toBe(403);
  });
});
