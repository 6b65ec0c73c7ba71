import type { Challenge } from '../challenges/rules.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import { readOrganisations } from '../organisations/store.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { type Proposal, suppliersOf } from '../proposals/rules.ts';
import { listProposalsOfRound } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  candidatesOf,
  type ChallengeToDraw,
  checkPanelSizes,
  conflictedCandidates,
  drawPanels,
  type DrawRecord,
  drawSeedOf,
  type Evaluator,
  wasListedWithCall,
} from './rules.ts';
import { listEvaluators, unsealContents } from './store.ts';

/**
 * Draws the panels of a round and answers the record of the draw, which nothing has been written of yet. Drawn for
 * are the challenges with a proposal: those with an eligible one first, by ascending id, and then, for the case that
 * a reply convinces, the others. Refuses `screening-incomplete` and `panel-too-small`.
 */
export const prepareDraw = async (
  { table, sealer }: { readonly table: Table; readonly sealer: Sealer },
  round: Round,
  drawSecret: string,
): Promise<DrawRecord | Refusal> => {
  const { roundId, policy } = round;
  const [proposals, challenges, pool] = await Promise.all([
    listProposalsOfRound(table, roundId),
    listChallengesOfRound(table, roundId),
    listEvaluators(table, roundId),
  ]);
  const live = challenges.filter(({ state }) => state !== 'CANCELLED');
  const toDraw = challengesToDraw(live, proposals);
  const unscreened = toDraw.flatMap(({ ofChallenge }) => ofChallenge.filter(isUnscreened)).length;
  if (unscreened > 0) return refuseEvaluation('screening-incomplete', { unscreenedProposals: unscreened });

  const contents = await unsealContents(sealer, proposals);
  const drawNonces = [...contents.values()].map(({ drawNonce }) => drawNonce).sort();
  const input = {
    seed: drawSeedOf(drawSecret, drawNonces),
    size: policy.panel.size,
    maximumOfOneOrganisation: policy.panel.maximumOfOneOrganisation,
    candidates: candidatesOf(
      pool.map((evaluator) => ({
        ...evaluator,
        listedWithCall: wasListedWithCall(evaluator, round.calledAt),
      })),
    ),
    challenges: await withConflicts(table, toDraw, pool),
  };
  const panels = drawPanels(input);
  const needed = toDraw.filter(({ ofChallenge }) => ofChallenge.some(isEligible));
  const refusal = checkPanelSizes(panels, {
    challengeIds: new Set(needed.map(({ challenge }) => challenge.challengeId)),
    size: policy.panel.size,
  });
  if (isRefusal(refusal)) return refusal;
  return { format: 'first-buyer/draw/1', roundId, drawSecret, drawNonces, ...input, panels };
};

type DrawnFor = { readonly challenge: Challenge; readonly ofChallenge: readonly Proposal[] };

const isEligible = ({ state }: Proposal): boolean => state === 'ELIGIBLE';
const isUnscreened = ({ state }: Proposal): boolean => state === 'SUBMITTED';

const challengesToDraw = (
  challenges: readonly Challenge[],
  proposals: readonly Proposal[],
): readonly DrawnFor[] => {
  const byChallenge = Map.groupBy(proposals, ({ challengeId }) => challengeId);
  return challenges
    .map((challenge) => ({ challenge, ofChallenge: byChallenge.get(challenge.challengeId) ?? [] }))
    .filter(({ ofChallenge }) => ofChallenge.length > 0)
    .sort(
      (left, right) =>
        Number(right.ofChallenge.some(isEligible)) - Number(left.ofChallenge.some(isEligible)) ||
        (left.challenge.challengeId < right.challenge.challengeId ? -1 : 1),
    );
};

/** The organisations with a stake in a challenge: buyer, co-proposers, and whoever proposed to it, as lead or partner. */
export const partiesOf = (challenge: Challenge, proposals: readonly Proposal[]): readonly string[] =>
  [...new Set([challenge.buyerId, ...challenge.coProposerIds, ...proposals.flatMap(suppliersOf)])].sort();

/** The challenges as the draw sees them, with whom of `pool` the rule bars from each. */
export const withConflicts = async (
  table: Table,
  toDraw: readonly DrawnFor[],
  pool: readonly Pick<Evaluator, 'evaluatorId' | 'accountId' | 'organisationId'>[],
): Promise<readonly ChallengeToDraw[]> => {
  const parties = toDraw.map(({ challenge, ofChallenge }) => ({
    challengeId: challenge.challengeId,
    organisationIds: partiesOf(challenge, ofChallenge),
  }));
  const organisations = await readOrganisations(
    table,
    parties.flatMap(({ organisationIds }) => organisationIds),
  );
  return parties.map(({ challengeId, organisationIds }) => ({
    challengeId,
    conflicted: conflictedCandidates(
      pool,
      organisationIds.map(
        (organisationId) => organisations.get(organisationId) ?? { organisationId, members: {} },
      ),
    ),
  }));
};
