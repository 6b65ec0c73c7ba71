import { readDecision } from '../decisions/store.ts';
import { freshReminder, freshRemindersAt } from '../notices/rules.ts';
import type { Stored } from '../platform/change.ts';
import { addSeconds, earliestOf, type Instant } from '../platform/instant.ts';
import { type Notice, noticeRow } from '../platform/notice.ts';
import type { Table } from '../platform/table.ts';
import { readProposals } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import { freshQuorumMissing } from './notices.ts';
import { type FreshPanel, freshStanding, membersToScoreAfresh, type Scorecard } from './rules.ts';
import { listScorecardsOfProposal, readFreshPanel } from './store.ts';

/**
 * Records what is due of a round's fresh panels, each once: the reminders of members with something left to do, and for
 * staff that a quorum is missing, a day before the deadline and after it. Answers the next instant at which there is
 * something to record; null where none is awaited. What is no longer evaluated, such as what was withdrawn, is passed over.
 */
export const chaseFreshPanels = async (
  table: Table,
  { roundId, policy }: Pick<Round, 'roundId' | 'policy'>,
  at: Instant,
): Promise<Instant | null> => {
  // By the decision, which names what is reopened from the same instant on: an index could lag behind the first look, and
  // nobody would look again.
  const decision = await readDecision(table, roundId);
  const proposals = await readProposals(table, decision?.reopened ?? []);
  const open = proposals.filter(({ state }) => state === 'ELIGIBLE');
  const next: (Instant | null)[] = [];
  for (const { proposalId, challengeId } of open) {
    const panel = await readFreshPanel(table, { proposalId, challengeId });
    if (panel === null) continue;
    const scorecards = await listScorecardsOfProposal(table, proposalId);
    const { notices, nextAt } = freshNotices(panel, proposalId, { scorecards, policy }, at);
    for (const notice of notices) await table.putNew(noticeRow(notice, at));
    next.push(nextAt);
  }
  return earliestOf(next);
};

const freshNotices = (
  panel: FreshPanel,
  proposalId: string,
  {
    scorecards,
    policy,
  }: { readonly scorecards: readonly Stored<Scorecard>[]; readonly policy: Round['policy'] },
  at: Instant,
): { readonly notices: readonly Notice[]; readonly nextAt: Instant | null } => {
  const { roundId, deadline } = panel;
  const { due, isLastDay, nextAt } = freshRemindersAt(deadline, at);
  const { quorum } = policy.panel;
  const { lockedScorecards, isRenewable } = freshStanding(panel, scorecards, policy, at);
  const isBelow = isLastDay && lockedScorecards < quorum;
  const overAt = addSeconds(deadline, policy.standstillGraceInSeconds);
  return {
    notices: [
      ...(due === null
        ? []
        : membersToScoreAfresh(panel, scorecards, policy.scoring).map((evaluatorId) =>
            freshReminder(due, { roundId, proposalId, deadline }, evaluatorId),
          )),
      // Between the deadline and the last that may still be under way, neither can be said.
      ...(isBelow && (due !== null || isRenewable)
        ? [freshQuorumMissing(panel, proposalId, { locked: lockedScorecards, quorum, isOver: isRenewable })]
        : []),
    ],
    nextAt: nextAt ?? (at < overAt ? overAt : null),
  };
};
