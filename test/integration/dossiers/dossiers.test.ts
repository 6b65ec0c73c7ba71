import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { readChallenge } from '../../../functions/challenges/store.ts';
import type { Designation } from '../../../functions/designations/rules.ts';
import { designationChange, readDesignation } from '../../../functions/designations/store.ts';
import { archiveOfChallenge } from '../../../functions/dossiers/build-dossier.ts';
import { requestDossier } from '../../../functions/dossiers/schema.ts';
import { readDossierRequest } from '../../../functions/dossiers/store.ts';
import { sentenceOf } from '../../../functions/ledger/check-files.ts';
import { makeCheckpoint, reconcileLog } from '../../../functions/ledger/store.ts';
import { checkDossier } from '../../../functions/ledger/check-dossier.ts';
import { accountKey } from '../../../functions/platform/identity.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import {
  afterNotice,
  createDossierWorld,
  type DossierWorld,
  putDocuments,
  submitDocuments,
} from '../../support/dossier-world.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound, putNew, scores } from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';
import { inStandstill, noticed } from '../../support/objection-world.ts';

const document = Buffer.alloc(3 * 1024 * 1024, 'A document. ');
let world: DossierWorld;
let folder = '';
let attachmentIds: readonly string[] = [];
let addedIds: readonly string[] = [];

/** Staff prepare a designation and another person designates; with what was refused in the panel and outside of it. */
const designate = async (proposalId: string): Promise<void> => {
  const { table, roundId, staff, approver, challengeIds } = world;
  const by = (who: Member) => ({ accountId: who.accountId, at: afterNotice });
  const prepared: Designation = {
    state: 'PREPARED',
    proposalId,
    challengeId: challengeIds[0],
    roundId,
    supplierId: world.suppliers[1].organisationId,
    name: { ko: '드론', en: 'Drone' },
    inspection: null,
    resolution: 'Resolution 7',
    prepared: by(staff),
    designated: null,
    activeUntil: null,
    extension: null,
    cancellation: null,
    reviews: [],
  };
  await putNew(table, designationChange(null, prepared, 'prepare-designation', 'Resolution 7'));
  const before = await readDesignation(table, proposalId);
  const active = {
    state: 'ACTIVE',
    designated: by(approver),
    activeUntil: '2023-07-25T00:00:00.000Z',
  } as const;
  await putNew(table, designationChange(before, { ...prepared, ...active }, 'designate'));
  await reconcileLog(table, 'agency');
  await makeCheckpoint(table, world.builder.signer, 'agency', { at: afterNotice, isSealed: false });
  const [evaluator = world.buyer] = world.evaluators;
  // On the panel or not, as the draw fell: nobody scores any more.
  for (const one of [proposalId, world.proposalIds[2]])
    expect(
      (await world.api.post(evaluator, `/proposals/${one}/scorecard/submission`, scores(100))).status,
    ).toBeGreaterThan(400);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-buyer-dossiers-'));
  world = await createDossierWorld();
  attachmentIds = await submitDocuments(world, world.proposalIds[0], [
    { bytes: document, state: 'VERIFIED' },
    { bytes: Buffer.from('bad'), state: 'REFUSED' },
  ]);
  const [, proposalId] = world.proposalIds;
  const added = await putDocuments(world, { kind: 'objection', id: proposalId }, [
    { bytes: document, state: 'VERIFIED' },
  ]);
  addedIds = added.map(({ attachmentId }) => attachmentId);
  expectStatus(await world.object(world.suppliers[1], proposalId, inStandstill, addedIds), 201);
  await designate(proposalId);
  await world.checkpoint();
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const parse = (body: unknown) => v.parse(requestDossier.answer, body);

const ask = async (who = world.auditor) =>
  parse(expectStatus(await world.ask(who, world.challengeIds[0]), 202).body);

const readReady = async (dossierId: string) =>
  parse(expectStatus(await world.read(world.auditor, dossierId), 200).body);

const fetched = async (url: string): Promise<Buffer> => {
  // The link is good for five minutes from the test’s own instant, which is long ago.
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The store answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

const whole = { tellsEvaluators: true } as const;

const archived = async (told: { readonly tellsEvaluators: boolean } = whole): Promise<Buffer> => {
  const challenge = await readChallenge(world.table, world.challengeIds[0]);
  if (challenge === null) throw new Error('The challenge is gone');
  return Buffer.concat(await Array.fromAsync(await archiveOfChallenge(world.builder, challenge, told)));
};

const verify = (bytes: Uint8Array) => {
  const path = join(folder, 'dossier.zip');
  writeFileSync(path, bytes);
  return checkDossier('dossier.zip', path, world.publicKey);
};

describe('a dossier', () => {
  it('is asked for on record, made meanwhile, and fetched by a link of five minutes', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ state: 'REQUESTED', builtAt: null, link: null });
    expect(world.woken).toContain(asked.dossierId);
    expect(await readReady(asked.dossierId)).toMatchObject({ state: 'REQUESTED', link: null });

    await world.build({ dossierId: asked.dossierId });
    const ready = await readReady(asked.dossierId);
    expect(ready).toMatchObject({ state: 'BUILT', keptUntil: '2020-08-24T00:00:30.000Z' });
    expect(ready.link?.expiresAt).toBe(addSeconds(afterNotice, 300));
    expect(ready.link?.url).toContain(
      `/dossiers/${world.roundId}/${world.challengeIds[0]}/${asked.dossierId}.zip`,
    );

    const entries = await readEntries(world.table, `round/${world.roundId}`);
    expect(
      entries
        .filter(({ leaf }) => leaf.entity === `dossier/${asked.dossierId}`)
        .map(({ leaf, disclosure }) => ({ action: leaf.action, reason: disclosure.reason })),
    ).toEqual([
      { action: 'request', reason: 'The court asks for it' },
      { action: 'build', reason: null },
    ]);
  });

  it('holds all that was recorded, and holds offline', async () => {
    const bytes = await archived();
    const { held, broken } = await verify(bytes);
    expect(broken).toBeNull();
    for (const part of [
      '2 documents enclosed',
      '2 entries of the agency’s log about its designations, each proved to stand in it; 2 opened',
      'the record of the draw is the one that the ledger’s entry names',
      'the secret is that whose hash dossier.zip › round.json has from the call',
      'decides ties by the seed of dossier.zip › panel/draw-record.json',
    ])
      expect(held.map(sentenceOf).join('\n')).toContain(part);

    const files = unzipSync(bytes);
    const [first, second] = world.proposalIds;
    for (const path of [
      'manifest.json',
      'manifest.note',
      'round.json',
      'challenge/challenge.json',
      'challenge/corrections.json',
      'challenge/questions.json',
      'panel/panel.json',
      'panel/members.json',
      'panel/draw.json',
      'panel/draw-record.json',
      'decision/decision.json',
      'decision/score-sheet.json',
      'decision/list.json',
      'decision/explanations.json',
      'conflicts.json',
      `objections/${second}.json`,
      `objections/${second}/attachments.json`,
      `objections/${second}/attachments/${addedIds[0]}.pdf`,
      'ledger/checkpoints.json',
      'ledger/ledger.json',
      'ledger/entries.json',
      'ledger/agency.json',
      'refusals.json',
      'notices.json',
      `proposals/${first}/proposal.json`,
      `proposals/${first}/attachments.json`,
      `proposals/${first}/attachments/${attachmentIds[0]}.pdf`,
      `proposals/${first}/screening.json`,
      `proposals/${first}/scorecards.json`,
      `proposals/${world.ineligible}/screening.json`,
    ])
      expect({ path, isThere: files[path] !== undefined }).toEqual({ path, isThere: true });
    expect(files[`proposals/${first}/attachments/${attachmentIds[0]}.pdf`]?.length).toBe(document.length);
    const textOf = (path: string): string => Buffer.from(files[path] ?? []).toString();
    expect(textOf(`proposals/${first}/proposal.json`)).toContain('A drone that finds people');
    expect(textOf(`proposals/${first}/proposal.json`)).not.toContain('drawNonce');
    expect(textOf('panel/members.json')).toContain('accountId');
    expect(textOf('round.json')).toContain('passMark');
    const refused: unknown = JSON.parse(textOf('refusals.json'));
    expect(refused).toEqual([
      expect.objectContaining({
        operation: 'submitScorecard',
        parameters: { proposalId: second },
        accountId: world.evaluators[0]?.accountId,
      }),
    ]);
    // The other challenge’s proposal is none of this one’s matter.
    expect(Object.keys(files).some((path) => path.includes(world.proposalIds[2]))).toBe(false);
    expect(textOf(`proposals/${first}/attachments.json`)).toContain('"path":null');
  });

  it('names evaluators to staff by their pseudonyms alone, and holds offline', async () => {
    const textOf = (bytes: Buffer): string =>
      Object.values(unzipSync(bytes))
        .map((content) => Buffer.from(content).toString())
        .join('\n');
    const bytes = await archived({ tellsEvaluators: false });
    const accountIds = world.evaluators.map(({ accountId }) => accountId);
    const [forAuditor, forStaff] = [textOf(await archived()), textOf(bytes)];
    expect(accountIds.filter((accountId) => forAuditor.includes(accountId)).length).toBeGreaterThan(2);
    expect(accountIds.filter((accountId) => forStaff.includes(accountId))).toEqual([]);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toContain('panel/panel.json');
    const refused: unknown = JSON.parse(Buffer.from(files['refusals.json'] ?? []).toString());
    expect(refused).toMatchObject([{ operation: 'submitScorecard', accountId: null }]);
    expect((await verify(bytes)).broken).toBeNull();
  });

  it('is the same to the byte as long as nothing changes, and another one after', async () => {
    const before = await archived();
    expect((await archived()).equals(before)).toBe(true);
    await world.checkpoint(addSeconds(afterNotice, 3600));
    expect((await archived()).equals(before)).toBe(false);
  });

  it('is made once, however often it is set going', async () => {
    const { dossierId } = await ask();
    await Promise.allSettled([world.build({ dossierId }), world.build({ dossierId })]);
    const built = await readDossierRequest(world.table, dossierId);
    await world.build({ dossierId });
    expect(await readDossierRequest(world.table, dossierId)).toEqual(built);
    expect(built?.state).toBe('BUILT');
  });

  it('is set going again where nobody makes it any more', async () => {
    const { dossierId } = await ask();
    world.woken.length = 0;
    expectStatus(await world.read(world.auditor, dossierId, addSeconds(afterNotice, 959)), 200);
    expect(world.woken).toEqual([]);
    expectStatus(await world.read(world.auditor, dossierId, addSeconds(afterNotice, 960)), 200);
    expectStatus(await world.read(world.auditor, dossierId, addSeconds(afterNotice, 961)), 200);
    expect(world.woken).toEqual([dossierId]);
  });

  it('has no link once it is gone from the store', async () => {
    const { dossierId } = await ask();
    await world.build({ dossierId });
    const late = await world.read(world.auditor, dossierId, '2020-08-24T00:00:30.000Z');
    expect(parse(late.body)).toMatchObject({ state: 'BUILT', link: null });
    const archive = (await readDossierRequest(world.table, dossierId))?.archive;
    const link = await world.links.savingLink(
      {
        key: archive?.key ?? '',
        versionId: archive?.versionId ?? '',
        fileName: 'd.zip',
        contentType: 'application/zip',
      },
      new Date().toISOString(),
    );
    const bytes = await fetched(link.url);
    expect(sha256Hex(bytes)).toBe(archive?.sha256);
    expect((await verify(bytes)).broken).toBeNull();
  });

  it('is not made of a document that is not what was pinned', async () => {
    const challenge = await readChallenge(world.table, world.challengeIds[0]);
    if (challenge === null) throw new Error('The challenge is gone');
    const archives = {
      ...world.builder.archives,
      read: (pinned: Parameters<typeof world.builder.archives.read>[0]) =>
        world.builder.archives.read({ ...pinned, sha256: sha256Hex('another one') }),
    };
    const stream = await archiveOfChallenge({ ...world.builder, archives }, challenge, whole);
    await expect(Array.fromAsync(stream)).rejects.toThrow('is not what was pinned');
  });
});

describe('who asks for a dossier', () => {
  it('is an auditor from the opening on, staff from the notice on, and nobody before', async () => {
    const [challengeId] = world.challengeIds;
    await moveRound(world, { state: 'EVALUATION', noticeAt: null });
    expect(await world.ask(world.staff, challengeId)).toMatchObject({
      status: 403,
      body: { code: 'dossier-before-notice' },
    });
    expectStatus(await world.ask(world.auditor, challengeId), 202);
    await moveRound(world, { state: 'CALL_FOR_PROPOSALS', openedAt: null });
    for (const who of [world.staff, world.auditor])
      expect(await world.ask(who, challengeId)).toMatchObject({
        status: 403,
        body: { code: 'dossier-sealed' },
      });
    await moveRound(world, { ...noticed, openedAt: '2020-06-01T00:00:00.000Z' });
    expectStatus(await world.ask(world.staff, challengeId), 202);
  });

  it('is no supplier, buyer or evaluator, nor an approver', async () => {
    const [evaluator] = world.evaluators;
    for (const who of [world.suppliers[0], world.buyer, world.approver, evaluator])
      if (who !== undefined) expectStatus(await world.ask(who, world.challengeIds[0]), 403);
  });

  it('is no auditor who takes part in the challenge, by an organisation or as an evaluator', async () => {
    const [evaluator = world.buyer] = world.evaluators;
    for (const party of [world.suppliers[0], world.buyer, evaluator]) {
      const accountId = party === evaluator ? party.accountId : crypto.randomUUID();
      await world.table.put({
        ...accountKey(accountId),
        memberships: {
          [world.staff.organisationId]: { kind: 'AGENCY', roles: ['auditor'] },
          [party.organisationId]: { kind: 'SUPPLIER', roles: ['author'] },
        },
        offers: {},
      });
      expect(await world.ask({ ...party, accountId }, world.challengeIds[0])).toMatchObject({
        status: 403,
        body: { code: 'dossier-of-own-matter' },
      });
    }
  });

  it('is no staff who declared a conflict in the challenge, also where they had asked before', async () => {
    const [challengeId] = world.challengeIds;
    const { dossierId } = await ask(world.colleague);
    expectStatus(await world.read(world.colleague, dossierId), 200);
    const declaration = { challengeId, reason: 'Its engineer is my brother' };
    expectStatus(await world.api.post(world.colleague, '/conflicts-of-interest', declaration), 201);
    const refused = { status: 403, body: { code: 'dossier-of-own-matter' } };
    expect(await world.ask(world.colleague, challengeId)).toMatchObject(refused);
    expect(await world.read(world.colleague, dossierId)).toMatchObject(refused);
  });

  it('alone reads it', async () => {
    const { dossierId } = await ask();
    await world.build({ dossierId });
    expectStatus(await world.read(world.staff, dossierId), 404);
    expectStatus(await world.read(world.suppliers[0], dossierId), 403);
    expectStatus(await world.read(world.auditor, crypto.randomUUID()), 404);
  });
});
