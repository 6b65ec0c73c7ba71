import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { evaluationStanding, listEvaluators } from '../../../functions/evaluation/store.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { readEntries } from '../../support/entries.ts';
import {
  createEvaluationWorld,
  createFounder,
  listPool,
  moveRound,
  screen,
  submitSealed,
  type World,
} from '../../support/evaluation-world.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { createMember } from '../../support/members.ts';

const evidence = [{ subject: 'documents', isMet: true, source: 'The attachments' }];
const reasoned = (eligible: boolean) => ({ eligible, reason: 'As the documents show', evidence });

describe('opened proposals', () => {
  let world: World;
  beforeAll(async () => {
    world = await createEvaluationWorld();
  });

  it('are listed for staff and auditors with their titles', async () => {
    const { api, roundId, proposalIds, challengeIds } = world;
    for (const who of [world.staff, world.auditor]) {
      const listed = await api.get(who, `/rounds/${roundId}/opened-proposals`);
      expect(listed).toMatchObject({ status: 200, body: { cursor: null } });
      expect(listed.body).toHaveProperty('rows.length', 3);
      expect(listed.body).toMatchObject({
        rows: expect.arrayContaining([
          expect.objectContaining({
            proposalId: proposalIds[2],
            challengeId: challengeIds[1],
            supplierId: world.suppliers[2].organisationId,
            supplierName: { ko: '기관', en: 'Body' },
            state: 'OPENED',
            acknowledgedCorrection: 0,
            title: { ko: '드론', en: 'Drone' },
          }),
        ]),
      });
    }
  });

  it('are listed to nobody else', async () => {
    const path = `/rounds/${world.roundId}/opened-proposals`;
    for (const who of [world.approver, world.buyer, world.suppliers[0], world.evaluators[0] ?? null])
      expect(await world.api.get(who, path)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await world.api.get(null, path)).toMatchObject({ status: 401 });
  });

  it('come page by page, each once', async () => {
    const busy = await createEvaluationWorld();
    for (let count = 0; count < 50; count += 1)
      await submitSealed(busy, busy.challengeIds[count % 2 === 0 ? 0 : 1], busy.suppliers[0]);
    const path = `/rounds/${busy.roundId}/opened-proposals`;
    const seen: unknown[] = [];
    let cursor: unknown = null;
    do {
      const query: Record<string, string> = typeof cursor === 'string' ? { cursor } : {};
      const { body } = await busy.api.get(busy.staff, path, undefined, { query });
      const page = pageOf(body);
      expect(page.rows.length).toBeLessThanOrEqual(50);
      seen.push(...page.rows);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(53);
    expect(new Set(seen).size).toBe(53);
    expect(await busy.api.get(busy.staff, path, undefined, { query: { cursor: 'bm9uZQ' } })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
  });

  it('are read with their content by staff and auditors, without the nonce', async () => {
    const [proposalId] = world.proposalIds;
    for (const who of [world.staff, world.auditor]) {
      const { status, body } = await world.api.get(who, `/opened-proposals/${proposalId}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        proposalId,
        state: 'OPENED',
        content: { solution: expect.stringContaining('A drone that finds people'), priceInWon: 100_000_000 },
        attachments: [],
      });
      expect(JSON.stringify(body)).not.toContain('drawNonce');
    }
  });

  it('do not exist for others, and are refused to evaluators without a seat', async () => {
    const path = `/opened-proposals/${world.proposalIds[0]}`;
    for (const who of [world.approver, world.buyer, world.suppliers[0], world.suppliers[1]])
      expect(await world.api.get(who, path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await world.api.get(world.evaluators[0] ?? null, path)).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
  });

  it('are read by nobody with a stake, in whatever office', async () => {
    const { table, buyer, suppliers, proposalIds, api, roundId } = world;
    const staffOfBuyer = await createMember(table, 'PUBLIC_BODY', ['buyer'], buyer.organisationId);
    const staffOfSupplier = await createMember(table, 'SUPPLIER', ['author'], suppliers[0].organisationId);
    for (const who of [staffOfBuyer, staffOfSupplier]) {
      await table.put({
        pk: `ACCOUNT#${who.accountId}`,
        sk: 'ACCOUNT',
        memberships: {
          [who.organisationId]: { kind: 'PUBLIC_BODY', roles: ['buyer'] },
          [world.staff.organisationId]: { kind: 'AGENCY', roles: ['staff'] },
        },
      });
      expect(await api.get(who, `/opened-proposals/${proposalIds[0]}`)).toMatchObject({
        status: 403,
        body: { code: 'conflict-of-interest' },
      });
      expect(
        await api.post(who, `/opened-proposals/${proposalIds[0]}/eligibility`, reasoned(true)),
      ).toMatchObject({ status: 403, body: { code: 'conflict-of-interest' } });
    }
    await declareClear(table, roundId, [staffOfSupplier]);
    const { body } = await api.get(staffOfSupplier, `/rounds/${roundId}/opened-proposals`);
    expect(pageOf(body).rows).not.toContain(proposalIds[0]);
    expect(pageOf(body).rows).toHaveLength(2);
  });

  it('stay unseen before the opening, and a draft for good', async () => {
    const sealed = await createEvaluationWorld();
    const draftId = await submitSealed(sealed, sealed.challengeIds[0], sealed.suppliers[2], {
      state: 'DRAFT',
    });
    expect(await sealed.api.get(sealed.staff, `/opened-proposals/${draftId}`)).toMatchObject({ status: 404 });
    await moveRound(sealed, { state: 'CALL_FOR_PROPOSALS', openedAt: null });
    expect(await sealed.api.get(sealed.staff, `/rounds/${sealed.roundId}/opened-proposals`)).toMatchObject({
      status: 409,
      body: { code: 'still-sealed' },
    });
    for (const who of [sealed.staff, sealed.auditor, sealed.evaluators[0] ?? null])
      expect(await sealed.api.get(who, `/opened-proposals/${sealed.proposalIds[0]}`)).toMatchObject({
        status: 404,
      });
  });
});

const listed = v.object({
  body: v.object({ rows: v.array(v.object({ refusedAttachments: v.array(v.unknown()) })) }),
});

describe('files of opened proposals', () => {
  it('are downloaded in the pinned version, and only once they are verified', async () => {
    const { table, api, suppliers, challengeIds, staff, roundId, ...world } = await createEvaluationWorld();
    const pinned = {
      attachmentId: crypto.randomUUID(),
      fileName: '제안서.pdf',
      contentType: 'application/pdf',
      sizeInBytes: 10,
      sha256: 'a'.repeat(64),
      objectKey: 'attachments/a/b/c',
      versionId: 'version-1',
    };
    const proposalId = await submitSealed({ ...world, table, roundId }, challengeIds[1], suppliers[0], {
      attachments: [pinned],
    });
    const put = (state: string, versionId = 'version-1', finding: string | null = null) =>
      table.put({
        pk: `PROPOSAL#${proposalId}`,
        sk: `PROPOSAL-ATTACHMENT#${pinned.attachmentId}`,
        ...pinned,
        versionId,
        state,
        owner: { kind: 'proposal', id: proposalId },
        proposalId,
        challengeId: challengeIds[1],
        roundId,
        organisationId: suppliers[0].organisationId,
        declaredAt: '2020-05-30T00:00:00.000Z',
        receivedAt: '2020-05-30T00:00:01.000Z',
        finding,
        findingPlace: finding === null ? null : 'word/vbaProject.bin',
        scan: null,
        removedAt: null,
        partSha256s: [],
        uploadId: null,
        version: 1,
        entryCount: 0,
      });
    const path = `/opened-proposals/${proposalId}/attachments/${pinned.attachmentId}/download`;
    await put('RECEIVED');
    expect(await api.get(staff, path)).toMatchObject({ status: 409, body: { code: 'not-downloadable' } });
    await put('VERIFIED');
    const { status, body } = await api.get(staff, path);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('versionId=version-1');
    expect(await api.get(staff, `/opened-proposals/${proposalId}`)).toMatchObject({
      body: { attachments: [{ fileName: '제안서.pdf', state: 'VERIFIED' }] },
    });
    const opened = `/rounds/${roundId}/opened-proposals`;
    const refusedFiles = async () =>
      v.parse(listed, await api.get(staff, opened)).body.rows.flatMap((row) => row.refusedAttachments);
    expect(await refusedFiles()).toEqual([]);
    await put('REFUSED', 'version-1', 'macros');
    const macros = {
      code: 'macros',
      place: 'word/vbaProject.bin',
      en: expect.any(String),
      ko: expect.any(String),
    };
    expect(await refusedFiles()).toEqual([
      { attachmentId: pinned.attachmentId, fileName: '제안서.pdf', finding: macros },
    ]);
    expect(await api.get(staff, `/opened-proposals/${proposalId}`)).toMatchObject({
      body: { attachments: [{ state: 'REFUSED', finding: macros }] },
    });
    expect(await api.get(staff, path)).toMatchObject({ status: 409, body: { code: 'not-downloadable' } });
    await put('VERIFIED', 'version-2');
    expect(await api.get(staff, path)).toMatchObject({ status: 404 });
    const other = `/opened-proposals/${proposalId}/attachments/${crypto.randomUUID()}/download`;
    expect(await api.get(staff, other)).toMatchObject({ status: 404 });
    expect(await api.get(suppliers[1], path)).toMatchObject({ status: 404 });
  });
});

describe('formal eligibility', () => {
  it('is decided once in the screening, with a reason and an entry', async () => {
    const world = await createEvaluationWorld();
    const { api, staff, table, roundId } = world;
    const [first, second] = world.proposalIds;
    expect(await api.post(staff, `/opened-proposals/${first}/eligibility`, reasoned(true))).toMatchObject({
      status: 200,
      body: { state: 'ELIGIBLE', eligibilityReason: 'As the documents show' },
    });
    await screen(world, second, false);
    expect(await readProposal(table, second)).toMatchObject({ state: 'INELIGIBLE' });
    expect(await api.post(staff, `/opened-proposals/${first}/eligibility`, reasoned(false))).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect(await readEntries(table, `round/${roundId}`, `proposal/${second}`)).toMatchObject([
      {},
      {
        leaf: { action: 'find-ineligible', from: 'SUBMITTED', to: 'INELIGIBLE' },
        disclosure: { reason: 'As the documents show', actor: { accountId: staff.accountId } },
      },
    ]);
    const round = await readRound(table, roundId);
    if (round === null) throw new Error('No round');
    expect(await evaluationStanding(table, round)).toEqual({
      unscreenedProposals: 1,
      challengesWithoutPanel: [world.challengeIds[0]],
      missingScorecards: 3,
      unansweredOutliers: 0,
      proposalsBelowQuorum: [first],
    });
  });

  it('is not decided outside the screening, or by others than staff', async () => {
    const world = await createEvaluationWorld();
    const path = `/opened-proposals/${world.proposalIds[0]}/eligibility`;
    for (const who of [world.auditor, world.approver, world.buyer])
      expect(await world.api.post(who, path, reasoned(true))).toMatchObject({ status: 403 });
    expect(await world.api.post(world.staff, path, { ...reasoned(true), reason: ' ' })).toMatchObject({
      status: 400,
    });
    expect(
      await world.api.post(world.staff, path, reasoned(true), { headers: { 'If-Match': '"7"' } }),
    ).toMatchObject({ status: 412 });
    for (const state of ['OPENED', 'EVALUATION', 'DECISION'] as const) {
      await moveRound(world, { state });
      expect(await world.api.post(world.staff, path, reasoned(true))).toMatchObject({
        status: 409,
        body: { code: 'round-phase', details: { phase: state } },
      });
    }
  });
});

describe('the pool', () => {
  it('takes evaluators of institutes under a pseudonym that only auditors are told', async () => {
    const world = await createEvaluationWorld();
    const { api, roundId } = world;
    await listPool(world, world.evaluators.slice(0, 2));
    const path = `/rounds/${roundId}/evaluators`;
    const forStaff = await api.get(world.staff, path);
    expect(forStaff.body).toMatchObject({
      cursor: null,
      rows: [{ evaluatorId: null }, { evaluatorId: null }],
    });
    const forAuditor = await api.get(world.auditor, path);
    expect(forAuditor.body).toMatchObject({
      rows: [{ evaluatorId: expect.stringMatching(/^[0-9a-f-]{36}$/u) }, {}],
    });
    expect(await api.get(world.buyer, path)).toMatchObject({ status: 403 });
    const entries = await readEntries(world.table, `round/${roundId}`);
    const leaves = JSON.stringify(entries.map(({ leaf }) => leaf));
    for (const { accountId } of world.evaluators) expect(leaves).not.toContain(accountId);
    // Staff know when whom was listed: an entry of that instant may not lead on to the pseudonym.
    for (const { evaluatorId } of await listEvaluators(world.table, roundId))
      expect(leaves).not.toContain(evaluatorId);
  });

  it('takes nobody twice, no staff themselves, and nobody who is no evaluator', async () => {
    const { api, staff, roundId, evaluators, table, ...world } = await createEvaluationWorld();
    const path = `/rounds/${roundId}/evaluators`;
    const [one] = evaluators;
    if (one === undefined) throw new Error('No evaluator');
    const body = { ...one, expertise: 'Rescue', name: '김평가' };
    expect(await api.post(staff, path, body)).toMatchObject({ status: 201, body: { name: '김평가' } });
    expect(await api.post(staff, path, body)).toMatchObject({ body: { code: 'evaluator-listed-already' } });
    expect(await api.post(staff, path, { ...body, ...staff })).toMatchObject({
      body: { code: 'same-person' },
    });
    expect(await api.post(staff, path, { ...body, ...world.buyer })).toMatchObject({
      body: { code: 'not-an-evaluator' },
    });
    expect(await api.post(one, path, body)).toMatchObject({ status: 403 });
    const missing = `/rounds/${crypto.randomUUID()}/evaluators`;
    expect(await api.post(staff, missing, body)).toMatchObject({ status: 404 });
    const late = await createFounder(table, 'INSTITUTE', ['evaluator']);
    await moveRound({ table, roundId }, { state: 'EVALUATION' });
    expect(await api.post(staff, path, { ...body, ...late })).toMatchObject({
      body: { code: 'round-phase' },
    });
  });
});

const pageOf = (body: unknown): { readonly rows: readonly unknown[]; readonly cursor: unknown } => {
  const page: unknown = body;
  if (typeof page !== 'object' || page === null || !('rows' in page) || !('cursor' in page))
    throw new Error('This is no page');
  const rows: unknown[] = Array.isArray(page.rows) ? page.rows : [];
  return {
    rows: rows.map((row) =>
      typeof row === 'object' && row !== null && 'proposalId' in row ? row.proposalId : row,
    ),
    cursor: page.cursor,
  };
};

it('a proposal above the ceiling, as it was corrected, is not found eligible, whatever its panel would say', async () => {
  const world = await createEvaluationWorld();
  const [challengeId] = world.challengeIds;
  const dear = await submitSealed(world, challengeId, world.suppliers[2], { priceInWon: 500_000_001 });
  const decide = (eligible: boolean) =>
    world.api.post(world.staff, `/opened-proposals/${dear}/eligibility`, reasoned(eligible));
  expect(await decide(true)).toMatchObject({
    status: 409,
    body: { code: 'price-above-ceiling', details: { priceInWon: 500_000_001, limitInWon: 500_000_000 } },
  });
  expect(await decide(false)).toMatchObject({ status: 200, body: { state: 'INELIGIBLE' } });
});
