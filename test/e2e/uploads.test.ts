import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { HeadObjectCommand, ListPartsCommand, S3Client } from '@aws-sdk/client-s3';
import type * as v from 'valibot';
import {
  declareAttachment,
  downloadAttachment,
  listAttachments,
  openParts,
  receiveAttachment,
  removeAttachment,
} from '../../functions/attachments/schema.ts';
import { proposalOwner } from '../../functions/attachments/rules.ts';
import { objectKeyOf } from '../../functions/attachments/store.ts';
import { draftProposal, readProposal, submitProposal } from '../../functions/proposals/schema.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import {
  manifestOf,
  putToLink,
  resumeUpload,
  sha256Of,
  type UploadFile,
  uploadFile,
} from '../../infra/local/upload.ts';
import { openCall } from '../support/open-call.ts';
import { pdfFile } from '../support/sample-files.ts';

type Call = Awaited<ReturnType<typeof openCall>>;
type Part = v.InferOutput<typeof openParts.answer>['missing'][number];

const mebibyte = 1024 * 1024;
const partSize = 16 * mebibyte;

/** A readable PDF of exactly so many bytes: what stands between its header and its body is a comment. */
const largePdf = async (fileName: string, sizeInBytes: number): Promise<UploadFile> => {
  const pdf = await pdfFile();
  const filling = Buffer.alloc(sizeInBytes - 2 * pdf.length - 3, 0x61);
  const bytes = Buffer.concat([pdf, Buffer.from('\n%'), filling, Buffer.from('\n'), pdf]);
  return { fileName, contentType: 'application/pdf', bytes };
};

const partOf = ({ bytes }: UploadFile, partNumber: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes.subarray((partNumber - 1) * partSize, partNumber * partSize));

/** Sends half of a part and loses the connection. */
const breakOff = ({ upload, sizeInBytes }: Part, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const sending = request(upload.url, { method: upload.method, headers: upload.headers });
    sending.on('error', () => {
      resolve();
    });
    sending.write(bytes.subarray(0, sizeInBytes / 2), () => {
      sending.destroy(new Error('The line is dead'));
    });
  });

/** The instant from which on the store refuses a link, by the link itself. */
const endOf = (url: string): number => {
  const query = new URL(url).searchParams;
  const [, date = '', time = ''] = /^(\d{8})T(\d{6})Z$/u.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const begin = Date.parse(
    `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
  );
  return begin + Number(query.get('X-Amz-Expires')) * 1000;
};

const begin = async ({ supplier: { api }, challengeId }: Call): Promise<string> =>
  (await api.must(draftProposal, { parameters: { challengeId }, body: null })).proposalId;

describe('a file of 40 MiB over a line that breaks', () => {
  let call: Call;
  let proposalId: string;
  let file: UploadFile;

  const api = () => call.supplier.api;
  const store = new S3Client({ forcePathStyle: true });
  const inStore = (attachmentId: string) => ({
    Bucket: call.stack.outputs['BucketName'],
    Key: objectKeyOf(call.roundId, proposalOwner(proposalId), attachmentId),
  });
  const uploadIdOf = ({ upload }: Part): string => new URL(upload.url).searchParams.get('uploadId') ?? '';

  const declare = async (declared: UploadFile) =>
    (await api().must(declareAttachment, { parameters: { proposalId }, body: manifestOf(declared) }))
      .attachmentId;
  const missingOf = async (attachmentId: string): Promise<readonly Part[]> =>
    (await api().must(openParts, { parameters: { proposalId, attachmentId }, body: null })).missing;

  /** Waits until every attachment of the draft has been checked, which takes seconds. */
  const checked = async () => {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const { rows } = await api().must(listAttachments, { parameters: { proposalId } });
      if (rows.every(({ state }) => state === 'VERIFIED' || state === 'REFUSED')) return rows;
      await wait(500);
    }
    throw new Error('The check took longer than half a minute');
  };

  beforeAll(async () => {
    call = await openCall(`uploads-${randomUUID().slice(0, 8)}`, 3600);
    [proposalId, file] = await Promise.all([begin(call), largePdf('시험 성적서.pdf', 40 * mebibyte)]);
  }, 90_000);

  it('takes its own bytes alone, goes on with the missing parts, and arrives byte for byte under the round’s key', async () => {
    const attachmentId = await declare(file);
    const [first, second, third] = await missingOf(attachmentId);
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three parts');
    expect([first, second, third].map(({ sizeInBytes }) => sizeInBytes)).toEqual([
      partSize,
      partSize,
      8 * mebibyte,
    ]);
    for (const { upload } of [first, second, third]) {
      expect(endOf(upload.url)).toBeLessThanOrEqual(Date.parse(call.closesAt));
      expect(Date.parse(upload.expiresAt)).toBeLessThanOrEqual(Date.parse(call.closesAt));
    }
    const other = partOf(file, 3).fill(0x62, 100, 200);
    expect((await putToLink(third.upload, other)).status).toBe(400);
    const { 'x-amz-checksum-sha256': _, ...bare } = third.upload.headers;
    expect((await putToLink({ ...third.upload, headers: bare }, other)).status).toBe(403);
    expect((await putToLink(first.upload, partOf(file, 1))).status).toBe(200);
    await breakOff(second, partOf(file, 2));
    expect((await missingOf(attachmentId)).map(({ partNumber }) => partNumber)).toEqual([2, 3]);
    expect(
      await api().call(receiveAttachment, { parameters: { proposalId, attachmentId }, body: null }),
    ).toMatchObject({ ok: false, code: 'parts-missing', details: { missing: [2, 3] } });

    const sent: string[] = [];
    const received = await resumeUpload(api(), { proposalId, attachmentId }, file, {
      put: (link, bytes) => {
        sent.push(new URL(link.url).searchParams.get('partNumber') ?? '');
        return putToLink(link, bytes);
      },
    });
    expect(sent.sort()).toEqual(['2', '3']);
    expect(received).toMatchObject({ sizeInBytes: 40 * mebibyte, sha256: sha256Of(file.bytes) });
    expect(await checked()).toMatchObject([{ attachmentId, state: 'VERIFIED' }]);
    const { url } = await api().must(downloadAttachment, { parameters: { proposalId, attachmentId } });
    const bytes = await fetch(url).then((answer) => answer.arrayBuffer());
    expect(sha256Of(new Uint8Array(bytes))).toBe(sha256Of(file.bytes));
    const object = await store.send(new HeadObjectCommand(inStore(attachmentId)));
    expect(object.ServerSideEncryption).toBe('aws:kms');
    const small = await api().must(declareAttachment, {
      parameters: { proposalId },
      body: manifestOf({ ...file, bytes: Buffer.from('small') }),
    });
    // The round's key, as the link to a whole file names it.
    expect(object.SSEKMSKeyId).toBe(small.upload?.headers['x-amz-server-side-encryption-aws-kms-key-id']);
    await api().must(removeAttachment, { parameters: { proposalId, attachmentId: small.attachmentId } });
  }, 60_000);

  it('is thrown away in the store when it is removed, with the parts that came', async () => {
    const attachmentId = await declare(file);
    const [first] = await missingOf(attachmentId);
    if (first === undefined) throw new Error('A part');
    expect((await putToLink(first.upload, partOf(file, 1))).status).toBe(200);
    const gathering = { ...inStore(attachmentId), UploadId: uploadIdOf(first) };
    expect((await store.send(new ListPartsCommand(gathering))).Parts).toHaveLength(1);
    await api().must(removeAttachment, { parameters: { proposalId, attachmentId } });
    await expect(store.send(new ListPartsCommand(gathering))).rejects.toThrow(
      expect.objectContaining({ name: 'NoSuchUpload' }),
    );
    expect((await putToLink(first.upload, partOf(file, 1))).status).toBe(404);
  }, 60_000);

  it('comes beside others at the same time', async () => {
    const files = await Promise.all(
      [1, 1, 1, 17].map((size, index) => largePdf(`붙임 ${index}.pdf`, size * mebibyte + index)),
    );
    const received = await Promise.all(files.map((one) => uploadFile(api(), proposalId, one)));
    expect(received.map(({ sha256 }) => sha256)).toEqual(files.map(({ bytes }) => sha256Of(bytes)));
    expect((await checked()).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'VERIFIED'));
  }, 90_000);
});

describe('an upload that the deadline overtakes', () => {
  it('ends with it and is no part of what was submitted, as its sender was told', async () => {
    const call = await openCall(`overtaken-${randomUUID().slice(0, 8)}`, 40);
    const { api } = call.supplier;
    const [proposalId, file] = await Promise.all([begin(call), largePdf('늦은 파일.pdf', 17 * mebibyte)]);
    await writeVersion(api, proposalId, call.proposal, 1);
    const { proposal } = await api.must(submitProposal, { parameters: { proposalId }, body: null });

    const declared = await api.must(declareAttachment, {
      parameters: { proposalId },
      body: manifestOf(file),
    });
    const parameters = { proposalId, attachmentId: declared.attachmentId };
    const opened = await api.must(openParts, { parameters, body: null });
    for (const answer of [declared, opened]) {
      expect(answer.deadline).toBe(call.closesAt);
      expect(answer.notice.en).toContain('no submission');
      expect(answer.notice.ko).toContain('제출이 아닙니다');
    }
    // Links end with a whole second: the last that is not after the deadline.
    expect(opened.linksEndAt).toBe(`${call.closesAt.slice(0, 19)}.000Z`);
    const [first, second] = opened.missing;
    if (first === undefined || second === undefined) throw new Error('Two parts');
    expect((await putToLink(first.upload, partOf(file, 1))).status).toBe(200);
    await wait(Math.max(0, Date.parse(call.closesAt) - Date.now()) + 1000);

    expect((await putToLink(second.upload, partOf(file, 2))).status).toBe(403);
    expect(await api.call(openParts, { parameters, body: null })).toMatchObject({ code: 'deadline-passed' });
    expect(await api.call(receiveAttachment, { parameters, body: null })).toMatchObject({
      code: 'parts-missing',
    });
    const sealed = await api.must(readProposal, { parameters: { proposalId } });
    expect(sealed).toMatchObject({ state: 'SEALED', submissionNumber: 1, attachments: proposal.attachments });
    expect(sealed.attachments.map(({ attachmentId }) => attachmentId)).not.toContain(declared.attachmentId);
  }, 120_000);
});
