import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Proposal } from '../proposals/rules.ts';
import { proposalChange } from '../proposals/store.ts';
import { movingOnlyWhileRoundIs, whileRoundIs } from '../rounds/store.ts';
import { eligibilityDecided } from './notices.ts';
import type { DrawDependencies } from './draw-panels.ts';
import { readAsReader, type ReadableProposal } from './opened-proposal.ts';
import { activeSeats, checkScorable, decidedScreening, eligibilitySteps, newScreening } from './rules.ts';
import { decideEligibility } from './schema.ts';
import { readDraw, readDrawRecord, readScreening, screeningChange } from './store.ts';

type Dependencies = Pick<DrawDependencies, 'table' | 'records'>;

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
    const unscorable = isAccepted
      ? checkScorable(round, await countScorers(dependencies, readable), receivedAt)
      : null;
    if (unscorable !== null) return unscorable;
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
