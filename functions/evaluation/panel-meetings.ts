import { type Stored, fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { listProposalsOfChallenge } from '../proposals/store.ts';
import { isOpened, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { panelMeetingOpened } from './notices.ts';
import { readerOf } from './store/readers.ts';
import {
  checkMayMeet,
  checkReader,
  checkFreshlyScoring,
  closedMeeting,
  type FreshPanel,
  openedMeeting,
  type Panel,
  type PanelMeeting,
  scoringPhases,
} from './rules.ts';
import { closePanelMeeting, openPanelMeeting, readPanelMeeting as readMeeting } from './schema.ts';
import { whileScoring } from './scoring-scene.ts';
import {
  conflictedMembers,
  listScorecardsOfProposal,
  meetingChange,
  readEvaluator,
  readFreshPanel,
  readPanel,
  readPanelMeeting,
  refusalByOwnConflict,
  refusalOfUndeclared,
} from './store.ts';

type Dependencies = { readonly table: Table };
type SeatedPanel = {
  readonly panel: Stored<Panel> | Stored<FreshPanel>;
  readonly freshFor: string | null;
  readonly round: Stored<Round>;
};

const present = (
  { panel, freshFor }: SeatedPanel,
  meeting: Pick<PanelMeeting, 'state' | 'sittings'> | null,
  version: number,
) => ({
  challengeId: panel.challengeId,
  freshFor,
  roundId: panel.roundId,
  state: meeting?.state ?? 'NONE',
  sittings: meeting?.sittings ?? [],
  version,
});

/** The panel of a challenge, or the fresh one of a proposal, for its clear members, and for staff and auditors without a stake in it. */
const readSeatedPanel = async (
  table: Table,
  account: Account,
  { challengeId, freshFor }: Pick<PanelMeeting, 'challengeId' | 'freshFor'>,
): Promise<SeatedPanel | Refusal> => {
  const panel = await (freshFor === null
    ? readPanel(table, challengeId)
    : readFreshPanel(table, { challengeId, proposalId: freshFor }));
  if (panel === null) return refuse('not-found');
  const { roundId } = panel;
  const [round, evaluator, declared] = await Promise.all([
    readRound(table, roundId),
    readEvaluator(table, roundId, account.accountId),
    refusalByOwnConflict(table, account.accountId, panel),
  ]);
  if (round === null || !isOpened(round)) return refuse('not-found');
  const right = checkReader(readerOf(account, evaluator), panel, panel);
  if (isRefusal(right)) return right;
  const undeclared = right.as === 'agency' ? await refusalOfUndeclared(table, account, roundId) : null;
  return undeclared ?? declared ?? { panel, freshFor, round };
};

/** The meetings of a panel, for whoever may read what it evaluates. */
export const createReadPanelMeeting = ({ table }: Dependencies): Implementation =>
  implement(readMeeting, async ({ account, parameters: { challengeId }, query }) => {
    const of = { challengeId, freshFor: query.freshFor ?? null };
    const seated = await readSeatedPanel(table, account, of);
    if (isRefusal(seated)) return seated;
    const meeting = await readPanelMeeting(table, of);
    const version = meeting?.bookkeeping.version ?? 0;
    return answer(200, present(seated, meeting, version), version);
  });

/** Staff call the panel together once each member has locked all scorecards of the challenge; the members are told. */
export const createOpenPanelMeeting = ({ table }: Dependencies): Implementation =>
  implement(
    openPanelMeeting,
    async ({ account, body, idempotency, parameters: { challengeId }, query, receivedAt: at }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const of = { challengeId, freshFor: query.freshFor ?? null };
      const seated = await readSeatedPanel(table, account, of);
      if (isRefusal(seated)) return seated;
      const { panel, round } = seated;
      const phases = scoringPhases(of.freshFor !== null);
      const [before, proposals, conflicted] = await Promise.all([
        readPanelMeeting(table, of),
        listProposalsOfChallenge(table, challengeId),
        conflictedMembers(table, panel),
      ]);
      const eligible = proposals.filter(
        ({ state, proposalId }) =>
          state === 'ELIGIBLE' && (of.freshFor === null || proposalId === of.freshFor),
      );
      const scorecards = await Promise.all(
        eligible.map(({ proposalId }) => listScorecardsOfProposal(table, proposalId)),
      );
      const refusal =
        checkMayMeet(round, panel, scorecards, before, { conflicted, phases }) ??
        ('deadline' in panel ? checkFreshlyScoring(panel, at) : null);
      if (refusal !== null) return refusal;
      const after = openedMeeting(
        before === null ? null : fieldsOf(before),
        { ...of, roundId: round.roundId },
        body.occasion,
        at,
      );
      if (isRefusal(after)) return after;
      return commit(table, {
        at,
        actor,
        changes: [meetingChange(before, after, 'open-meeting', body.occasion)],
        notices: panelMeetingOpened(after, eligible),
        alongside: [whileScoring(round.roundId, phases)],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(201, present(seated, after, version), version),
      });
    },
  );

/** Staff end the meeting and keep its minutes, also when the evaluation has ended over it. */
export const createClosePanelMeeting = ({ table }: Dependencies): Implementation =>
  implement(
    closePanelMeeting,
    async ({ account, body, idempotency, parameters: { challengeId }, query, receivedAt: at }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const of = { challengeId, freshFor: query.freshFor ?? null };
      const seated = await readSeatedPanel(table, account, of);
      if (isRefusal(seated)) return seated;
      const before = await readPanelMeeting(table, of);
      if (before === null) return refuse('not-found');
      const after = closedMeeting(fieldsOf(before), body.minutes, at);
      if (isRefusal(after)) return after;
      return commit(table, {
        at,
        actor,
        changes: [meetingChange(before, after, 'close-meeting', body.minutes)],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, present(seated, after, version), version),
      });
    },
  );
