import { readChallenge } from '../challenges/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Proposal } from '../proposals/rules.ts';
import { proposalChange, unsealProposal } from '../proposals/store.ts';
import { movingOnlyWhileRoundIs, whileRoundIs } from '../rounds/store.ts';
import { eligibilityDecided } from './notices.ts';
import type { DrawDependencies } from './draw-panels.ts';
import { readAsReader, type ReadableProposal } from './opened-proposal.ts';
import {
  activeSeats,
  checkPayable,
  checkScorable,
  decidedScreening,
  eligibilitySteps,
  newScreening,
} from './rules.ts';
import { decideEligibility } from './schema.ts';
import { readDraw, readDrawRecord, readScreening, screeningChange } from './store.ts';

type Dependencies = Pick<DrawDependencies, 'table' | 'records'> & { readonly sealer: Sealer };

/**
 * Staff decide whether a proposal is formally eligible, say why and by what evidence; whoever is excluded is told at
 * once. A reply that convinces makes it eligible later; of one that does not, the supplier is told as well.
 */
export const createDecideEligibility = (dependencies: Dependencies): Implementation =>
  implement(decideEligibility, async ({ account, body, idempotency, parameters, receivedAt, ...request }) => {
    const { table } = dependencies;
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { proposal: before, round } = readable;
    const { version } = before.bookkeeping;
    if (request.expectedVersion !== null && request.expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const { eligible, reason, evidence } = body;
    const screened = await readScreening(table, before.proposalId);
    const steps = eligibilitySteps({ round, proposal: before, screening: screened }, eligible, receivedAt);
    if (isRefusal(steps)) return steps;
    const { proposalStep: row, screeningStep, phases } = steps;

    const isAccepted = row?.action === 'accept-reply';
    const unfit = eligible ? await refusalToScore(dependencies, readable, isAccepted, receivedAt) : null;
    if (unfit !== null) return unfit;
    // One more proposal to score: whoever ends the phase at this moment must count again.
    const whileAllowed = isAccepted ? movingOnlyWhileRoundIs : whileRoundIs;
    const after: Proposal =
      row === null ? fieldsOf(before) : { ...fieldsOf(before), state: row.to, eligibilityReason: reason };
    const decided = decidedScreening(screened === null ? newScreening(before) : fieldsOf(screened), {
      eligible,
      reason,
      evidence,
      decidedAt: receivedAt,
    });
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [
        screeningChange(screened, decided, screeningStep.action, reason),
        ...(row === null ? [] : [proposalChange(before, after, row.action, reason)]),
      ],
      notices: screeningStep.action === 'weigh-reply' || !eligible ? [eligibilityDecided(decided)] : [],
      alongside: [whileAllowed(round.roundId, phases)],
      idempotency,
      answer: ({ versions: [, written = version] }) =>
        answer(
          200,
          {
            proposalId: after.proposalId,
            state: after.state,
            eligibilityReason: after.eligibilityReason,
            version: written,
          },
          written,
        ),
    });
  });

/** What keeps a proposal out of scoring: its price, and for one that comes by its reply the panel or the time. */
const refusalToScore = async (
  dependencies: Dependencies,
  readable: ReadableProposal,
  isAccepted: boolean,
  at: Instant,
): Promise<Refusal | null> =>
  (await refusalOfPrice(dependencies, readable)) ??
  (isAccepted ? checkScorable(readable.round, await countScorers(dependencies, readable), at) : null);

/** A correction may have lowered the ceiling below a price that was submitted before it, and stands as it was. */
const refusalOfPrice = async (
  { table, sealer }: Dependencies,
  { proposal, round }: ReadableProposal,
): Promise<Refusal | null> => {
  const [challenge, content] = await Promise.all([
    readChallenge(table, proposal.challengeId),
    unsealProposal(sealer, proposal),
  ]);
  if (challenge === null) throw new Error(`The proposal ${proposal.proposalId} names no challenge`);
  const { priceCeilingInWon } = challenge;
  const { maximumPriceInWon } = round.policy;
  return checkPayable(content, { priceCeilingInWon, maximumPriceInWon, roundId: round.roundId });
};

/** How many sit on the panel that would score a proposal, or will by the draw; null while nothing is drawn. */
const countScorers = async (
  { table, records }: Dependencies,
  { panel, proposal, round }: ReadableProposal,
): Promise<number | null> => {
  if (panel !== null) return activeSeats(panel).length;
  const draw = await readDraw(table, round.roundId);
  if (draw === null) return null;
  const { panels } = await readDrawRecord(records, draw);
  return panels.find(({ challengeId }) => challengeId === proposal.challengeId)?.members.length ?? 0;
};
