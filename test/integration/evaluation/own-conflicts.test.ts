import { describe, expect, it } from '@jest/globals';
import { readEntries } from '../../support/entries.ts';
import { approve, createDecidedWorld, recommend } from '../../support/decided-world.ts';
import { createEvaluationWorld, expectStatus, type World } from '../../support/evaluation-world.ts';
import { createMember, type Member } from '../../support/members.ts';

const declare = ({ api }: Pick<World, 'api'>, who: Member, challengeId: string) =>
  api.post(who, '/conflicts-of-interest', { challengeId, reason: 'Its engineer is my brother' });

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
    expectStatus(await approve(world, deputy, sheetSha256), 200);
  });
});
