import {
  type FreshPanel,
  freshStanding,
  hasFreshResult,
  lockedOfPanel,
  type Scorecard,
} from '../../evaluation/rules.ts';
import { passesGates } from '../../evaluation/rules/sheet.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { checkAnotherPerson } from '../../platform/transition.ts';
import type { RoundPolicy } from '../../rounds/rules.ts';
import { refuseDecision } from '../refusals.ts';
import type { Decision, PinnedObject } from './decision.ts';
import type { ScoreSheet, SheetScorecard } from './score-sheet.ts';

/** A sheet and its list that take the place of the decided ones, once approved. */
export type Revision = {
  readonly sheetSha256: string;
  readonly listSha256: string;
  readonly sheetObject: PinnedObject;
  readonly listObject: PinnedObject;
  readonly committedInWon: number;
  /** The reopened proposals whose fresh result stands in it. */
  readonly proposalIds: readonly string[];
  readonly recommendedBy: string;
  readonly recommendedAt: Instant;
};

/** A sheet and its list that were decided before: they stay on record. */
export type EarlierDecision = Pick<Revision, 'sheetSha256' | 'listSha256' | 'sheetObject' | 'listObject'> & {
  readonly approvedAt: Instant | null;
};

/** The fresh evaluation of a reopened proposal; null for one that was withdrawn meanwhile. */
export type FreshResult = {
  readonly proposalId: string;
  readonly evaluation: { readonly panel: FreshPanel; readonly scorecards: readonly Scorecard[] } | null;
};

/**
 * The fresh results that a revision takes: of each reopened proposal that was withdrawn, or whose panel is over with its
 * quorum. From its deadline on a panel goes by whoever locked, so that nobody's silence holds it up; and no panel holds up
 * the result of another, since the proposal that waits stays reopened, with what it holds. Refuses while nothing is
 * reopened, or none has a result.
 */
export const checkFreshlyEvaluated = (
  results: readonly FreshResult[],
  policy: RoundPolicy,
  { roundId, at }: { readonly roundId: string; readonly at: Instant },
): readonly FreshResult[] | Refusal => {
  if (results.length === 0) return refuseDecision('nothing-reopened', { roundId });
  const ready = results.filter(
    ({ evaluation }) =>
      evaluation === null ||
      hasFreshResult(freshStanding(evaluation.panel, evaluation.scorecards, policy, at), policy.panel.quorum),
  );
  return ready.length > 0
    ? ready
    : refuseDecision('fresh-evaluation-unfinished', {
        proposalIds: results.map(({ proposalId }) => proposalId),
        roundId,
      });
};

/** The reopened proposals that a revision leaves as the standing sheet has them: they stay reopened. */
export const leftReopened = (
  { reopened }: Pick<Decision, 'reopened'>,
  { proposalIds }: Pick<Revision, 'proposalIds'>,
): readonly string[] => reopened.filter((proposalId) => !proposalIds.includes(proposalId));

/**
 * The decided sheet with the fresh results in the place of the first ones: the cards of the fresh panel, and the gates
 * as it passed them. Everything else stays to the byte, so that nothing changes but what follows from these.
 */
export const revisedSheet = (
  sheet: ScoreSheet,
  results: readonly FreshResult[],
  gates: readonly string[],
): ScoreSheet => {
  const fresh = new Map(results.map(({ proposalId, evaluation }) => [proposalId, evaluation]));
  const cards = (proposalId: string): readonly SheetScorecard[] => {
    const evaluation = fresh.get(proposalId);
    if (evaluation === undefined) return sheet.scorecards.filter((card) => card.proposalId === proposalId);
    if (evaluation === null) return [];
    return lockedOfPanel(evaluation.panel, evaluation.scorecards)
      .map(({ evaluatorId, points }) => ({ proposalId, evaluatorId, points }))
      .toSorted((left, right) => (left.evaluatorId < right.evaluatorId ? -1 : 1));
  };
  const proposals = sheet.proposals
    .filter(({ proposalId }) => fresh.get(proposalId) !== null)
    .map((proposal) => {
      const evaluation = fresh.get(proposal.proposalId);
      return evaluation === undefined || evaluation === null
        ? proposal
        : {
            ...proposal,
            gatesPassed: passesGates(gates, lockedOfPanel(evaluation.panel, evaluation.scorecards)),
          };
    });
  return {
    ...sheet,
    proposals,
    scorecards: proposals.flatMap(({ proposalId }) => cards(proposalId)),
  };
};

/** Refuses an approval by who recommended the revision, by somebody of the pool, or of another sheet. */
export const checkRevisionApproval = (
  decision: Pick<Decision, 'roundId' | 'revision'>,
  approval: {
    readonly accountId: string;
    readonly isInPool: boolean;
    readonly sheetSha256: string;
    /** All who ever recommended a revision in the round. */
    readonly recommenders: ReadonlySet<string>;
  },
): Revision | Refusal => {
  const { roundId, revision } = decision;
  if (revision === null) return refuseDecision('nothing-reopened', { roundId });
  const samePerson = checkAnotherPerson(approval.accountId, {
    preparedBy: revision.recommendedBy,
    preparers: approval.recommenders,
    roundId,
  });
  if (samePerson !== null) return samePerson;
  if (approval.isInPool) return refuseDecision('evaluator-decides', { roundId });
  return revision.sheetSha256 === approval.sheetSha256
    ? revision
    : refuseDecision('sheet-changed', { sheetSha256: revision.sheetSha256, roundId });
};

/** What is decided, as it stays on record when another sheet takes its place. */
const earlierDecision = (decision: Decision): EarlierDecision => {
  const { sheetSha256, listSha256, sheetObject, listObject, approvedAt } = decision;
  return { sheetSha256, listSha256, sheetObject, listObject, approvedAt };
};

/** What stays on record when a decision is recommended again: what was approved and came to no notice joins it. */
export const recordBefore = (decision: Decision | null): readonly EarlierDecision[] =>
  decision?.state === 'APPROVED'
    ? [...decision.earlier, earlierDecision(decision)]
    : (decision?.earlier ?? []);

/** The decision once its revision is approved: the earlier sheet and list stay on record, and what it leaves stays open. */
export const approvedRevision = (
  decision: Decision,
  revision: Revision,
  by: string,
  at: Instant,
): Decision => ({
  ...decision,
  sheetSha256: revision.sheetSha256,
  listSha256: revision.listSha256,
  sheetObject: revision.sheetObject,
  listObject: revision.listObject,
  committedInWon: revision.committedInWon,
  recommendedBy: revision.recommendedBy,
  recommendedAt: revision.recommendedAt,
  approvedBy: by,
  approvedAt: at,
  reopened: leftReopened(decision, revision),
  revision: null,
  earlier: [...decision.earlier, earlierDecision(decision)],
});

/** The refusal of a revision whose scorecards are others than when it was recommended. */
export const outdated = ({ sheetSha256 }: Pick<Revision, 'sheetSha256'>, roundId: string): Refusal =>
  refuseDecision('revision-outdated', { sheetSha256, roundId });

/**
 * Refuses to approve a revision whose scorecards have changed since it was recommended; `present` is the sheet as the same
 * proposals give it now. What was reopened, or finished, since then is another revision's.
 */
export const checkStillStands = (
  revision: Pick<Revision, 'sheetSha256'>,
  present: string,
  roundId: string,
): Refusal | null => (revision.sheetSha256 === present ? null : outdated(revision, roundId));
