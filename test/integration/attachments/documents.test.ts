import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { scannerOff } from '../../../functions/attachments/rules.ts';
import { declareDocument } from '../../../functions/attachments/schema.ts';
import { readAttachment } from '../../../functions/attachments/store.ts';
import { createVerifyAttachment } from '../../../functions/attachments/verify-attachment.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startFunded } from '../../../functions/purchases/start-purchases.ts';
import { put, sha256 } from '../../support/attachment-world.ts';
import { createBucket, createKey } from '../../support/call-world.ts';
import { createDocumentsApi } from '../../support/documents-api.ts';
import { createEvaluationWorld, expectStatus } from '../../support/evaluation-world.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createObjectionWorld, inStandstill, standstill } from '../../support/objection-world.ts';
import {
  createPurchaseWorld,
  purchaseApi,
  type PurchaseWorld,
  putProposal,
} from '../../support/purchase-world.ts';
import { pdfFile } from '../../support/sample-files.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';
import { createTestTable } from '../../support/test-table.ts';

const priceInWon = 120_000_000;
const contractedAt = '2020-09-01T00:00:00.000Z';
const terms = agreedTerms(priceInWon, '2020-09-20T00:00:00.000Z');

const manifestOf = (bytes: Uint8Array, fileName = '납품서.pdf') => ({
  fileName,
  contentType: 'application/pdf',
  sizeInBytes: bytes.length,
  sha256: sha256(bytes),
});

describe('the files of a purchase', () => {
  let table: Table;
  let bucketName: string;
  let documents: ReturnType<typeof createDocumentsApi>;
  let world: PurchaseWorld;
  let purchaseId: string;
  let pdf: Buffer;

  const { workflow } = fakeWorkflow();
  const act = (who: Member, step: string, body: object, at = contractedAt) =>
    purchaseApi({ table, workflow }).post(who, `/purchases/${purchaseId}/${step}`, at, body);

  /** Declares a file for the purchase and puts it; the store's word is not asked for yet. */
  const attach = async (who: Member, bytes: Buffer = pdf): Promise<string> => {
    const answered = await documents.call(who, 'POST', `purchase/${purchaseId}`, { body: manifestOf(bytes) });
    const { attachmentId, upload, deadline } = v.parse(declareDocument.answer, answered.body);
    expect(deadline).toBeNull();
    if (upload === null) throw new Error('The file comes in parts');
    expect((await put(upload, bytes)).status).toBe(200);
    return attachmentId;
  };
  const receive = (who: Member, attachmentId: string) =>
    documents.call(who, 'POST', `purchase/${purchaseId}/${attachmentId}/receipt`);
  const download = (who: Member, attachmentId: string) =>
    documents.call(who, 'GET', `purchase/${purchaseId}/${attachmentId}/download`);
  const stored = async (attachmentId: string) => {
    const attachment = await readAttachment(table, { kind: 'purchase', id: purchaseId }, attachmentId);
    if (attachment === null) throw new Error('The attachment is gone');
    return attachment;
  };
  const verify = async (attachmentId: string) => {
    const { objectKey } = await stored(attachmentId);
    return createVerifyAttachment({
      table,
      objects: documents.objects,
      scanForMalware: scannerOff,
      bucketName,
      clock: () => new Date().toISOString(),
      sweepInSeconds: 60,
    })({ detail: { bucket: { name: bucketName }, object: { key: objectKey } } });
  };

  beforeAll(async () => {
    table = await createTestTable();
    bucketName = await createBucket();
    documents = createDocumentsApi(table, bucketName);
    pdf = await pdfFile();
    world = await createPurchaseWorld(table, {}, await createKey('seal'));
    const { round, challengeId } = world;
    const proposalId = await putProposal(table, world);
    const lines = [{ proposalId, challengeId, priceInWon }];
    await startFunded({ table, workflow, purchaseMachineArn: 'machine' }, round, lines, contractedAt);
    purchaseId = purchaseIdOf(proposalId);
  }, 60_000);

  it('go along with the step that names them, pinned, and the other side gets only what was verified', async () => {
    const { staff, supplier, buyer, otherBuyer } = world;
    const contract = await attach(staff);
    expectStatus(await receive(staff, contract), 200);
    expect(await act(staff, 'contract', { ...terms, attachmentIds: [contract] })).toMatchObject({
      status: 200,
      body: { contract: { documents: [{ attachmentId: contract, sha256: sha256(pdf) }] } },
    });
    expect(await download(staff, contract)).toMatchObject({ status: 200 });
    expect(await download(supplier, contract)).toMatchObject({ body: { code: 'not-downloadable' } });
    expect(await verify(contract)).toBe('verified');
    for (const who of [supplier, buyer, world.auditor])
      expect(await download(who, contract)).toMatchObject({ status: 200 });
    expect(await download(otherBuyer, contract)).toMatchObject({ status: 404 });

    // What was taken out is pinned all the same, and what was never named stays with its side.
    expectStatus(await documents.call(staff, 'DELETE', `purchase/${purchaseId}/${contract}`), 200);
    expect(await download(supplier, contract)).toMatchObject({ status: 200 });
    const unnamed = await attach(staff);
    await verify(unnamed);
    expect(await download(supplier, unnamed)).toMatchObject({ status: 404 });
  });

  it('refuse a step that names what has not arrived, another side’s, or nothing that is there', async () => {
    const { staff, supplier } = world;
    const own = await attach(supplier);
    const others = await attach(staff);
    const delivery = (attachmentIds: readonly string[]) =>
      act(supplier, 'delivery', { deliveredOn: '2020-09-01', note: 'At the gate', attachmentIds });
    const notReady = (attachmentId: string, state: string | null) => ({
      status: 409,
      body: { code: 'documents-not-ready', details: { attachments: [{ attachmentId, state }] } },
    });
    expect(await delivery([own])).toMatchObject(notReady(own, 'DECLARED'));
    await verify(own);
    await verify(others);
    expect(await delivery([own, others])).toMatchObject(notReady(others, null));
    const nothing = crypto.randomUUID();
    expect(await delivery([nothing])).toMatchObject(notReady(nothing, null));
    expect(await delivery([own, own])).toMatchObject({ status: 400 });
    expect(await delivery([own])).toMatchObject({
      status: 200,
      body: { state: 'DELIVERED', delivery: { documents: [{ attachmentId: own }] } },
    });
  });

  it('are refused where they are no documents, and those who put them are told', async () => {
    const { buyer } = world;
    const broken = Buffer.from('no PDF at all');
    const attachmentId = await attach(buyer, broken);
    expect(await verify(attachmentId)).toBe('refused');
    expect(await table.get(noticeKey(`attachment-refused/${attachmentId}`))).toMatchObject({
      audience: { organisationId: buyer.organisationId },
    });
    const passed = { result: 'passed', findings: 'It flies', attachmentIds: [attachmentId] };
    expect(await act(buyer, 'inspection', passed)).toMatchObject({ body: { code: 'documents-not-ready' } });
    expect(await documents.call(buyer, 'GET', `purchase/${purchaseId}`)).toMatchObject({
      body: { rows: [{ attachmentId, state: 'REFUSED', finding: { code: 'type-differs' } }] },
    });
  });

  it('are nobody’s who has no part in it', async () => {
    const { otherBuyer, auditor } = world;
    const rival = await createMember(table, 'SUPPLIER', ['author', 'signatory']);
    for (const who of [otherBuyer, rival]) {
      const path = `purchase/${purchaseId}`;
      expect(await documents.call(who, 'GET', path)).toMatchObject({ status: 404 });
      expect(await documents.call(who, 'POST', path, { body: manifestOf(pdf) })).toMatchObject({
        status: 404,
      });
    }
    expect(
      await documents.call(auditor, 'POST', `purchase/${purchaseId}`, { body: manifestOf(pdf) }),
    ).toMatchObject({ status: 403 });
  });
});

describe('the files of an objection', () => {
  it('come within the standstill, before the objection, and go with it', async () => {
    const world = await createObjectionWorld();
    const [, supplier] = world.suppliers;
    const [rival] = world.suppliers;
    const [, proposalId] = world.proposalIds;
    const documents = createDocumentsApi(world.table, 'none');
    const path = `objection/${proposalId}`;
    const body = manifestOf(Buffer.from('anything'));
    expect(await documents.call(supplier, 'POST', path, { at: standstill, body })).toMatchObject({
      status: 409,
      body: { code: 'standstill-over' },
    });
    expect(await documents.call(rival, 'POST', path, { at: inStandstill, body })).toMatchObject({
      status: 404,
    });
    expect(
      await documents.call(supplier, 'POST', path, { at: '2020-08-09T23:30:00.500Z', body }),
    ).toMatchObject({ status: 201, body: { deadline: standstill, linksEndAt: standstill } });
    const attachmentId = await documents.verified(supplier, 'objection', proposalId, inStandstill);
    expect(await world.object(supplier, proposalId, inStandstill, [crypto.randomUUID()])).toMatchObject({
      body: { code: 'documents-not-ready' },
    });
    expect(await world.object(supplier, proposalId, inStandstill, [attachmentId])).toMatchObject({
      status: 201,
      body: { documents: [{ attachmentId }] },
    });
    expect(await documents.call(supplier, 'POST', path, { at: inStandstill, body })).toMatchObject({
      body: { code: 'objected-already' },
    });
    for (const who of [world.judge, world.staff, supplier])
      expect(await documents.call(who, 'GET', `${path}/${attachmentId}/download`)).toMatchObject({
        status: 200,
      });
    expect(await documents.call(rival, 'GET', `${path}/${attachmentId}/download`)).toMatchObject({
      status: 404,
    });
  }, 60_000);
});

describe('the files of a supplement', () => {
  it('come while it is awaited, and whoever reads the proposal reads them', async () => {
    const world = await createEvaluationWorld();
    const { api, staff, suppliers } = world;
    const [proposalId] = world.proposalIds;
    const documents = createDocumentsApi(world.table, 'none');
    const path = `supplement/${proposalId}`;
    const body = manifestOf(Buffer.from('anything'));
    const at = '2020-06-04T23:59:50.000Z';
    const deadline = '2020-06-05T00:00:00.000Z';
    expect(await documents.call(suppliers[0], 'POST', path, { at, body })).toMatchObject({
      body: { code: 'no-supplement-requested' },
    });
    const asked = { text: 'The test report', deadline };
    expectStatus(
      await api.post(staff, `/opened-proposals/${proposalId}/supplement-requests`, asked, { at }),
      201,
    );
    expect(await documents.call(suppliers[0], 'POST', path, { at, body })).toMatchObject({
      status: 201,
      body: { deadline, linksEndAt: deadline },
    });
    expect(await documents.call(suppliers[0], 'POST', path, { at: deadline, body })).toMatchObject({
      body: { code: 'supplement-late' },
    });
    const attachmentId = await documents.verified(suppliers[0], 'supplement', proposalId, at);
    const brought = { text: 'Here', bringsNoNewFact: true, attachmentIds: [attachmentId] };
    expect(
      await api.post(suppliers[0], `/proposals/${proposalId}/supplement`, brought, { at }),
    ).toMatchObject({
      status: 200,
      body: { supplements: [{ documents: [{ attachmentId }] }] },
    });
    const read = (who: Member) => documents.call(who, 'GET', `${path}/${attachmentId}/download`, { at });
    for (const who of [staff, world.auditor, suppliers[0]])
      expect(await read(who)).toMatchObject({ status: 200 });
    for (const who of [suppliers[1], world.buyer, world.approver])
      expect(await read(who)).toMatchObject({ status: 404 });
  }, 60_000);
});
