import { listPanels } from '../../../functions/evaluation/schema.ts';
import { listVerdicts, readLessons } from '../../../functions/first-use/schema.ts';
import { listObjections } from '../../../functions/objections/schema.ts';
import { readMoveUp } from '../../../functions/purchases/schema.ts';
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

/** What is counted elsewhere. */
type Measured = Pick<Figures, 'seconds' | 'noticesSent'>;

/** Counts a played round from what the API answers now, and names the first fault of each check. */
export const countRound = async (stage: Stage, played: PlayedRound, records: Records, measured: Measured) => {
  const { auditor, public: anyone } = agencyApis(stage);
  const { roundId, submissions, lateRefused } = played;
  const parameters = { roundId };
  const [challenges, proposals, purchases, verdicts, executions, panels, objections, moveUp, lessons] =
    await Promise.all([
      readChallenges(stage, roundId),
      auditor.all(listProposals, { parameters }, (page) => page),
      readPurchases(stage, roundId),
      anyone.all(listVerdicts, { parameters }, (page) => page),
      auditor.must(readExecutions, { parameters }),
      auditor.must(listPanels, { parameters }),
      auditor.must(listObjections, { parameters }),
      auditor.must(readMoveUp, { parameters }),
      anyone.must(readLessons, { parameters }),
    ]);
  const scorecards = await readScorecards(
    stage,
    proposals.map(({ proposalId }) => proposalId),
  );
  const { ledgerFiles } = records;
  const { ledgerFault, receiptFault } = faultsOf(ledgerFiles);
  const { list } = records.list;
  const withOutcome = (outcome: string): number => list.filter((row) => row.outcome === outcome).length;
  const withState = (state: string): number => objections.rows.filter((row) => row.state === state).length;
  const withVerdict = (verdict: string): number => verdicts.filter((row) => row.verdict === verdict).length;
  const figures: Figures = {
    challenges: challenges.length,
    selected: challenges.filter(({ state }) => ['MATCHED', 'UNMATCHED', 'INCUBATED'].includes(state)).length,
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
    recused: panels.rows.flatMap(({ seats }) => seats).filter(({ standing }) => standing === 'RECUSED')
      .length,
    outliers: scorecards.filter(({ state }) => state === 'RECONFIRMED' || state === 'REVISED').length,
    objections: { upheld: withState('UPHELD'), dismissed: withState('DISMISSED') },
    terminated: purchases.filter(({ termination }) => termination !== null).length,
    movedUp: moveUp?.movedUp.length ?? 0,
    declined: purchases.reduce((sum, { declines }) => sum + declines.length, 0),
    remedies: purchases.reduce((sum, { deliveryCount }) => sum + Math.max(0, deliveryCount - 1), 0),
    repurchases: lessons.repurchases.count,
    incubated: challenges.filter(({ state }) => state === 'INCUBATED').length,
    unmetChallenges: challenges.filter(({ state }) => ['UNMATCHED', 'INCUBATED'].includes(state)).length,
    receiptsVerified: receiptFault === null ? ledgerFiles.receipts.length : 0,
    ledgerEntries: ledgerFiles.entryCount,
    ledgerIntact: ledgerFault === null,
    executions: {
      round: executions.round?.status ?? 'NONE',
      purchases: executions.purchases.filter(({ status }) => status === 'SUCCEEDED').length,
    },
    ...measured,
  };
  return { figures, ledgerFault, receiptFault, challenges, verdicts };
};
