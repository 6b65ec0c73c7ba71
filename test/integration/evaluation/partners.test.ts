import { beforeAll, expect, it } from '@jest/globals';
import { readEvaluator, readPanel } from '../../../functions/evaluation/store.ts';
import type { OrganisationKind, Role } from '../../../functions/platform/roles.ts';
import { sealShare } from '../../../functions/proposals/store.ts';
import {
  createEvaluationWorld,
  createFounder,
  drawWorld,
  moveRound,
  screen,
  submitSealed,
  type World,
} from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';

const conflict = { status: 403, body: { code: 'conflict-of-interest' } };

let world: World;
let partner: Member;
let proposalId: string;

/** A second proposal to the second challenge, of a lead with one partner. */
beforeAll(async () => {
  world = await createEvaluationWorld();
  partner = await createFounder(world.table, 'SUPPLIER', ['author', 'signatory']);
  proposalId = crypto.randomUUID();
  const share = await sealShare(
    world.sealer,
    { proposalId, roundId: world.roundId, sealKeyArn: world.sealKeyArn },
    { work: '통신 모듈', percent: 30 },
  );
  await submitSealed(world, world.challengeIds[1], world.suppliers[0], {
    proposalId,
    partners: [
      {
        organisationId: partner.organisationId,
        partnershipId: crypto.randomUUID(),
        share,
        confirmedAt: '2020-05-20T00:00:00.000Z',
      },
    ],
  });
});

/** Makes somebody an author of the partner beside what they are. */
const join = (who: Member, kind: OrganisationKind, role: Role): Promise<void> =>
  world.table.put({
    pk: `ACCOUNT#${who.accountId}`,
    sk: 'ACCOUNT',
    memberships: {
      [who.organisationId]: { kind, roles: [role] },
      [partner.organisationId]: { kind: 'SUPPLIER', roles: ['author'] },
    },
  });

it('are named to whoever reads the opened proposal, with what each does', async () => {
  const path = `/opened-proposals/${proposalId}`;
  const named = { organisationId: partner.organisationId, name: { ko: '기관', en: 'Body' } };
  expect(await world.api.get(world.staff, path)).toMatchObject({
    status: 200,
    body: { partners: [{ ...named, share: { work: '통신 모듈', percent: 30 } }] },
  });
  expect(await world.api.get(world.auditor, `/rounds/${world.roundId}/opened-proposals`)).toMatchObject({
    body: { rows: expect.arrayContaining([expect.objectContaining({ proposalId, partners: [named] })]) },
  });
});

it('keep their members in the agency from reading and screening', async () => {
  const { api, colleague } = world;
  await join(colleague, 'AGENCY', 'staff');
  expect(await api.get(colleague, `/opened-proposals/${proposalId}`)).toMatchObject(conflict);
  expect(
    await api.post(colleague, `/opened-proposals/${proposalId}/eligibility`, {
      eligible: true,
      reason: 'Good',
      evidence: [{ subject: 'documents', isMet: true, source: 'The attachments' }],
    }),
  ).toMatchObject(conflict);
  const listed = await api.get(colleague, `/rounds/${world.roundId}/opened-proposals`);
  expect(listed.status).toBe(200);
  expect(JSON.stringify(listed.body)).not.toContain(proposalId);
});

it('keep their members off the panel, and from deciding', async () => {
  const { api, table, challengeIds, evaluators, roundId, staff } = world;
  const [challengeId] = challengeIds.slice(1);
  const [employee] = evaluators;
  if (employee === undefined || challengeId === undefined) throw new Error('Nobody to draw');
  const organisation = { pk: `ORGANISATION#${partner.organisationId}`, sk: 'ORGANISATION' };
  await table.put({
    ...(await table.get(organisation)),
    members: { [partner.accountId]: ['signatory'], [employee.accountId]: ['author'] },
  });
  await screen(world, proposalId, true);
  await drawWorld(world);
  const pseudonym = (await readEvaluator(table, roundId, employee.accountId))?.evaluatorId ?? '';
  const panel = await readPanel(table, challengeId);
  expect(panel?.parties).toContain(partner.organisationId);
  expect(JSON.stringify(panel)).not.toContain(pseudonym);
  expect(await api.get(null, `/rounds/${roundId}/draw`)).toMatchObject({
    body: { challenges: expect.arrayContaining([{ challengeId, conflicted: [pseudonym] }]) },
  });

  // Whoever is seated and joins the partner afterwards can neither declare nor read.
  const seats = panel?.seats.map(({ evaluatorId }) => evaluatorId) ?? [];
  const pseudonyms = await Promise.all(
    evaluators.map(async (one) => ({
      one,
      evaluatorId: (await readEvaluator(table, roundId, one.accountId))?.evaluatorId ?? '',
    })),
  );
  const seated = pseudonyms.find(({ evaluatorId }) => seats.includes(evaluatorId))?.one;
  if (seated === undefined) throw new Error('Nobody is seated');
  await join(seated, 'INSTITUTE', 'evaluator');
  const clear = { conflict: false };
  expect(await api.post(seated, `/challenges/${challengeId}/panel/declaration`, clear)).toMatchObject(
    conflict,
  );
  expect(await api.get(seated, `/opened-proposals/${proposalId}`)).toMatchObject(conflict);

  await moveRound(world, { state: 'DECISION' });
  await join(staff, 'AGENCY', 'staff');
  expect(await api.post(staff, `/rounds/${roundId}/decision`)).toMatchObject({
    status: 403,
    body: { code: 'stake-in-decision' },
  });
});
