import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { createDownloadDocument } from '../../../functions/attachments/documents/read-documents.ts';
import { createDownloadAttachment } from '../../../functions/attachments/read-attachments.ts';
import { readChallenge } from '../../../functions/challenges/store.ts';
import { archiveOfChallenge } from '../../../functions/dossiers/build-dossier.ts';
import { requestDossier } from '../../../functions/dossiers/schema.ts';
import { checkDossier } from '../../../functions/ledger/check-dossier.ts';
import { sentenceOf } from '../../../functions/ledger/check-files.ts';
import { createObjectionDocuments } from '../../../functions/objections/objection-documents.ts';
import { createPurchaseDocuments } from '../../../functions/purchases/purchase-documents.ts';
import { createSupplementDocuments } from '../../../functions/evaluation/supplement-documents.ts';
import { serve } from '../../../functions/platform/http.ts';
import { createReadPublishedProposal } from '../../../functions/proposals/read-published-proposal.ts';
import { createReadProposal } from '../../../functions/proposals/read-proposal.ts';
import { listEveryProposalOfChallenge, readProposal } from '../../../functions/proposals/store.ts';
import { contractPurchase, purchaseIdOf, reservedPurchase } from '../../../functions/purchases/rules.ts';
import { purchaseChange } from '../../../functions/purchases/store.ts';
import { createDeleteContents } from '../../../functions/retention/delete-contents.ts';
import { emptiedOf } from '../../../functions/retention/rules/contents.ts';
import { readContents } from '../../../functions/retention/store.ts';
import { createFiles, type Files } from '../../../functions/retention/store/files.ts';
import { completeRound } from '../../support/complete-round.ts';
import { createDossierWorld, putDocuments, submitDocuments } from '../../support/dossier-world.ts';
import { createEvaluationWorld, expectStatus, putNew } from '../../support/evaluation-world.ts';
import { callApi } from '../../support/http-event.ts';
import type { Member } from '../../support/members.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';

const file = { bytes: Buffer.from('A document'), state: 'VERIFIED' } as const;

it('deletes what was not bought, then the rest, and leaves the ledger and what goes on', async () => {
  const world = await createDossierWorld();
  const { table, roundId, bucketName, sealer, challengeIds, suppliers, auditor } = world;
  const [bought, unbought, elsewhere] = world.proposalIds;
  const attached: string[] = [];
  for (const proposalId of [bought, unbought, elsewhere])
    attached.push(...(await submitDocuments(world, proposalId, [file])));
  const [ofObjection] = await putDocuments(world, { kind: 'objection', id: unbought }, [file]);
  const live = await createEvaluationWorld({ table, bucketName });
  await submitDocuments({ ...live, bucketName }, live.proposalIds[0], [file]);
  const purchaseId = purchaseIdOf(bought);
  const contracted = contractPurchase(
    reservedPurchase(
      {
        purchaseId,
        roundId,
        proposalId: bought,
        challengeId: challengeIds[0],
        supplierId: suppliers[0].organisationId,
        partnerIds: [],
        firstUserId: world.buyer.organisationId,
        priceInWon: 100_000_000,
      },
      '2020-08-11T00:00:00.000Z',
    ),
    agreedTerms(100_000_000, '2020-10-01T00:00:00.000Z'),
    { accountId: world.staff.accountId, at: '2020-08-12T00:00:00.000Z' },
  );
  if (!('after' in contracted)) throw new Error(contracted.code);
  await putNew(table, purchaseChange(null, contracted.after, 'reserve-budget'));
  await completeRound(table, roundId, '2020-12-01T00:00:00.000Z');
  await world.checkpoint('2020-12-02T00:00:00.000Z');

  const handler = serve(
    [
      createDownloadAttachment({ table, links: world.links }),
      createDownloadDocument({
        table,
        links: world.links,
        owners: {
          objection: createObjectionDocuments(table),
          supplement: createSupplementDocuments(table),
          purchase: createPurchaseDocuments(table),
        },
      }),
      createReadProposal({ table, sealer }),
      createReadPublishedProposal({ table, sealer }),
    ],
    table,
  );
  const get = async (who: Member, path: string) =>
    (
      await callApi(handler, {
        method: 'GET',
        path,
        receivedAt: '2031-01-01T00:00:00.000Z',
        accountId: who.accountId,
      })
    ).body;
  const own = (proposalId: string, at: number) =>
    `/proposals/${proposalId}/attachments/${attached[at] ?? ''}/download`;

  const store = new S3Client({ forcePathStyle: true });
  const namesOf = async (round = roundId): Promise<readonly string[]> => {
    const all: string[] = [];
    for (const prefix of [`attachments/${round}/`, `dossiers/${round}/`]) {
      const { Versions = [], DeleteMarkers = [] } = await store.send(
        new ListObjectVersionsCommand({ Bucket: bucketName, Prefix: prefix }),
      );
      all.push(...[...Versions, ...DeleteMarkers].map(({ Key = '' }) => Key));
    }
    return all;
  };
  const deleteAt = (at: string, files: Files = createFiles(bucketName)) =>
    createDeleteContents({ table, files, clock: () => at })();
  const gone = { code: 'contents-deleted', status: 410 };

  const { dossierId } = v.parse(
    requestDossier.answer,
    expectStatus(await world.ask(auditor, challengeIds[0], '2020-12-03T00:00:00.000Z'), 202).body,
  );
  await world.build({ dossierId });
  expect(await namesOf()).toHaveLength(5);
  const before = await readProposal(table, unbought);

  // Every proposal of the round, also the one that the world does not name.
  const all: string[] = [];
  for (const challengeId of challengeIds)
    for (const { proposalId } of await listEveryProposalOfChallenge(table, challengeId)) all.push(proposalId);
  expect(all).toEqual(expect.arrayContaining([bought, unbought, elsewhere]));

  // Not a moment too early.
  await deleteAt('2025-12-01T00:00:00.000Z');
  expect(await namesOf()).toHaveLength(5);
  expect(await readProposal(table, unbought)).toEqual(before);
  expect(await readContents(table, roundId)).toBeNull();

  // A run that breaks off half way is finished by the next, and refuses readers meanwhile.
  let calls = 0;
  const files = createFiles(bucketName);
  const broken: Files = {
    deleteAll: (folder) => {
      calls += 1;
      return calls > 2 ? Promise.reject(new Error('The store is gone')) : files.deleteAll(folder);
    },
  };
  await expect(deleteAt('2025-12-01T00:00:00.001Z', broken)).rejects.toThrow(roundId);
  expect(await readContents(table, roundId)).toMatchObject({ state: 'DELETING_UNBOUGHT', deletedAt: null });
  await deleteAt('2025-12-02T00:00:00.000Z');
  await deleteAt('2025-12-03T00:00:00.000Z');
  expect(await readContents(table, roundId)).toMatchObject({
    state: 'UNBOUGHT_DELETED',
    deletedAt: '2025-12-02T00:00:00.000Z',
    emptied: emptiedOf(all.filter((proposalId) => proposalId !== bought)),
  });
  expect(await namesOf()).toEqual([expect.stringContaining(`/proposal/${bought}/`)]);

  expect(await get(suppliers[1], own(unbought, 1))).toMatchObject(gone);
  expect(
    await get(suppliers[1], `/documents/objection/${unbought}/${ofObjection?.attachmentId ?? ''}/download`),
  ).toMatchObject(gone);
  expect(await get(suppliers[1], `/proposals/${unbought}`)).toMatchObject(gone);
  for (const who of [auditor, world.staff]) {
    const path = `/opened-proposals/${unbought}`;
    expect((await world.api.get(who, path)).body).toMatchObject(gone);
    const download = `/opened-proposals/${unbought}/attachments/${attached[1] ?? ''}/download`;
    expect((await world.api.get(who, download)).body).toMatchObject(gone);
  }
  expect((await world.read(auditor, dossierId, '2025-12-03T00:00:00.000Z')).body).toMatchObject(gone);
  expect(await get(suppliers[0], own(bought, 0))).toHaveProperty('url');
  expect(await get(suppliers[0], `/proposals/${bought}/publication`)).toHaveProperty('title');
  const titles = v
    .parse(
      v.object({ rows: v.array(v.object({ proposalId: v.string(), title: v.nullable(v.unknown()) })) }),
      (await world.api.get(auditor, `/rounds/${roundId}/opened-proposals`)).body,
    )
    .rows.filter(({ title }) => title !== null);
  expect(titles.map(({ proposalId }) => proposalId)).toEqual([bought]);

  // The ledger, the receipts and the sheets hold as before.
  await world.checkpoint('2025-12-04T00:00:00.000Z');
  const challenge = await readChallenge(table, challengeIds[0]);
  if (challenge === null) throw new Error('The challenge is gone');
  const bytes = Buffer.concat(
    await Array.fromAsync(await archiveOfChallenge(world.builder, challenge, { tellsEvaluators: true })),
  );
  const folder = mkdtempSync(join(tmpdir(), 'first-buyer-retention-'));
  writeFileSync(join(folder, 'dossier.zip'), bytes);
  const checked = await checkDossier('dossier.zip', join(folder, 'dossier.zip'), world.publicKey);
  rmSync(folder, { recursive: true });
  expect(checked.broken).toBeNull();
  expect(checked.held.map(sentenceOf).join('\n')).toContain('dossier.zip: 1 documents enclosed');
  const texts = unzipSync(bytes);
  const proposalIn = (proposalId: string): unknown =>
    JSON.parse(Buffer.from(texts[`proposals/${proposalId}/proposal.json`] ?? '').toString());
  expect(proposalIn(unbought)).toMatchObject({ content: null });
  expect(proposalIn(bought)).toHaveProperty('content.title');

  // The rest goes by its own time; what goes on, never.
  await deleteAt('2030-12-01T00:00:00.000Z');
  expect(await namesOf()).toHaveLength(1);
  await deleteAt('2030-12-01T00:00:00.001Z');
  expect(await readContents(table, roundId)).toMatchObject({
    state: 'ALL_DELETED',
    emptied: emptiedOf(all),
  });
  expect(await namesOf()).toEqual([]);
  expect(await get(suppliers[0], own(bought, 0))).toMatchObject(gone);
  expect(await get(suppliers[0], `/proposals/${bought}/publication`)).toMatchObject(gone);
  expect(await namesOf(live.roundId)).toHaveLength(1);
  const goesOn = await readProposal(table, live.proposalIds[0]);
  expect(goesOn?.content?.ciphertext).not.toBe('');
});
