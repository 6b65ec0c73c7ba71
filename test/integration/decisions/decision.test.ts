import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { applyOutcomes, finaliseDecision } from '../../../functions/decisions/apply-outcomes.ts';
import { rankText } from '../../../functions/decisions/rank-text.ts';
import { priorityListSchema, scoreSheetSchema } from '../../../functions/decisions/schema.ts';
import { readDecision } from '../../../functions/decisions/store.ts';
import { evaluatorChange } from '../../../functions/evaluation/store.ts';
import { readChallenge } from '../../../functions/challenges/store.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { expectApproversTold } from '../../support/awaited-approval.ts';
import {
  approve,
  createDecidedWorld,
  type DecidedWorld,
  noticeAt as at,
  recommend,
} from '../../support/decided-world.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound, putNew } from '../../support/evaluation-world.ts';
import { createMember } from '../../support/members.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('a decision', () => {
  let world: DecidedWorld;
  let sheetSha256 = '';
  beforeAll(async () => {
    world = await createDecidedWorld();
  });

  it('is recommended by staff, with the sheet and the list in canonical JSON under their hashes', async () => {
    const answered = await world.api.post(world.staff, world.path);
    expect(answered).toMatchObject({
      status: 201,
      body: { state: 'RECOMMENDED', committedInWon: 200_000_000, approvedAt: null },
    });
    const decision = await readDecision(world.table, world.roundId);
    if (decision === null) throw new Error('No decision');
    await expectApproversTold(world.table, 'decision', `${world.roundId}/0`);
    sheetSha256 = decision.sheetSha256;
    const sheetText = await world.records.get(decision.sheetObject, decision.sheetSha256);
    const listText = await world.records.get(decision.listObject, decision.listSha256);
    expect(decision.sheetObject.key).toBe(
      `records/rounds/${world.roundId}/${sha256(sheetText)}/score-sheet.json`,
    );
    expect(decision.listObject.key).toBe(`records/rounds/${world.roundId}/${sha256(listText)}/list.json`);
    expect(canonicalJson(JSON.parse(sheetText))).toBe(sheetText);
    expect(canonicalJson(JSON.parse(listText))).toBe(listText);
    const ranked = rankText(sheetText);
    if (isRefusal(ranked)) throw new Error(ranked.code);
    expect(ranked.listText).toBe(listText);
    expect(ranked.sheet.proposals).toHaveLength(4);
    expect(ranked.sheet.scorecards).toHaveLength(9);
    expect(ranked.list.list.map(({ proposalId, outcome, reason }) => [proposalId, outcome, reason])).toEqual([
      [world.proposalIds[0], 'FUNDED', null],
      [world.proposalIds[2], 'FUNDED', null],
      [world.proposalIds[1], 'REJECTED', 'below-pass-mark'],
      [world.ineligible, 'REJECTED', 'gate-failed'],
    ]);
  });

  it('is recommended again while it is not approved, of the same sheet when nothing changed', async () => {
    expect(await recommend(world)).toBe(sheetSha256);
    const entries = await readEntries(world.table, `round/${world.roundId}`, `decision/${world.roundId}`);
    expect(entries).toMatchObject([
      { leaf: { action: 'recommend', from: null } },
      { leaf: { action: 'recommend', from: 'RECOMMENDED', to: 'RECOMMENDED' } },
    ]);
  });

  it('is seen before the notice by those who prepare, approve and audit it, and by nobody else', async () => {
    for (const who of [world.staff, world.approver, world.auditor]) {
      expect(await world.api.get(who, world.path)).toMatchObject({ status: 200, body: { sheetSha256 } });
      const { body } = expectStatus(await world.api.get(who, `${world.path}/records`), 200);
      const { list, scoreSheet } = v.parse(
        v.object({ list: priorityListSchema, scoreSheet: scoreSheetSchema }),
        body,
      );
      expect(list.list).toHaveLength(4);
      expect(scoreSheet.proposals).toHaveLength(4);
    }
    for (const who of [world.buyer, world.suppliers[0], world.evaluators[0] ?? null]) {
      expect(await world.api.get(who, world.path)).toMatchObject({ status: 404 });
      expect(await world.api.get(who, `${world.path}/records`)).toMatchObject({ status: 403 });
    }
    for (const path of ['list', 'score-sheet'])
      expect(await world.api.get(null, `/rounds/${world.roundId}/${path}`)).toMatchObject({ status: 404 });
    expect(
      await world.api.get(world.suppliers[0], `/proposals/${world.proposalIds[0]}/result`),
    ).toMatchObject({
      status: 409,
      body: { code: 'result-not-published' },
    });
    expect(
      await world.api.get(world.suppliers[1], `/proposals/${world.proposalIds[0]}/result`),
    ).toMatchObject({
      status: 404,
    });
  });

  it('is approved by another person, of the very sheet', async () => {
    const { table, staff } = world;
    expect(await approve(world, world.auditor, sheetSha256)).toMatchObject({ status: 403 });
    expect(await approve(world, world.approver, 'a'.repeat(64))).toMatchObject({
      status: 409,
      body: { code: 'sheet-changed', details: { sheetSha256 } },
    });
    await table.put({
      pk: `ACCOUNT#${staff.accountId}`,
      sk: 'ACCOUNT',
      memberships: { [staff.organisationId]: { kind: 'AGENCY', roles: ['staff', 'approver'] } },
    });
    const samePerson = { status: 403, body: { code: 'same-person' } };
    expect(await approve(world, staff, sheetSha256)).toMatchObject(samePerson);
    // A colleague who recommends the same has made nothing of it another's.
    expect(await world.api.post(world.colleague, world.path)).toMatchObject({ body: { sheetSha256 } });
    expect(await approve(world, staff, sheetSha256)).toMatchObject(samePerson);
    const sensitivity = `${world.path}/sensitivity`;
    expect(await world.api.get(world.auditor, sensitivity)).toMatchObject({
      status: 409,
      body: { code: 'result-not-approved' },
    });
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject({
      status: 200,
      body: { state: 'APPROVED', approvedAt: expect.any(String) },
    });
    expect(await world.api.get(world.auditor, sensitivity)).toMatchObject({
      status: 200,
      body: { cursor: null, passMarks: [{}, {}], policies: [{}, {}, {}] },
    });
    expect(await world.api.get(null, `/rounds/${world.roundId}/list/budgets`)).toMatchObject({ status: 404 });
    expect(await world.api.get(null, `/rounds/${world.roundId}/list/explanations`)).toMatchObject({
      status: 404,
    });
    for (const path of ['sensitivity', 'sensitivity/scorecards'])
      expect(await world.api.get(null, `/rounds/${world.roundId}/list/${path}`)).toMatchObject({
        status: 404,
      });
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect(await world.api.post(world.staff, world.path)).toMatchObject({
      body: { code: 'decision-stands' },
    });
  });

  it('is applied after the notice alone', async () => {
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    await expect(applyOutcomes(world, round, at)).rejects.toThrow('no decision that notice was given of');
    expect(await readProposal(world.table, world.proposalIds[0])).toMatchObject({ state: 'ELIGIBLE' });
  });

  it('gives each proposal its outcome once, however often and however many at a time it is applied', async () => {
    await moveRound(world, { state: 'NOTICE', noticeAt: at });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    const runs = await Promise.all([1, 2, 3].map(() => applyOutcomes(world, round, at)));
    expect(runs).toEqual([{ done: true }, { done: true }, { done: true }]);
    expect(await applyOutcomes(world, round, at)).toEqual({ done: true });
    const states = await Promise.all(
      [...world.proposalIds, world.ineligible].map(
        async (id) => (await readProposal(world.table, id))?.state,
      ),
    );
    expect(states).toEqual(['PRIORITISED', 'REJECTED', 'PRIORITISED', 'INELIGIBLE']);
    const challenges = await Promise.all(
      world.challengeIds.map(async (id) => (await readChallenge(world.table, id))?.state),
    );
    expect(challenges).toEqual(['MATCHED', 'MATCHED']);
    const entries = await readEntries(world.table, `round/${world.roundId}`);
    const actions = entries.map(({ leaf }) => leaf.action);
    for (const [action, count] of [
      ['prioritise', 2],
      ['reject', 1],
      ['notify', 1],
      ['match', 2],
      ['finalise', 0],
    ] as const)
      expect([action, actions.filter((each) => each === action).length]).toEqual([action, count]);
    expect(await readDecision(world.table, world.roundId)).toMatchObject({
      state: 'NOTIFIED',
      notifiedAt: at,
      finalAt: null,
    });
  });

  it('is public from the notice on, byte by byte', async () => {
    const decision = await readDecision(world.table, world.roundId);
    if (decision === null) throw new Error('No decision');
    for (const [path, hash] of [
      ['list', decision.listSha256],
      ['score-sheet', decision.sheetSha256],
    ] as const) {
      const { status, body, headers } = await world.api.get(null, `/rounds/${world.roundId}/${path}`);
      expect([status, headers['etag']]).toEqual([200, `"${hash}"`]);
      expect(sha256(JSON.stringify(body))).toBe(hash);
    }
    expect(await world.api.get(world.buyer, world.path)).toMatchObject({
      status: 200,
      body: { state: 'NOTIFIED' },
    });
    const { body } = await world.api.get(world.buyer, world.path);
    for (const { accountId } of [world.staff, world.approver])
      expect(JSON.stringify(body)).not.toContain(accountId);
  });

  it('explains every row of the list in public, and how firm it is', async () => {
    const explained = await world.api.get(null, `/rounds/${world.roundId}/list/explanations`);
    expect(explained).toMatchObject({
      status: 200,
      body: {
        cursor: null,
        rows: [
          { row: { proposalId: world.proposalIds[0] }, wouldChange: { kind: 'margin' } },
          { row: { proposalId: world.proposalIds[2] }, wouldChange: { kind: 'margin' } },
          { row: { proposalId: world.proposalIds[1] }, wouldChange: { kind: 'pass', gates: false } },
          { row: { proposalId: world.ineligible }, wouldChange: { kind: 'pass', gates: true } },
        ],
      },
    });
    const unknown = { query: { cursor: '9' } };
    const path = `/rounds/${world.roundId}/list/explanations`;
    expect(await world.api.get(null, path, undefined, unknown)).toMatchObject({ status: 400 });
    expect(await world.api.get(null, `/rounds/${world.roundId}/list/sensitivity`)).toMatchObject({
      status: 200,
      body: { policies: [{ policy: 'skip', flips: [] }, { policy: 'strict' }, { policy: 'max-score' }] },
    });
    const cards = `/rounds/${world.roundId}/list/sensitivity/scorecards`;
    const { rows } = v.parse(
      v.object({ rows: v.array(v.unknown()) }),
      (await world.api.get(world.auditor, `/rounds/${world.roundId}/decision/sensitivity`)).body,
    );
    expect(await world.api.get(null, cards)).toMatchObject({ status: 200, body: { rows, cursor: null } });
    expect(await world.api.get(null, cards, undefined, unknown)).toMatchObject({ status: 400 });
  });

  it('says in public what more budget would have bought', async () => {
    expect(await world.api.get(null, `/rounds/${world.roundId}/list/budgets`)).toMatchObject({
      status: 200,
      body: { unfunded: [], shortInWon: 0, steps: [] },
    });
  });

  it('tells a supplier its own scores by pseudonym, and the reasons', async () => {
    const [first] = world.proposalIds;
    const { status, body } = await world.api.get(world.suppliers[0], `/proposals/${first}/result`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      proposalId: first,
      state: 'PRIORITISED',
      row: { rank: 1, outcome: 'FUNDED', total: 2700 },
    });
    expect(body).toHaveProperty('scorecards.length', 3);
    expect(body).toMatchObject({
      explanation: {
        row: { rank: 1 },
        dimensions: [{ cards: [{ kept: true }, { kept: true }, { kept: true }], spread: 0 }, {}],
        wouldChange: { kind: 'margin' },
      },
    });
    for (const { accountId } of world.evaluators) expect(JSON.stringify(body)).not.toContain(accountId);
    expect(body).toMatchObject({
      scorecards: [{ points: { need: 900 }, gates: { safety: true }, reasons: { need: 'Urgent' } }, {}, {}],
    });
    for (const { accountId } of world.evaluators) expect(JSON.stringify(body)).not.toContain(accountId);
    expect(await world.api.get(world.suppliers[2], `/proposals/${world.ineligible}/result`)).toMatchObject({
      body: { state: 'INELIGIBLE', row: { reason: 'gate-failed' }, scorecards: [] },
    });
    for (const who of [world.suppliers[1], world.buyer, world.staff])
      expect(await world.api.get(who, `/proposals/${first}/result`)).toMatchObject({ status: 404 });
  });

  it('is final when the standstill has ended, once', async () => {
    const notice = await readRound(world.table, world.roundId);
    if (notice === null) throw new Error('No round');
    await finaliseDecision(world.table, notice, at);
    expect(await readDecision(world.table, world.roundId)).toMatchObject({ state: 'NOTIFIED' });
    await moveRound(world, { state: 'PURCHASE' });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    await finaliseDecision(world.table, round, at);
    await applyOutcomes(world, round, '2020-09-01T00:00:00.000Z');
    expect(await readDecision(world.table, world.roundId)).toMatchObject({ state: 'FINAL', finalAt: at });
  });
});

describe('a recommendation', () => {
  it('is not made in another phase, by others than staff, or by somebody of the pool', async () => {
    const world = await createDecidedWorld();
    for (const who of [world.approver, world.auditor, world.buyer])
      expect(await world.api.post(who, world.path)).toMatchObject({ status: 403 });
    for (const who of [world.staff, world.approver])
      await putNew(
        world.table,
        evaluatorChange(
          {
            state: 'LISTED',
            roundId: world.roundId,
            evaluatorId: crypto.randomUUID(),
            listingId: crypto.randomUUID(),
            accountId: who.accountId,
            organisationId: who.organisationId,
            name: null,
            expertise: 'Rescue',
            listedAt: at,
          },
          'list',
        ),
      );
    const refused = { status: 403, body: { code: 'evaluator-decides' } };
    expect(await world.api.post(world.staff, world.path)).toMatchObject(refused);
    const { body } = expectStatus(await world.api.post(world.colleague, world.path), 201);
    const { sheetSha256 } = v.parse(v.object({ sheetSha256: v.string() }), body);
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject(refused);
    await moveRound(world, { state: 'EVALUATION' });
    expect(await world.api.post(world.colleague, world.path)).toMatchObject({
      body: { code: 'round-phase' },
    });
    const other = await createMember(world.table, 'AGENCY', ['approver'], world.staff.organisationId);
    expect(await approve(world, other, sheetSha256)).toMatchObject({ body: { code: 'round-phase' } });
  });

  it('needs the quorum of each eligible proposal', async () => {
    const world = await createDecidedWorld(false);
    expect(await world.api.post(world.staff, world.path)).toMatchObject({
      status: 409,
      body: { code: 'quorum-not-met', details: { proposalIds: [world.proposalIds[2]] } },
    });
    expect(await readDecision(world.table, world.roundId)).toBeNull();
    expect(await approve(world, world.approver, 'a'.repeat(64))).toMatchObject({ status: 404 });
  });
});

describe('an approval', () => {
  it('is refused when a proposal of the sheet was withdrawn, until staff recommend again', async () => {
    const world = await createDecidedWorld();
    const sheetSha256 = await recommend(world);
    const row = await world.table.get({ pk: `PROPOSAL#${world.proposalIds[0]}`, sk: 'PROPOSAL' });
    await world.table.put({ ...row, state: 'WITHDRAWN_AFTER_OPENING' });
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject({
      status: 409,
      body: { code: 'sheet-outdated' },
    });
    const again = await recommend(world);
    expect(again).not.toBe(sheetSha256);
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject({
      body: { code: 'sheet-changed' },
    });
    expect(await approve(world, world.approver, again)).toMatchObject({ status: 200 });

    await moveRound(world, { state: 'NOTICE', noticeAt: at });
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('No round');
    // The only one that could pass of the first challenge was withdrawn.
    await applyOutcomes(world, round, at);
    const challenges = await Promise.all(
      world.challengeIds.map(async (id) => (await readChallenge(world.table, id))?.state),
    );
    expect(challenges).toEqual(['UNMATCHED', 'MATCHED']);
  });

  it('is refused when the stored list does not follow from the stored sheet', async () => {
    const world = await createDecidedWorld();
    const sheetSha256 = await recommend(world);
    const decision = await readDecision(world.table, world.roundId);
    if (decision === null) throw new Error('No decision');
    const listText = await world.records.get(decision.listObject, decision.listSha256);
    const forged = await world.records.put(
      world.roundId,
      'list.json',
      listText.replace('"outcome":"FUNDED"', '"outcome":"RESERVE"'),
    );
    const row = await world.table.get({ pk: `ROUND#${world.roundId}`, sk: 'DECISION' });
    await world.table.put({ ...row, listSha256: forged.sha256, listObject: forged.object });
    const refused = { status: 409, body: { code: 'list-not-reproduced' } };
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject(refused);
    await world.table.put({ ...row, listObject: forged.object });
    expect(await approve(world, world.approver, sheetSha256)).toMatchObject(refused);
  });
});
