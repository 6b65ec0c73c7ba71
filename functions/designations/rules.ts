import { addSeconds, hasPassed, type Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import { checkAnotherPerson, findTransition, type Transition } from '../platform/transition.ts';
import { refuseDesignation } from './refusals.ts';

/** The stored states of a designation; EXPIRED is derived from the clock (DOMAIN.md, «Designation»). */
export const designationStates = ['PREPARED', 'WITHDRAWN', 'ACTIVE', 'EXTENDED', 'CANCELLED'] as const;
export type DesignationState = (typeof designationStates)[number];

/** The state that people see. */
export type EffectiveDesignationState = DesignationState | 'EXPIRED';

type By = { readonly accountId: string; readonly at: Instant };

/** What a review found that a failed first use called for. */
export const reviewResults = ['keep', 'cancel'] as const;
export type Review = By & { readonly finding: string; readonly result: (typeof reviewResults)[number] };

/** That a solution which passed is innovative, so that other public bodies may buy it by negotiated contract. */
export type Designation = {
  readonly state: DesignationState;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly roundId: string;
  readonly supplierId: string;
  readonly name: { readonly ko: string; readonly en: string };
  /** The inspection on site, and what the committee resolved; null where the policy needs none and there is none. */
  readonly inspection: { readonly inspectedOn: string; readonly findings: string } | null;
  readonly resolution: string | null;
  readonly prepared: By;
  readonly designated: By | null;
  /** Exclusive; null until it is active. */
  readonly activeUntil: Instant | null;
  /** Until when staff want it to last longer, which another person decides; null without one. */
  readonly extension: { readonly until: Instant; readonly reason: string; readonly prepared: By } | null;
  /** The written notice that it is to be cancelled, and what the supplier says to it; null without one. */
  readonly cancellation: {
    readonly reason: string;
    readonly noticed: By;
    readonly commentUntil: Instant;
    readonly comment: string | null;
  } | null;
  /** Oldest first. */
  readonly reviews: readonly Review[];
};

export type DesignationAction =
  | 'prepare-designation'
  | 'withdraw-preparation'
  | 'designate'
  | 'review'
  | 'prepare-extension'
  | 'drop-extension'
  | 'extend'
  | 'notice-cancellation'
  | 'comment'
  | 'drop-cancellation'
  | 'cancel';

type DesignationTransition = Transition<DesignationState, DesignationAction, Role>;

const standing = ['ACTIVE', 'EXTENDED'] as const satisfies readonly DesignationState[];

const staying = (
  action: DesignationAction,
  by: readonly Role[],
  guard: string | null,
): readonly DesignationTransition[] =>
  standing.map((state) => ({ action, from: state, to: state, by, guard }));

/** Every arrow of a designation. */
export const designationTransitions: readonly DesignationTransition[] = [
  { action: 'prepare-designation', from: null, to: 'PREPARED', by: ['staff'], guard: 'checkDesignable' },
  {
    action: 'prepare-designation',
    from: 'PREPARED',
    to: 'PREPARED',
    by: ['staff'],
    guard: 'checkDesignable',
  },
  {
    action: 'prepare-designation',
    from: 'WITHDRAWN',
    to: 'PREPARED',
    by: ['staff'],
    guard: 'checkDesignable',
  },
  { action: 'withdraw-preparation', from: 'PREPARED', to: 'WITHDRAWN', by: ['staff'], guard: null },
  { action: 'designate', from: 'PREPARED', to: 'ACTIVE', by: ['approver'], guard: 'designate' },
  ...staying('prepare-extension', ['staff'], 'prepareExtension'),
  ...staying('drop-extension', ['staff'], 'dropExtension'),
  { action: 'extend', from: 'ACTIVE', to: 'EXTENDED', by: ['approver'], guard: 'extend' },
  { action: 'extend', from: 'EXTENDED', to: 'EXTENDED', by: ['approver'], guard: 'extend' },
  ...staying('review', ['staff'], 'reviewDesignation'),
  ...staying('notice-cancellation', ['staff'], 'noticeCancellation'),
  ...staying('comment', ['author', 'signatory'], 'commentOnCancellation'),
  ...staying('drop-cancellation', ['staff'], null),
  { action: 'cancel', from: 'ACTIVE', to: 'CANCELLED', by: ['approver'], guard: 'cancel' },
  { action: 'cancel', from: 'EXTENDED', to: 'CANCELLED', by: ['approver'], guard: 'cancel' },
];

/** True for what was designated and not cancelled; whether it has expired the clock says. */
export const isStanding = ({ state }: { readonly state: EffectiveDesignationState }): boolean =>
  standing.some((one) => one === state);

/** The state as people see it at an instant. */
export const effectiveDesignationState = (
  { state, activeUntil }: Pick<Designation, 'state' | 'activeUntil'>,
  at: Instant,
): EffectiveDesignationState =>
  isStanding({ state }) && activeUntil !== null && hasPassed(activeUntil, at) ? 'EXPIRED' : state;

/** Refuses a designation of what did not pass, before the decision is final, or while an objection is unsettled. */
export const checkDesignable = (facts: {
  readonly roundId: string;
  readonly proposalState: string;
  readonly decisionState: string | null;
  readonly hasUnsettledObjection: boolean;
}): Refusal | null => {
  const { roundId } = facts;
  if (facts.decisionState !== 'FINAL' || facts.hasUnsettledObjection)
    return refuseDesignation('decision-unsettled', { decision: facts.decisionState, roundId });
  return facts.proposalState === 'PRIORITISED'
    ? null
    : refuseDesignation('solution-did-not-pass', { state: facts.proposalState, roundId });
};

/** Refuses a preparation without what the policy of the round needs for a designation. */
export const checkGrounds = (
  { inspection, resolution }: Pick<Designation, 'inspection' | 'resolution'>,
  needs: { readonly inspection: boolean; readonly resolution: boolean },
): Refusal | null => {
  if (needs.inspection && inspection === null) return refuseDesignation('inspection-missing');
  return needs.resolution && resolution === null ? refuseDesignation('resolution-missing') : null;
};

type Step = { readonly action: DesignationAction; readonly after: Designation };

const move = (
  designation: Designation,
  action: DesignationAction,
  at: Instant,
  change: Partial<Designation>,
): Step | Refusal => {
  const row = findTransition(designationTransitions, action, designation.state);
  if (isRefusal(row)) return row;
  if (effectiveDesignationState(designation, at) === 'EXPIRED')
    return refuse('wrong-state', { state: 'EXPIRED', action });
  return { action, after: { ...designation, ...change, state: row.to } };
};

/**
 * Another person than who prepared it designates, for the policy's time. `preparers` are all who ever prepared it: who
 * prepares again what another made has not made it alone (invariant 11).
 */
export const designate = (
  designation: Designation,
  activeInSeconds: number,
  by: By,
  preparers: ReadonlySet<string>,
): Step | Refusal =>
  checkAnotherPerson(by.accountId, {
    preparedBy: designation.prepared.accountId,
    preparers,
    roundId: designation.roundId,
  }) ??
  move(designation, 'designate', by.at, {
    designated: by,
    activeUntil: addSeconds(by.at, activeInSeconds),
  });

/** Staff take back what they prepared, before another person decides upon it. */
export const withdrawPreparation = (designation: Designation, at: Instant): Step | Refusal =>
  move(designation, 'withdraw-preparation', at, {});

/**
 * True while a failed first use calls for a review (DOMAIN.md, «Designation»): its verdict was published after the
 * designation, and nobody has reviewed since. Whoever designates after a failure knows of it.
 */
export const isReviewDue = (designation: Designation, failedAt: Instant | null, at: Instant): boolean => {
  const { designated, reviews } = designation;
  if (failedAt === null || designated === null || failedAt < designated.at) return false;
  const state = effectiveDesignationState(designation, at);
  return isStanding({ state }) && reviews.every((review) => review.at < failedAt);
};

/**
 * Staff record what the review found. Where it is to be cancelled, the finding is the written notice: its supplier has
 * time to comment, and another person decides. A notice that was given before stands as it is.
 */
export const reviewDesignation = (
  designation: Designation,
  { finding, result }: Pick<Review, 'finding' | 'result'>,
  failedAt: Instant | null,
  commentInSeconds: number,
  by: By,
): Step | Refusal => {
  if (!isReviewDue(designation, failedAt, by.at)) return refuseDesignation('review-not-due');
  const noticed =
    result === 'cancel' && designation.cancellation === null
      ? { reason: finding, noticed: by, commentUntil: addSeconds(by.at, commentInSeconds), comment: null }
      : designation.cancellation;
  return move(designation, 'review', by.at, {
    reviews: [...designation.reviews, { ...by, finding, result }],
    cancellation: noticed,
  });
};

/** Staff prepare an extension to a later instant, with its reason; another takes the place of what was prepared. */
export const prepareExtension = (
  designation: Designation,
  { until, reason }: { readonly until: Instant; readonly reason: string },
  by: By,
): Step | Refusal =>
  designation.activeUntil !== null && until <= designation.activeUntil
    ? refuseDesignation('extension-not-later', { activeUntil: designation.activeUntil })
    : move(designation, 'prepare-extension', by.at, { extension: { until, reason, prepared: by } });

/** Staff take a prepared extension back: the designation ends when it would have. */
export const dropExtension = (designation: Designation, at: Instant): Step | Refusal =>
  designation.extension === null
    ? refuseDesignation('extension-not-prepared')
    : move(designation, 'drop-extension', at, { extension: null });

/**
 * Another person than who prepared it extends, before the designation expires. `preparers` are all who ever prepared an
 * extension of it (invariant 11).
 */
export const extend = (designation: Designation, by: By, preparers: ReadonlySet<string>): Step | Refusal => {
  const { extension, roundId } = designation;
  if (extension === null) return refuseDesignation('extension-not-prepared');
  const { until, prepared } = extension;
  return (
    checkAnotherPerson(by.accountId, { preparedBy: prepared.accountId, preparers, roundId }) ??
    move(designation, 'extend', by.at, { activeUntil: until, extension: null })
  );
};

/**
 * Staff give written notice that the designation is to be cancelled; the supplier has time to comment. Another notice
 * would put away what the supplier said to this one.
 */
export const noticeCancellation = (
  designation: Designation,
  reason: string,
  commentInSeconds: number,
  by: By,
): Step | Refusal =>
  designation.cancellation !== null
    ? refuseDesignation('cancellation-already-noticed', { noticedAt: designation.cancellation.noticed.at })
    : move(designation, 'notice-cancellation', by.at, {
        cancellation: {
          reason,
          noticed: by,
          commentUntil: addSeconds(by.at, commentInSeconds),
          comment: null,
        },
      });

/** The supplier comments on the notice, once: who decides upon it reads what stays. */
export const commentOnCancellation = (
  designation: Designation,
  comment: string,
  at: Instant,
): Step | Refusal => {
  const { cancellation } = designation;
  if (cancellation === null) return refuseDesignation('cancellation-not-noticed');
  return cancellation.comment === null
    ? move(designation, 'comment', at, { cancellation: { ...cancellation, comment } })
    : refuseDesignation('cancellation-commented');
};

/** Staff let a noticed cancellation be, such as after the supplier's comment. */
export const dropCancellation = (designation: Designation, at: Instant): Step | Refusal =>
  designation.cancellation === null
    ? refuseDesignation('cancellation-not-noticed')
    : move(designation, 'drop-cancellation', at, { cancellation: null });

/** Another person than who gave the notice cancels: after the supplier's comment, or after the time for it. */
export const cancel = (designation: Designation, by: By): Step | Refusal => {
  const { cancellation, roundId } = designation;
  if (cancellation === null) return refuseDesignation('cancellation-not-noticed');
  if (cancellation.noticed.accountId === by.accountId) return refuse('same-person', { roundId });
  const isHeard = cancellation.comment !== null || hasPassed(cancellation.commentUntil, by.at);
  return isHeard
    ? move(designation, 'cancel', by.at, {})
    : refuseDesignation('supplier-not-heard', { commentUntil: cancellation.commentUntil, roundId });
};

/** True for what the agency has to decide: what is prepared, be it an extension, a cancellation that was noticed, a review that is called for. */
export const awaitsAgency = (designation: Designation, failedAt: Instant | null, at: Instant): boolean => {
  const state = effectiveDesignationState(designation, at);
  if (state === 'PREPARED' || isReviewDue(designation, failedAt, at)) return true;
  return (designation.cancellation ?? designation.extension) !== null && isStanding({ state });
};

/** A public body's request to buy a designated solution, by negotiated contract with its supplier. */
export type BuyingRequest = {
  readonly state: 'REQUESTED';
  readonly requestId: string;
  readonly proposalId: string;
  readonly roundId: string;
  readonly supplierId: string;
  readonly organisationId: string;
  readonly quantity: number;
  readonly message: string;
  readonly requestedAt: Instant;
};

export type BuyingRequestAction = 'request-to-buy';

/** What is requested stays on record; what comes of it is recorded as a repurchase. */
export const buyingRequestTransitions = [
  { action: 'request-to-buy', from: null, to: 'REQUESTED', by: ['buyer'], guard: 'checkOnOffer' },
] as const satisfies readonly Transition<BuyingRequest['state'], BuyingRequestAction, Role>[];

/** The bodies with a request to buy that nothing came of yet: they recorded no purchase since. */
export const bodiesThatWait = (
  requests: readonly Pick<BuyingRequest, 'organisationId' | 'requestedAt'>[],
  bought: readonly { readonly organisationId: string; readonly recordedAt: Instant }[],
): readonly string[] => [
  ...new Set(
    requests
      .filter(
        ({ organisationId, requestedAt }) =>
          !bought.some((one) => one.organisationId === organisationId && one.recordedAt >= requestedAt),
      )
      .map(({ organisationId }) => organisationId),
  ),
];

/** Refuses a request for what is not designated any more. */
export const checkOnOffer = (designation: Designation, at: Instant): Refusal | null => {
  const state = effectiveDesignationState(designation, at);
  return isStanding({ state }) ? null : refuseDesignation('not-on-offer', { state });
};

/** True for what everybody may see: designated at some time. */
export const isInCatalogue = ({ designated }: Pick<Designation, 'designated'>): boolean =>
  designated !== null;
