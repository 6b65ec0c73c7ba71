import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { applyOutcomes } from '../../../functions/decisions/apply-outcomes.ts';
import { readDecision, readPriorityList, readScoreSheet } from '../../../functions/decisions/store.ts';
import { readFreshPanel, readPanel } from '../../../functions/evaluation/store.ts';
import { reportOverdueObjections } from '../../../functions/objections/report-overdue.ts';
import { logPartitions } from '../../../functions/platform/change.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startPurchases } from '../../../functions/purchases/start-purchases.ts';
import { readBudget, readPurchase } from '../../../functions/purchases/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, moveRound } from '../../support/evaluation-world.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import { memberOfPseudonym, scores } from '../../support/evaluation-world.ts';
import { createMember, type Member } from '../../support/members.ts';
import {
  createObjectionWorld,
  inStandstill,
  noticed,
  type ObjectionWorld,
  standstill,
} from '../../support/objection-world.ts';
import { agreedTerms } from '../../support/sample-purchase.ts';
import { purchaseApi } from '../../support/purchase-world.ts';

const afterStandstill = '2020-08-10T00:00:30.000Z';

const begin = async (world: ObjectionWorld): Promise<void> => {
  const { table, records, roundId } = world;
  const round = await readRound(table, roundId);
  if (round === null) throw new Error('The round is gone');
  await startPurchases(
    { table, records, workflow: fakeWorkflow().workflow, purchaseMachineArn: 'arn' },
    round,
    afterStandstill,
  );
};

const contract = (world: ObjectionWorld, proposalId: string, at = afterStandstill) =>
  purchaseApi({ ...world, workflow: { resume: () => Promise.resolve(true) } }).post(
    world.staff,
    `/purchases/${purchaseIdOf(proposalId)}/contract`,
    at,
    agreedTerms(100_000_000, '2020-12-01T00:00:00.000Z'),
  );

const isBegun = async ({ table }: ObjectionWorld, proposalId: string): Promise<boolean> =>
  (await readPurchase(table, purchaseIdOf(proposalId))) !== null;

describe('an objection', () => {
  let world: ObjectionWorld;
  beforeAll(async () => {
    world = await createObjectionWorld();
  }, 60_000);

  it('a second late is refused, and the refusal kept', async () => {
    const { table, roundId, suppliers, proposalIds } = world;
    expect(await world.object(suppliers[1], proposalIds[1], addSeconds(standstill, 1))).toMatchObject({
      status: 409,
      body: { code: 'standstill-over' },
    });
    const kept = await Promise.all(
      logPartitions(`round/${roundId}`, 'REFUSALS').map((shard) => table.all(shard, { index: 'log' })),
    );
    expect(kept.flat()).toMatchObject([{ code: 'standstill-over', accountId: suppliers[1].accountId }]);
  });

  it('is a signatory’s of the supplier, and for others of the round there is nothing', async () => {
    const { table, suppliers, proposalIds } = world;
    const author = await createMember(table, 'SUPPLIER', ['author'], suppliers[1].organisationId);
    expect(await world.object(author, proposalIds[1])).toMatchObject({ status: 403 });
    expect(await world.object(suppliers[0], proposalIds[1])).toMatchObject({ status: 404 });
    expect(await world.object(world.staff, proposalIds[1])).toMatchObject({ status: 404 });
    expect(await world.readObjection(suppliers[1], proposalIds[1])).toMatchObject({ status: 404 });
  });

  it('is made once, with its entry, its notice, and the time for its decision', async () => {
    const { table, roundId, suppliers, proposalIds } = world;
    const [, proposalId] = proposalIds;
    expect(await world.object(suppliers[1], proposalId)).toMatchObject({
      status: 201,
      body: { state: 'OPEN', filedAt: inStandstill, decisionDeadline: addSeconds(inStandstill, 15 * 86_400) },
    });
    expect(await world.object(suppliers[1], proposalId)).toMatchObject({
      status: 409,
      body: { code: 'objected-already' },
    });
    expect(await readEntries(table, `round/${roundId}`, `objection/${proposalId}`)).toMatchObject([
      { leaf: { action: 'object', from: null, to: 'OPEN' } },
    ]);
    expect(await table.get({ pk: `NOTICE#objection/${proposalId}/made`, sk: 'NOTICE' })).toMatchObject({
      kind: 'objection-made',
      audience: { kind: 'agency', roles: ['staff', 'approver'] },
    });
    expect(world.woken).toEqual([roundId]);
  });

  it('is read by its supplier and the agency alone', async () => {
    const { suppliers, proposalIds, staff, auditor, judge, evaluators, buyer } = world;
    for (const who of [suppliers[1], staff, auditor, judge])
      expect(await world.readObjection(who, proposalIds[1])).toMatchObject({
        status: 200,
        body: { text: 'Two cards are wrong', decision: null },
      });
    for (const who of [suppliers[0], buyer, evaluators[0] ?? buyer])
      expect(await world.readObjection(who, proposalIds[1])).toMatchObject({ status: 404 });
    expect(await world.listObjections(suppliers[1])).toMatchObject({ status: 403 });
  });

  it('holds what it could change and lets the other go on (invariant 10)', async () => {
    const [first, , other] = world.proposalIds;
    expect(await world.listObjections(world.staff)).toMatchObject({
      status: 200,
      body: { rows: [{ state: 'OPEN' }], heldProposalIds: [first] },
    });
    await moveRound(world, { ...noticed, state: 'PURCHASE' });
    await begin(world);
    expect([await isBegun(world, first), await isBegun(world, other)]).toEqual([false, true]);
    // Nobody passes over the one to come.
    expect((await readBudget(world.table, world.roundId))?.startedAt).toBeNull();
    // Another objection that came in time may still be on its way.
    expect(await contract(world, other, addSeconds(afterStandstill, -1))).toMatchObject({
      status: 409,
      body: { code: 'objections-still-coming', details: { notBefore: afterStandstill } },
    });
    expect(await contract(world, other)).toMatchObject({ status: 200 });
  });

  it('is not decided by whoever recommended, approved, screened, scored or has a stake (invariant 11)', async () => {
    const { table, staff, approver, suppliers, evaluators, proposalIds } = world;
    const alsoApprover = (accountId: string, more: object = {}) =>
      table.put({
        pk: `ACCOUNT#${accountId}`,
        sk: 'ACCOUNT',
        memberships: { [staff.organisationId]: { kind: 'AGENCY', roles: ['staff', 'approver'] }, ...more },
        offers: {},
      });
    const decide = (who: typeof staff) => world.decide(who, proposalIds[1], 'DISMISSED');
    expect(await decide(staff)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    await alsoApprover(staff.accountId);
    const [evaluator = staff] = evaluators;
    await alsoApprover(evaluator.accountId);
    for (const who of [staff, approver, evaluator])
      expect(await decide(who)).toMatchObject({ status: 403, body: { code: 'judge-took-part' } });
    const stake = await createMember(table, 'SUPPLIER', ['author'], suppliers[0].organisationId);
    await alsoApprover(stake.accountId, {
      [suppliers[0].organisationId]: { kind: 'SUPPLIER', roles: ['author'] },
    });
    expect(await decide(stake)).toMatchObject({ status: 403, body: { code: 'stake-in-decision' } });
  });

  it('that is late is reported once, and stays open', async () => {
    const { table, roundId, proposalIds } = world;
    const due = addSeconds(inStandstill, 15 * 86_400);
    const notice = () => table.get({ pk: `NOTICE#objection/${proposalIds[1]}/overdue`, sk: 'NOTICE' });
    expect(await reportOverdueObjections(table, roundId, addSeconds(due, -1))).toBe(due);
    expect(await notice()).toBeNull();
    expect(await reportOverdueObjections(table, roundId, due)).toBeNull();
    expect(await notice()).toMatchObject({ kind: 'objection-overdue', recordedAt: due });
    await reportOverdueObjections(table, roundId, addSeconds(due, 60));
    expect(await notice()).toMatchObject({ recordedAt: due });
  });

  it('dismissed with reasons lets go what it held', async () => {
    const { table, roundId, judge, suppliers, proposalIds } = world;
    expect(await world.decide(judge, proposalIds[1], 'DISMISSED')).toMatchObject({
      status: 200,
      body: { state: 'DISMISSED', decision: { reasons: 'As the file shows', at: inStandstill } },
    });
    expect(await world.decide(judge, proposalIds[1], 'UPHELD')).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect(await table.get({ pk: `NOTICE#objection/${proposalIds[1]}/decided`, sk: 'NOTICE' })).toMatchObject(
      {
        audience: { kind: 'organisation', organisationId: suppliers[1].organisationId },
        facts: { outcome: 'dismissed' },
      },
    );
    expect(world.woken).toEqual([roundId, roundId]);
    await begin(world);
    expect(await isBegun(world, proposalIds[0])).toBe(true);
    expect((await readBudget(table, roundId))?.startedAt).toBe(afterStandstill);
  });

  it('written only after the purchase began holds its contract all the same (invariant 10)', async () => {
    const { suppliers, proposalIds, ineligible } = world;
    expect(await world.object(suppliers[2], ineligible)).toMatchObject({ status: 201 });
    expect(await contract(world, proposalIds[0])).toMatchObject({
      status: 409,
      body: { code: 'objection-open' },
    });
    expect(await world.decide(world.judge, ineligible, 'INADMISSIBLE')).toMatchObject({ status: 200 });
    expect(await contract(world, proposalIds[0])).toMatchObject({ status: 200 });
  });
});

describe('an objection that is upheld', () => {
  let world: ObjectionWorld;
  let fresh: readonly Member[] = [];
  beforeAll(async () => {
    world = await createObjectionWorld();
  }, 60_000);

  const outcomes = async () => {
    const { table, records, roundId } = world;
    const round = await readRound(table, roundId);
    if (round === null) throw new Error('The round is gone');
    await applyOutcomes({ table, records }, round, afterStandstill);
  };

  it('makes its proposal eligible again, before a panel of others, and holds on', async () => {
    const { table, roundId, suppliers, proposalIds, judge, challengeIds } = world;
    const [first, second, other] = proposalIds;
    expectStatus(await world.object(suppliers[1], second), 201);
    expect(await world.decide(judge, second, 'UPHELD')).toMatchObject({
      status: 200,
      body: { state: 'UPHELD' },
    });
    expect((await readProposal(table, second))?.state).toBe('ELIGIBLE');
    expect(await readDecision(table, roundId)).toMatchObject({ state: 'NOTIFIED', reopened: [second] });
    // Who opened one outcome again took no part in what another objection is about.
    expectStatus(await world.object(suppliers[2], world.ineligible), 201);
    expect(await world.decide(judge, world.ineligible, 'DISMISSED')).toMatchObject({ status: 200 });
    expect(await readEntries(table, `round/${roundId}`, `proposal/${second}`)).toMatchObject([
      {},
      {},
      { leaf: { action: 'reject' } },
      { leaf: { action: 'uphold-objection', from: 'REJECTED', to: 'ELIGIBLE' } },
    ]);
    const seated = (panel: { readonly seats: readonly { readonly evaluatorId: string }[] } | null) =>
      panel?.seats.map(({ evaluatorId }) => evaluatorId) ?? [];
    const firstSeats = seated(await readPanel(table, challengeIds[0]));
    const freshSeats = seated(
      await readFreshPanel(table, { challengeId: challengeIds[0], proposalId: second }),
    );
    expect(freshSeats).toHaveLength(3);
    expect(freshSeats.filter((evaluatorId) => firstSeats.includes(evaluatorId))).toEqual([]);
    const people = await memberOfPseudonym(world);
    fresh = freshSeats.flatMap((evaluatorId) => people.get(evaluatorId) ?? []);

    // The outcomes of the first decision are applied once more when the standstill ends.
    await moveRound(world, { ...noticed, state: 'PURCHASE' });
    await outcomes();
    expect((await readProposal(table, second))?.state).toBe('ELIGIBLE');
    expect(await readDecision(table, roundId)).toMatchObject({ state: 'FINAL', reopened: [second] });
    await begin(world);
    expect([await isBegun(world, first), await isBegun(world, other)]).toEqual([false, true]);
    expect(await world.listObjections(world.auditor)).toMatchObject({ body: { heldProposalIds: [first] } });
  });

  it('is scored by the fresh panel alone, each after a declaration', async () => {
    const { api, table, proposalIds, challengeIds } = world;
    const [, second] = proposalIds;
    const submission = `/proposals/${second}/scorecard/submission`;
    const people = await memberOfPseudonym(world);
    const [seat] = (await readPanel(table, challengeIds[0]))?.seats ?? [];
    const ofFirst = people.get(seat?.evaluatorId ?? '') ?? null;
    expect(await api.post(ofFirst, submission, scores(950))).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
    expect(await world.recommendRevision(world.staff)).toMatchObject({
      status: 409,
      body: { code: 'fresh-evaluation-unfinished' },
    });
    for (const member of fresh) {
      expect(await api.post(member, submission, scores(950))).toMatchObject({ status: 403 });
      const declaration = { conflict: false };
      const path = `/proposals/${second}/fresh-panel/declaration`;
      expectStatus(await api.post(member, path, declaration), 200);
      expect(await api.get(member, '/evaluations')).toMatchObject({
        status: 200,
        body: { rows: expect.arrayContaining([expect.objectContaining({ freshFor: second })]) },
      });
      expectStatus(await api.post(member, submission, scores(950)), 201);
      // Of the first panel's cards its successor sees none.
      const { body } = expectStatus(await api.get(member, `/proposals/${second}/scorecards`), 200);
      expect(v.parse(v.object({ rows: v.array(v.unknown()) }), body).rows.length).toBeLessThanOrEqual(3);
    }
    expect(await api.get(world.auditor, `/proposals/${second}/scorecards`)).toMatchObject({
      body: { rows: { length: 6 } },
    });
  });

  it('may have the fresh panel meet, which revises what it locked, and no other panel', async () => {
    const { api, staff, proposalIds, challengeIds } = world;
    const [, second] = proposalIds;
    const path = `/challenges/${challengeIds[0]}/panel/meeting`;
    const afresh = { query: { freshFor: second } };
    const revise = (member: Member | null, points: number) =>
      api.post(member, `/proposals/${second}/scorecard/revision`, {
        ...scores(points),
        reason: 'We read the report together',
      });
    const [one = null, two = null] = fresh;
    expect(await revise(one, 960)).toMatchObject({ status: 409, body: { code: 'no-panel-meeting' } });
    // The first panel's time has passed.
    expect(await api.post(staff, path, { occasion: 'The report' })).toMatchObject({ status: 409 });
    expect(await api.post(staff, path, { occasion: 'The report' }, afresh)).toMatchObject({
      status: 201,
      body: { state: 'OPEN', freshFor: second },
    });
    expect(await api.get(one, path, undefined, afresh)).toMatchObject({ body: { state: 'OPEN' } });
    expectStatus(await revise(one, 960), 200);
    const closing = `${path}/closing`;
    expectStatus(await api.post(staff, closing, { minutes: 'One was revised' }, afresh), 200);
    expect(await revise(two, 960)).toMatchObject({ status: 409, body: { code: 'no-panel-meeting' } });
  });

  const expectShownToDecidersAlone = async (sheetSha256: string, funded: string): Promise<void> => {
    const { staff, approver, auditor, table, evaluators, suppliers, buyer } = world;
    for (const who of [staff, approver, auditor])
      expect(await world.readRevision(who)).toMatchObject({
        status: 200,
        body: {
          sheetSha256,
          list: { list: [{ rank: 1, proposalId: funded, outcome: 'FUNDED' }, {}, {}, {}] },
          scoreSheet: { proposals: [{}, {}, {}, {}] },
        },
      });
    for (const who of [buyer, suppliers[1], ...evaluators.slice(0, 1)])
      expect(await world.readRevision(who)).toMatchObject({ status: 403 });
    const newcomer = await createMember(table, 'AGENCY', ['approver'], approver.organisationId);
    expect(await world.readRevision(newcomer)).toMatchObject({ body: { code: 'declaration-due' } });
    // Evaluators stand in the list by pseudonyms alone.
    const shown = JSON.stringify(await world.readRevision(approver));
    expect(evaluators.filter(({ accountId }) => shown.includes(accountId))).toEqual([]);
  };

  it('leads to another list by two people, with both results on record (invariant 11)', async () => {
    const { table, records, roundId, staff, approver, proposalIds } = world;
    const [first, second] = proposalIds;
    const decided = await readDecision(table, roundId);
    expect(await world.readRevision(approver)).toMatchObject({ status: 404 });
    const { body } = expectStatus(await world.recommendRevision(staff), 201);
    const { revisionSha256 } = v.parse(v.object({ revisionSha256: v.string() }), body);
    // Until it is approved the first list stands, for everybody.
    expect(body).toMatchObject({ sheetSha256: decided?.sheetSha256, earlier: [] });
    expect(await world.approveRevision(approver, 'a'.repeat(64))).toMatchObject({
      status: 409,
      body: { code: 'sheet-changed' },
    });
    await expectShownToDecidersAlone(revisionSha256, second);
    await table.put({
      pk: `ACCOUNT#${staff.accountId}`,
      sk: 'ACCOUNT',
      memberships: { [staff.organisationId]: { kind: 'AGENCY', roles: ['staff', 'approver'] } },
      offers: {},
    });
    expect(await world.approveRevision(staff, revisionSha256)).toMatchObject({
      status: 403,
      body: { code: 'same-person' },
    });
    expect(await world.approveRevision(approver, revisionSha256)).toMatchObject({
      status: 200,
      body: { sheetSha256: revisionSha256, earlier: [{ sheetSha256: decided?.sheetSha256 }] },
    });
    expect(await table.get(noticeKey(`result-revised/${roundId}/${revisionSha256}`))).toMatchObject({
      audience: { kind: 'round-holders', roundId },
    });
    const present = await readDecision(table, roundId);
    expect(present).toMatchObject({ reopened: [], revision: null });
    if (present === null || decided === null) throw new Error('No decision');
    const [before, after] = await Promise.all([
      readScoreSheet(records, decided),
      readScoreSheet(records, present),
    ]);
    const without = (sheet: typeof before) => sheet.scorecards.filter((card) => card.proposalId !== second);
    expect(without(after)).toEqual(without(before));
    expect((await readPriorityList(records, present)).list.slice(0, 3)).toMatchObject([
      { proposalId: second, outcome: 'FUNDED' },
      { proposalId: first, outcome: 'RESERVE', reason: 'challenge-served' },
      { outcome: 'FUNDED' },
    ]);
  });

  it('is then bought in the place of the other, which was never begun', async () => {
    const { table, roundId, proposalIds } = world;
    const [first, second, other] = proposalIds;
    await outcomes();
    expect((await readProposal(table, second))?.state).toBe('PRIORITISED');
    await begin(world);
    expect([await isBegun(world, first), await isBegun(world, second), await isBegun(world, other)]).toEqual([
      false,
      true,
      true,
    ]);
    expect((await readBudget(table, roundId))?.startedAt).toBe(afterStandstill);
    expect(await contract(world, second)).toMatchObject({ status: 200 });
  });
});
