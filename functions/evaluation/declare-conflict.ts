import { freshlySeated } from '../notices/rules.ts';
import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request, RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import type { Phase } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { quorumLost } from './notices.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  checkFreshlyScoring,
  checkUndertaken,
  declareConflict,
  type FreshPanel,
  losesQuorum,
  newlySeated,
  type Panel,
  scoringPhases,
} from './rules.ts';
import { declareConflict as declareConflictEndpoint, declareFreshConflict } from './schema.ts';
import {
  freshPanelChange,
  panelChange,
  readEvaluator,
  readFreshPanel,
  readPanel,
  readUndertaking,
  refusalByStake,
  supplementedFreshPanel,
  supplementedPanel,
} from './store.ts';

/** Members declare at about the same time, on one row; each tries again when another was faster. */
const attempts = 6;

/** A member of a panel declares, once confidentiality is undertaken; on a conflict the next of the reserve steps in. */
export const createDeclareConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareConflictEndpoint, (request) =>
    persist(() =>
      declare<Panel>(table, request, {
        read: () => readPanel(table, request.parameters.challengeId),
        change: panelChange,
        declared: async (before, evaluatorId, declaration) =>
          declareConflict(
            // Nobody steps in for whoever is clear, so that nothing else is written.
            fieldsOf(declaration.conflict ? await supplementedPanel(table, before) : before),
            evaluatorId,
            declaration,
          ),
        closed: () => null,
        tell: () => [],
        elsewhere: null,
        freshFor: null,
        phases: ['SCREENING', 'EVALUATION'],
      }),
    ),
  );

/** The same on the panel that evaluates a proposal afresh, before its deadline; whoever steps in is told until when. */
export const createDeclareFreshConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareFreshConflict, async (request) => {
    const { proposalId } = request.parameters;
    const proposal = (await readProposal(table, proposalId)) ?? nowhere;
    return persist(() =>
      declare<FreshPanel>(table, request, {
        read: () => readFreshPanel(table, proposal),
        change: (before, after, action, reason) =>
          freshPanelChange(before, after, proposalId, action, reason),
        declared: async (before, evaluatorId, declaration) =>
          declareConflict(
            fieldsOf(declaration.conflict ? await supplementedFreshPanel(table, before) : before),
            evaluatorId,
            declaration,
          ),
        closed: checkFreshlyScoring,
        // That there is a fresh panel would tell whose objection was upheld.
        elsewhere: refuse('not-found'),
        tell: (before, after) => freshlySeated(after, proposalId, newlySeated(before, after)),
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

type DeclarationOnSeat = [
  evaluatorId: string,
  declaration: { readonly conflict: boolean; readonly reason: string | null; readonly at: Instant },
];

/** Where the panel is kept, and when it is declared on. */
type Place<Of extends Panel> = {
  readonly read: () => Promise<Stored<Of> | null>;
  readonly change: (
    before: Stored<Of>,
    after: Of,
    action: 'recuse' | 'declare-clear',
    reason: string | null,
  ) => Change<Of>;
  /** The panel with the declaration; whoever was approved for the pool since stands behind the drawn order. */
  readonly declared: (before: Stored<Of>, ...declaration: DeclarationOnSeat) => Promise<Of | Refusal>;
  /** The refusal of a declaration that comes too late for this panel. */
  readonly closed: (panel: Of, at: Instant) => Refusal | null;
  /** What whoever has no seat on it is told; null where that there is a panel is no secret. */
  readonly elsewhere: Refusal | null;
  /** What whoever steps in is told. */
  readonly tell: (before: Of, after: Of) => readonly Notice[];
  /** The proposal that the panel evaluates afresh; null for the challenge's own. */
  readonly freshFor: string | null;
  readonly phases: readonly Phase[];
};

const isSeated = ({ seats }: Panel, evaluatorId: string): boolean =>
  seats.some((seat) => seat.evaluatorId === evaluatorId);

const isChangedMeanwhile = (outcome: Answer | Refusal): boolean =>
  isRefusal(outcome) && outcome.code === 'changed-meanwhile';

const declare = async <Of extends Panel>(
  table: Table,
  { account, body, idempotency, receivedAt }: Declaration,
  { read, change, declared, closed, tell, elsewhere, freshFor, phases }: Place<Of>,
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
  if (evaluator === null || !isSeated(before, evaluator.evaluatorId))
    return elsewhere ?? refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const unsworn = checkUndertaken(undertaking, roundId);
  if (unsworn !== null) return unsworn;
  // Who belongs to a party of the challenge, or declared a conflict in another office, can declare nothing but that.
  const conflict = body.conflict ? null : await refusalByStake(table, account, before);
  if (conflict !== null) return conflict;
  const reason = body.reason ?? null;
  const after = await declared(before, evaluator.evaluatorId, {
    conflict: body.conflict,
    reason,
    at: receivedAt,
  });
  if (isRefusal(after)) return after;
  const late = closed(before, receivedAt);
  if (late !== null) return late;
  const { quorum } = round.policy.panel;
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [change(before, after, body.conflict ? 'recuse' : 'declare-clear', reason)],
    notices: [
      ...(losesQuorum(before, after, quorum) ? [quorumLost(after, quorum, freshFor)] : []),
      ...tell(before, after),
    ],
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
