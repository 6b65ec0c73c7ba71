import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { readScoreSheet } from '../../../functions/decisions/store/decisions.ts';
import { readDecision } from '../../../functions/decisions/store.ts';
import { readFreshPanel } from '../../../functions/evaluation/store.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { readEntries } from '../../support/entries.ts';
import { expectStatus, memberOfPseudonym, scores } from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';
import { createObjectionWorld, inStandstill, type ObjectionWorld } from '../../support/objection-world.ts';

const deadline = addSeconds(inStandstill, 15 * 86_400);
const settled = addSeconds(deadline, 30);

describe('a conflict that comes to light after the deadline of a fresh panel', () => {
  let world: ObjectionWorld;
  let proposalId = '';
  let challengeId = '';
  let members: readonly Member[] = [];

  const declare = (who: Member | undefined, conflict: boolean) =>
    world.api.post(
      who ?? null,
      `/proposals/${proposalId}/fresh-panel/declaration`,
      { conflict, ...(conflict ? { reason: 'My sister works there' } : {}) },
      { at: settled },
    );
  const panelNow = async () => {
    const panel = await readFreshPanel(world.table, { challengeId, proposalId });
    if (panel === null) throw new Error('No fresh panel is seated');
    return panel;
  };
  const standings = async () => (await panelNow()).seats.map(({ standing }) => standing);
  const recommend = async (): Promise<string> => {
    const { body } = expectStatus(await world.recommendRevision(world.staff, settled), 201);
    return v.parse(v.object({ revisionSha256: v.string() }), body).revisionSha256;
  };
  const cardsOfRevision = async (): Promise<number> => {
    const decision = await readDecision(world.table, world.roundId);
    const revision = decision?.revision ?? null;
    if (decision === null || revision === null) throw new Error('No revision is recommended');
    const sheet = await readScoreSheet(world.records, { ...decision, ...revision });
    return sheet.scorecards.filter((card) => card.proposalId === proposalId).length;
  };

  beforeAll(async () => {
    world = await createObjectionWorld();
    [, proposalId] = world.proposalIds;
    [challengeId] = world.challengeIds;
    expectStatus(await world.object(world.suppliers[1], proposalId), 201);
    expectStatus(await world.decide(world.judge, proposalId, 'UPHELD'), 200);
    const people = await memberOfPseudonym(world);
    members = (await panelNow()).seats.flatMap(({ evaluatorId }) => people.get(evaluatorId) ?? []);
    for (const member of members) {
      const path = `/proposals/${proposalId}`;
      const declaration = { conflict: false };
      expectStatus(await world.api.post(member, `${path}/fresh-panel/declaration`, declaration), 200);
      expectStatus(await world.api.post(member, `${path}/scorecard/submission`, scores(800)), 201);
    }
  }, 60_000);

  it('is recorded, and the scorecard leaves what was recommended and is not approved yet', async () => {
    const before = await recommend();
    expect(await cardsOfRevision()).toBe(3);
    const [first] = members;
    expect(await declare(first, false)).toMatchObject({ status: 409, body: { code: 'declared-already' } });
    expect(await declare(first, true)).toMatchObject({ status: 200, body: { standing: 'RECUSED' } });
    expect(await standings()).toEqual(['RECUSED', 'CLEAR', 'CLEAR']);
    expect(
      await readEntries(world.table, `round/${world.roundId}`, `fresh-panel/${proposalId}`),
    ).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ leaf: expect.objectContaining({ action: 'recuse-after-all' }) }),
      ]),
    );
    expect(await world.api.get(first ?? null, `/opened-proposals/${proposalId}`)).toMatchObject({
      status: 403,
      body: { code: 'recused' },
    });
    expect(await world.approveRevision(world.approver, before)).toMatchObject({
      status: 409,
      body: { code: 'revision-outdated' },
    });
    await recommend();
    expect(await cardsOfRevision()).toBe(2);
  });

  it('takes the quorum with it where it was the last that made it, of which staff are told', async () => {
    const before = await recommend();
    expect(await declare(members[1], true)).toMatchObject({ status: 200 });
    expect(await world.approveRevision(world.approver, before)).toMatchObject({
      body: { code: 'revision-outdated' },
    });
    expect(await world.recommendRevision(world.staff, settled)).toMatchObject({
      status: 409,
      body: { code: 'fresh-evaluation-unfinished' },
    });
    expect(await world.listFreshPanels(world.staff, settled)).toMatchObject({
      body: { rows: [{ lockedScorecards: 1, isRenewable: true }] },
    });
    const place = `panel/${challengeId}/fresh/${proposalId}`;
    expect(await world.table.get(noticeKey(`${place}/quorum-lost/2`))).toMatchObject({
      facts: { members: 1, isFresh: true },
    });
    expect(await world.table.get(noticeKey(`${place}/quorum-missed/${deadline}/2`))).toMatchObject({
      kind: 'fresh-quorum-missing',
      facts: { locked: 1, quorum: 2, isOver: true },
    });
  });
});
