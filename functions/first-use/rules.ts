import type { PinnedAttachment } from '../attachments/rules.ts';
import { addSeconds, hasPassed, type Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import { findTransition, type Transition } from '../platform/transition.ts';
import type { Purchase } from '../purchases/rules.ts';
import { refuseFirstUse } from './refusals.ts';

/** What a trial can show. */
export const verdicts = ['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const;
export type Verdict = (typeof verdicts)[number];

/** The stored states of a first use (DOMAIN.md, «First use»). */
export const firstUseStates = ['IN_USE', ...verdicts, 'PUBLISHED'] as const;
export type FirstUseState = (typeof firstUseStates)[number];

/** The state that people see: from the trial's end on a report is due, by the clock alone. */
export type EffectiveFirstUseState = FirstUseState | 'REPORT_DUE';

/** How a target is met: the measured value is at least, or at most, the stated one. */
export const comparisons = ['at-least', 'at-most'] as const;

/** What the challenge promised to measure. */
export type Target = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly unit: string;
  readonly comparison: (typeof comparisons)[number];
  readonly value: number;
};

/** A target with what the trial measured; null where it could not be measured. */
export type Measured = Target & { readonly measured: number | null; readonly met: boolean | null };

export type Report = {
  readonly verdict: Verdict;
  readonly measurements: readonly Measured[];
  readonly evidence: string;
  /** What proves it. */
  readonly documents: readonly PinnedAttachment[];
  readonly at: Instant;
  readonly accountId: string;
};

/** How the first user will try the product: what it does, and how each target is measured. */
export type TrialPlan = {
  readonly steps: string;
  readonly methods: readonly { readonly name: Target['name']; readonly method: string }[];
  readonly at: Instant;
  readonly accountId: string;
};

/** What the supplier says to the report, published with it. */
export type Comment = { readonly text: string; readonly at: Instant; readonly accountId: string };

export type FirstUse = {
  readonly state: FirstUseState;
  readonly purchaseId: string;
  readonly roundId: string;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly supplierId: string;
  readonly partnerIds: readonly string[];
  readonly firstUserId: string;
  readonly acceptedAt: Instant;
  readonly trialEndsAt: Instant;
  /** As they stood when the trial began. */
  readonly targets: readonly Target[];
  readonly plan: TrialPlan | null;
  readonly report: Report | null;
  readonly comment: Comment | null;
  readonly publication: { readonly at: Instant; readonly accountId: string } | null;
};

export type FirstUseAction =
  | 'begin'
  | 'plan-trial'
  | 'report-success'
  | 'report-failure'
  | 'report-inconclusive'
  | 'comment'
  | 'publish-verdict';

const supplier = ['author', 'signatory'] as const satisfies readonly Role[];

/** Every arrow of a first use. */
export const firstUseTransitions = [
  { action: 'begin', from: null, to: 'IN_USE', by: ['buyer'], guard: null },
  { action: 'plan-trial', from: 'IN_USE', to: 'IN_USE', by: ['buyer'], guard: 'planTrial' },
  { action: 'report-success', from: 'IN_USE', to: 'SUCCESS', by: ['buyer'], guard: 'checkReport' },
  { action: 'report-failure', from: 'IN_USE', to: 'FAILURE', by: ['buyer'], guard: 'checkReport' },
  { action: 'report-inconclusive', from: 'IN_USE', to: 'INCONCLUSIVE', by: ['buyer'], guard: 'checkReport' },
  { action: 'comment', from: 'SUCCESS', to: 'SUCCESS', by: supplier, guard: 'commentOnReport' },
  { action: 'comment', from: 'FAILURE', to: 'FAILURE', by: supplier, guard: 'commentOnReport' },
  { action: 'comment', from: 'INCONCLUSIVE', to: 'INCONCLUSIVE', by: supplier, guard: 'commentOnReport' },
  { action: 'publish-verdict', from: 'SUCCESS', to: 'PUBLISHED', by: ['staff'], guard: 'checkHeard' },
  { action: 'publish-verdict', from: 'FAILURE', to: 'PUBLISHED', by: ['staff'], guard: 'checkHeard' },
  { action: 'publish-verdict', from: 'INCONCLUSIVE', to: 'PUBLISHED', by: ['staff'], guard: 'checkHeard' },
] as const satisfies readonly Transition<FirstUseState, FirstUseAction, Role>[];

const actionOfVerdict = {
  SUCCESS: 'report-success',
  FAILURE: 'report-failure',
  INCONCLUSIVE: 'report-inconclusive',
} as const satisfies Record<Verdict, FirstUseAction>;

/** The state as people see it at an instant. */
export const effectiveFirstUseState = (firstUse: FirstUse, at: Instant): EffectiveFirstUseState =>
  firstUse.state === 'IN_USE' && hasPassed(firstUse.trialEndsAt, at) ? 'REPORT_DUE' : firstUse.state;

/** The first use that an acceptance begins. */
export const beginFirstUse = (
  purchase: Purchase,
  trial: { readonly trialInSeconds: number; readonly targets: readonly Target[] },
  at: Instant,
): FirstUse => ({
  state: 'IN_USE',
  purchaseId: purchase.purchaseId,
  roundId: purchase.roundId,
  proposalId: purchase.proposalId,
  challengeId: purchase.challengeId,
  supplierId: purchase.supplierId,
  partnerIds: purchase.partnerIds,
  firstUserId: purchase.firstUserId,
  acceptedAt: at,
  trialEndsAt: addSeconds(at, trial.trialInSeconds),
  targets: trial.targets,
  plan: null,
  report: null,
  comment: null,
  publication: null,
});

/**
 * What the first user measured, under the target's Korean or English name; both null where it could not be measured.
 */
export type Measurement = {
  readonly name: string;
  readonly value: number | null;
  readonly met: boolean | null;
};

export type AskedReport = {
  readonly verdict: Verdict;
  readonly measurements: readonly Measurement[];
  readonly evidence: string;
};

/** The first user reports what the trial showed; every target is measured. */
export const reportVerdict = (
  firstUse: FirstUse,
  asked: AskedReport,
  { accountId, at, documents }: Pick<Report, 'accountId' | 'at' | 'documents'>,
): { readonly action: FirstUseAction; readonly after: FirstUse } | Refusal => {
  const row = findTransition(firstUseTransitions, actionOfVerdict[asked.verdict], firstUse.state);
  if (isRefusal(row)) return row;
  const measurements = checkReport(firstUse, asked, at);
  if (isRefusal(measurements)) return measurements;
  const { verdict, evidence } = asked;
  const report: Report = { verdict, measurements, evidence, documents, at, accountId };
  return { action: row.action, after: { ...firstUse, state: row.to, report } };
};

/** Refuses a report before the trial's end, one that does not cover each target once, and a success not measured. */
export const checkReport = (
  firstUse: FirstUse,
  { verdict, measurements }: AskedReport,
  at: Instant,
): readonly Measured[] | Refusal => {
  if (!hasPassed(firstUse.trialEndsAt, at)) return trialStillRunning(firstUse);
  const measured = measureTargets(firstUse.targets, measurements);
  if (isRefusal(measured) || verdict !== 'SUCCESS') return measured;
  const unmeasured = measured.filter(({ met }) => met === null).map(({ name }) => name);
  return unmeasured.length === 0 ? measured : refuseFirstUse('success-not-measured', { targets: unmeasured });
};

/** The refusal of a verdict that comes before the trial's end. */
export const trialStillRunning = ({
  roundId,
  purchaseId,
  trialEndsAt,
}: Pick<FirstUse, 'roundId' | 'purchaseId' | 'trialEndsAt'>): Refusal =>
  refuseFirstUse('trial-still-running', { roundId, purchaseId, trialEndsAt });

/** A report that is due is asked for once a week, and from the third time on the agency is told as well. */
export const reportReminderInSeconds = 7 * 86_400;

/** From when on a report that is due concerns the agency, too. */
export const overdueFrom = (trialEndsAt: Instant): Instant =>
  addSeconds(trialEndsAt, 2 * reportReminderInSeconds);

/** True if the measured value meets the target. */
export const meets = ({ comparison, value }: Target, measured: number): boolean =>
  comparison === 'at-least' ? measured >= value : measured <= value;

/**
 * Each target with its measured value. Refuses targets without a measurement, measurements of no target or of one
 * already covered, and a `met` that the numbers contradict.
 */
const measureTargets = (
  targets: readonly Target[],
  measurements: readonly Measurement[],
): readonly Measured[] | Refusal => {
  const matched = matchTargets(targets, measurements);
  if (isRefusal(matched)) return matched;
  const contradicted = matched
    .filter(([target, { value, met }]) => (value === null ? null : meets(target, value)) !== met)
    .map(([{ name }]) => name);
  if (contradicted.length > 0) return refuseFirstUse('measurement-contradicts', { targets: contradicted });
  return matched.map(([target, { value, met }]) => ({ ...target, measured: value, met }));
};

/** Each target with what is said of it by its name, in the order of the targets; each must be covered, once. */
const matchTargets = <Said extends { readonly name: string }>(
  targets: readonly Target[],
  said: readonly Said[],
): readonly (readonly [Target, Said])[] | Refusal => {
  const targetOf = ({ name }: Said): Target | undefined =>
    targets.find(({ name: { ko } }) => ko === name) ?? targets.find(({ name: { en } }) => en === name);
  const found = new Map<Target, Said>();
  const foreign: string[] = [];
  for (const one of said) {
    const target = targetOf(one);
    if (target === undefined || found.has(target)) foreign.push(one.name);
    else found.set(target, one);
  }
  const missing = targets.filter((target) => !found.has(target)).map(({ name }) => name);
  if (missing.length > 0 || foreign.length > 0)
    return refuseFirstUse('targets-not-measured', { missing, foreign });
  return targets.flatMap((target) => {
    const one = found.get(target);
    return one === undefined ? [] : [[target, one] as const];
  });
};

/** The first user plans the trial; again as often as needed, until it reports. Each target gets its method, once. */
export const planTrial = (
  firstUse: FirstUse,
  asked: {
    readonly steps: string;
    readonly methods: readonly { readonly name: string; readonly method: string }[];
  },
  { accountId, at }: { readonly accountId: string; readonly at: Instant },
): { readonly action: FirstUseAction; readonly after: FirstUse } | Refusal => {
  const row = findTransition(firstUseTransitions, 'plan-trial', firstUse.state);
  if (isRefusal(row)) return row;
  const matched = matchTargets(firstUse.targets, asked.methods);
  if (isRefusal(matched)) return matched;
  const methods = matched.map(([{ name }, { method }]) => ({ name, method }));
  return {
    action: row.action,
    after: { ...firstUse, state: row.to, plan: { steps: asked.steps, methods, at, accountId } },
  };
};

/** The supplier comments on the report, once, before it is published. */
export const commentOnReport = (
  firstUse: FirstUse,
  text: string,
  { accountId, at }: { readonly accountId: string; readonly at: Instant },
): { readonly action: FirstUseAction; readonly after: FirstUse } | Refusal => {
  const row = findTransition(firstUseTransitions, 'comment', firstUse.state);
  if (isRefusal(row)) return row;
  if (firstUse.comment !== null) return refuseFirstUse('commented-already');
  return { action: row.action, after: { ...firstUse, state: row.to, comment: { text, accountId, at } } };
};

/**
 * From when on a reported verdict may be published: once the supplier commented on it, or had its time to; null while
 * nothing is reported.
 */
export const publishableFrom = (
  { report, comment }: Pick<FirstUse, 'report' | 'comment'>,
  verdictCommentInSeconds: number,
): Instant | null => {
  if (report === null) return null;
  return comment === null ? addSeconds(report.at, verdictCommentInSeconds) : comment.at;
};

/** Refuses the publication while the supplier still has time to comment on the report and has not. */
export const checkHeard = (
  { report, comment, roundId }: Pick<FirstUse, 'report' | 'comment' | 'roundId'>,
  verdictCommentInSeconds: number,
  at: Instant,
): Refusal | null => {
  const commentUntil = publishableFrom({ report, comment }, verdictCommentInSeconds);
  if (commentUntil === null || comment !== null) return null;
  return hasPassed(commentUntil, at) ? null : refuseFirstUse('supplier-not-heard', { commentUntil, roundId });
};

/** Staff publish the reported verdict. */
export const publishVerdict = (
  firstUse: FirstUse,
  verdictCommentInSeconds: number,
  { accountId, at }: { readonly accountId: string; readonly at: Instant },
): { readonly action: FirstUseAction; readonly after: FirstUse } | Refusal => {
  const row = findTransition(firstUseTransitions, 'publish-verdict', firstUse.state);
  if (isRefusal(row)) return row;
  const unheard = checkHeard(firstUse, verdictCommentInSeconds, at);
  if (unheard !== null) return unheard;
  return { action: row.action, after: { ...firstUse, state: row.to, publication: { accountId, at } } };
};

/** When a failure was published; null for another verdict, or none in public. */
export const failureOf = ({
  report,
  publication,
}: Pick<FirstUse, 'report' | 'publication'>): Instant | null =>
  report?.verdict === 'FAILURE' ? (publication?.at ?? null) : null;
