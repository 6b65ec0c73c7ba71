import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { listRefusals } from '../../functions/ledger/schema.ts';
import { draftProposal, readProposal, submitProposal } from '../../functions/proposals/schema.ts';
import { readRound } from '../../functions/rounds/schema.ts';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import { ask, openCall } from '../support/open-call.ts';

type Call = Awaited<ReturnType<typeof openCall>>;

const json = { 'content-type': 'application/json' };

describe('a submission over HTTP', () => {
  let call: Call;
  let proposalId: string;

  beforeAll(async () => {
    call = await openCall(`submission-${randomUUID().slice(0, 8)}`, 3600);
    const { api } = call.supplier;
    ({ proposalId } = await api.must(draftProposal, {
      parameters: { challengeId: call.challengeId },
      body: null,
    }));
    await writeVersion(api, proposalId, call.proposal, 1);
  }, 90_000);

  it('has one effect however often it is sent under its key', async () => {
    const { api } = call.supplier;
    const input = { parameters: { proposalId }, body: null, idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.must(submitProposal, input)));

    expect(new Set(answers.map(({ receipt }) => receipt.entryHash)).size).toBe(1);
    const present = await api.must(readProposal, { parameters: { proposalId } });
    expect(present).toMatchObject({ state: 'SUBMITTED', submissionNumber: 1 });
  }, 30_000);

  it('refuses the key of another request', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const token = call.supplier.person.token;
    const first = await ask(`/proposals/${proposalId}/submission`, { method: 'POST', token, headers: key });
    const other = await ask(`/proposals/${proposalId}/withdrawal`, { method: 'POST', token, headers: key });
    expect(first.status).toBe(200);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });

  it.each([
    ['no token', 401, () => ask(`/proposals/${proposalId}`)],
    [
      'a forged token',
      401,
      () => ask(`/proposals/${proposalId}`, { token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }),
    ],
  ])('answers %s with %i from the gateway', async (_, status, send) => {
    expect((await send()).status).toBe(status);
  });

  it.each<[string, number, string, () => ReturnType<typeof ask>]>([
    [
      'another supplier’s id',
      404,
      'not-found',
      () => ask(`/proposals/${proposalId}`, { token: call.rival.person.token }),
    ],
    [
      'a sealed proposal, to staff',
      404,
      'not-found',
      () => ask(`/proposals/${proposalId}`, { token: call.stage.agency.staff.token }),
    ],
    [
      'a sealed proposal, to the buyer',
      404,
      'not-found',
      () => ask(`/proposals/${proposalId}`, { token: call.buyer.person.token }),
    ],
    [
      'a sealed proposal, to an evaluator',
      404,
      'not-found',
      () => ask(`/opened-proposals/${proposalId}`, { token: call.evaluator.person.token }),
    ],
    [
      'the list of proposals before the opening',
      403,
      'sealed',
      () => ask(`/rounds/${call.roundId}/proposals`, { token: call.stage.agency.auditor.token }),
    ],
    ['the ledger before the notice', 403, 'not-yet-public', () => ask(`/rounds/${call.roundId}/ledger`)],
    [
      'the audit before the opening',
      403,
      'sealed',
      () => ask(`/rounds/${call.roundId}/audit`, { token: call.stage.agency.auditor.token }),
    ],
    [
      'a right that the caller lacks',
      403,
      'not-permitted',
      () =>
        ask('/rounds', {
          method: 'POST',
          token: call.supplier.person.token,
          headers: json,
          body: '{"name":{"ko":"회차","en":"Round"}}',
        }),
    ],
    [
      'an unknown field',
      400,
      'invalid-request',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: json,
          body: '{"priceInWom":1}',
        }),
    ],
    [
      'half a won',
      400,
      'invalid-request',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: json,
          body: '{"priceInWon":0.5}',
        }),
    ],
    [
      'a body of 1 MiB',
      413,
      'body-too-large',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: json,
          body: `{"solution":"${'x'.repeat(2 ** 20)}"}`,
        }),
    ],
    [
      'a body that is no JSON',
      400,
      'invalid-request',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: json,
          body: '{',
        }),
    ],
    [
      'a body of another type',
      415,
      'not-json',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: { 'content-type': 'text/plain' },
          body: '{}',
        }),
    ],
    [
      'a wrong business registration number',
      422,
      'business-number-invalid',
      () =>
        ask('/organisations', {
          method: 'POST',
          token: call.supplier.person.token,
          headers: json,
          body: '{"kind":"SUPPLIER","name":{"ko":"가","en":"A"},"businessNumber":"124-81-00997"}',
        }),
    ],
    [
      'an opening before the hold is over',
      409,
      'too-early-to-open',
      () =>
        ask(`/rounds/${call.roundId}/transitions`, {
          method: 'POST',
          token: call.stage.agency.staff.token,
          headers: json,
          body: '{"action":"prepare-opening"}',
        }),
    ],
    [
      'a transition from a wrong state',
      409,
      'wrong-state',
      () =>
        ask(`/rounds/${call.roundId}/transitions`, {
          method: 'POST',
          token: call.stage.agency.staff.token,
          headers: json,
          body: '{"action":"give-notice"}',
        }),
    ],
    [
      'a stale version',
      412,
      'draft-conflict',
      () =>
        ask(`/proposals/${proposalId}`, {
          method: 'PUT',
          token: call.supplier.person.token,
          headers: { ...json, 'if-match': '"999"' },
          body: '{}',
        }),
    ],
    [
      'a cursor of somebody’s own making',
      400,
      'invalid-request',
      () => ask(`/rounds/${call.roundId}/challenges?cursor=eyJwayI6IngifQ`),
    ],
    ['an address that does not exist', 404, 'not-found', () => ask('/nothing/here')],
  ])('answers %s with a problem document', async (_, status, code, send) => {
    const answer = await send();
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.type).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toContain(call.proposal.title.ko);
  });

  it('wrote nothing for any of them', async () => {
    const present = await call.supplier.api.must(readProposal, { parameters: { proposalId } });
    expect(present).toMatchObject({ state: 'SUBMITTED', submissionNumber: 2 });
  });

  it('is not closed by a schedule that fires early', async () => {
    const { outputs, endpoint } = call.stack;
    const lambda = new LambdaClient({ endpoint });
    const payload = { kind: 'round', roundId: call.roundId, deadline: 'proposals', at: call.closesAt };
    for (let firing = 0; firing < 2; firing += 1)
      await lambda.send(
        new InvokeCommand({ FunctionName: outputs['DeadlineReachedArn'], Payload: JSON.stringify(payload) }),
      );
    const { phase } = await agencyApis(call.stage).public.must(readRound, {
      parameters: { roundId: call.roundId },
    });
    expect(phase).toBe('CALL_FOR_PROPOSALS');
  });
});

describe('the deadline', () => {
  it('refuses a submission after it, shows the call as closed, and keeps the refusal', async () => {
    const call = await openCall(`deadline-${randomUUID().slice(0, 8)}`, 15);
    const { api } = call.supplier;
    const { proposalId } = await api.must(draftProposal, {
      parameters: { challengeId: call.challengeId },
      body: null,
    });
    await writeVersion(api, proposalId, call.proposal, 1);
    await wait(Math.max(0, Date.parse(call.closesAt) - Date.now()));

    const outcome = await api.call(submitProposal, { parameters: { proposalId }, body: null });
    expect(outcome).toMatchObject({ ok: false, status: 409, code: 'deadline-passed' });
    expect(await api.must(readProposal, { parameters: { proposalId } })).toMatchObject({
      state: 'EXPIRED',
      submissionNumber: 0,
    });
    const apis = agencyApis(call.stage);
    const parameters = { roundId: call.roundId };
    expect(await apis.public.must(readRound, { parameters })).toMatchObject({
      phase: 'CLOSED_FOR_PROPOSALS',
    });
    // Before the opening nobody reads even the refusals: they would tell who tried.
    expect(await apis.auditor.call(listRefusals, { parameters })).toMatchObject({
      ok: false,
      code: 'sealed',
    });
  }, 120_000);
});
