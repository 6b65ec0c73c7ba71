import { type Attachment, type PinnedAttachment, proposalOwner } from '../../functions/attachments/rules.ts';
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
import { declareClear } from './declare-conflict.ts';
import { approve, createDecidedWorld, recommend } from './decided-world.ts';
import { createEvaluationWorld, createFounder, moveRound, putNew, type World } from './evaluation-world.ts';
import { createMember, type Member } from './members.ts';
import { createNarrowActors, type Narrow, type NarrowName } from './narrow-actors.ts';
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

/** An evaluator of the round: who it is, and the pseudonym that scores under it. */
export type Pseudonym = Member & { readonly evaluatorId: string };

/** The ids of one round, by the names that paths give them. */
export type Scene = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly actors: Readonly<Record<ActorName, Member | null>>;
  readonly narrow: Readonly<Record<NarrowName, Narrow>>;
  readonly receivedAt: string;
  /** Of the round; empty before the draw. */
  readonly pseudonyms: readonly Pseudonym[];
};

/** The file of the owner’s proposal: where its name shows up, something leaked. */
export const canaryFileName = 'canary-file.pdf';

/** A file of the owner's proposal, as the verifier found it. */
const putFile = async ({ table, roundId }: World, proposalId: string): Promise<PinnedAttachment> => {
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is not there');
  const attachmentId = crypto.randomUUID();
  const file = {
    attachmentId,
    fileName: canaryFileName,
    contentType: 'application/pdf',
    sizeInBytes: 10,
    sha256: sha256Hex(attachmentId),
    objectKey: objectKeyOf(roundId, proposalOwner(proposalId), attachmentId),
    versionId: 'v1',
  };
  const attachment: Attachment = {
    ...file,
    state: 'VERIFIED',
    owner: proposalOwner(proposalId),
    proposalId,
    challengeId: before.challengeId,
    roundId,
    organisationId: before.supplierId,
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
  await putNew(table, proposalChange(before, { ...fieldsOf(before), attachments: [file] }, 'submit'));
  // One of the same id goes with the objection, so that every operation on files has something to find.
  const added = { ...attachment, owner: { kind: 'objection', id: proposalId } as const };
  await putNew(table, attachmentChange(null, added, 'declare'));
  return file;
};

/** Who of the round scores which challenge, by pseudonym; before the draw nobody. */
const seated = async ({ table, roundId, challengeIds, evaluators }: World) => {
  const pseudonyms: Pseudonym[] = [];
  for (const member of evaluators) {
    const evaluator = await readEvaluator(table, roundId, member.accountId);
    if (evaluator !== null) pseudonyms.push({ ...member, evaluatorId: evaluator.evaluatorId });
  }
  const [own, other] = await Promise.all(
    challengeIds.map(async (challengeId) => {
      const seats = (await readPanel(table, challengeId))?.seats ?? [];
      return pseudonyms.filter((one) => seats.some(({ evaluatorId }) => evaluatorId === one.evaluatorId));
    }),
  );
  return {
    pseudonyms,
    // Before the draw anybody of the pool to be.
    panelMember: own?.[0] ?? evaluators[0] ?? null,
    otherPanelMember: other?.find((one) => own?.includes(one) === false) ?? evaluators[1],
  };
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
  // The sample of a purchase is the decided round's, whoever asks.
  await declareClear(table, decided.roundId, [sealed.staff, sealed.approver]);
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
  const narrow = await createNarrowActors(sealed, decided);
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
        refusedBecause: null,
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
    const objection = objectionOf(
      proposal,
      { text: 'Wrong', documents: [...files.values()].slice(-1) },
      defaultPolicy,
      '2020-07-24T00:00:00.000Z',
    );
    await putNew(table, objectionChange(null, objection, 'object'));
  };
  const buy = async (): Promise<void> => {
    const sides = {
      roundId: decided.roundId,
      challengeId: decided.challengeIds[0],
      proposalId: decided.proposalIds[0],
      supplierId: decided.suppliers[0].organisationId,
      partnerIds: narrow.partnerIds,
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
      const { pseudonyms, panelMember, otherPanelMember } = await seated(world);
      if (otherPanelMember === undefined) throw new Error('Nobody scores another challenge alone');
      return {
        receivedAt,
        pseudonyms,
        narrow: narrow.at(world, receivedAt, otherPanelMember),
        parameters: {
          roundId: world.roundId,
          challengeId: world.challengeIds[0],
          proposalId: world.proposalIds[0],
          attachmentId: files.get(world.roundId)?.attachmentId ?? '',
          kind: 'objection',
          ownerId: world.proposalIds[0],
          purchaseId: purchaseIn.ACCEPTED.purchaseId,
          organisationId: owner.organisationId,
          clarificationId: '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e',
          accountId: owner.accountId,
          recoveryId,
          codeSha256: sha256Hex('a code'),
          day: '2026-12-24',
          year: '2026',
        },
        actors: {
          ...people,
          public: null,
          owner,
          rival,
          buyer,
          evaluator: panelMember,
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
