import { freshlySeated } from '../notices/rules.ts';
import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { actAs } from '../platform/identity.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Request, RequestOf } from '../platform/request.ts';
import type { Table } from '../platform/table.ts';
import { nowhere, readProposal } from '../proposals/store.ts';
import type { Phase, Round, RoundPolicy } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { freshQuorumLeft, quorumLost, steppedIn } from './notices.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  checkUndertaken,
  declarationAction,
  declareConflict,
  declareOnFreshPanel,
  freshDeclarationAction,
  type FreshPanel,
  lockedOfPanel,
  losesQuorum,
  newlySeated,
  type Panel,
  type Scorecard,
  scoringPhases,
  type Seat,
  type SeatDeclaration,
  type SeatDeclarationAction,
} from './rules.ts';
import { declareConflict as declareConflictEndpoint, declareFreshConflict } from './schema.ts';
import {
  freshPanelChange,
  listScorecardsOfProposal,
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
        actionOf: declarationAction,
        tell: (before, after, { policy: { panel }, deadlines }) =>
          Promise.resolve([
            ...(losesQuorum(before, after, panel.quorum) ? [quorumLost(after, panel.quorum, null)] : []),
            ...steppedIn(after, newlySeated(before, after), deadlines.evaluation),
          ]),
        elsewhere: null,
        phases: ['SCREENING', 'EVALUATION'],
      }),
    ),
  );

/**
 * The same on the panel that evaluates a proposal afresh: before its deadline, and a conflict after it as well. Whoever steps
 * in is told until when, and staff that a scorecard which leaves takes the quorum with it.
 */
export const createDeclareFreshConflict = ({ table }: { readonly table: Table }): Implementation =>
  implement(declareFreshConflict, async (request) => {
    const { proposalId } = request.parameters;
    const found = await readProposal(table, proposalId);
    const proposal = found ?? nowhere;
    const isAwaited = found?.state === 'ELIGIBLE';
    return persist(() =>
      declare<FreshPanel>(table, request, {
        read: () => readFreshPanel(table, proposal),
        change: (before, after, action, reason) =>
          freshPanelChange(before, after, proposalId, action, reason),
        declared: async (before, evaluatorId, declaration) =>
          declareOnFreshPanel(
            fieldsOf(declaration.conflict ? await supplementedFreshPanel(table, before) : before),
            evaluatorId,
            declaration,
            isAwaited,
          ),
        actionOf: freshDeclarationAction,
        // That there is a fresh panel would tell whose objection was upheld.
        elsewhere: refuse('not-found'),
        tell: async (before, after, { policy }) => {
          // What is decided already needs no quorum any more.
          if (!isAwaited) return [];
          const scorecards = await listScorecardsOfProposal(table, proposalId);
          return freshNotices({ before, after, scorecards }, proposalId, policy.panel);
        },
        phases: scoringPhases(true),
      }),
    );
  });

const persist = async (attempt: () => Promise<Answer | Refusal>): Promise<Answer | Refusal> => {
  let outcome = await attempt();
  for (let made = 1; made < attempts && isChangedMeanwhile(outcome); made += 1) outcome = await attempt();
  return outcome;
};

/** What is told of a declaration on a fresh panel whose result is awaited. */
const freshNotices = (
  {
    before,
    after,
    scorecards,
  }: {
    readonly before: FreshPanel;
    readonly after: FreshPanel;
    readonly scorecards: readonly Scorecard[];
  },
  proposalId: string,
  { quorum }: RoundPolicy['panel'],
): readonly Notice[] => {
  const [had, locked] = [before, after].map((panel) => lockedOfPanel(panel, scorecards).length);
  const isLeftBelow = had !== undefined && locked !== undefined && had >= quorum && locked < quorum;
  return [
    ...(losesQuorum(before, after, quorum) ? [quorumLost(after, quorum, proposalId)] : []),
    ...freshlySeated(after, proposalId, newlySeated(before, after)),
    ...(isLeftBelow ? [freshQuorumLeft(after, proposalId, { locked, quorum, isOver: true })] : []),
  ];
};

type Declaration = Request<unknown, unknown, RequestOf<typeof declareConflictEndpoint>['body']>;

type DeclarationOnSeat = [evaluatorId: string, declaration: SeatDeclaration];

/** Where the panel is kept, and when it is declared on. */
type Place<Of extends Panel> = {
  readonly read: () => Promise<Stored<Of> | null>;
  readonly change: (
    before: Stored<Of>,
    after: Of,
    action: SeatDeclarationAction,
    reason: string | null,
  ) => Change<Of>;
  /** The panel with the declaration; whoever was approved for the pool since stands behind the drawn order. */
  readonly declared: (before: Stored<Of>, ...declaration: DeclarationOnSeat) => Promise<Of | Refusal>;
  readonly actionOf: (declaration: SeatDeclaration, seat: Seat) => SeatDeclarationAction;
  /** What whoever has no seat on it is told; null where that there is a panel is no secret. */
  readonly elsewhere: Refusal | null;
  /** What staff and whoever steps in are told. */
  readonly tell: (before: Of, after: Of, round: Round) => Promise<readonly Notice[]>;
  readonly phases: readonly Phase[];
};

const isChangedMeanwhile = (outcome: Answer | Refusal): boolean =>
  isRefusal(outcome) && outcome.code === 'changed-meanwhile';

const declare = async <Of extends Panel>(
  table: Table,
  { account, body, idempotency, receivedAt }: Declaration,
  { read, change, declared, actionOf, tell, elsewhere, phases }: Place<Of>,
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
  const seat = before.seats.find(({ evaluatorId }) => evaluatorId === evaluator?.evaluatorId);
  if (evaluator === null || seat === undefined)
    return elsewhere ?? refuseEvaluation('not-on-panel', { challengeId, roundId });
  const actor = actAs(account, ['evaluator'], evaluator.organisationId);
  if (isRefusal(actor)) return actor;
  const unsworn = checkUndertaken(undertaking, roundId);
  if (unsworn !== null) return unsworn;
  // Who belongs to a party of the challenge, or declared a conflict in another office, can declare nothing but that.
  const conflict = body.conflict ? null : await refusalByStake(table, account, before);
  if (conflict !== null) return conflict;
  const reason = body.reason ?? null;
  const declaration = { conflict: body.conflict, reason, at: receivedAt };
  const after = await declared(before, evaluator.evaluatorId, declaration);
  if (isRefusal(after)) return after;
  return commit(table, {
    at: receivedAt,
    actor,
    changes: [change(before, after, actionOf(declaration, seat), reason)],
    notices: await tell(before, after, round),
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
