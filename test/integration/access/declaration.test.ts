import { describe, expect, it } from '@jest/globals';
import { readEntries } from '../../support/entries.ts';
import type { Endpoint } from '../../../functions/platform/endpoint.ts';
import { operations } from '../../../functions/public/operations.ts';
import { createAccessWorld, type Scene } from '../../support/access-world.ts';
import { createMember, type Member } from '../../support/members.ts';
import { sampleBodies } from '../../support/sample-body.ts';

const world = await createAccessWorld();
// What is declared here stays.
world.api.state.isRehearsal = false;

const ofBoth = [
  'listObjections',
  'readObjection',
  'downloadDocument',
  'readRecommendation',
  'readRevision',
  'readSensitivity',
  'readPurchase',
  'listPurchases',
  'readFirstUse',
  'listFirstUses',
] as const;

/** What shows or acts on what was opened, by who may ask for it. */
const barred = {
  staff: [
    ...ofBoth,
    'listOpenedProposals',
    'readOpenedProposal',
    'downloadOpenedAttachment',
    'readScreening',
    'listClarifications',
    'listProposedClarifications',
    'listPanels',
    'readPanelMeeting',
    'openPanelMeeting',
    'listScorecards',
    'decideEligibility',
    'requestSupplement',
    'listProposals',
    'readProposal',
    'requestDossier',
    'contractPurchase',
    'payPurchase',
    'terminatePurchase',
    'publishVerdict',
  ],
  approver: ofBoth,
  buyer: ['recordInspection', 'acceptPurchase', 'declineFirstUse', 'planTrial', 'reportVerdict'],
} as const;

const endpointOf = (operation: string): Endpoint => {
  const found = operations.map(({ endpoint }) => endpoint).find((one) => one.operation === operation);
  if (found === undefined) throw new Error(`There is no ${operation}`);
  return found;
};

const call = (endpoint: Endpoint, { accountId }: Member, { receivedAt, parameters }: Scene, body: unknown) =>
  world.api.call(endpoint, parameters, { body, receivedAt, hasSecondFactor: true, accountId });

const ask = async (operation: string, who: Member, scene: Scene): Promise<unknown> => {
  const endpoint = endpointOf(operation);
  const [body] = endpoint.body.type === 'null' ? [undefined] : sampleBodies(endpoint.body);
  return (await call(endpoint, who, scene, body)).body;
};

const declareAs = (who: Member, conflicts: readonly unknown[], scene: Scene) =>
  call(endpointOf('declareForRound'), who, scene, { conflicts });

const refusedOf = async (who: Member, asked: readonly string[], scene: Scene): Promise<readonly string[]> => {
  const found = await Promise.all(
    asked.map(async (operation) => ({ operation, body: await ask(operation, who, scene) })),
  );
  return found
    .filter(({ body }) => JSON.stringify(body ?? null).includes('"declaration-due"'))
    .map(({ operation }) => operation);
};

/** Somebody new beside one of a scene's people. */
const newcomer = (scene: Scene, role: 'staff' | 'approver' | 'buyer' | 'auditor'): Promise<Member> => {
  const { organisationId = '' } = scene.actors[role] ?? {};
  return createMember(world.table, role === 'buyer' ? 'PUBLIC_BODY' : 'AGENCY', [role], organisationId);
};

describe('a declaration for a round', () => {
  it('comes before anything of an opened round is read or acted on, by staff, approvers and inspectors', async () => {
    const sealed = await world.enter('CLOSED_FOR_PROPOSALS');
    for (const role of ['staff', 'approver'] as const)
      expect(await refusedOf(await newcomer(sealed, role), barred[role], sealed)).toEqual([]);
    await world.enter('NOTICE');
    const scene = await world.enter('PURCHASE');
    const { roundId = '', challengeId = '' } = scene.parameters;
    expect(await refusedOf(await newcomer(scene, 'auditor'), barred.staff, scene)).toEqual([]);
    for (const role of ['staff', 'approver', 'buyer'] as const) {
      const who = await newcomer(scene, role);
      expect(await refusedOf(who, barred[role], scene)).toEqual(barred[role]);
      const declare = (conflicts: readonly unknown[]) => declareAs(who, conflicts, scene);
      expect(
        await declare([{ challengeId: crypto.randomUUID(), reason: 'No such challenge' }]),
      ).toMatchObject({ status: 404 });
      expect(await declare([])).toMatchObject({ status: 201, body: { roundId, challengeIds: [] } });
      expect(await declare([])).toMatchObject({ status: 409, body: { code: 'declared-already' } });
      expect(await refusedOf(who, barred[role], scene)).toEqual([]);
    }
    const stakeholder = await newcomer(scene, 'staff');
    const asked = await ask('readRoundDeclaration', stakeholder, scene);
    expect(asked).toMatchObject({ roundId, declaredAt: null });
    expect(asked).toHaveProperty('challenges.length', 2);
    const bodyOfBuyer = await ask('readRoundDeclaration', await newcomer(scene, 'buyer'), scene);
    expect(bodyOfBuyer).toMatchObject({ challenges: [{ suppliers: [] }, { suppliers: [] }] });
    const conflicts = [{ challengeId, reason: 'My brother works there' }];
    expect(await declareAs(stakeholder, conflicts, scene)).toMatchObject({
      status: 201,
      body: { challengeIds: [challengeId] },
    });
    expect(await ask('readOpenedProposal', stakeholder, scene)).toMatchObject({ code: 'conflict-declared' });
    expect(await ask('listOwnConflicts', stakeholder, scene)).toMatchObject({
      rows: [{ challengeId, reason: 'My brother works there' }],
    });
    const declared = (await readEntries(world.table, `round/${roundId}`)).filter(
      ({ leaf }) => leaf.action === 'declare-for-round',
    );
    expect(declared.length).toBeGreaterThan(3);
    expect(JSON.stringify(declared.map(({ leaf }) => leaf))).not.toContain(stakeholder.accountId);
  }, 120_000);
});
