import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request, RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import type { Phase } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { quorumLost } from './notices.ts';
import { refuseEvaluation } from './refusals.ts';
import { checkUndertaken, declareConflict, losesQuorum, type Panel, scoringPhases } from './rules.ts';
import { declareConflict as declareConflictEndpoint, declareFreshConflict } from './schema.ts';
import {
  freshPanelChange,
  panelChange,
  readEvaluator,
  readFreshPanel,
  readPanel,
  readUndertaking,
  refusalByStake,
} from './store.ts';

/** Members declare at about the same time, on one row; each tries again when another was faster. */
const attempts = 6;

/** A member of a panel declares, once confidentiality is undertaken; on a conflict the next of the reserve steps in. */
export const createDeclareConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareConflictEndpoint, (request) =>
    persist(() =>
      declare(table, request, {
        read: () => readPanel(table, request.parameters.challengeId),
        change: panelChange,
        freshFor: null,
        phases: ['SCREENING', 'EVALUATION'],
      }),
    ),
  );

/** The same on the panel that evaluates a proposal afresh. */
export const createDeclareFreshConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareFreshConflict, async (request) => {
    const { proposalId } = request.parameters;
    const proposal = (await readProposal(table, proposalId)) ?? nowhere;
    return persist(() =>
      declare(table, request, {
        read: () => readFreshPanel(table, proposal),
        change: (before, after, action, reason) =>
          freshPanelChange(before, after, proposalId, action, reason),
        freshFor: proposalId,
        phases: scoringPhases(true),
      }),
    );
  });

const persist = async (attempt: () => Promise<Answer | Refusal>): Promise<Answer | Refusal> => {
  let outcome = await attempt();
  for (let made = 1; made < attempts && isChangedMeanwhile(outcome); made += 1) outcome = await attempt();
  return outcome;
};

type Declaration = Request<unknown, unknown, RequestOf<typeof declareConflictEndpoint>['body']>;

/** Where the panel is kept, and when it is declared on. */
type Place = {
  readonly read: () => Promise<Stored<Panel> | null>;
  readonly change: (
    before: Stored<Panel>,
    after: Panel,
    action: 'recuse' | 'declare-clear',
    reason: string | null,
  ) => Change<Panel>;
  /** The proposal that the panel evaluates afresh; null for the challenge's own. */
  readonly freshFor: string | null;
  readonly phases: readonly Phase[];
};

const isChangedMeanwhile = (outcome: Answer | Refusal): boolean =>
  isRefusal(outcome) && outcome.code === 'changed-meanwhile';

const declare = async (
  table: Table,
  { account, body, idempotency, receivedAt }: Declaration,
  { read, change, freshFor, phases }: Place,
): Promise<Answer | Refusal> => {
  const before = await read();
  if (before === null) return refuse('not-found');
  const { roundId, challengeId } = before;
  const [evaluator, round, undertaking] = await Promise.all([
    readEvaluator(table, roundId, account.accountId),
    readRound(table, roundId),
    readUndertaking(table, roundId, account.accountId),
  ]);
  if (round === null) return refuse('not-found');
  if (evaluator === null) return refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const unsworn = checkUndertaken(undertaking, roundId);
  if (unsworn !== null) return unsworn;
  // Who belongs to a party of the challenge, or declared a conflict in another office, can declare nothing but that.
  const conflict = body.conflict ? null : await refusalByStake(table, account, before);
  if (conflict !== null) return conflict;
  const after = declareConflict(fieldsOf(before), evaluator.evaluatorId, {
    conflict: body.conflict,
    reason: body.reason ?? null,
    at: receivedAt,
  });
  if (isRefusal(after)) return after;
  const { quorum } = round.policy.panel;
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [change(before, after, body.conflict ? 'recuse' : 'declare-clear', body.reason ?? null)],
    notices: losesQuorum(before, after, quorum) ? [quorumLost(after, quorum, freshFor)] : [],
    alongside: [whileRoundIs(roundId, phases)],
    idempotency,
    answer: () => answer(200, presentDeclaration(after, evaluator.evaluatorId)),
  });
};

const presentDeclaration = (panel: Panel, evaluatorId: string) => {
  const seat = panel.seats.find((candidate) => candidate.evaluatorId === evaluatorId);
  return {
    challengeId: panel.challengeId,
    roundId: panel.roundId,
    evaluatorId,
    standing: seat?.standing,
    declaredAt: seat?.declaredAt ?? null,
  };
};
