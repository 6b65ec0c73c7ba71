import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { createLinks } from '../../functions/attachments/store/links.ts';
import { createApproveDecision } from '../../functions/decisions/approve-decision.ts';
import {
  createReadDecision,
  createReadPriorityList,
  createReadRecommendation,
  createReadScoreSheet,
} from '../../functions/decisions/read-decision.ts';
import {
  createListExplanations,
  createReadPublishedSensitivity,
  createReadSensitivity,
} from '../../functions/decisions/explain-decision.ts';
import { createReadResult } from '../../functions/decisions/read-result.ts';
import { createRecommendDecision } from '../../functions/decisions/recommend-decision.ts';
import { createRecords, type Records } from '../../functions/decisions/store/records.ts';
import { createAnswerOutlier } from '../../functions/evaluation/answer-outlier.ts';
import {
  createAnswerClarification,
  createAskClarification,
  createDeclineClarification,
  createListClarifications,
  createProposeClarification,
} from '../../functions/evaluation/clarify-proposal.ts';
import { createDecideEligibility } from '../../functions/evaluation/decide-eligibility.ts';
import {
  createDeclareConflict,
  createDeclareFreshConflict,
} from '../../functions/evaluation/declare-conflict.ts';
import {
  createDeclareOwnConflict,
  createListDeclaredConflicts,
} from '../../functions/evaluation/declare-own-conflict.ts';
import { createDownloadOpenedAttachment } from '../../functions/evaluation/download-opened-attachment.ts';
import { createDrawPanels } from '../../functions/evaluation/draw-panels.ts';
import { createListEvaluations } from '../../functions/evaluation/list-evaluations.ts';
import { createListEvaluator } from '../../functions/evaluation/list-evaluator.ts';
import { createListEvaluators } from '../../functions/evaluation/list-evaluators.ts';
import { createListOpenedProposals } from '../../functions/evaluation/list-opened-proposals.ts';
import { createListScorecards } from '../../functions/evaluation/list-scorecards.ts';
import { createReadOpenedProposal } from '../../functions/evaluation/read-opened-proposal.ts';
import { createListPanels, createReadDraw } from '../../functions/evaluation/read-panels.ts';
import { createSaveScorecard } from '../../functions/evaluation/save-scorecard.ts';
import {
  createAnswerSupplement,
  createReadScreening,
  createReplyToExclusion,
  createRequestSupplement,
} from '../../functions/evaluation/supplement-proposal.ts';
import { readEvaluator, readPanel } from '../../functions/evaluation/store.ts';
import { createSubmitScorecard } from '../../functions/evaluation/submit-scorecard.ts';
import { organisationChange } from '../../functions/organisations/store.ts';
import { type Change, fieldsOf } from '../../functions/platform/change.ts';
import { commit } from '../../functions/platform/commit.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { serve } from '../../functions/platform/http.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { OrganisationKind, Role } from '../../functions/platform/roles.ts';
import { createSealer, type Sealer } from '../../functions/platform/sealing.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { Proposal } from '../../functions/proposals/rules.ts';
import { proposalChange } from '../../functions/proposals/store.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';
import { storeChallenge } from './challenges.ts';
import { smallPolicy } from './evaluation.ts';
import { callApi, type HttpAnswer } from './http-event.ts';
import { createMember, type Member } from './members.ts';
import { proposalLike } from './proposals.ts';
import { roundLike } from './rounds.ts';
import { createTestTable } from './test-table.ts';

export const drawSecret = 'the-secret-of-this-round';
export const screenedAt = '2020-06-10T00:00:00.000Z';

/** A round after its opening, with two challenges, three proposals and six evaluators of institutes of their own. */
export type EvaluationWorld = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly records: Records;
  readonly roundId: string;
  readonly sealKeyArn: string;
  readonly challengeIds: readonly [string, string];
  /** Two to the first challenge, one to the second; each of a supplier of its own. */
  readonly proposalIds: readonly [string, string, string];
  readonly suppliers: readonly [Member, Member, Member];
  readonly staff: Member;
  readonly colleague: Member;
  readonly approver: Member;
  readonly auditor: Member;
  readonly buyer: Member;
  readonly evaluators: readonly Member[];
};

/** Puts something new into the table as the system's own work. */
export const putNew = async (table: Table, change: Change): Promise<void> => {
  const outcome = await commit(table, {
    at: '2020-05-30T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [change],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  if (isRefusal(outcome)) throw new Error(`The test could not begin: ${outcome.code}`);
};

/** Makes the round `different`, as if it had come there. */
export const moveRound = async (
  { table, roundId }: Pick<EvaluationWorld, 'table' | 'roundId'>,
  different: Partial<Round>,
): Promise<void> => {
  const before = await readRound(table, roundId);
  if (before === null) throw new Error('The test’s round is not there');
  await putNew(table, roundChange(before, { ...fieldsOf(before), ...different }, 'restart-execution'));
};

/** A person in an organisation that is really there. */
export const createFounder = async (
  table: Table,
  kind: OrganisationKind,
  roles: readonly Role[],
): Promise<Member> => {
  const member = await createMember(table, kind, roles);
  await putNew(
    table,
    organisationChange(
      null,
      {
        state: 'CONFIRMED',
        organisationId: member.organisationId,
        kind,
        name: { ko: '기관', en: 'Body' },
        businessNumber: '9990000001',
        isSmallOrMedium: true,
        claimedBy: member.accountId,
        claimedAt: '2020-01-01T00:00:00.000Z',
        offers: {},
        evidence: null,
        members: { [member.accountId]: roles },
      },
      'found',
    ),
  );
  return member;
};

/** Submits a sealed proposal of `supplier`, as if it had come in time. */
export const submitSealed = async (
  {
    table,
    sealer,
    roundId,
    sealKeyArn,
  }: Pick<EvaluationWorld, 'table' | 'sealer' | 'roundId' | 'sealKeyArn'>,
  challengeId: string,
  supplier: Member,
  different: Partial<Proposal> & { readonly priceInWon?: number } = {},
): Promise<string> => {
  const { priceInWon = 100_000_000, ...fields } = different;
  const proposal = proposalLike({
    roundId,
    challengeId,
    supplierId: supplier.organisationId,
    sealKeyArn,
    ...fields,
  });
  const { proposalId } = proposal;
  const content = await sealer.seal(
    sealKeyArn,
    { roundId, proposalId },
    {
      title: { ko: '드론', en: 'Drone' },
      summary: { ko: '구조', en: 'Rescue' },
      solution: 'A drone that finds people',
      priceInWon,
      technologyReadinessLevel: 8,
      validUntil: '2020-12-31T00:00:00.000Z',
      deliveryInDays: 30,
      tradeSecrets: [],
      drawNonce: sha256Hex(proposalId),
    },
  );
  await putNew(table, proposalChange(null, { ...proposal, content }, 'submit'));
  return proposalId;
};

const createBucket = async (): Promise<string> => {
  const client = new S3Client({ forcePathStyle: true });
  const Bucket = `records-${crypto.randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  return Bucket;
};

/** Makes the world on the engine that the environment names, in a table of its own or beside another one. */
export const createEvaluationWorld = async (beside?: {
  readonly table: Table;
  readonly bucketName: string;
}) => {
  const table = beside?.table ?? (await createTestTable());
  const bucketName = beside?.bucketName ?? (await createBucket());
  const records = createRecords(bucketName);
  const sealer = createSealer();
  const key = await new KMSClient({}).send(new CreateKeyCommand({}));
  const sealKeyArn = key.KeyMetadata?.Arn ?? '';
  const roundId = crypto.randomUUID();
  const round = roundLike({
    roundId,
    state: 'SCREENING',
    policy: smallPolicy,
    deadlines: {
      challengeCall: '2020-04-01T00:00:00.000Z',
      proposals: '2020-05-31T15:00:00.000Z',
      evaluation: '2020-07-01T00:00:00.000Z',
      standstill: null,
    },
    drawSecretSha256: sha256Hex(drawSecret),
    sealKeyArn,
    calledAt: '2020-05-01T00:00:00.000Z',
    openedAt: '2020-06-01T00:00:00.000Z',
  });
  await putNew(table, roundChange(null, round, 'plan'));
  const buyer = await createFounder(table, 'PUBLIC_BODY', ['buyer']);
  const buyerId = buyer.organisationId;
  const first = await storeChallenge(table, { roundId, buyerId });
  const second = await storeChallenge(table, { roundId, buyerId });
  const supplier = () => createFounder(table, 'SUPPLIER', ['author', 'signatory']);
  const suppliers: EvaluationWorld['suppliers'] = [await supplier(), await supplier(), await supplier()];
  const place = { table, sealer, roundId, sealKeyArn };
  const staff = await createFounder(table, 'AGENCY', ['staff']);
  const evaluators: Member[] = [];
  for (let count = 0; count < 6; count += 1)
    evaluators.push(await createFounder(table, 'INSTITUTE', ['evaluator']));
  const world: EvaluationWorld = {
    ...place,
    records,
    challengeIds: [first.challengeId, second.challengeId],
    proposalIds: [
      await submitSealed(place, first.challengeId, suppliers[0]),
      await submitSealed(place, first.challengeId, suppliers[1]),
      await submitSealed(place, second.challengeId, suppliers[2]),
    ],
    suppliers,
    staff,
    colleague: await createMember(table, 'AGENCY', ['staff'], staff.organisationId),
    approver: await createMember(table, 'AGENCY', ['approver'], staff.organisationId),
    auditor: await createMember(table, 'AGENCY', ['auditor'], staff.organisationId),
    buyer,
    evaluators,
  };
  return { ...world, bucketName, api: evaluationApi(world, bucketName) };
};

/** Every operation of evaluation and decisions, called as the gateway calls it. */
const evaluationApi = ({ table, sealer, records }: EvaluationWorld, bucketName: string) => {
  const handler = serve(
    [
      createListOpenedProposals({ table, sealer }),
      createReadOpenedProposal({ table, sealer }),
      createDownloadOpenedAttachment({ table, links: createLinks(bucketName) }),
      createDecideEligibility({ table, records }),
      createRequestSupplement({ table }),
      createAnswerSupplement({ table }),
      createReplyToExclusion({ table }),
      createReadScreening({ table }),
      createProposeClarification({ table }),
      createAskClarification({ table }),
      createDeclineClarification({ table }),
      createAnswerClarification({ table }),
      createListClarifications({ table }),
      createListEvaluator({ table }),
      createListEvaluators({ table }),
      createDrawPanels({ table, sealer, records }),
      createListPanels({ table }),
      createReadDraw({ table, records }),
      createDeclareConflict({ table }),
      createDeclareFreshConflict({ table }),
      createDeclareOwnConflict({ table }),
      createListDeclaredConflicts({ table }),
      createListEvaluations({ table }),
      createSaveScorecard({ table }),
      createSubmitScorecard({ table }),
      createAnswerOutlier({ table }),
      createListScorecards({ table }),
      createRecommendDecision({ table, sealer, records }),
      createApproveDecision({ table, records }),
      createReadDecision({ table }),
      createReadRecommendation({ table, records }),
      createReadPriorityList({ table, records }),
      createReadScoreSheet({ table, records }),
      createReadResult({ table, records }),
      createListExplanations({ table, records }),
      createReadSensitivity({ table, records }),
      createReadPublishedSensitivity({ table, records }),
    ],
    table,
  );
  const call =
    (method: 'GET' | 'POST' | 'PUT') =>
    (
      who: Member | null,
      path: string,
      body?: unknown,
      more: {
        readonly headers?: Readonly<Record<string, string>>;
        readonly query?: Readonly<Record<string, string>>;
        readonly at?: string;
      } = {},
    ): Promise<HttpAnswer> =>
      callApi(handler, {
        method,
        path,
        receivedAt: more.at ?? screenedAt,
        ...(who === null ? {} : { accountId: who.accountId }),
        ...(body === undefined ? {} : { body }),
        ...(more.headers === undefined ? {} : { headers: more.headers }),
        ...(more.query === undefined ? {} : { query: more.query }),
      });
  return { get: call('GET'), post: call('POST'), put: call('PUT') };
};

export type World = Awaited<ReturnType<typeof createEvaluationWorld>>;

/** Demands a status; a test that begins otherwise would test nothing. */
export const expectStatus = (answer: HttpAnswer, status: number): HttpAnswer => {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, not ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
};

/** Staff list evaluators, screen all three proposals as eligible, and draw. */
export const drawWorld = async (world: World, pool: readonly Member[] = world.evaluators): Promise<void> => {
  await listPool(world, pool);
  for (const proposalId of world.proposalIds) await screen(world, proposalId, true);
  expectStatus(await world.api.post(world.staff, `/rounds/${world.roundId}/panels`, { drawSecret }), 201);
};

/** The evaluators of a world by their pseudonyms. */
export const memberOfPseudonym = async (world: World): Promise<ReadonlyMap<string, Member>> => {
  const found = new Map<string, Member>();
  for (const member of world.evaluators) {
    const evaluator = await readEvaluator(world.table, world.roundId, member.accountId);
    if (evaluator !== null) found.set(evaluator.evaluatorId, member);
  }
  return found;
};

/** The members of a challenge's panel, in the order of their seats. */
export const membersOf = async (world: World, challengeId: string): Promise<readonly Member[]> => {
  const byPseudonym = await memberOfPseudonym(world);
  const panel = await readPanel(world.table, challengeId);
  return (panel?.seats ?? []).flatMap(({ evaluatorId }) => byPseudonym.get(evaluatorId) ?? []);
};

/** A whole scorecard with the same points for each criterion, all gates passed. */
export const scores = (points: number) => ({
  points: { need: points, effect: points, proof: points },
  gates: { safety: true, 'field-fit': true },
  reasons: { need: 'Urgent', effect: 'Wide', proof: 'Measured' },
});

/** Staff put these people into the pool. */
export const listPool = async ({ api, staff, roundId }: World, pool: readonly Member[]): Promise<void> => {
  for (const { accountId, organisationId } of pool)
    expectStatus(
      await api.post(staff, `/rounds/${roundId}/evaluators`, {
        accountId,
        organisationId,
        expertise: 'Rescue',
      }),
      201,
    );
};

/** Staff decide on the eligibility of a proposal. */
export const screen = async ({ api, staff }: World, proposalId: string, eligible: boolean): Promise<void> => {
  const evidence = [{ subject: 'documents', isMet: eligible, source: 'The attachments' }];
  const body = { eligible, reason: 'As the documents show', evidence };
  expectStatus(await api.post(staff, `/opened-proposals/${proposalId}/eligibility`, body), 200);
};

/** The supplier of an excluded proposal replies. */
export const reply = async (world: World, proposalId: string): Promise<void> => {
  const supplier = world.suppliers[world.proposalIds.indexOf(proposalId)] ?? null;
  const path = `/proposals/${proposalId}/exclusion-reply`;
  expectStatus(await world.api.post(supplier, path, { text: 'It is in the register' }), 201);
};

/** The supplier of an excluded proposal replies, and staff are convinced. */
export const convince = async (world: World, proposalId: string): Promise<void> => {
  await reply(world, proposalId);
  await screen(world, proposalId, true);
};
