import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { chaseFreshPanels } from '../../../functions/evaluation/chase-fresh-panels.ts';
import { freshPanelChange, readFreshPanel } from '../../../functions/evaluation/store.ts';
import { fieldsOf } from '../../../functions/platform/change.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readRound } from '../../../functions/rounds/store.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, memberOfPseudonym, putNew, scores } from '../../support/evaluation-world.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createObjectionWorld, inStandstill, type ObjectionWorld } from '../../support/objection-world.ts';

const day = 86_400;
/** An objection that was upheld at `inStandstill` is evaluated again until then: 15 days. */
const deadline = addSeconds(inStandstill, 15 * day);
const settled = addSeconds(deadline, 30);
const renewedAt = addSeconds(deadline, day);
const secondDeadline = addSeconds(renewedAt, 15 * day);

describe('a fresh panel', () => {
  let world: ObjectionWorld;
  let proposalId = '';
  let challengeId = '';
  let people: ReadonlyMap<string, Member> = new Map();

  const panelNow = async () => {
    const panel = await readFreshPanel(world.table, { challengeId, proposalId });
    if (panel === null) throw new Error('No fresh panel is seated');
    return panel;
  };
  const pseudonyms = async () => (await panelNow()).seats.map(({ evaluatorId }) => evaluatorId);
  const memberOf = (evaluatorId: string | undefined): Member => {
    const member = people.get(evaluatorId ?? '');
    if (member === undefined) throw new Error('Nobody has this pseudonym');
    return member;
  };
  const seated = (evaluatorId: string | undefined, until: string) =>
    world.table.get(noticeKey(`panel/${challengeId}/fresh/${proposalId}/seated/${evaluatorId}/${until}`));
  const missing = (which: 'at-risk' | 'missed', until = deadline) =>
    world.table.get(noticeKey(`panel/${challengeId}/fresh/${proposalId}/quorum-${which}/${until}`));
  const reminder = (kind: string, evaluatorId: string | undefined) =>
    world.table.get(noticeKey(`scoring-ends-in-${kind}/fresh/${proposalId}/${evaluatorId}/${deadline}`));
  const chase = async (at: string) => {
    const round = await readRound(world.table, world.roundId);
    if (round === null) throw new Error('The round is gone');
    return chaseFreshPanels(world.table, round, at);
  };
  const post = (who: Member, path: string, body: unknown, at: string) =>
    world.api.post(who, `/proposals/${proposalId}/${path}`, body, { at });
  const declareClear = async (who: Member, at: string) =>
    expectStatus(await post(who, 'fresh-panel/declaration', { conflict: false }, at), 200);

  beforeAll(async () => {
    world = await createObjectionWorld();
    [, proposalId] = world.proposalIds;
    [challengeId] = world.challengeIds;
    people = await memberOfPseudonym(world);
    expectStatus(await world.object(world.suppliers[1], proposalId), 201);
    expectStatus(await world.decide(world.judge, proposalId, 'UPHELD'), 200);
    // As if the pool were short: two are seated, and one is left of the drawn order.
    const before = await panelNow();
    const [left] = before.seats.slice(2);
    if (left === undefined) throw new Error('The panel is too small for this test');
    const { evaluatorId, group } = left;
    const after = { ...fieldsOf(before), seats: before.seats.slice(0, 2), reserve: [{ evaluatorId, group }] };
    await putNew(world.table, freshPanelChange(before, after, proposalId, 'renew'));
  }, 60_000);

  it('is told by pseudonym that it is seated, and until when it scores', async () => {
    const [first, second] = await pseudonyms();
    for (const evaluatorId of [first, second])
      expect(await seated(evaluatorId, deadline)).toMatchObject({
        kind: 'fresh-panel-seated',
        audience: { kind: 'evaluator', evaluatorId },
        proposalId,
        facts: { challengeId, deadline },
      });
    expect((await panelNow()).deadline).toBe(deadline);
    await declareClear(memberOf(first), inStandstill);
    expect(
      await post(memberOf(second), 'fresh-panel/declaration', { conflict: false }, deadline),
    ).toMatchObject({ status: 409, body: { code: 'fresh-scoring-over' } });
    await declareClear(memberOf(second), inStandstill);
    expect(await world.api.get(memberOf(first), '/evaluations')).toMatchObject({
      body: {
        rows: expect.arrayContaining([
          expect.objectContaining({ freshFor: proposalId, evaluationDeadline: deadline }),
        ]),
      },
    });
  });

  it('is shown to staff and auditors by pseudonyms and counts, and to nobody else', async () => {
    const [first, second] = await pseudonyms();
    for (const who of [world.staff, world.auditor])
      expect(await world.listFreshPanels(who)).toMatchObject({
        status: 200,
        body: {
          rows: [
            {
              proposalId,
              challengeId,
              deadline,
              seats: [{ evaluatorId: first }, { evaluatorId: second }],
              reserve: [expect.any(String)],
              relieved: [],
              lockedScorecards: 0,
              activeMembers: 2,
              isOver: false,
              isRenewable: false,
            },
          ],
        },
      });
    for (const who of [world.approver, world.suppliers[1], world.buyer, memberOf(first)])
      expect(await world.listFreshPanels(who)).toMatchObject({ status: 403 });
    const newcomer = await createMember(world.table, 'AGENCY', ['staff'], world.staff.organisationId);
    for (const answer of [
      await world.listFreshPanels(newcomer),
      await world.renewFreshPanel(newcomer, proposalId, settled),
    ])
      expect(answer).toMatchObject({ body: { code: 'declaration-due' } });
  });

  it('is nothing that others could declare on: not even that it is there', async () => {
    const seats = await pseudonyms();
    const others = [...people].filter(([evaluatorId]) => !seats.includes(evaluatorId));
    for (const who of [world.suppliers[0], world.buyer, ...others.map(([, member]) => member)])
      for (const path of [proposalId, world.proposalIds[0]])
        expect(
          await world.api.post(
            who,
            `/proposals/${path}/fresh-panel/declaration`,
            { conflict: false },
            { at: inStandstill },
          ),
        ).toMatchObject({ status: 404 });
  });

  it('is reminded, whoever has something to do, and staff of a quorum that is missing, each once', async () => {
    const [first, second] = await pseudonyms();
    expect(await chase(inStandstill)).toBe(addSeconds(deadline, -3 * day));
    expect(await chase(addSeconds(deadline, -3 * day))).toBe(addSeconds(deadline, -day));
    expect(await reminder('3-days', first)).toMatchObject({ kind: 'scoring-ends-in-3-days' });
    expect(await missing('at-risk')).toBeNull();

    const lastDay = addSeconds(deadline, -day);
    expectStatus(await post(memberOf(first), 'scorecard/submission', scores(800), lastDay), 201);
    expect(await chase(lastDay)).toBe(addSeconds(deadline, -3600));
    await chase(addSeconds(lastDay, 60));
    expect(await reminder('24-hours', first)).toBeNull();
    expect(await reminder('24-hours', second)).toMatchObject({
      recordedAt: lastDay,
      audience: { evaluatorId: second },
      facts: { deadline },
    });
    expect(await missing('at-risk')).toMatchObject({
      recordedAt: lastDay,
      audience: { kind: 'agency', roles: ['staff'] },
      facts: { locked: 1, quorum: 2, isOver: false },
    });
    expect(await chase(addSeconds(deadline, -60))).toBe(deadline);
    expect(await chase(deadline)).toBe(settled);
    expect(await missing('missed')).toBeNull();
    expect(await chase(settled)).toBeNull();
    expect(await missing('missed')).toMatchObject({ facts: { locked: 1, isOver: true } });
  });

  it('takes nothing at its deadline and after it, not to the millisecond', async () => {
    const second = memberOf((await pseudonyms())[1]);
    const late = { status: 409, body: { code: 'fresh-scoring-over' } };
    const place = `/proposals/${proposalId}/scorecard`;
    expect(await world.api.put(second, place, scores(700), { at: deadline })).toMatchObject(late);
    expect(await post(second, 'scorecard/submission', scores(700), deadline)).toMatchObject(late);
    expectStatus(await world.api.put(second, place, scores(700), { at: addSeconds(deadline, -0.001) }), 200);
  });

  it('below its quorum holds the revision up, and is renewed by staff alone, after its end', async () => {
    expect(await world.recommendRevision(world.staff, settled)).toMatchObject({
      status: 409,
      body: { code: 'fresh-evaluation-unfinished' },
    });
    for (const at of [inStandstill, addSeconds(settled, -0.001)])
      expect(await world.renewFreshPanel(world.staff, proposalId, at)).toMatchObject({
        status: 409,
        body: { code: 'fresh-panel-stands' },
      });
    const [first] = await pseudonyms();
    for (const who of [world.approver, world.auditor, world.suppliers[1], memberOf(first)])
      expect(await world.renewFreshPanel(who, proposalId, renewedAt)).toMatchObject({ status: 403 });
    const [other] = world.proposalIds;
    expect(await world.renewFreshPanel(world.staff, other, renewedAt)).toMatchObject({ status: 404 });
    expect(await world.listFreshPanels(world.staff, settled)).toMatchObject({
      body: { rows: [{ isOver: true, isRenewable: true }] },
    });
  });

  it('then replaces whoever locked nothing, who reads nothing any more, and tells all until when', async () => {
    const [first, second] = await pseudonyms();
    const [next] = (await panelNow()).reserve;
    const woken = world.woken.length;
    const renewed = await world.renewFreshPanel(world.staff, proposalId, renewedAt);
    expect(renewed).toMatchObject({
      status: 200,
      body: {
        deadline: secondDeadline,
        seats: [{ evaluatorId: first }, { evaluatorId: next?.evaluatorId, standing: 'ASSIGNED' }],
        reserve: [],
        relieved: [second],
        lockedScorecards: 1,
        isOver: false,
        isRenewable: false,
      },
    });
    expect(world.woken).toHaveLength(woken + 1);
    expect(
      await readEntries(world.table, `round/${world.roundId}`, `fresh-panel/${proposalId}`),
    ).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ leaf: expect.objectContaining({ action: 'renew' }) }),
      ]),
    );
    expect(await seated(next?.evaluatorId, secondDeadline)).not.toBeNull();
    const { organisationId } = world.suppliers[1];
    expect(
      await world.table.get(noticeKey(`panel/${challengeId}/fresh/${proposalId}/renewed/${secondDeadline}`)),
    ).toMatchObject({
      kind: 'fresh-panel-renewed',
      audience: { kind: 'organisation', organisationId, roles: ['author', 'signatory'] },
      proposalId,
      facts: { challengeId, deadline: secondDeadline },
    });
    expect(await seated(first, secondDeadline)).toBeNull();
    expect(await world.renewFreshPanel(world.staff, proposalId, renewedAt)).toMatchObject({ status: 409 });
    expect(await post(memberOf(second), 'scorecard/submission', scores(700), renewedAt)).toMatchObject({
      status: 403,
      body: { code: 'not-on-panel' },
    });
    expect(await world.api.get(memberOf(second), `/opened-proposals/${proposalId}`)).toMatchObject({
      status: 403,
    });
    expect(await chase(renewedAt)).toBe(addSeconds(secondDeadline, -3 * day));
  });

  it('with its quorum has a result, also where somebody stays silent until the end', async () => {
    const [first, next] = await pseudonyms();
    await declareClear(memberOf(next), renewedAt);
    expectStatus(await post(memberOf(next), 'scorecard/submission', scores(800), renewedAt), 201);
    expect((await pseudonyms())[0]).toBe(first);
    await recommend();
  });

  const recommend = async (): Promise<string> => {
    const { body } = expectStatus(await world.recommendRevision(world.staff, renewedAt), 201);
    return v.parse(v.object({ revisionSha256: v.string() }), body).revisionSha256;
  };

  it('may still meet; what was recommended before is then approved by nobody', async () => {
    const { api, staff, approver } = world;
    const revisionSha256 = await recommend();
    const meeting = `/challenges/${challengeId}/panel/meeting`;
    const afresh = { query: { freshFor: proposalId }, at: renewedAt };
    expectStatus(await api.post(staff, meeting, { occasion: 'The report' }, afresh), 201);
    const revised = { ...scores(900), reason: 'We read it together' };
    const [first] = await pseudonyms();
    expectStatus(await post(memberOf(first), 'scorecard/revision', revised, renewedAt), 200);
    expect(await world.approveRevision(approver, revisionSha256)).toMatchObject({
      status: 409,
      body: { code: 'revision-outdated' },
    });
    const again = await recommend();
    expect(again).not.toBe(revisionSha256);
    expect(await world.approveRevision(approver, again)).toMatchObject({ status: 200 });
  });
});
