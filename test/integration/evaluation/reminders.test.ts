import { expect, it } from '@jest/globals';
import { readPanel } from '../../../functions/evaluation/store.ts';
import { parseNotice } from '../../../functions/notices/store/notice-row.ts';
import { recipientsOf } from '../../../functions/notices/store/recipients.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { createDeadlineReached } from '../../../functions/rounds/deadline-reached.ts';
import { armedSchedules } from '../../support/armed-schedules.ts';
import {
  createEvaluationWorld,
  drawWorld,
  expectStatus,
  memberOfPseudonym,
  membersOf,
  moveRound,
  screenedAt,
  scores,
  type World,
} from '../../support/evaluation-world.ts';
import { fakeWorkflow } from '../../support/fake-workflow.ts';
import type { Member } from '../../support/members.ts';

const { workflow } = fakeWorkflow();
const deadline = '2020-07-01T00:00:00.000Z';
const aDayBefore = '2020-06-30T00:00:00.000Z';

const fire = ({ table, roundId }: World, at: string) =>
  createDeadlineReached({ table, workflow, clock: () => at, settleInspection: () => Promise.resolve() })({
    kind: 'reminder',
    roundId,
    reminder: 'scoring-ends-in-24-hours',
    deadline,
  });

const reminderOf = ({ table, roundId }: World) =>
  table.get(noticeKey(`scoring-ends-in-24-hours/${roundId}/${deadline}`));

const reachedBy = async (world: World): Promise<readonly string[]> => {
  const { audience } = parseNotice(await reminderOf(world));
  const reached: string[] = [];
  for await (const { accountIds } of recipientsOf(world.table, audience, null, screenedAt))
    reached.push(...accountIds);
  return reached.sort();
};

const declare = async (
  { api }: World,
  who: Member | undefined,
  challengeId: string,
  conflict: boolean,
): Promise<void> => {
  const body = { conflict, ...(conflict ? { reason: 'My sister' } : {}) };
  expectStatus(await api.post(who ?? null, `/challenges/${challengeId}/panel/declaration`, body), 200);
};

it('reminders of the end of scoring are armed when the machine waits for it', async () => {
  const world = await createEvaluationWorld();
  await moveRound(world, { state: 'EVALUATION' });
  const wait = { roundId: world.roundId, generation: 0, phase: 'EVALUATION' };
  const armed = await armedSchedules(world.table, wait, '2020-06-29T00:00:00.000Z');
  expect(armed.slice(1).map(([name, at]) => [name, at])).toEqual([
    [`${world.roundId}-scoring-ends-in-24-hours`, aDayBefore],
    [`${world.roundId}-scoring-ends-in-1-hour`, '2020-06-30T23:00:00.000Z'],
  ]);
});

it('a reminder of the end of scoring reaches, once, whoever has a scorecard to lock or has not declared', async () => {
  const world = await createEvaluationWorld();
  await drawWorld(world);
  await moveRound(world, { state: 'EVALUATION' });
  const [first, second] = world.challengeIds;
  const [locking, drafting, recusing] = await membersOf(world, first);
  for (const member of [locking, drafting]) await declare(world, member, first, false);
  await declare(world, recusing, first, true);
  const stepsIn = (await membersOf(world, first)).at(-1);
  for (const proposalId of world.proposalIds.slice(0, 2)) {
    const path = `/proposals/${proposalId}/scorecard`;
    expectStatus(await world.api.post(locking ?? null, `${path}/submission`, scores(800)), 201);
    expectStatus(await world.api.put(drafting ?? null, path, scores(800)), 200);
  }

  await fire(world, '2020-06-29T23:59:59.999Z');
  expect(await reminderOf(world)).toBeNull();
  await fire(world, aDayBefore);
  await fire(world, '2020-06-30T00:01:00.000Z');
  expect(await reminderOf(world)).toMatchObject({ recordedAt: aDayBefore });
  const ofSecond = (await membersOf(world, second)).map(({ accountId }) => accountId);
  const reached = await reachedBy(world);
  expect(reached).toEqual([...new Set([drafting?.accountId, stepsIn?.accountId, ...ofSecond])].sort());
  // Who stepped in may sit on the other panel too; who locked all or is recused is on this one alone.
  for (const spared of [locking, recusing]) expect(reached).not.toContain(spared?.accountId);
});

it('staff are told once that a recusal left a panel below its quorum with nobody to step in', async () => {
  const world = await createEvaluationWorld();
  // Three sit on each panel, and two are a quorum: one is in reserve for both.
  await drawWorld(world, world.evaluators.slice(0, 4));
  const [challengeId] = world.challengeIds;
  const lost = () => world.table.get(noticeKey(`panel/${challengeId}/quorum-lost/3`));
  const recuseNext = async (): Promise<void> => {
    const panel = await readPanel(world.table, challengeId);
    const people = await memberOfPseudonym(world);
    const seat = panel?.seats.find(({ standing }) => standing === 'ASSIGNED');
    await declare(world, people.get(seat?.evaluatorId ?? ''), challengeId, true);
  };
  await recuseNext();
  await recuseNext();
  expect(await lost()).toBeNull();
  await recuseNext();
  expect(await lost()).toMatchObject({
    audience: { kind: 'agency', roles: ['staff'] },
    facts: { challengeId, members: 1, quorum: 2, isFresh: false },
  });
  const recordedAt = (await lost())?.['recordedAt'];
  await recuseNext();
  expect((await lost())?.['recordedAt']).toBe(recordedAt);
});

it('staff are warned a day before scoring ends of proposals below their quorum, once', async () => {
  const world = await createEvaluationWorld();
  await drawWorld(world);
  await moveRound(world, { state: 'EVALUATION' });
  const warning = () => world.table.get(noticeKey(`quorum-at-risk/${world.roundId}/${deadline}`));
  const [challengeId] = world.challengeIds;
  for (const member of (await membersOf(world, challengeId)).slice(0, 2)) {
    await declare(world, member, challengeId, false);
    const path = `/proposals/${world.proposalIds[0]}/scorecard/submission`;
    expectStatus(await world.api.post(member, path, scores(800)), 201);
  }
  await fire(world, aDayBefore);
  await fire(world, '2020-06-30T00:01:00.000Z');
  expect(await warning()).toMatchObject({
    recordedAt: aDayBefore,
    audience: { kind: 'agency', roles: ['staff'] },
    facts: { proposals: 2, deadline },
  });
});

it('a reminder for a deadline of scoring that moved is none', async () => {
  const world = await createEvaluationWorld();
  await moveRound(world, { state: 'EVALUATION', deadlines: deadlinesWith('2020-07-08T00:00:00.000Z') });
  await fire(world, aDayBefore);
  expect(await reminderOf(world)).toBeNull();
});

const deadlinesWith = (evaluation: string) => ({
  challengeCall: '2020-04-01T00:00:00.000Z',
  proposals: '2020-05-31T15:00:00.000Z',
  evaluation,
  standstill: null,
});
