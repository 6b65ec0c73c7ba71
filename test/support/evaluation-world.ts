import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { createRecords, type Records } from '../../functions/decisions/store/records.ts';
import { undertakingSha256 } from '../../functions/evaluation/rules.ts';
import { readEvaluator, readPanel } from '../../functions/evaluation/store.ts';
import { organisationChange } from '../../functions/organisations/store.ts';
import { type Change, fieldsOf } from '../../functions/platform/change.ts';
import { commit } from '../../functions/platform/commit.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { OrganisationKind, Role } from '../../functions/platform/roles.ts';
import { createSealer, type Sealer } from '../../functions/platform/sealing.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { Proposal } from '../../functions/proposals/rules.ts';
import { proposalChange } from '../../functions/proposals/store.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';
import { storeChallenge } from './challenges.ts';
import { declareClear } from './declare-conflict.ts';
import { evaluationApi } from './evaluation-api.ts';
import { smallPolicy } from './evaluation.ts';
import type { HttpAnswer } from './http-event.ts';
import { createMember, type Member } from './members.ts';
import { proposalLike } from './proposals.ts';
import { roundLike } from './rounds.ts';
import { createTestTable } from './test-table.ts';

export { screenedAt } from './evaluation-api.ts';

export const drawSecret = 'the-secret-of-this-round';

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
        names: {},
        deputies: {},
        invitations: {},
        evidence: null,
        refusedBecause: null,
        members: { [member.accountId]: roles },
      },
      'found',
    ),
  );
  return member;
};

/** What stands in the proposals of a supplier and of nobody else. */
export const solutionOf = ({ organisationId }: Member): string =>
  `A drone that finds people (${sha256Hex(organisationId).slice(0, 12)})`;

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
      solution: solutionOf(supplier),
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
  await declareClear(table, roundId, [staff, world.colleague, world.approver, buyer]);
  return { ...world, bucketName, api: evaluationApi({ ...world, bucketName }) };
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

/** Somebody of the pool undertakes confidentiality for the round. */
export const undertake = ({ api, roundId }: World, who: Member) =>
  api.post(who, `/rounds/${roundId}/undertaking`, {
    sha256: undertakingSha256(smallPolicy.undertaking),
    undertakesConfidentiality: true,
  });

/** Under which everybody stands in the pool, and in nothing else. */
export const nameInPool = '한이름';

/** Staff put these people into the pool, and they undertake confidentiality, as they do before they declare. */
export const listPool = async (world: World, pool: readonly Member[]): Promise<void> => {
  const { api, staff, roundId } = world;
  for (const member of pool) {
    const { accountId, organisationId } = member;
    expectStatus(
      await api.post(staff, `/rounds/${roundId}/evaluators`, {
        accountId,
        organisationId,
        name: nameInPool,
        expertise: 'Rescue',
      }),
      201,
    );
    expectStatus(await undertake(world, member), 201);
  }
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
