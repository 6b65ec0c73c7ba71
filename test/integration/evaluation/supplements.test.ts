import { describe, expect, it } from '@jest/globals';
import { createEvaluationWorld, expectStatus, moveRound, screen } from '../../support/evaluation-world.ts';

const evidence = [{ subject: 'documents', isMet: true, source: 'The attachments' }];
const reasoned = (eligible: boolean) => ({ eligible, reason: 'As the documents show', evidence });
const asked = (deadline: string) => ({ text: 'A test report that is still valid', deadline });
const brought = { text: 'The same test, certified again', bringsNoNewFact: true };

describe('a supplement', () => {
  it('is asked for with a deadline, told to the supplier, and awaited before anything is decided', async () => {
    const world = await createEvaluationWorld();
    const { api, staff, suppliers, table } = world;
    const [proposalId] = world.proposalIds;
    const request = `/opened-proposals/${proposalId}/supplement-requests`;
    const at = '2020-06-02T00:00:00.000Z';
    const deadline = '2020-06-05T00:00:00.000Z';
    const ask = (body: object, when = at) => api.post(staff, request, body, { at: when });
    const answer = (when: string) =>
      api.post(suppliers[0], `/proposals/${proposalId}/supplement`, brought, { at: when });
    const decide = (when: string) =>
      api.post(staff, `/opened-proposals/${proposalId}/eligibility`, reasoned(true), { at: when });
    expect(await answer(at)).toMatchObject({ status: 409, body: { code: 'no-supplement-requested' } });
    expect(await ask(asked(at))).toMatchObject({ status: 422, body: { code: 'supplement-deadline-past' } });
    for (const who of [world.auditor, world.approver, suppliers[0]])
      expect(await api.post(who, request, asked(deadline), { at })).toMatchObject({ status: 403 });
    expect(await ask(asked(deadline))).toMatchObject({
      status: 201,
      body: { state: 'SUPPLEMENT_REQUESTED', awaitedUntil: deadline },
    });
    const notice = await table.get({
      pk: `NOTICE#screening/${proposalId}/supplement/1`,
      sk: 'NOTICE',
    });
    expect(notice).toMatchObject({ kind: 'supplement-requested', facts: { deadline } });
    expect(await decide(at)).toMatchObject({ status: 409, body: { code: 'supplement-awaited' } });
    expect(await ask(asked(deadline))).toMatchObject({ status: 409, body: { code: 'supplement-awaited' } });
    const lastMoment = '2020-06-04T23:59:59.999Z';
    expect(await api.post(suppliers[1], `/proposals/${proposalId}/supplement`, brought)).toMatchObject({
      status: 404,
    });
    expect(await answer(lastMoment)).toMatchObject({
      status: 200,
      body: { state: 'OPEN', awaitedUntil: null, supplements: [{ answer: brought.text }] },
    });
    expect(await decide(lastMoment)).toMatchObject({ status: 200, body: { state: 'ELIGIBLE' } });
    expect(await ask(asked(deadline))).toMatchObject({ status: 409, body: { code: 'screened-already' } });
    for (const who of [staff, world.auditor, suppliers[0]])
      expect(await api.get(who, `/proposals/${proposalId}/screening`)).toMatchObject({
        status: 200,
        body: { state: 'DECIDED', decisions: [{ eligible: true, evidence }] },
      });
    for (const who of [suppliers[1], world.buyer, world.approver])
      expect(await api.get(who, `/proposals/${proposalId}/screening`)).toMatchObject({ status: 404 });
  });

  it('lapses by the clock: late is refused from the deadline on, and then staff decide', async () => {
    const world = await createEvaluationWorld();
    const { api, staff, suppliers } = world;
    const [proposalId] = world.proposalIds;
    const deadline = '2020-06-05T00:00:00.000Z';
    const path = `/opened-proposals/${proposalId}`;
    const at = '2020-06-02T00:00:00.000Z';
    expectStatus(await api.post(staff, `${path}/supplement-requests`, asked(deadline), { at }), 201);
    const late = await api.post(suppliers[0], `/proposals/${proposalId}/supplement`, brought, {
      at: deadline,
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'supplement-late' } });
    const decide = (when: string) => api.post(staff, `${path}/eligibility`, reasoned(false), { at: when });
    // An answer that was in time may still be on its way.
    expect(await decide('2020-06-05T00:00:29.999Z')).toMatchObject({ body: { code: 'supplement-awaited' } });
    expect(await decide('2020-06-05T00:00:30.000Z')).toMatchObject({ body: { state: 'INELIGIBLE' } });
  });
});

describe('an exclusion', () => {
  it('is told at once, and weighed again only when the supplier has replied, once and in time', async () => {
    const world = await createEvaluationWorld();
    const { api, staff, suppliers, table } = world;
    const [proposalId] = world.proposalIds;
    const reply = (when: string, who = suppliers[0]) =>
      api.post(who, `/proposals/${proposalId}/exclusion-reply`, { text: 'We are in it' }, { at: when });
    const at = '2020-06-20T00:00:00.000Z';
    expect(await reply(at)).toMatchObject({ status: 409, body: { code: 'not-excluded' } });
    await screen(world, proposalId, false);
    const told = (count: number) =>
      table.get({ pk: `NOTICE#screening/${proposalId}/decided/${count}`, sk: 'NOTICE' });
    expect(await told(1)).toMatchObject({ facts: { outcome: 'ineligible', mayReply: true } });
    await moveRound(world, { state: 'EVALUATION' });
    const weigh = (eligible: boolean) =>
      api.post(staff, `/opened-proposals/${proposalId}/eligibility`, reasoned(eligible));
    expect(await weigh(true)).toMatchObject({ status: 409, body: { code: 'reply-missing' } });
    expect(await reply(at, suppliers[1])).toMatchObject({ status: 404 });
    // The evaluation ends at this instant.
    expect(await reply('2020-07-01T00:00:00.000Z')).toMatchObject({ body: { code: 'reply-late' } });
    expect(await reply('2020-06-30T23:59:59.999Z')).toMatchObject({
      status: 201,
      body: { state: 'REPLIED' },
    });
    expect(await weigh(false)).toMatchObject({ status: 200, body: { state: 'INELIGIBLE' } });
    expect(await told(2)).toMatchObject({ facts: { outcome: 'ineligible', mayReply: false } });
    expect(await reply(at)).toMatchObject({ status: 409, body: { code: 'replied-already' } });
    expect(await weigh(true)).toMatchObject({ status: 409, body: { code: 'reply-missing' } });
  });
});
