import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { attachmentView } from '../../../functions/attachments/schema.ts';
import { proposalOwner } from '../../../functions/attachments/rules.ts';
import { listAttachments } from '../../../functions/attachments/store.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { createAttachmentWorld, declared, put } from '../../support/attachment-world.ts';
import { deadline, storeSupplier } from '../../support/call-world.ts';
import { inTime } from '../../support/proposal-world.ts';

const world = await createAttachmentWorld();
const { table, bucketName, links, now, tomorrow, pdf, file } = world;
const { ready, open, moveDeadline, declare, list, act, arrived, created, stored, verifyAttachment } = world;

describe('declaring a file', () => {
  it('answers a link and every header that the store will ask for', async () => {
    const beginning = await open();
    const answer = await declare(beginning);
    expect(answer).toMatchObject({ status: 201, body: { attachment: { state: 'DECLARED', ...file } } });
    const { attachmentId, upload } = declared(answer);
    const { round, proposalId } = beginning;
    expect(new URL(upload.url).pathname).toBe(
      `/${bucketName}/attachments/${round.roundId}/proposal/${proposalId}/${attachmentId}`,
    );
    expect(upload.headers).toEqual({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'x-amz-checksum-sha256': createHash('sha256').update(pdf).digest('base64'),
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': round.sealKeyArn,
      'if-none-match': '*',
    });
    const signed = new URL(upload.url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toEqual([...Object.keys(upload.headers), 'host'].sort());
  });

  it('gives no link beyond the deadline, and none from its instant on', async () => {
    const beginning = await ready();
    const at = (receivedAt: string) => declare(beginning, file, { receivedAt });
    expect(declared(await at('2020-05-31T14:30:00.000Z')).upload.expiresAt).toBe(deadline);
    expect(declared(await at(inTime)).upload.expiresAt).toBe(deadline);
    expect(await at(deadline)).toMatchObject({ status: 409, body: { code: 'deadline-passed' } });
    await moveDeadline(beginning, '2020-06-02T09:00:00.000Z');
    expect(declared(await at(deadline)).upload.expiresAt).toBe('2020-05-31T16:00:00.000Z');
  });

  it('is refused for other types, lengths and names', async () => {
    const beginning = await open();
    const most = 16 * 1024 * 1024;
    expect(await declare(beginning, { ...file, sizeInBytes: most })).toMatchObject({ status: 201 });
    expect(await declare(beginning, { ...file, sizeInBytes: most + 1 })).toMatchObject({
      status: 422,
      body: { code: 'parts-not-of-size', details: { expectedParts: 2 } },
    });
    for (const wrong of [
      { sizeInBytes: 200 * 1024 * 1024 + 1 },
      { sizeInBytes: 0 },
      { contentType: 'text/html' },
      { sha256: 'x' },
    ])
      expect(await declare(beginning, { ...file, ...wrong })).toMatchObject({ status: 400 });
    expect(await declare(beginning, { ...file, fileName: '../a.pdf' })).toMatchObject({
      status: 422,
      body: { code: 'file-name-invalid' },
    });
    expect(await declare(beginning, { ...file, fileName: 'a.exe' })).toMatchObject({
      body: { code: 'extension-not-of-type' },
    });
  });

  it('is the supplier’s: for others the proposal does not exist', async () => {
    const beginning = await open();
    const stranger = await storeSupplier(table);
    expect(await declare({ ...beginning, supplier: stranger })).toMatchObject({ status: 404 });
  });

  it('stops at twenty, also when thirty come at once, and goes on when one is removed', async () => {
    const beginning = await open();
    const answers = await Promise.all(Array.from({ length: 30 }, () => declare(beginning)));
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const answer of refused)
      expect(answer.body).toMatchObject({ code: expect.stringMatching(/^(?:too-many-attachments|busy)$/u) });
    for (let more = made.length; more < 20; more += 1)
      expect(await declare(beginning)).toMatchObject({ status: 201 });
    expect(await declare(beginning)).toMatchObject({ status: 409, body: { code: 'too-many-attachments' } });
    const [first] = await listAttachments(table, proposalOwner(beginning.proposalId));
    await act(beginning, first?.attachmentId ?? '', 'DELETE');
    expect(await declare(beginning)).toMatchObject({ status: 201 });
    expect(await declare(beginning)).toMatchObject({ body: { code: 'too-many-attachments' } });
  });
});

describe('putting a file', () => {
  it('works once, for exactly the declared bytes, type and key', async () => {
    const beginning = await open();
    const { upload } = declared(await declare(beginning));
    const other = Buffer.from(pdf);
    other.writeUInt8(0x20, other.length - 1);
    expect((await put(upload, other)).status).toBe(400);
    expect((await put(upload, pdf.subarray(1))).status).toBeGreaterThanOrEqual(400);
    for (const header of [
      'content-type',
      'x-amz-checksum-sha256',
      'x-amz-server-side-encryption-aws-kms-key-id',
    ])
      expect((await put(upload, pdf, { [header]: 'another' })).status).toBe(403);
    const moved = { ...upload, url: upload.url.replace(/\/[^/?]+\?/u, `/${crypto.randomUUID()}?`) };
    expect((await put(moved, pdf)).status).toBe(403);
    expect((await put(upload, pdf)).status).toBe(200);
    expect((await put(upload, pdf)).status).toBe(412);
  });
});

describe('saying that a file was put', () => {
  it('is believed when the store says so', async () => {
    const beginning = await open();
    const { attachmentId } = declared(await declare(beginning));
    expect(await act(beginning, attachmentId, 'POST', '/receipt')).toMatchObject({
      status: 409,
      body: { code: 'upload-not-found' },
    });
    const file = await arrived(beginning);
    expect(await act(beginning, file.attachmentId, 'POST', '/receipt')).toMatchObject({
      status: 200,
      body: { state: 'RECEIVED', versionId: file.versionId },
    });
    const again = await act(beginning, file.attachmentId, 'POST', '/receipt');
    expect(again).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { state: 'RECEIVED' } });
  });

  it('is answered alike under one key, whatever becomes of the file meanwhile (R5)', async () => {
    const beginning = await open();
    const { attachmentId, versionId } = await arrived(beginning);
    const { objectKey } = await stored(beginning, attachmentId);
    const say = (key: string) =>
      act(beginning, attachmentId, 'POST', '/receipt', beginning.supplier.author, {
        headers: { 'Idempotency-Key': key },
      });
    await say(crypto.randomUUID());
    const key = crypto.randomUUID();
    const first = await say(key);
    expect(first).toMatchObject({ status: 200, body: { state: 'RECEIVED' } });
    await verifyAttachment(created(objectKey, versionId));
    expect(await stored(beginning, attachmentId)).toMatchObject({ state: 'VERIFIED' });
    expect(await say(key)).toEqual(first);
  });

  it('finds another file out', async () => {
    const beginning = await open();
    const { attachmentId, upload } = await arrived(beginning);
    const lying = await declare(beginning, { ...file, sizeInBytes: pdf.length + 1 });
    const target = declared(lying);
    const { objectKey } = await stored(beginning, target.attachmentId);
    const copy = await links.uploadLink({
      attachment: { ...(await stored(beginning, attachmentId)), objectKey },
      sealKeyArn: upload.headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? '',
      deadline: tomorrow,
      receivedAt: now,
    });
    if (isRefusal(copy)) throw new Error(copy.code);
    expect((await put({ ...upload, ...copy }, pdf)).status).toBe(200);
    expect(await act(beginning, target.attachmentId, 'POST', '/receipt')).toMatchObject({
      status: 200,
      body: { state: 'REFUSED', finding: { code: 'differs-from-declaration', ko: expect.any(String) } },
    });
  });
});

describe('an answer about an attachment', () => {
  it('tells nothing of where it lies', async () => {
    const beginning = await open();
    await declare(beginning);
    const { rows } = v.parse(
      v.object({ rows: v.array(v.strictObject(attachmentView.entries)) }),
      (await list(beginning)).body,
    );
    expect(rows).toMatchObject([{ state: 'DECLARED', ...file }]);
    expect(JSON.stringify(rows)).not.toContain('attachments/');
  });
});
