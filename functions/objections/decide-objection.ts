import { type Decision, decisionTransitions } from '../decisions/rules.ts';
import { decisionChange, readDecision, readDeciders, readStake, type Records } from '../decisions/store.ts';
import {
  filledPanel,
  type FreshPanel,
  freshPanelOf,
  newlySeated,
  type Panel,
  panelOf,
  seatedAfresh,
} from '../evaluation/rules.ts';
import {
  freshPanelChange,
  readDraw,
  readDrawRecord,
  readEvaluator,
  readPanel,
  supplementedPanel,
} from '../evaluation/store.ts';
import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { freshlySeated } from '../notices/rules.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import { findTransition } from '../platform/transition.ts';
import { type Proposal, proposalTransitions, suppliersOf } from '../proposals/rules.ts';
import { listProposalsOfChallenge, nowhere, proposalChange, readProposal } from '../proposals/store.ts';
import { readScreeners } from '../proposals/store/screeners.ts';
import { readChallenge } from '../challenges/store.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refuseObjection } from './refusals.ts';
import type { ObjectionDependencies } from './make-objection.ts';
import { objectionDecided } from './notices.ts';
import { presentObjection } from './present.ts';
import {
  actionOfOutcome,
  checkJudge,
  checkObjectionPhase,
  type Objection,
  objectionPhases,
  objectionTransitions,
} from './rules.ts';
import { decideObjection } from './schema.ts';
import { objectionChange, readObjection } from './store.ts';

export type DecideDependencies = ObjectionDependencies & { readonly records: Records };

/**
 * An approver who took no part decides an objection, with reasons. One that is upheld opens the outcome of its
 * proposal again: it is eligible, and what its fresh result could change stays held until that is approved.
 */
export const createDecideObjection = ({ table, records, wakeRound }: DecideDependencies): Implementation =>
  implement(decideObjection, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['approver']);
    if (isRefusal(actor)) return actor;
    const proposal = await readProposal(table, parameters.proposalId);
    const before = await readObjection(table, proposal ?? nowhere);
    if (proposal === null || before === null) return refuse('not-found');
    const { roundId, proposalId } = before;
    const [evaluator, stake, deciders, screeners] = await Promise.all([
      readEvaluator(table, roundId, actor.accountId),
      readStake(table, account, roundId),
      readDeciders(table, roundId),
      readScreeners(table, proposalId),
    ]);
    const refusal =
      checkJudge({ accountId: actor.accountId, isInPool: evaluator !== null, deciders, screeners }, before) ??
      stake;
    if (refusal !== null) return refusal;
    const row = findTransition(objectionTransitions, actionOfOutcome[body.outcome], before.state);
    if (isRefusal(row)) return row;
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const outOfPhase = checkObjectionPhase(round);
    if (outOfPhase !== null) return outOfPhase;
    const after: Objection = {
      ...fieldsOf(before),
      state: row.to,
      decision: { reasons: body.reasons, at, accountId: actor.accountId },
    };
    const reopening =
      row.to === 'UPHELD'
        ? await reopen({ table, records, wakeRound }, proposal, body.reasons, at)
        : { changes: [], notices: [] };
    if (isRefusal(reopening)) return reopening;
    const outcome = await commit(table, {
      at,
      actor,
      changes: [objectionChange(before, after, row.action, body.reasons), ...reopening.changes],
      // A fresh panel scores in these phases alone, so in another an upheld objection could never be settled.
      alongside: [whileRoundIs(roundId, objectionPhases)],
      notices: [objectionDecided(after), ...reopening.notices],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentObjection(after, version), version),
    });
    if (!isRefusal(outcome)) await wakeRound(roundId);
    return outcome;
  });

/** What an upheld objection changes beside itself, and whom that is told. */
type Reopening = { readonly changes: readonly Change[]; readonly notices: readonly Notice[] };

/** The proposal is eligible again before a panel of its own, which is told, and the decision names it as open. */
const reopen = async (
  dependencies: DecideDependencies,
  proposal: Stored<Proposal>,
  reasons: string,
  at: Instant,
): Promise<Reopening | Refusal> => {
  const decision = await readDecision(dependencies.table, proposal.roundId);
  if (decision === null) return refuse('not-found');
  const proposalRow = findTransition(proposalTransitions, 'uphold-objection', proposal.state);
  const decisionRow = findTransition(decisionTransitions, 'reopen', decision.state);
  if (isRefusal(proposalRow)) return proposalRow;
  if (isRefusal(decisionRow)) return decisionRow;
  const open: Decision = {
    ...fieldsOf(decision),
    state: decisionRow.to,
    reopened: [...decision.reopened, proposal.proposalId],
  };
  const panel = await freshPanel(dependencies, proposal, at);
  if (isRefusal(panel)) return panel;
  return {
    changes: [
      freshPanelChange(null, panel, proposal.proposalId, 'seat'),
      proposalChange(proposal, { ...fieldsOf(proposal), state: proposalRow.to }, proposalRow.action, reasons),
      decisionChange(decision, open, decisionRow.action, reasons),
    ],
    notices: freshlySeated(panel, proposal.proposalId, newlySeated(null, panel)),
  };
};

/**
 * The panel that evaluates the proposal afresh: of those who were drawn for its challenge, or stand behind that order by an
 * approved supplement of the pool, and never sat on it.
 */
const freshPanel = async (
  dependencies: DecideDependencies,
  { proposalId, challengeId, roundId }: Proposal,
  at: Instant,
): Promise<FreshPanel | Refusal> => {
  const round = await readRound(dependencies.table, roundId);
  if (round === null) return refuse('not-found');
  const { size, quorum } = round.policy.panel;
  const first = await readPanel(dependencies.table, challengeId);
  const fresh =
    first === null
      ? await drawnPanel(dependencies, challengeId, roundId)
      : freshPanelOf(await supplementedPanel(dependencies.table, fieldsOf(first)), size);
  return fresh !== null && fresh.seats.length >= quorum
    ? seatedAfresh(fresh, round.policy, at)
    : refuseObjection('fresh-panel-too-small', { found: fresh?.seats.length ?? 0, quorum, proposalId });
};

/** A challenge of which nothing was eligible has a drawn panel that was never seated: it is fresh. */
const drawnPanel = async (
  { table, records }: DecideDependencies,
  challengeId: string,
  roundId: string,
): Promise<Panel | null> => {
  const [draw, challenge, proposals] = await Promise.all([
    readDraw(table, roundId),
    readChallenge(table, challengeId),
    listProposalsOfChallenge(table, challengeId),
  ]);
  if (draw === null || challenge === null) return null;
  const record = await readDrawRecord(records, draw);
  const drawn = record.panels.find((panel) => panel.challengeId === challengeId);
  if (drawn === undefined) return null;
  const panel = panelOf(drawn, record.candidates, {
    roundId,
    drawSeed: record.seed,
    maximumOfOneOrganisation: record.maximumOfOneOrganisation,
    parties: [challenge.buyerId, ...challenge.coProposerIds, ...proposals.flatMap(suppliersOf)],
  });
  return filledPanel(await supplementedPanel(table, panel), record.size);
};
