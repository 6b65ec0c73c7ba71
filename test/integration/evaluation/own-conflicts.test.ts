import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { accountKey } from '../../../functions/platform/identity.ts';
import type { OrganisationKind, Role } from '../../../functions/platform/roles.ts';
import { declareClear } from '../../support/declare-conflict.ts';
import { readEntries } from '../../support/entries.ts';
import { approve, createDecidedWorld, recommend } from '../../support/decided-world.ts';
import {
  createEvaluationWorld,
  drawWorld,
  expectStatus,
  membersOf,
  moveRound,
  scores,
  type World,
} from '../../support/evaluation-world.ts';
import { createMember, type Member } from '../../support/members.ts';

const declare = ({ api }: Pick<World, 'api'>, who: Member, challengeId: string) =>
  api.post(who, '/conflicts-of-interest', { challengeId, reason: 'Its engineer is my brother' });

/** Gives an evaluator another office beside. */
const takeOffice = async (
  { table }: World,
  { accountId, organisationId }: Member,
  office: { readonly kind: OrganisationKind; readonly roles: readonly Role[] },
  officeIn: string = crypto.randomUUID(),
): Promise<void> =>
  table.put({
    ...accountKey(accountId),
    memberships: { [organisationId]: { kind: 'INSTITUTE', roles: ['evaluator'] }, [officeIn]: office },
    offers: {},
  });

const refused = { status: 403, body: { code: 'conflict-declared' } };

describe('a conflict of interest of staff, an approver or an inspector', () => {
  it('is declared once, by who may act, stands in the ledger, and is read by auditors alone', async () => {
    const world = await createEvaluationWorld();
    const { api, roundId, staff, approver, auditor, buyer, table } = world;
    const [challengeId] = world.challengeIds;
    for (const who of [staff, approver, buyer])
      expect(await declare(world, who, challengeId)).toMatchObject({
        status: 201,
        body: { challengeId, roundId, accountId: who.accountId },
      });
    expect(await declare(world, staff, challengeId)).toMatchObject({
      status: 409,
      body: { code: 'declared-already' },
    });
    for (const who of [auditor, world.suppliers[0]])
      expect(await declare(world, who, challengeId)).toMatchObject({ status: 403 });
    expect(await declare(world, staff, crypto.randomUUID())).toMatchObject({ status: 404 });

    const listed = await api.get(auditor, `/rounds/${roundId}/conflicts-of-interest`);
    expect(listed).toMatchObject({ status: 200, body: { cursor: null } });
    expect(listed.body).toHaveProperty('rows.length', 3);
    for (const who of [staff, approver, buyer])
      expect(await api.get(who, `/rounds/${roundId}/conflicts-of-interest`)).toMatchObject({ status: 403 });
    const own = (who: Member) => api.get(who, `/rounds/${roundId}/own-conflicts-of-interest`);
    for (const who of [staff, approver, buyer])
      expect(await own(who)).toMatchObject({
        status: 200,
        body: { rows: [{ challengeId, accountId: who.accountId, reason: 'Its engineer is my brother' }] },
      });
    expect(await own(world.colleague)).toMatchObject({ status: 200, body: { rows: [] } });
    for (const who of [auditor, world.suppliers[0]]) expect(await own(who)).toMatchObject({ status: 403 });
    const entries = await readEntries(table, `round/${roundId}`);
    const declared = entries.filter(({ leaf }) => leaf.action === 'declare-own-conflict');
    expect(declared).toHaveLength(3);
    expect(JSON.stringify(declared.map(({ leaf }) => leaf))).not.toContain(staff.accountId);
  });

  it('keeps staff from screening its proposals and from reading them; a colleague does both', async () => {
    const world = await createEvaluationWorld();
    const { api, roundId, staff, colleague } = world;
    const [challengeId] = world.challengeIds;
    const [first, , third] = world.proposalIds;
    expectStatus(await declare(world, staff, challengeId), 201);
    const decided = {
      eligible: true,
      reason: 'As the documents show',
      evidence: [{ subject: 'documents', isMet: true, source: 'The attachments' }],
    };
    const screen = (who: Member, proposalId: string) =>
      api.post(who, `/opened-proposals/${proposalId}/eligibility`, decided);
    expect(await screen(staff, first)).toMatchObject(refused);
    expect(await api.get(staff, `/opened-proposals/${first}`)).toMatchObject(refused);
    const supplement = { text: 'The test report', deadline: '2020-06-20T00:00:00.000Z' };
    expect(await api.post(staff, `/opened-proposals/${first}/supplement-requests`, supplement)).toMatchObject(
      refused,
    );
    const listed = await api.get(staff, `/rounds/${roundId}/opened-proposals`);
    expect(listed).toMatchObject({ body: { rows: [{ proposalId: third }] } });
    expect(listed.body).toHaveProperty('rows.length', 1);
    expectStatus(await screen(staff, third), 200);
    expectStatus(await screen(colleague, first), 200);
  });

  it('keeps staff from recommending and an approver from approving; their colleagues do', async () => {
    const world = await createDecidedWorld();
    const { staff, colleague, approver, table } = world;
    const [challengeId] = world.challengeIds;
    expectStatus(await declare(world, colleague, challengeId), 201);
    expect(await world.api.post(colleague, world.path)).toMatchObject(refused);
    const sheetSha256 = await recommend(world);
    expectStatus(await declare(world, approver, challengeId), 201);
    expect(await approve(world, approver, sheetSha256)).toMatchObject(refused);
    const deputy = await createMember(table, 'AGENCY', ['approver'], staff.organisationId);
    await declareClear(table, world.roundId, [deputy]);
    expectStatus(await approve(world, deputy, sheetSha256), 200);
  });

  it('keeps a member of the panel from declaring none and from scoring, in whatever other office it was declared', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const [one, two] = await membersOf(world, challengeId);
    if (one === undefined || two === undefined) throw new Error('Too few members');
    const clear = (who: Member) =>
      world.api.post(who, `/challenges/${challengeId}/panel/declaration`, {
        conflict: false,
      });
    for (const who of [one, two]) await takeOffice(world, who, { kind: 'PUBLIC_BODY', roles: ['buyer'] });
    expectStatus(await clear(two), 200);
    for (const who of [one, two]) expectStatus(await declare(world, who, challengeId), 201);
    expect(await clear(one)).toMatchObject(refused);
    await moveRound(world, { state: 'EVALUATION' });
    const proposal = `/proposals/${world.proposalIds[0]}`;
    expect(await world.api.put(two, `${proposal}/scorecard`, scores(700))).toMatchObject(refused);
    expect(await world.api.post(two, `${proposal}/scorecard/submission`, scores(700))).toMatchObject(refused);
  });

  it('hides from who is recused what the agency lists, when they are staff as well', async () => {
    const world = await createEvaluationWorld();
    await drawWorld(world);
    const [challengeId] = world.challengeIds;
    const [one, two] = await membersOf(world, challengeId);
    if (one === undefined || two === undefined) throw new Error('Too few members');
    for (const [who, conflict] of [
      [one, true],
      [two, false],
    ] as const) {
      await takeOffice(world, who, { kind: 'AGENCY', roles: ['staff'] }, world.staff.organisationId);
      await declareClear(world.table, world.roundId, [who]);
      expectStatus(
        await world.api.post(who, `/challenges/${challengeId}/panel/declaration`, {
          conflict,
          ...(conflict && { reason: 'My sister works there' }),
        }),
        200,
      );
    }
    const seen = async (who: Member) => {
      const { body } = await world.api.get(who, `/rounds/${world.roundId}/opened-proposals`);
      return v.parse(v.object({ rows: v.array(v.object({ proposalId: v.string() })) }), body).rows;
    };
    expect(await seen(one)).toEqual([]);
    const ofFirst = world.proposalIds.slice(0, 2).sort();
    expect((await seen(two)).map(({ proposalId }) => proposalId)).toEqual(ofFirst);
    expect(await seen(world.staff)).toHaveLength(3);
  });
});
