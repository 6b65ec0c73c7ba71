import { challengeChange, readChallenge } from '../../functions/challenges/store.ts';
import { evaluatorChange } from '../../functions/evaluation/store/pool.ts';
import { panelChange, readPanel } from '../../functions/evaluation/store/panels.ts';
import { organisationChange, readOrganisation } from '../../functions/organisations/store.ts';
import { fieldsOf } from '../../functions/platform/change.ts';
import { accountKey } from '../../functions/platform/identity.ts';
import type { Instant } from '../../functions/platform/instant.ts';
import type { OrganisationKind, Role } from '../../functions/platform/roles.ts';
import { type Partner, pinPartners, undertaking } from '../../functions/proposals/rules.ts';
import { proposalChange, readProposal } from '../../functions/proposals/store.ts';
import { sealShare } from '../../functions/proposals/store/contents.ts';
import { partnerChange } from '../../functions/proposals/store/partners.ts';
import type { ActorName } from './access-world.ts';
import { declareClear } from './declare-conflict.ts';
import { createFounder, nameInPool, putNew, type World } from './evaluation-world.ts';
import { createMember, type Member } from './members.ts';

/** Who holds less than a whole role: a part of it, for a time, or beside somebody else. */
export const narrowNames = [
  'authorAlone',
  'signatoryAlone',
  'confirmedPartner',
  'askedPartner',
  'coProposer',
  'staffForAWhile',
  'approverForAWhile',
  'otherPanelMember',
  'recused',
] as const;
export type NarrowName = (typeof narrowNames)[number];

/** One of them at an instant. */
export type Narrow = Member & {
  /** Whose answers it gets where nothing else is said of it: those of the first that an operation names. */
  readonly like: readonly [ActorName, ...ActorName[]];
  /** What it asks for instead of what everybody asks for. */
  readonly parameters: (path: string) => Readonly<Record<string, string>>;
};

/** While they stand in for a colleague: from the first instant to before the last, and these are instants of phases. */
const deputies = {
  staffForAWhile: { roles: ['staff'], from: '2020-06-01T01:00:00.000Z', until: '2020-07-10T00:00:00.000Z' },
  approverForAWhile: {
    roles: ['approver'],
    from: '2020-07-10T00:00:00.000Z',
    until: '2020-09-16T02:00:00.000Z',
  },
} as const;

const isStandingIn = (name: keyof typeof deputies, at: Instant): boolean =>
  at >= deputies[name].from && at < deputies[name].until;

/** A further person of an organisation that is there, who stands among its members. */
const hire = async (
  { table }: World,
  kind: OrganisationKind,
  roles: readonly Role[],
  organisationId: string,
): Promise<Member> => {
  const member = await createMember(table, kind, roles, organisationId);
  const before = await readOrganisation(table, organisationId);
  if (before === null) throw new Error('The organisation is not there');
  const members = { ...before.members, [member.accountId]: roles };
  await putNew(table, organisationChange(before, { ...fieldsOf(before), members }, 'appoint'));
  return member;
};

const standIn = async (
  { table }: World,
  name: keyof typeof deputies,
  own: Role,
  organisationId: string,
): Promise<Member> => {
  const member = await createMember(table, 'AGENCY', [own], organisationId);
  await table.put({
    ...accountKey(member.accountId),
    memberships: { [organisationId]: { kind: 'AGENCY', roles: [own], deputy: deputies[name] } },
    offers: {},
  });
  return member;
};

/** Lets an organisation take part in a proposal, or be asked to; what has confirmed stands in the submission. */
const takePart = async (
  { table, sealer }: World,
  proposalId: string,
  { organisationId }: Member,
  state: 'INVITED' | 'CONFIRMED',
): Promise<void> => {
  const before = await readProposal(table, proposalId);
  if (before === null) throw new Error('The proposal is not there');
  const { roundId, challengeId, supplierId: leadId } = before;
  const confirmedAt = state === 'CONFIRMED' ? '2020-05-20T00:00:00.000Z' : null;
  const partner: Partner = {
    state,
    partnershipId: crypto.randomUUID(),
    proposalId,
    roundId,
    challengeId,
    leadId,
    organisationId,
    share: await sealShare(sealer, before, { work: 'Radio', percent: 30 }),
    showsText: false,
    invitedAt: '2020-05-10T00:00:00.000Z',
    confirmedAt,
    undertaking: confirmedAt === null ? null : undertaking.version,
  };
  await putNew(table, partnerChange(null, partner, 'invite'));
  const after = { ...fieldsOf(before), partners: pinPartners([partner]) };
  await putNew(table, proposalChange(before, after, 'submit'));
};

const proposeWith = async ({ table, challengeIds }: World, { organisationId }: Member): Promise<void> => {
  const before = await readChallenge(table, challengeIds[0]);
  if (before === null) throw new Error('The challenge is not there');
  const after = { ...fieldsOf(before), coProposerIds: [organisationId] };
  await putNew(table, challengeChange(before, after, 'correct'));
};

/** Gives the panel of the first challenge a seat of somebody who was recused from it. */
const recuse = async ({ table, roundId, challengeIds }: World, member: Member): Promise<void> => {
  const evaluatorId = crypto.randomUUID();
  const listed = {
    state: 'LISTED',
    roundId,
    evaluatorId,
    listingId: crypto.randomUUID(),
    ...member,
    name: nameInPool,
    expertise: 'Rescue',
    listedAt: '2020-05-01T00:00:00.000Z',
  } as const;
  await putNew(table, evaluatorChange(listed, 'list'));
  const panel = await readPanel(table, challengeIds[0]);
  if (panel === null) throw new Error('The panel is not there');
  const seat = {
    evaluatorId,
    group: member.organisationId,
    standing: 'RECUSED',
    declaredAt: '2020-06-10T00:00:00.000Z',
    recusalReason: 'A former employer',
  } as const;
  await putNew(table, panelChange(panel, { ...fieldsOf(panel), seats: [...panel.seats, seat] }, 'recuse'));
};

/** Makes them in a round before and in one after its evaluation, which share the table. */
export const createNarrowActors = async (sealed: World, decided: World) => {
  const { table } = sealed;
  const supplier = () => createFounder(table, 'SUPPLIER', ['author', 'signatory']);
  const ofRound = async (world: World) => {
    const agencyId = world.staff.organisationId;
    const ownerId = world.suppliers[0].organisationId;
    const people = {
      authorAlone: await hire(world, 'SUPPLIER', ['author'], ownerId),
      signatoryAlone: await hire(world, 'SUPPLIER', ['signatory'], ownerId),
      confirmedPartner: await supplier(),
      askedPartner: await supplier(),
      coProposer: await createFounder(table, 'PUBLIC_BODY', ['buyer']),
      staffForAWhile: await standIn(world, 'staffForAWhile', 'administrator', agencyId),
      approverForAWhile: await standIn(world, 'approverForAWhile', 'staff', agencyId),
    };
    await takePart(world, world.proposalIds[0], people.confirmedPartner, 'CONFIRMED');
    await takePart(world, world.proposalIds[1], people.askedPartner, 'INVITED');
    await proposeWith(world, people.coProposer);
    // The sample of a purchase is the decided round's, whoever asks.
    for (const roundId of new Set([world.roundId, decided.roundId]))
      await declareClear(table, roundId, [people.staffForAWhile, people.approverForAWhile]);
    return people;
  };
  const recused = await createFounder(table, 'INSTITUTE', ['evaluator']);
  await recuse(decided, recused);
  const [ofSealed, ofDecided] = [await ofRound(sealed), await ofRound(decided)];

  return {
    partnerIds: [ofDecided.confirmedPartner.organisationId],
    /** Them in a round at an instant; `otherPanelMember` scores another challenge, or nothing yet. */
    at(
      { roundId, proposalIds }: World,
      at: Instant,
      otherPanelMember: Member,
    ): Readonly<Record<NarrowName, Narrow>> {
      const own = roundId === sealed.roundId ? ofSealed : ofDecided;
      const asAll = () => ({});
      const asPartner =
        ({ organisationId }: Member, more: Readonly<Record<string, string>> = {}) =>
        (path: string) => ({ ...more, ...(path.includes('/partners/') ? { organisationId } : {}) });
      const isStaff = isStandingIn('staffForAWhile', at);
      const isApprover = isStandingIn('approverForAWhile', at);
      return {
        authorAlone: { ...own.authorAlone, like: ['owner'], parameters: asAll },
        signatoryAlone: { ...own.signatoryAlone, like: ['owner'], parameters: asAll },
        confirmedPartner: {
          ...own.confirmedPartner,
          like: ['rival'],
          parameters: asPartner(own.confirmedPartner),
        },
        askedPartner: {
          ...own.askedPartner,
          like: ['rival'],
          parameters: asPartner(own.askedPartner, { proposalId: proposalIds[1] }),
        },
        coProposer: { ...own.coProposer, like: ['otherBuyer'], parameters: asAll },
        staffForAWhile: {
          ...own.staffForAWhile,
          like: [isStaff ? 'staff' : 'agencyAdministrator'],
          parameters: asAll,
        },
        approverForAWhile: {
          ...own.approverForAWhile,
          like: isApprover ? ['staff', 'approver'] : ['staff'],
          parameters: asAll,
        },
        otherPanelMember: { ...otherPanelMember, like: ['otherEvaluator'], parameters: asAll },
        recused: { ...recused, like: ['otherEvaluator'], parameters: asAll },
      };
    },
  };
};
