import { listVerdicts } from '../../../functions/first-use/schema.ts';
import { readExecutions } from '../../../functions/rounds/schema.ts';
import { listProposals } from '../../../functions/proposals/schema.ts';
import { agencyApis, type Stage } from './cast.ts';
import { readChallenges } from './challenges.ts';
import { readScorecards } from './evaluation.ts';
import type { Figures } from './figures.ts';
import { faultsOf } from './ledger-files.ts';
import { readPurchases } from './purchases.ts';
import type { PlayedRound, readPublicRecords } from './round.ts';

type Records = Awaited<ReturnType<typeof readPublicRecords>>;

/** Counts a played round from what the API answers now, and names the first fault of each check. */
export const countRound = async (stage: Stage, played: PlayedRound, records: Records, seconds: number) => {
  const { auditor, public: anyone } = agencyApis(stage);
  const { roundId, submissions, lateRefused } = played;
  const parameters = { roundId };
  const [challenges, proposals, purchases, verdicts, executions] = await Promise.all([
    readChallenges(stage, roundId),
    auditor.all(listProposals, { parameters }, (page) => page),
    readPurchases(stage, roundId),
    anyone.all(listVerdicts, { parameters }, (page) => page),
    auditor.must(readExecutions, { parameters }),
  ]);
  const scorecards = await readScorecards(
    stage,
    proposals.map(({ proposalId }) => proposalId),
  );
  const { ledgerFiles } = records;
  const { ledgerFault, receiptFault } = faultsOf(ledgerFiles);
  const { list } = records.list;
  const withOutcome = (outcome: string): number => list.filter((row) => row.outcome === outcome).length;
  const withVerdict = (verdict: string): number => verdicts.filter((row) => row.verdict === verdict).length;
  const figures: Figures = {
    challenges: challenges.length,
    selected: challenges.filter(({ state }) => state === 'MATCHED' || state === 'UNMATCHED').length,
    proposals: proposals.length,
    attachments: proposals.reduce((sum, { attachments }) => sum + attachments.length, 0),
    replaced: submissions.replaced,
    withdrawn: submissions.withdrawn,
    lateRefused,
    scorecards: scorecards.filter(({ state }) => state !== 'DRAFT').length,
    passed: withOutcome('FUNDED') + withOutcome('RESERVE'),
    funded: withOutcome('FUNDED'),
    reserve: withOutcome('RESERVE'),
    rejected: withOutcome('REJECTED'),
    budgetInWon: records.list.budgetInWon,
    committedInWon: records.list.committedInWon,
    purchasesPaid: purchases.filter(({ paidAt }) => paidAt !== null).length,
    verdicts: {
      success: withVerdict('SUCCESS'),
      failure: withVerdict('FAILURE'),
      inconclusive: withVerdict('INCONCLUSIVE'),
    },
    unmetChallenges: challenges.filter(({ state }) => state === 'UNMATCHED').length,
    receiptsVerified: receiptFault === null ? ledgerFiles.receipts.length : 0,
    ledgerEntries: ledgerFiles.entryCount,
    ledgerIntact: ledgerFault === null,
    executions: {
      round: executions.round?.status ?? 'NONE',
      purchases: executions.purchases.filter(({ status }) => status === 'SUCCEEDED').length,
    },
    seconds,
  };
  return { figures, ledgerFault, receiptFault, challenges, verdicts };
};
