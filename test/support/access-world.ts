import type { Attachment } from '../../functions/attachments/rules.ts';
import { attachmentChange, objectKeyOf } from '../../functions/attachments/store.ts';
import { firstUseChange } from '../../functions/first-use/store.ts';
import { objectionOf } from '../../functions/objections/rules.ts';
import { objectionChange } from '../../functions/objections/store.ts';
import { recoveryChange } from '../../functions/organisations/store/recoveries.ts';
import { fieldsOf } from '../../functions/platform/change.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { proposalChange, readProposal } from '../../functions/proposals/store.ts';
import { readEvaluator, readPanel } from '../../functions/evaluation/store.ts';
import { purchaseChange } from '../../functions/purchases/store.ts';
import { defaultPolicy, type Round } from '../../functions/rounds/rules.ts';
import { createKey } from './call-world.ts';
import { approve, createDecidedWorld, recommend } from './decided-world.ts';
import { createEvaluationWorld, createFounder, moveRound, putNew, type World } from './evaluation-world.ts';
import { createMember, type Member } from './members.ts';
import { inUse, purchaseIn } from './sample-purchase.ts';
import { createWholeApi } from './whole-api.ts';

/** Who asks. `owner` is the supplier of the proposal that is asked for; `rival` has another one to the challenge. */
export const actorNames = [
  'public',
  'stranger',
  'owner',
  'rival',
  'buyer',
  'otherBuyer',
  'evaluator',
  'otherEvaluator',
  'staff',
  'staffWithoutFactor',
  'approver',
  'auditor',
  'agencyAdministrator',
] as const;
export type ActorName = (typeof actorNames)[number];

/** When it is asked. The last is a cancelled round. */
export const phaseNames = [
  'PLANNED',
  'CHALLENGE_CALL',
  'CHALLENGE_SELECTION',
  'CALL_FOR_PROPOSALS',
  'CLOSED_FOR_PROPOSALS',
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
  'FIRST_USE',
  'COMPLETED',
  'CANCELLED',
] as const;
export type PhaseName = (typeof phaseNames)[number];

/** What stands in a proposal of the owner and nowhere else: where it shows up, something leaked. */
export const canaries = ['A drone that finds people', 'canary-file.pdf'] as const;

/** The ids of one round, by the names that paths give them. */
export type Scene = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly actors: Readonly<Record<ActorName, Member | null>>;
  readonly receivedAt: string;
};

/** A file of the owner's proposal, as the verifier found it. */
const putFile = async ({ table, roundId }: World, proposalId: string): Promise<string> => {
  const attachmentId = crypto.randomUUID();
  const file = {
    attachmentId,
    fileName: 'canary-file.pdf',
    contentType: 'application/pdf',
    sizeInBytes: 10,
    sha256: sha256Hex(attachmentId),
    objectKey: objectKeyOf(roundId, proposalId, attachmentId),
    versionId: 'v1',
  };
  const attachment: Attachment = {
    ...file,
    state: 'VERIFIED',
    proposalId,
    roundId,
    partSha256s: [],
    uploadId: null,
    declaredAt: '2020-05-01T00:00:00.000Z',
    receivedAt: '2020-05-01T00:00:01.000Z',
    finding: null,
    findingPlace: null,
    scan: null,
    removedAt: null,
  };
  await putNew(table, attachmentChange(null, attachment, 'declare'));
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is not there');
  await putNew(table, proposalChange(before, { ...fieldsOf(before), attachments: [file] }, 'submit'));
  return attachmentId;
};

/** The evaluator who scores the first proposal; before the draw anybody of the pool to be. */
const panelMember = async (world: World): Promise<Member | null> => {
  const seats = (await readPanel(world.table, world.challengeIds[0]))?.seats ?? [];
  for (const member of world.evaluators) {
    const evaluator = await readEvaluator(world.table, world.roundId, member.accountId);
    if (seats.some(({ evaluatorId }) => evaluatorId === evaluator?.evaluatorId)) return member;
  }
  return world.evaluators[0] ?? null;
};

type Step = { readonly world: World; readonly round: Partial<Round>; readonly receivedAt: string };

const none = { challengeCall: null, proposals: null, evaluation: null, standstill: null };
const called = { ...none, proposals: '2020-05-31T15:00:00.000Z' };
const evaluated = { ...called, evaluation: '2020-07-01T00:00:00.000Z' };
const unopened = { calledAt: null, openedAt: null, deadlines: none };
const open = { calledAt: '2020-05-01T00:00:00.000Z', openedAt: '2020-06-01T00:00:00.000Z' };

const steps = (sealed: World, decided: World): Readonly<Record<PhaseName, Step>> => {
  const noticed = { ...open, deadlines: { ...evaluated, standstill: '2020-08-10T00:00:00.000Z' } };
  const given = { ...noticed, noticeAt: '2020-07-20T00:00:00.000Z' };
  return {
    PLANNED: {
      world: sealed,
      round: { state: 'PLANNED', ...unopened },
      receivedAt: '2020-03-01T00:00:00.000Z',
    },
    CHALLENGE_CALL: {
      world: sealed,
      round: {
        state: 'CHALLENGE_CALL',
        ...unopened,
        deadlines: { ...none, challengeCall: '2020-04-01T00:00:00.000Z' },
      },
      receivedAt: '2020-03-10T00:00:00.000Z',
    },
    CHALLENGE_SELECTION: {
      world: sealed,
      round: { state: 'CHALLENGE_SELECTION', ...unopened },
      receivedAt: '2020-04-10T00:00:00.000Z',
    },
    CALL_FOR_PROPOSALS: {
      world: sealed,
      round: { state: 'CALL_FOR_PROPOSALS', ...open, openedAt: null, deadlines: called },
      receivedAt: '2020-05-20T00:00:00.000Z',
    },
    CLOSED_FOR_PROPOSALS: {
      world: sealed,
      round: { state: 'CALL_FOR_PROPOSALS', ...open, openedAt: null, deadlines: called },
      receivedAt: '2020-05-31T15:00:00.000Z',
    },
    OPENED: {
      world: sealed,
      round: { state: 'OPENED', ...open, deadlines: called },
      receivedAt: '2020-06-01T01:00:00.000Z',
    },
    SCREENING: {
      world: sealed,
      round: { state: 'SCREENING', ...open, deadlines: called },
      receivedAt: '2020-06-02T00:00:00.000Z',
    },
    EVALUATION: {
      world: decided,
      round: { state: 'EVALUATION', ...open, deadlines: evaluated },
      receivedAt: '2020-06-20T00:00:00.000Z',
    },
    DECISION: {
      world: decided,
      round: { state: 'DECISION', ...open, deadlines: evaluated },
      receivedAt: '2020-07-10T00:00:00.000Z',
    },
    NOTICE: { world: decided, round: { state: 'NOTICE', ...given }, receivedAt: '2020-07-25T00:00:00.000Z' },
    PURCHASE: {
      world: decided,
      round: { state: 'PURCHASE', ...given },
      receivedAt: '2020-09-16T02:00:00.000Z',
    },
    FIRST_USE: {
      world: decided,
      round: { state: 'FIRST_USE', ...given },
      receivedAt: '2020-11-01T00:00:00.000Z',
    },
    COMPLETED: {
      world: decided,
      round: { state: 'COMPLETED', ...given },
      receivedAt: '2020-12-01T00:00:00.000Z',
    },
    CANCELLED: {
      world: sealed,
      round: { state: 'CANCELLED', ...open, openedAt: null, deadlines: called },
      receivedAt: '2020-06-03T00:00:00.000Z',
    },
  };
};

/**
 * Two rounds in one table, one before and one after its evaluation, and everybody who could ask for something in
 * them. `enter` brings the world to a phase and answers whom and what to ask for there.
 */
export const createAccessWorld = async () => {
  const sealed = await createEvaluationWorld();
  const decided = await createDecidedWorld(true, sealed);
  const { table } = sealed;
  const api = createWholeApi({
    TABLE_NAME: table.tableName,
    BUCKET_NAME: sealed.bucketName,
    LEDGER_KEY_ID: await createKey('sign'),
    // The sample of a plan has a hold of no length.
    REHEARSAL: 'yes',
  });
  const people = {
    otherBuyer: await createFounder(table, 'PUBLIC_BODY', ['administrator', 'buyer']),
    otherEvaluator: await createFounder(table, 'INSTITUTE', ['administrator', 'evaluator']),
    agencyAdministrator: await createMember(table, 'AGENCY', ['administrator'], decided.staff.organisationId),
    stranger: { accountId: crypto.randomUUID(), organisationId: '' },
  };
  const files = new Map([
    [sealed.roundId, await putFile(sealed, sealed.proposalIds[0])],
    [decided.roundId, await putFile(decided, decided.proposalIds[0])],
  ]);
  const recoveryId = crypto.randomUUID();
  await putNew(
    table,
    recoveryChange(
      null,
      {
        state: 'CLAIMED',
        recoveryId,
        organisationId: sealed.suppliers[0].organisationId,
        claim: 'Ours',
        claimedBy: crypto.randomUUID(),
        claimedAt: '2020-01-01T00:00:00.000Z',
        prepared: null,
      },
      'claim',
      'Ours',
    ),
  );

  const decide = async (): Promise<void> => {
    const sheetSha256 = await recommend(decided);
    await approve(decided, decided.approver, sheetSha256);
  };
  const object = async (): Promise<void> => {
    const proposal = await readProposal(table, decided.proposalIds[0]);
    if (proposal === null) throw new Error('The proposal is not there');
    const objection = objectionOf(proposal, 'Wrong', defaultPolicy, '2020-07-24T00:00:00.000Z');
    await putNew(table, objectionChange(null, objection, 'object'));
  };
  const buy = async (): Promise<void> => {
    const sides = {
      roundId: decided.roundId,
      challengeId: decided.challengeIds[0],
      proposalId: decided.proposalIds[0],
      supplierId: decided.suppliers[0].organisationId,
      partnerIds: [],
      firstUserId: decided.buyer.organisationId,
    };
    await putNew(table, purchaseChange(null, { ...purchaseIn.ACCEPTED, ...sides }, 'reserve-budget'));
    await putNew(table, firstUseChange(null, { ...inUse, ...sides }, 'begin'));
  };

  return {
    api,
    table,
    async enter(phase: PhaseName): Promise<Scene> {
      const { world, round, receivedAt } = steps(sealed, decided)[phase];
      await moveRound(world, round);
      if (phase === 'NOTICE') {
        await moveRound(world, { state: 'DECISION', noticeAt: null });
        await decide();
        await moveRound(world, round);
        await object();
      }
      if (phase === 'PURCHASE') await buy();
      const [owner, rival] = world.suppliers;
      const { buyer, staff, approver, auditor } = world;
      return {
        receivedAt,
        parameters: {
          roundId: world.roundId,
          challengeId: world.challengeIds[0],
          proposalId: world.proposalIds[0],
          attachmentId: files.get(world.roundId) ?? '',
          purchaseId: purchaseIn.ACCEPTED.purchaseId,
          organisationId: owner.organisationId,
          clarificationId: '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e',
          accountId: owner.accountId,
          recoveryId,
          day: '2026-12-24',
          year: '2026',
        },
        actors: {
          ...people,
          public: null,
          owner,
          rival,
          buyer,
          evaluator: await panelMember(world),
          staff,
          staffWithoutFactor: staff,
          approver,
          auditor,
        },
      };
    },
  };
};

export type AccessWorld = Awaited<ReturnType<typeof createAccessWorld>>;
