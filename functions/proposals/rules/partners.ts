import type { Challenge } from '../../challenges/rules.ts';
import type { Organisation } from '../../organisations/rules.ts';
import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Role } from '../../platform/roles.ts';
import type { Sealed } from '../../platform/sealing.ts';
import { findTransition, type Transition } from '../../platform/transition.ts';
import { refuseProposal } from '../refusals.ts';
import type { Proposal } from './proposal.ts';

/** Where an organisation stands in a proposal that another one leads. */
export const partnerStates = ['INVITED', 'CONFIRMED', 'DECLINED', 'LEFT', 'REMOVED'] as const;
export type PartnerState = (typeof partnerStates)[number];

/** What a partner does of the work; `percent` of the price where the lead says it. Sealed with the proposal. */
export type Share = { readonly work: string; readonly percent: number | null };

/** An organisation that a lead asked to propose with it; one row an organisation and proposal, asked anew or not. */
export type Partner = {
  readonly state: PartnerState;
  /** Names it in the ledger, where nobody may read who is in it. */
  readonly partnershipId: string;
  readonly proposalId: string;
  readonly roundId: string;
  readonly challengeId: string;
  readonly leadId: string;
  readonly organisationId: string;
  readonly share: Sealed;
  /** Whether its lead lets it read the text of the proposal beside its own share. */
  readonly showsText: boolean;
  readonly invitedAt: Instant;
  /** When the present share was confirmed; null while it is not. */
  readonly confirmedAt: Instant | null;
  /** The version of the undertaking that the confirmation gave; null while there is none. */
  readonly undertaking: string | null;
};

/** A partner as a submission pinned it: what it does later changes nothing of that submission. */
export type PinnedPartner = Pick<Partner, 'partnershipId' | 'organisationId' | 'share'> & {
  readonly confirmedAt: Instant;
};

export type PartnerAction = 'invite' | 'confirm' | 'decline' | 'leave' | 'remove';

const lead = ['author', 'signatory'] as const satisfies readonly Role[];
const partner = ['signatory'] as const satisfies readonly Role[];

/** Every arrow of a partner. Each may be taken before the deadline for proposals only. */
export const partnerTransitions = [
  { action: 'invite', from: null, to: 'INVITED', by: lead, guard: 'checkInvitation' },
  { action: 'invite', from: 'DECLINED', to: 'INVITED', by: lead, guard: 'checkInvitation' },
  { action: 'invite', from: 'LEFT', to: 'INVITED', by: lead, guard: 'checkInvitation' },
  { action: 'invite', from: 'REMOVED', to: 'INVITED', by: lead, guard: 'checkInvitation' },
  { action: 'confirm', from: 'INVITED', to: 'CONFIRMED', by: partner, guard: 'checkEditable' },
  { action: 'decline', from: 'INVITED', to: 'DECLINED', by: partner, guard: 'checkEditable' },
  { action: 'leave', from: 'CONFIRMED', to: 'LEFT', by: partner, guard: 'checkEditable' },
  { action: 'remove', from: 'INVITED', to: 'REMOVED', by: lead, guard: 'checkEditable' },
  { action: 'remove', from: 'CONFIRMED', to: 'REMOVED', by: lead, guard: 'checkEditable' },
] as const satisfies readonly Transition<PartnerState, PartnerAction, Role>[];

/** What a partner undertakes by confirming; the version that it read stands with its confirmation. */
export const undertaking = {
  version: '1',
  en: 'We propose together with the lead, carry out the share described here if the proposal is bought, and know that the lead submits, replaces and withdraws for all. We stand in no other answer to this challenge, unless its call allows it.',
  ko: '우리 기관은 대표 기업과 공동으로 제안하고, 구매가 결정되면 여기에 적힌 분담 업무를 이행합니다. 제출·교체·철회는 대표 기업이 모두를 대신하여 한다는 점을 알고 있으며, 공모에서 허용하지 않는 한 이 과제의 다른 제안에는 참여하지 않습니다.',
} as const;

/** How many a consortium has at once, and how many organisations a lead may ask in all. */
export const partnerLimits = { atOnce: 10, asked: 30 } as const;

/**
 * Refuses to ask whoever cannot be a partner: only another confirmed supplier that does not propose the challenge
 * itself. An organisation that is not there and one that is not confirmed get the same answer.
 */
export const checkInvitation = (
  { supplierId }: Pick<Proposal, 'supplierId'>,
  { buyerId, coProposerIds }: Pick<Challenge, 'buyerId' | 'coProposerIds'>,
  asked: Pick<Organisation, 'state' | 'kind' | 'organisationId'> | null,
  partners: readonly Pick<Partner, 'state' | 'organisationId'>[],
): Refusal | null => {
  if (asked?.state !== 'CONFIRMED' || asked.kind !== 'SUPPLIER')
    return refuseProposal('partner-not-possible', { because: 'no-confirmed-supplier' });
  const { organisationId } = asked;
  if (organisationId === supplierId)
    return refuseProposal('partner-not-possible', { because: 'is-the-lead' });
  if (organisationId === buyerId || coProposerIds.includes(organisationId))
    return refuseProposal('partner-not-possible', { because: 'proposes-the-challenge' });
  const others = partners.filter((other) => other.organisationId !== organisationId);
  return others.filter(isStanding).length >= partnerLimits.atOnce || others.length >= partnerLimits.asked
    ? refuseProposal('too-many-partners', { ...partnerLimits })
    : null;
};

/** Refuses shares of the price that leave the lead none; those of whom the lead says no share count nothing. */
export const checkPercent = (percent: number | null, others: readonly Share[]): Refusal | null => {
  const taken = others.reduce((sum, share) => sum + (share.percent ?? 0), 0);
  return percent === null || percent + taken < 100
    ? null
    : refuseProposal('shares-exceed-whole', { percent, taken });
};

/** True for whoever is asked or takes part. */
export const isStanding = ({ state }: Pick<Partner, 'state'>): boolean =>
  state === 'INVITED' || state === 'CONFIRMED';

/** What a partner becomes by the answer that it gives, or by an act that ends its part. */
export const partnerStep = (
  before: Partner,
  action: Exclude<PartnerAction, 'invite'>,
  at: Instant,
): Partner | Refusal => {
  const row = findTransition(partnerTransitions, action, before.state);
  if (isRefusal(row)) return row;
  return {
    ...before,
    state: row.to,
    confirmedAt: row.to === 'CONFIRMED' ? at : null,
    undertaking: row.to === 'CONFIRMED' ? undertaking.version : null,
  };
};

/** The organisations whose answer a lead waits for: nothing is submitted before it. */
export const awaitedOf = (partners: readonly Partner[]): readonly string[] =>
  partners.filter(({ state }) => state === 'INVITED').map(({ organisationId }) => organisationId);

/** The confirmed partners as a submission pins them, by id. */
export const pinPartners = (partners: readonly Partner[]): readonly PinnedPartner[] =>
  partners
    .flatMap(({ state, confirmedAt, organisationId, partnershipId, share }) =>
      state === 'CONFIRMED' && confirmedAt !== null
        ? [{ organisationId, partnershipId, share, confirmedAt }]
        : [],
    )
    .sort((left, right) => (left.organisationId < right.organisationId ? -1 : 1));

/** True while the submission that stands names the organisation, whatever became of its part since. */
export const standsInSubmission = (
  { state, partners }: Pick<Proposal, 'state' | 'partners'>,
  organisationId: string,
): boolean =>
  state !== 'DRAFT' && state !== 'WITHDRAWN' && partners.some((one) => one.organisationId === organisationId);

/**
 * The partners whose one answer to the challenge this proposal holds only because its submission names them: they
 * left or were taken out since, and are free once that submission is replaced or withdrawn. Until then they are not,
 * since they would stand in two answers (DOMAIN.md, invariant 4).
 */
export const freedWith = (
  proposal: Pick<Proposal, 'state' | 'partners'>,
  partners: readonly Partner[],
): readonly string[] => {
  const confirmed = new Set(pinPartners(partners).map(({ organisationId }) => organisationId));
  return proposal.partners
    .map(({ organisationId }) => organisationId)
    .filter(
      (organisationId) => standsInSubmission(proposal, organisationId) && !confirmed.has(organisationId),
    );
};

/** The organisations behind a proposal, as submitted: its lead and its partners. */
export const suppliersOf = ({
  supplierId,
  partners,
}: Pick<Proposal, 'supplierId' | 'partners'>): readonly string[] => [
  supplierId,
  ...partners.map(({ organisationId }) => organisationId),
];
