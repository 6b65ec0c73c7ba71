import { describe, expect, it } from '@jest/globals';
import { recipientsOf } from '../../../functions/notices/store/recipients.ts';
import { noticeKey } from '../../../functions/platform/notice.ts';
import { parseNotice } from '../../../functions/notices/store/notice-row.ts';
import {
  createEvaluationWorld,
  drawWorld,
  expectStatus,
  moveRound,
  screenedAt,
} from '../../support/evaluation-world.ts';
import type { Member } from '../../support/members.ts';

const at = '2020-06-15T00:00:00.000Z';
const deadline = '2020-06-20T00:00:00.000Z';
const lastMoment = '2020-06-19T23:59:59.999Z';
const written = { text: 'In the hall and on the mountain', changesNoOffer: true };

/** A world in evaluation, with its first proposal, the members of its panel and who is on none. */
const createScoringWorld = async () => {
  const world = await createEvaluationWorld();
  await drawWorld(world);
  const [proposalId] = world.proposalIds;
  const [challengeId] = world.challengeIds;
  const panel: Member[] = [];
  const others: Member[] = [];
  for (const evaluator of world.evaluators) {
    const declared = await world.api.post(evaluator, `/challenges/${challengeId}/panel/declaration`, {
      conflict: false,
    });
    (declared.status === 200 || declared.status === 201 ? panel : others).push(evaluator);
  }
  await moveRound(world, { state: 'EVALUATION' });
  const [one, two] = panel;
  const [outsider] = others;
  if (one === undefined || two === undefined || outsider === undefined)
    throw new Error('The panel is not seated as the test needs it');
  return { ...world, proposalId, challengeId, panel, one, two, outsider };
};

const idIn = ({ body }: { readonly body: unknown }): string =>
  typeof body === 'object' && body !== null && 'clarificationId' in body ? String(body.clarificationId) : '';

describe('a clarification', () => {
  it('is proposed by a member, put by staff, answered in time and seen by the whole panel, without the name', async () => {
    const world = await createScoringWorld();
    const { api, staff, auditor, suppliers, proposalId, one, two, outsider, panel, table } = world;
    const propose = (who: Member) =>
      api.post(
        who,
        `/opened-proposals/${proposalId}/clarification-proposals`,
        { question: 'Where?' },
        { at },
      );
    const ask = (who: Member, body: object) =>
      api.post(who, `/opened-proposals/${proposalId}/clarifications`, body, { at });
    const list = (who: Member) => api.get(who, `/proposals/${proposalId}/clarifications`, undefined, { at });

    expect(await propose(outsider)).toMatchObject({ status: 403, body: { code: 'not-on-panel' } });
    expect(await propose(staff)).toMatchObject({ status: 404 });
    const proposed = expectStatus(await propose(one), 201);
    expect(proposed.body).toMatchObject({ state: 'PROPOSED', proposedBy: null });
    const clarificationId = idIn(proposed);
    const answer = (who: Member | null, when: string) =>
      api.post(who, `/proposals/${proposalId}/clarifications/${clarificationId}/answer`, written, {
        at: when,
      });

    // For the supplier it does not exist until it is asked.
    expect(await list(suppliers[0])).toMatchObject({ status: 200, body: { rows: [] } });
    expect(await answer(suppliers[0], at)).toMatchObject({ status: 404 });

    for (const who of [world.approver, auditor, one, suppliers[0]])
      expect(await ask(who, { question: 'Where was it tested?', deadline })).toMatchObject({ status: 403 });
    const question = 'Where was it tested?';
    expect(await ask(staff, { question, deadline: at, clarificationId })).toMatchObject({
      status: 422,
      body: { code: 'clarification-deadline-past' },
    });
    expect(
      await ask(staff, { question, deadline: '2020-07-01T00:00:00.001Z', clarificationId }),
    ).toMatchObject({ status: 422, body: { code: 'clarification-after-scoring' } });
    expect(await ask(staff, { question, deadline, clarificationId: crypto.randomUUID() })).toMatchObject({
      status: 404,
    });
    expect(await ask(staff, { question, deadline, clarificationId })).toMatchObject({
      status: 201,
      body: { clarificationId, state: 'ASKED', question, deadline },
    });
    expect(await ask(staff, { question, deadline, clarificationId })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });

    expect(await answer(suppliers[1], at)).toMatchObject({ status: 404 });
    expect(await answer(suppliers[0], lastMoment)).toMatchObject({
      status: 200,
      body: { state: 'ANSWERED', answer: written.text, proposedBy: null, raisedAt: at },
    });
    expect(await answer(suppliers[0], lastMoment)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });

    for (const who of [one, two, suppliers[0]])
      expect(await list(who)).toMatchObject({
        status: 200,
        body: { rows: [{ question, answer: written.text, proposedBy: null }] },
      });
    for (const who of [staff, auditor])
      expect(await list(who)).toMatchObject({
        status: 200,
        body: { rows: [{ question, answer: written.text, proposedBy: expect.any(String) }] },
      });
    expect(await list(suppliers[1])).toMatchObject({ status: 404 });
    expect(await list(outsider)).toMatchObject({ status: 403 });

    const told = async (name: string) => table.get(noticeKey(`clarification/${clarificationId}/${name}`));
    expect(await told('proposed')).toMatchObject({ audience: { kind: 'agency', roles: ['staff'] } });
    expect(await told('asked')).toMatchObject({ facts: { deadline }, audience: { kind: 'organisation' } });
    expect(await told('answered')).toMatchObject({ audience: { kind: 'agency', roles: ['staff'] } });
    const { audience } = parseNotice(await told('answered/panel'));
    const reached: string[] = [];
    for await (const { accountIds } of recipientsOf(table, audience, null, screenedAt))
      reached.push(...accountIds);
    expect(reached.sort()).toEqual(panel.map(({ accountId }) => accountId).sort());
  });

  it('that staff ask at once lapses by the clock, and changes nothing of the offer', async () => {
    const world = await createScoringWorld();
    const { api, staff, suppliers, proposalId } = world;
    const read = () => api.get(staff, `/opened-proposals/${proposalId}`);
    const before = expectStatus(await read(), 200).body;
    const body = { question: 'Where?', deadline };
    const path = `/opened-proposals/${proposalId}/clarifications`;
    const asked = expectStatus(await api.post(staff, path, body, { at }), 201);
    expect(asked.body).toMatchObject({ proposedBy: null });
    const answering = `/proposals/${proposalId}/clarifications/${idIn(asked)}/answer`;
    for (const offer of [
      { text: 'Cheaper', changesNoOffer: false },
      { ...written, priceInWon: 1 },
    ])
      expect(await api.post(suppliers[0], answering, offer, { at })).toMatchObject({ status: 400 });
    expect(await api.post(suppliers[0], answering, written, { at: deadline })).toMatchObject({
      status: 409,
      body: { code: 'clarification-late' },
    });
    await moveRound(world, { state: 'DECISION' });
    expect(await api.post(suppliers[0], answering, written, { at })).toMatchObject({
      status: 409,
      body: { code: 'not-scoring-now' },
    });
    expect(await api.post(staff, path, body, { at })).toMatchObject({
      status: 409,
      body: { code: 'not-scoring-now' },
    });
    expect((await read()).body).toEqual(before);
  });

  it('that staff decline is over: the panel reads why, and the supplier learns of neither', async () => {
    const world = await createScoringWorld();
    const { api, staff, suppliers, proposalId, one, two, panel, table } = world;
    const proposing = `/opened-proposals/${proposalId}/clarification-proposals`;
    const proposed = expectStatus(await api.post(one, proposing, { question: 'Who owns it?' }, { at }), 201);
    const clarificationId = idIn(proposed);
    const reason = 'The proposal says so on page 3';
    const decline = (who: Member, body: object = { reason }, when = at) =>
      api.post(who, `/opened-proposals/${proposalId}/clarifications/${clarificationId}/decline`, body, {
        at: when,
      });
    for (const who of [world.approver, world.auditor, one, suppliers[0]])
      expect(await decline(who)).toMatchObject({ status: 403 });
    expect(await decline(staff, { reason: ' ' })).toMatchObject({ status: 400 });
    expect(await decline(staff, { reason }, deadline)).toMatchObject({
      status: 200,
      body: { state: 'DECLINED', declineReason: reason, declinedAt: deadline },
    });

    const list = (who: Member) => api.get(who, `/proposals/${proposalId}/clarifications`, undefined, { at });
    for (const who of [one, two])
      expect(await list(who)).toMatchObject({
        body: { rows: [{ state: 'DECLINED', declineReason: reason, proposedBy: null, raisedAt: deadline }] },
      });
    expect(await list(suppliers[0])).toMatchObject({ status: 200, body: { rows: [] } });
    const answering = `/proposals/${proposalId}/clarifications/${clarificationId}/answer`;
    expect(await api.post(suppliers[0], answering, written, { at })).toMatchObject({ status: 404 });
    const asking = { question: 'Who owns it?', deadline, clarificationId };
    expect(
      await api.post(staff, `/opened-proposals/${proposalId}/clarifications`, asking, { at }),
    ).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await decline(staff)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });

    const { audience } = parseNotice(await table.get(noticeKey(`clarification/${clarificationId}/declined`)));
    const reached: string[] = [];
    for await (const { accountIds } of recipientsOf(table, audience, null, screenedAt))
      reached.push(...accountIds);
    expect(reached.sort()).toEqual(panel.map(({ accountId }) => accountId).sort());

    const next = idIn(expectStatus(await api.post(one, proposing, { question: 'Why?' }, { at }), 201));
    await moveRound(world, { state: 'DECISION' });
    expect(
      await api.post(
        staff,
        `/opened-proposals/${proposalId}/clarifications/${next}/decline`,
        { reason },
        { at },
      ),
    ).toMatchObject({ status: 409, body: { code: 'not-scoring-now' } });
  });

  it('that is proposed waits for staff in one list of the round, until it is put or declined', async () => {
    const world = await createScoringWorld();
    const { api, staff, colleague, auditor, approver, proposalId, roundId, challengeId, one } = world;
    const waiting = (who: Member) => api.get(who, `/rounds/${roundId}/proposed-clarifications`);
    const propose = async (question: string) =>
      idIn(
        expectStatus(
          await api.post(
            one,
            `/opened-proposals/${proposalId}/clarification-proposals`,
            { question },
            { at },
          ),
          201,
        ),
      );
    const first = await propose('Where?');
    const second = await propose('When?');
    for (const who of [staff, auditor])
      expect(await waiting(who)).toMatchObject({
        status: 200,
        body: {
          rows: expect.arrayContaining([
            expect.objectContaining({ clarificationId: first, proposalId, question: 'Where?' }),
            expect.objectContaining({ clarificationId: second, challengeId }),
          ]),
          cursor: null,
        },
      });
    for (const who of [approver, one, world.suppliers[0]])
      expect(await waiting(who)).toMatchObject({ status: 403 });
    expect(await api.get(staff, `/rounds/${crypto.randomUUID()}/proposed-clarifications`)).toMatchObject({
      status: 404,
    });

    const conflict = { challengeId, reason: 'Its engineer is my brother' };
    expectStatus(await api.post(colleague, '/conflicts-of-interest', conflict), 201);
    expect(await waiting(colleague)).toMatchObject({ status: 200, body: { rows: [] } });

    const asked = { question: 'Where?', deadline, clarificationId: first };
    const path = `/opened-proposals/${proposalId}/clarifications`;
    expectStatus(await api.post(staff, path, asked, { at }), 201);
    expect(await waiting(staff)).toMatchObject({ body: { rows: [{ clarificationId: second }] } });
    expectStatus(await api.post(staff, `${path}/${second}/decline`, { reason: 'On page 3' }, { at }), 200);
    expect(await waiting(staff)).toMatchObject({ body: { rows: [] } });
  });
});
