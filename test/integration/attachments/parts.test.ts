import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { manifestOf } from '../../../infra/local/upload.ts';
import {
  createAttachmentWorld,
  declared,
  declaredInParts,
  partsIn,
  put,
} from '../../support/attachment-world.ts';
import { deadline } from '../../support/call-world.ts';
import { type Beginning, inTime } from '../../support/proposal-world.ts';

const partSize = 16 * 1024 * 1024;
const world = await createAttachmentWorld();
const { pdf, file, tomorrow, now, open, ready, declare, act, stored, created, verifyAttachment } = world;

/** A readable PDF of two parts: what stands before its header's first kilobyte is nobody's business. */
const large = Buffer.concat([pdf, Buffer.from('\n%'), Buffer.alloc(partSize, 0x61), Buffer.from('\n'), pdf]);
const bytesOf = (partNumber: number) => large.subarray((partNumber - 1) * partSize, partNumber * partSize);
const manifest = manifestOf({ ...file, bytes: large });

const begin = async (beginning: Beginning) =>
  declaredInParts(await declare(beginning, manifest)).attachmentId;
const ask = (beginning: Beginning, attachmentId: string, receivedAt = now) =>
  act(beginning, attachmentId, 'POST', '/parts', beginning.supplier.author, { receivedAt });
const putAll = async (beginning: Beginning, attachmentId: string) => {
  const { missing } = partsIn(await ask(beginning, attachmentId));
  for (const { partNumber, upload } of missing)
    expect((await put(upload, bytesOf(partNumber))).status).toBe(200);
};

describe('a file above 16 MiB', () => {
  it('is declared by its parts, and every answer with links says what counts', async () => {
    const beginning = await open();
    const answer = declaredInParts(await declare(beginning, manifest));
    const terms = {
      deadline: tomorrow,
      notice: { en: expect.stringMatching(/no submission/u), ko: expect.stringMatching(/제출이 아닙니다/u) },
    };
    expect(answer).toMatchObject({
      ...terms,
      linksEndAt: null,
      attachment: { partSha256s: manifest.partSha256s },
    });
    const parts = partsIn(await ask(beginning, answer.attachmentId));
    expect(parts).toMatchObject({ ...terms, linksEndAt: parts.missing[0]?.upload.expiresAt });
    const small = declared(await declare(beginning));
    expect(small).toMatchObject({ ...terms, linksEndAt: small.upload.expiresAt });
    for (const { sizeInBytes, upload } of parts.missing) {
      expect(new URL(upload.url).searchParams.get('X-Amz-SignedHeaders')).toBe(
        'content-length;host;x-amz-checksum-sha256',
      );
      expect(upload.headers['content-length']).toBe(String(sizeInBytes));
    }
  });

  it('takes each part’s own bytes and no others, goes on after a break, and is verified as a whole', async () => {
    const beginning = await open();
    const attachmentId = await begin(beginning);
    expect(await act(beginning, attachmentId, 'POST', '/receipt')).toMatchObject({
      status: 409,
      body: { code: 'parts-missing', details: { missing: [1, 2] } },
    });
    const { missing } = partsIn(await ask(beginning, attachmentId));
    const [first, second] = missing;
    if (first === undefined || second === undefined) throw new Error('two parts');
    const swapped = Buffer.from(bytesOf(2));
    swapped.reverse();
    expect((await put(second.upload, swapped)).status).toBe(400);
    expect((await put(second.upload, bytesOf(1))).status).toBeGreaterThanOrEqual(400);
    const asFirst = { ...second.upload, url: second.upload.url.replace('partNumber=2', 'partNumber=1') };
    expect((await put(asFirst, bytesOf(2))).status).toBe(403);
    expect((await put(second.upload, bytesOf(2))).status).toBe(200);
    expect((await put(second.upload, bytesOf(2))).status).toBe(200);

    const rest = partsIn(await ask(beginning, attachmentId)).missing;
    expect(rest.map(({ partNumber }) => partNumber)).toEqual([1]);
    expect(await act(beginning, attachmentId, 'POST', '/receipt')).toMatchObject({
      body: { code: 'parts-missing', details: { missing: [1] } },
    });
    await putAll(beginning, attachmentId);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => act(beginning, attachmentId, 'POST', '/receipt')),
    );
    const present = await stored(beginning, attachmentId);
    expect(present).toMatchObject({ state: 'RECEIVED', versionId: expect.any(String) });
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([200, { state: 'RECEIVED', versionId: present.versionId }]);
    expect(partsIn(await ask(beginning, attachmentId)).missing).toEqual([]);
    expect((await put(first.upload, bytesOf(1))).status).toBe(404);
    expect(await verifyAttachment(created(present.objectKey, present.versionId ?? ''))).toBe('verified');
  }, 60_000);

  it('is found out where the whole is not what the declaration said', async () => {
    const beginning = await open();
    const lie = { ...manifest, sha256: randomBytes(32).toString('hex') };
    const { attachmentId } = declaredInParts(await declare(beginning, lie));
    await putAll(beginning, attachmentId);
    await act(beginning, attachmentId, 'POST', '/receipt');
    const { objectKey, versionId } = await stored(beginning, attachmentId);
    expect(await verifyAttachment(created(objectKey, versionId ?? ''))).toBe('refused');
    expect(await stored(beginning, attachmentId)).toMatchObject({ finding: 'differs-from-declaration' });
  }, 60_000);

  it('gathers in one upload, however many ask at once, and in a new one when the store gave that up', async () => {
    const beginning = await open();
    const attachmentId = await begin(beginning);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(beginning, attachmentId)));
    const uploads = answers.flatMap((answer) =>
      partsIn(answer).missing.map(({ upload }) => new URL(upload.url).searchParams.get('uploadId')),
    );
    const { objectKey, uploadId } = await stored(beginning, attachmentId);
    expect([...new Set(uploads)]).toEqual([uploadId]);
    await world.gatherings.abort(objectKey, uploadId ?? '');
    await putAll(beginning, attachmentId);
    expect(await act(beginning, attachmentId, 'POST', '/receipt')).toMatchObject({
      body: { state: 'RECEIVED' },
    });
  }, 60_000);

  it('has no links beyond the deadline, may be made whole after it, and is no submission', async () => {
    const beginning = await ready();
    const before = await declare(beginning, manifest, { receivedAt: inTime });
    const { attachmentId } = declaredInParts(before);
    const parts = partsIn(await ask(beginning, attachmentId, inTime));
    for (const { upload } of parts.missing) expect(upload.expiresAt).toBe(deadline);
    expect(await ask(beginning, attachmentId, deadline)).toMatchObject({ body: { code: 'deadline-passed' } });
    expect((await put(parts.missing[0]?.upload ?? declared(before).upload, bytesOf(1))).status).toBe(403);
    const { objectKey, uploadId, roundId } = await stored(beginning, attachmentId);
    await world.moveDeadline(beginning, tomorrow);
    await putAll(beginning, attachmentId);
    expect([objectKey, uploadId]).toEqual([
      (await stored(beginning, attachmentId)).objectKey,
      (await stored(beginning, attachmentId)).uploadId,
    ]);
    const late = { receivedAt: new Date(Date.parse(tomorrow) + 1).toISOString() };
    expect(
      await act(beginning, attachmentId, 'POST', '/receipt', beginning.supplier.author, late),
    ).toMatchObject({ status: 200, body: { state: 'RECEIVED' } });
    expect(await world.submit(beginning.supplier.signatory, beginning.proposalId, late)).toMatchObject({
      status: 409,
      body: { code: 'deadline-passed', details: { roundId } },
    });
  }, 60_000);

  it('is thrown away when it is removed, and its links with it', async () => {
    const beginning = await open();
    const attachmentId = await begin(beginning);
    const { missing } = partsIn(await ask(beginning, attachmentId));
    expect(await act(beginning, attachmentId, 'DELETE')).toMatchObject({ status: 200 });
    expect((await put(missing[1]?.upload ?? never(), bytesOf(2))).status).toBe(404);
    expect(await ask(beginning, attachmentId)).toMatchObject({ body: { code: 'attachment-removed' } });
    expect(await act(beginning, attachmentId, 'POST', '/receipt')).toMatchObject({
      body: { code: 'attachment-removed' },
    });
  });

  it('is a thing of its own: a whole file has no parts', async () => {
    const beginning = await open();
    const { attachmentId } = declared(await declare(beginning));
    expect(await ask(beginning, attachmentId)).toMatchObject({ status: 409, body: { code: 'not-in-parts' } });
  });
});

const never = () => {
  throw new Error('There should be a second part');
};
