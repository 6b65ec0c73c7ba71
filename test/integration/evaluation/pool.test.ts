import { describe, expect, it } from '@jest/globals';
import { undertakingSha256 } from '../../../functions/evaluation/rules.ts';
import { readUndertaking } from '../../../functions/evaluation/store.ts';
import { createDecidedWorld, noticeAt } from '../../support/decided-world.ts';
import { readEntries } from '../../support/entries.ts';
import { smallPolicy } from '../../support/evaluation.ts';
import {
  createEvaluationWorld,
  drawSecret,
  expectStatus,
  membersOf,
  moveRound,
  screen,
  screenedAt,
  undertake,
} from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';

const entry = ({ accountId, organisationId }: Member) => ({ accountId, organisationId, expertise: 'Rescue' });

describe('the undertaking of confidentiality', () => {
  it('comes before who proposed is told and before any declaration, by the text of the round, once', async () => {
    const world = await createEvaluationWorld();
    const { api, roundId, staff, table } = world;
    for (const member of world.evaluators)
      expectStatus(await api.post(staff, `/rounds/${roundId}/evaluators`, entry(member)), 201);
    for (const proposalId of world.proposalIds) await screen(world, proposalId, true);
    expectStatus(await api.post(staff, `/rounds/${roundId}/panels`, { drawSecret }), 201);
    const [challengeId] = world.challengeIds;
    const [one] = await membersOf(world, challengeId);
    if (one === undefined) throw new Error('No member');
    const path = `/rounds/${roundId}/undertaking`;
    const declare = () => api.post(one, `/challenges/${challengeId}/panel/declaration`, { conflict: false });

    expect(await declare()).toMatchObject({ status: 403, body: { code: 'undertaking-missing' } });
    const before = await api.get(one, '/evaluations');
    expect(before).toMatchObject({ body: { rows: [{ undertaking: { givenAt: null }, proposals: [] }] } });
    for (const { accountId, organisationId } of world.suppliers) {
      expect(JSON.stringify(before.body)).not.toContain(accountId);
      expect(JSON.stringify(before.body)).not.toContain(organisationId);
    }
    const other = undertakingSha256({ ...smallPolicy.undertaking, version: '2019' });
    expect(await api.post(one, path, { sha256: other, undertakesConfidentiality: true })).toMatchObject({
      status: 409,
      body: { code: 'undertaking-differs' },
    });
    expect(await api.post(one, path, { sha256: other, undertakesConfidentiality: false })).toMatchObject({
      status: 400,
    });
    expect(await undertake(world, staff)).toMatchObject({ status: 403 });

    const sha256 = undertakingSha256(smallPolicy.undertaking);
    expect(await undertake(world, one)).toMatchObject({
      status: 201,
      body: { roundId, version: smallPolicy.undertaking.version, sha256, givenAt: screenedAt },
    });
    expect(await undertake(world, one)).toMatchObject({ status: 409, body: { code: 'undertaken-already' } });
    expect(await readUndertaking(table, roundId, one.accountId)).toMatchObject({
      textVersion: smallPolicy.undertaking.version,
      text: smallPolicy.undertaking.text,
      sha256,
      accountId: one.accountId,
      organisationId: one.organisationId,
      givenAt: screenedAt,
    });
    const given = (await readEntries(table, `round/${roundId}`)).filter(
      ({ leaf }) => leaf.action === 'undertake',
    );
    expect(given).toMatchObject([{ disclosure: { actor: { accountId: one.accountId } } }]);
    expect(JSON.stringify(given.map(({ leaf }) => leaf))).not.toContain(one.accountId);
    expectStatus(await declare(), 200);
  });
});

describe('the pool', () => {
  it('tells of earlier rounds what their panels tell, and of the undertaking nothing that leads to a pseudonym', async () => {
    const earlier = await createDecidedWorld();
    const { table, bucketName, evaluators } = earlier;
    const world = await createEvaluationWorld({ table, bucketName });
    const { api, roundId, staff, auditor } = world;
    const [one] = evaluators;
    if (one === undefined) throw new Error('No evaluator');
    const unknown = { rounds: 0, panels: 0, recusals: 0, lastSatAt: null };
    const listed = await api.post(staff, `/rounds/${roundId}/evaluators`, entry(one));
    // The earlier round is still being decided.
    expect(listed).toMatchObject({
      status: 201,
      body: { history: unknown, undertaking: { state: 'HIDDEN' } },
    });
    await moveRound(earlier, { state: 'NOTICE', noticeAt });
    const pool = (who: Member, of = world) => of.api.get(who, `/rounds/${of.roundId}/evaluators`);
    const sat = { rounds: 1, panels: 1, recusals: 0, lastSatAt: '2020-06-01T00:00:00.000Z' };
    expect(await pool(staff)).toMatchObject({
      body: { rows: [{ history: sat, undertaking: { state: 'HIDDEN' } }] },
    });
    expect(await pool(auditor)).toMatchObject({ body: { rows: [{ undertaking: { state: 'MISSING' } }] } });
    expectStatus(await undertake(world, one), 201);
    expect(await pool(staff)).toMatchObject({ body: { rows: [{ undertaking: { state: 'HIDDEN' } }] } });
    const { version } = smallPolicy.undertaking;
    const sha256 = undertakingSha256(smallPolicy.undertaking);
    expect(await pool(auditor)).toMatchObject({
      body: { rows: [{ undertaking: { state: 'GIVEN', version, sha256, givenAt: screenedAt } }] },
    });
    await moveRound(world, { state: 'NOTICE', noticeAt });
    expect(await pool(staff)).toMatchObject({
      body: { rows: [{ undertaking: { state: 'GIVEN', version, sha256, givenAt: null } }] },
    });
    // A round tells nothing of itself in its own pool's histories.
    expect(await pool(earlier.staff, { ...world, roundId: earlier.roundId })).toMatchObject({
      body: { rows: expect.arrayContaining([expect.objectContaining({ history: unknown })]) },
    });
  });
});
