import { beforeAll, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createDraftChallenge } from '../../../functions/challenges/draft-challenge.ts';
import { createEditChallenge } from '../../../functions/challenges/edit-challenge.ts';
import { createReadProposedChallenge } from '../../../functions/challenges/read-proposed-challenges.ts';
import { proposedChallengeView } from '../../../functions/challenges/schema.ts';
import { createSubmitChallenge } from '../../../functions/challenges/submit-challenge.ts';
import { serve } from '../../../functions/platform/http.ts';
import { storeOrganisation } from '../../support/call-world.ts';
import { callApi, type HttpAnswer, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { storeRound } from '../../support/rounds.ts';
import { challengeTerms } from '../../support/sample-terms.ts';
import { createTestTable } from '../../support/test-table.ts';

const table = await createTestTable();
const handler = serve(
  [
    createDraftChallenge({ table }),
    createEditChallenge({ table }),
    createSubmitChallenge({ table }),
    createReadProposedChallenge({ table }),
  ],
  table,
);

let buyer: Member;
let roundId: string;

beforeAll(async () => {
  buyer = await createMember(table, 'PUBLIC_BODY', ['buyer']);
  ({ roundId } = await storeRound(table, {
    state: 'CHALLENGE_CALL',
    deadlines: {
      challengeCall: '2020-03-31T15:00:00.000Z',
      proposals: null,
      evaluation: null,
      standstill: null,
    },
  }));
});

const call = (who: Member, request: Omit<HttpRequest, 'accountId'>): Promise<HttpAnswer> =>
  callApi(handler, { receivedAt: '2020-03-31T14:59:59.999Z', ...request, accountId: who.accountId });

const draft = (body: object) => call(buyer, { method: 'POST', path: `/rounds/${roundId}/challenges`, body });

const proposed = ({ body }: HttpAnswer) => v.parse(proposedChallengeView, body);

it('names co-proposers that are confirmed public bodies, and they see it', async () => {
  const body = await storeOrganisation(table, { kind: 'PUBLIC_BODY' });
  const claimed = await storeOrganisation(table, { kind: 'PUBLIC_BODY', state: 'CLAIMED' });
  const supplier = await storeOrganisation(table);
  const unknown = [claimed, supplier].map(({ organisationId }) => organisationId);
  const wrong = [...unknown, buyer.organisationId, crypto.randomUUID()];
  expect(await draft({ ...challengeTerms, coProposerIds: [body.organisationId, ...wrong] })).toMatchObject({
    status: 422,
    body: { code: 'co-proposer-unknown', details: { organisationIds: wrong } },
  });
  const { challengeId } = proposed(await draft({ ...challengeTerms, coProposerIds: [body.organisationId] }));
  const partner = await createMember(table, 'PUBLIC_BODY', ['buyer'], body.organisationId);
  const { name } = body;
  expect(await call(partner, { method: 'GET', path: `/proposed-challenges/${challengeId}` })).toMatchObject({
    status: 200,
    body: { proposers: [{ organisationId: buyer.organisationId }, { name }] },
  });
  expect(
    await call(partner, { method: 'POST', path: `/challenges/${challengeId}/submission` }),
  ).toMatchObject({ status: 404 });
});

it('takes co-proposers by their business numbers, as people know them', async () => {
  const body = await storeOrganisation(table, { kind: 'PUBLIC_BODY' });
  const businessNumber = '9995550011';
  await table.put({
    pk: `BUSINESS-NUMBER#${businessNumber}`,
    sk: 'BUSINESS-NUMBER',
    organisationId: body.organisationId,
  });
  const named = (coProposerNumbers: readonly string[], coProposerIds: readonly string[] = []) =>
    draft({ ...challengeTerms, coProposerIds, coProposerNumbers });
  expect(await named(['999-55-50012'])).toMatchObject({
    status: 422,
    body: { code: 'business-number-invalid' },
  });
  expect(await named(['1248100998'])).toMatchObject({
    status: 422,
    body: { code: 'co-proposer-unknown', details: { businessNumbers: ['1248100998'] } },
  });
  expect(await named(['999-55-50011'], [body.organisationId])).toMatchObject({
    status: 201,
    body: { coProposerIds: [body.organisationId] },
  });
  const { challengeId, version } = proposed(await draft(challengeTerms));
  expect(
    await call(buyer, {
      method: 'PUT',
      path: `/challenges/${challengeId}`,
      headers: { 'If-Match': `"${version}"` },
      body: { ...challengeTerms, coProposerNumbers: [businessNumber] },
    }),
  ).toMatchObject({ status: 200, body: { coProposerIds: [body.organisationId] } });
});
