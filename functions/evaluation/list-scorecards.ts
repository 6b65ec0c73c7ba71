import { answer, type Implementation, implement } from '../platform/http.ts';
import { holds } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readAsReader } from './opened-proposal.ts';
import { presentScorecard } from './present.ts';
import { flaggedScorecards, visibleScorecards } from './rules.ts';
import { listScorecards } from './schema.ts';
import { listScorecardsOfProposal } from './store.ts';

/**
 * The scorecards of a proposal: for staff once the evaluation is over, for auditors, and for members of the panel
 * their own until they have submitted it, then the panel's.
 */
export const createListScorecards = ({ table }: { readonly table: Table }): Implementation =>
  implement(listScorecards, async ({ account, parameters }) => {
    const readable = await readAsReader(table, account, parameters.proposalId);
    if (isRefusal(readable)) return readable;
    const { right, round, panel } = readable;
    const written = await listScorecardsOfProposal(table, parameters.proposalId);
    // Of an earlier panel its successor sees nothing; the agency sees both results.
    const seated = new Set(panel?.seats.map(({ evaluatorId }) => evaluatorId));
    const scorecards =
      right.as === 'panel' ? written.filter(({ evaluatorId }) => seated.has(evaluatorId)) : written;
    const viewer =
      right.as === 'panel'
        ? { as: 'panel' as const, evaluatorId: right.seat.evaluatorId }
        : { as: holds(account, 'auditor') ? ('auditor' as const) : ('staff' as const) };
    const visible = visibleScorecards(viewer, scorecards, round);
    if (isRefusal(visible)) return visible;
    const flagged =
      panel === null || visible.ownOnly
        ? new Map<string, readonly string[]>()
        : flaggedScorecards(panel, scorecards, round.policy.scoring);
    return answer(200, {
      rows: visible.scorecards.map((card) => presentScorecard(card, card.bookkeeping.version, flagged)),
    });
  });
