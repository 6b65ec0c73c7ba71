import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { applyOutcomes } from '../../../functions/decisions/apply-outcomes.ts';
import { readDecision, readPriorityList, readScoreSheet } from '../../../functions/decisions/store.ts';
import { readFreshPanel } from '../../../functions/evaluation/store.ts';
import { readProposal } from '../../../functions/proposals/store.ts';
import { purchaseIdOf } from '../../../functions/purchases/rules.ts';
import { startPurchases } from '../../../functions/purchases/start-purchases.ts';
import { readBudget, readPurchase } from '../../../functions/purchases/store.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { expectStatus, memberOfPseudonym, moveRound, scores } from '../../support/evaluation-world.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import { createObjectionWorld, noticed, type ObjectionWorld } from '../../support/objection-world.ts';

const afterStandstill = '2020-08-10T00:00:30.000Z';

describe('two upheld objections', () => {
  let world: ObjectionWorld;
  beforeAll(async () => {
    world = await createObjectionWorld();
    const { suppliers, proposalIds, ineligible, judge } = world;
    expectStatus(await world.object(suppliers[1], proposalIds[1]), 201);
    expectStatus(await world.object(suppliers[2], ineligible), 201);
    expectStatus(await world.object(suppliers[2], proposalIds[2]), 201);
    for (const proposalId of [proposalIds[1], ineligible])
      expectStatus(await world.decide(judge, proposalId, 'UPHELD'), 200);
    await moveRound(world, { ...noticed, state: 'PURCHASE' });
    await settle();
  }, 60_000);

  /** The whole fresh panel of a proposal to the first challenge declares and scores. */
  const scoreAfresh = async (proposalId: string, points: number): Promise<void> => {
    const { api, table, challengeIds } = world;
    const people = await memberOfPseudonym(world);
    const panel = await readFreshPanel(table, { challengeId: challengeIds[0], proposalId });
    for (const { evaluatorId } of panel?.seats ?? []) {
      const member = people.get(evaluatorId) ?? null;
      const path = `/proposals/${proposalId}`;
      expectStatus(await api.post(member, `${path}/fresh-panel/declaration`, { conflict: false }), 200);
      expectStatus(await api.post(member, `${path}/scorecard/submission`, scores(points)), 201);
    }
  };
  const settle = async (): Promise<void> => {
    const { table, records, roundId } = world;
    const round = await readRound(table, roundId);
    if (round === null) throw new Error('The round is gone');
    await applyOutcomes({ table, records }, round, afterStandstill);
    const { workflow } = fakeWorkflow();
    await startPurchases({ table, records, workflow, purchaseMachineArn: 'arn' }, round, afterStandstill);
  };
  const recommend = async (): Promise<string> => {
    const { body } = expectStatus(await world.recommendRevision(world.staff), 201);
    return v.parse(v.object({ revisionSha256: v.string() }), body).revisionSha256;
  };
  const decided = async () => {
    const decision = await readDecision(world.table, world.roundId);
    if (decision === null) throw new Error('No decision');
    return decision;
  };
  const begun = async () =>
    Promise.all(
      world.proposalIds.map(
        async (proposalId) => (await readPurchase(world.table, purchaseIdOf(proposalId))) !== null,
      ),
    );
  let revisionSha256 = '';

  it('are revised one by one: a panel that still scores holds up no other’s result', async () => {
    const { proposalIds, ineligible } = world;
    const [first, second, third] = proposalIds;
    expect(await world.recommendRevision(world.staff)).toMatchObject({
      status: 409,
      body: { code: 'fresh-evaluation-unfinished' },
    });
    await scoreAfresh(second, 950);
    revisionSha256 = await recommend();
    expect((await decided()).revision?.proposalIds).toEqual([second]);
    expect(await world.readRevision(world.approver)).toMatchObject({
      body: {
        stillReopened: [ineligible],
        list: {
          list: [
            { proposalId: second, outcome: 'FUNDED' },
            { proposalId: first, outcome: 'RESERVE' },
            { proposalId: third, outcome: 'FUNDED' },
            { proposalId: ineligible, outcome: 'REJECTED', reason: 'gate-failed' },
          ],
        },
      },
    });
  });

  it('keep what was recommended as it is, whoever finishes or is upheld before it is approved', async () => {
    const { proposalIds, ineligible, judge, approver, records } = world;
    const [, second, third] = proposalIds;
    const before = await readScoreSheet(records, await decided());
    await scoreAfresh(ineligible, 200);
    expectStatus(await world.decide(judge, third, 'UPHELD'), 200);
    expect(await world.approveRevision(approver, revisionSha256)).toMatchObject({
      status: 200,
      body: { sheetSha256: revisionSha256 },
    });
    const decision = await decided();
    expect(decision).toMatchObject({ reopened: [ineligible, third], revision: null });
    const after = await readScoreSheet(records, decision);
    const others = ({ scorecards }: typeof after) => scorecards.filter((card) => card.proposalId !== second);
    expect(others(after)).toEqual(others(before));
    expect(after.proposals.find(({ proposalId }) => proposalId === ineligible)?.gatesPassed).toBe(false);
  });

  it('give their outcome to what the revision took alone, and hold what the other could change', async () => {
    const { table, proposalIds, ineligible, auditor } = world;
    const [, second, third] = proposalIds;
    await settle();
    const states = await Promise.all(
      [second, ineligible, third].map(async (proposalId) => (await readProposal(table, proposalId))?.state),
    );
    expect(states).toEqual(['PRIORITISED', 'ELIGIBLE', 'ELIGIBLE']);
    expect(await world.listObjections(auditor)).toMatchObject({
      body: { heldProposalIds: [second, third].sort() },
    });
    expect(await begun()).toEqual([false, false, false]);
    expect((await readBudget(table, world.roundId))?.startedAt).toBeNull();
  });

  it('let go what the second result leaves as it is, and still hold for the third', async () => {
    const { table, records, proposalIds, ineligible, approver } = world;
    const [, second, third] = proposalIds;
    expect(await world.approveRevision(approver, await recommend())).toMatchObject({ status: 200 });
    const decision = await decided();
    expect(decision.reopened).toEqual([third]);
    expect(decision.earlier).toHaveLength(2);
    expect((await readPriorityList(records, decision)).list).toMatchObject([
      { proposalId: second, outcome: 'FUNDED' },
      { outcome: 'RESERVE' },
      { proposalId: third, outcome: 'FUNDED' },
      { proposalId: ineligible, outcome: 'REJECTED', reason: 'below-pass-mark' },
    ]);
    await settle();
    expect((await readProposal(table, ineligible))?.state).toBe('REJECTED');
    expect((await readProposal(table, third))?.state).toBe('ELIGIBLE');
    expect(await begun()).toEqual([false, true, false]);
  });
});
