import { freshlySeated } from '../notices/rules.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { Proposal } from '../proposals/rules.ts';
import { nowhere, readProposal, readProposals, readRoundOf } from '../proposals/store.ts';
import type { Round } from '../rounds/rules.ts';
import { whileRoundIs } from '../rounds/store.ts';
import { readRoundForAgency } from './declared-reader.ts';
import { freshlyRenewed } from './notices.ts';
import { presentPanel } from './present.ts';
import {
  checkRenewable,
  type FreshPanel,
  type FreshStanding,
  freshStanding,
  membersToScoreAfresh,
  renewedFreshPanel,
  scoringPhases,
} from './rules.ts';
import { listFreshPanels, renewFreshPanel } from './schema.ts';
import {
  freshPanelChange,
  inTurns,
  listFreshPanels as listStoredFreshPanels,
  listDrawSupplements,
  listScorecardsOfProposal,
  readFreshPanel,
  readingOf,
  supplementedFreshPanel,
} from './store.ts';

type RenewDependencies = {
  readonly table: Table;
  /** Tells the round's machine to look again: there is another deadline to remind of. */
  readonly wakeRound: (roundId: string) => Promise<void>;
};

/** The fresh panels of a round with how far they are, by pseudonyms and counts, for staff and auditors. */
export const createListFreshPanels = ({ table }: Pick<RenewDependencies, 'table'>): Implementation =>
  implement(listFreshPanels, async ({ account, parameters, receivedAt: at }) => {
    const round = await readRoundForAgency(table, account, parameters.roundId);
    if (isRefusal(round)) return round;
    const [panels, supplements] = await Promise.all([
      listStoredFreshPanels(table, round.roundId),
      listDrawSupplements(table, round.roundId),
    ]);
    const proposals = await readProposals(table, [...panels.keys()]);
    const rows = await inTurns(proposals, 8, async (proposal) => {
      const panel = panels.get(proposal.proposalId);
      if (panel === undefined) return [];
      const scorecards = await listScorecardsOfProposal(table, proposal.proposalId);
      const standing = freshStanding(panel, scorecards, round.policy, at);
      const shown = await supplementedFreshPanel(table, panel, supplements);
      return [present({ round, proposal, panel: shown, standing }, panel.bookkeeping.version)];
    });
    return answer(200, { rows: rows.flat() });
  });

/**
 * Staff renew a fresh panel that ended below its quorum, without which its proposal would never have a result and what
 * it holds would stay held. Nobody is chosen and no time is: both follow from the draw and the policy.
 */
export const createRenewFreshPanel = ({ table, wakeRound }: RenewDependencies): Implementation =>
  implement(
    renewFreshPanel,
    async ({ account, expectedVersion, idempotency, parameters, receivedAt: at }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const proposal = await readProposal(table, parameters.proposalId);
      const before = await readFreshPanel(table, proposal ?? nowhere);
      const round = await readRoundOf(table, proposal);
      if (proposal === null || before === null || round === null) return refuse('not-found');
      const reading = await readingOf(table, account, proposal);
      if (isRefusal(reading)) return reading;
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const { proposalId, roundId } = proposal;
      const scorecards = await listScorecardsOfProposal(table, proposalId);
      const standing = freshStanding(before, scorecards, round.policy, at);
      const refusal = checkRenewable({ round, proposal }, before, standing);
      if (refusal !== null) return refusal;
      const panel = await supplementedFreshPanel(table, before);
      const after = renewedFreshPanel(fieldsOf(panel), scorecards, round.policy, at);
      const renewed = freshStanding(after, scorecards, round.policy, at);
      const outcome = await commit(table, {
        at,
        actor,
        changes: [freshPanelChange(before, after, proposalId, 'renew')],
        alongside: [whileRoundIs(roundId, scoringPhases(true))],
        // Whoever stays has more time, and is told as whoever comes is, and so is whose proposal it is.
        notices: [
          freshlyRenewed(after, proposal),
          ...freshlySeated(after, proposalId, membersToScoreAfresh(after, scorecards, round.policy.scoring)),
        ],
        idempotency,
        answer: ({ versions: [version = 0] }) =>
          answer(200, present({ round, proposal, panel: after, standing: renewed }, version), version),
      });
      if (!isRefusal(outcome)) await wakeRound(roundId);
      return outcome;
    },
  );

type Seated = {
  readonly round: Round;
  readonly proposal: Stored<Proposal>;
  readonly panel: FreshPanel;
  readonly standing: FreshStanding;
};

const present = ({ round, proposal, panel, standing }: Seated, version: number) => ({
  ...presentPanel(panel, version),
  proposalId: proposal.proposalId,
  deadline: panel.deadline,
  relieved: panel.relieved,
  lockedScorecards: standing.lockedScorecards,
  activeMembers: standing.activeMembers,
  isOver: standing.isOver,
  isRenewable: checkRenewable({ round, proposal }, panel, standing) === null,
});
