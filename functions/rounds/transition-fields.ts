import { checkCurrent } from '../decisions/rules.ts';
import { readDecision } from '../decisions/store.ts';
import { evaluationStanding, listLiveProposals } from '../evaluation/store.ts';
import { countUnpublishedVerdicts } from '../first-use/store.ts';
import { checkMeasured, checkSignOff } from '../outages/rules.ts';
import { assessDeadline } from '../outages/store.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { RequestOf } from '../platform/request.ts';
import { countOpenPurchases } from '../purchases/store.ts';
import { checkNewDeadline } from './check-new-deadline.ts';
import { refuseRound } from './refusals.ts';
import {
  announcedDelay,
  checkDeadlinePassed,
  checkDecisionApproved,
  checkEvaluationOver,
  checkEvaluationReady,
  checkHoldElapsed,
  checkMovePrepared,
  checkPurchasesSettled,
  checkVerdictsPublished,
  preparedMove,
  type Round,
  standstillDeadline,
} from './rules.ts';
import type { transitionRound } from './schema.ts';
import type { AskedTransition, RoundFields } from './take-transition.ts';

type Body = RequestOf<typeof transitionRound>['body'];
type Asked = AskedTransition<Body>;
type AskedFor<Action> = AskedTransition<Extract<Body, { action: Action }>>;

/** Asks the guard of a transition and answers the fields that it changes beside the phase. */
export const transitionFields = async (table: Table, asked: Asked): Promise<RoundFields | Refusal> => {
  const { body, round, at } = asked;
  switch (body.action) {
    case 'call-for-challenges':
      return callForChallenges(table, { ...asked, body });
    case 'close-challenge-call':
      return changingNothing(checkDeadlinePassed(round, 'challengeCall', at));
    case 'prepare-opening':
      return prepareOpening(table, { ...asked, body });
    case 'begin-evaluation':
      return beginEvaluation(table, { ...asked, body });
    case 'close-evaluation':
      return changingNothing(checkEvaluationOver(round, await evaluationStanding(table, round), at));
    case 'give-notice':
      return giveNotice(table, asked);
    case 'end-standstill':
      return changingNothing(checkDeadlinePassed(round, 'standstill', at));
    case 'begin-first-use':
      return changingNothing(checkPurchasesSettled(await countOpenPurchases(table, round.roundId)));
    case 'complete':
      return changingNothing(checkVerdictsPublished(await countUnpublishedVerdicts(table, round.roundId)));
    case 'prepare-deadline-move':
      return prepareMove(table, { ...asked, body });
    case 'drop-deadline-move':
      return dropMove(round);
    case 'announce-delay':
      return announceDelay({ ...asked, body });
    case 'begin-screening':
    case 'cancel':
      return {};
  }
};

const changingNothing = (verdict: Refusal | null): RoundFields | Refusal => verdict ?? {};

const callForChallenges = async (
  table: Table,
  { round, body, at }: AskedFor<'call-for-challenges'>,
): Promise<RoundFields | Refusal> =>
  (await checkNewDeadline(table, body, at)) ?? {
    deadlines: { ...round.deadlines, challengeCall: body.deadline },
    generation: round.generation + 1,
  };

/** With the outage sign-off that the opening waits for; what was measured is read now, whatever ran before. */
const prepareOpening = async (
  table: Table,
  { round, body, actor, at }: AskedFor<'prepare-opening'>,
): Promise<RoundFields | Refusal> => {
  const early = checkHoldElapsed(round, at);
  if (early !== null) return early;
  const found = await assessDeadline(table, round, at);
  if (found === null) return refuseRound('deadline-not-running', { name: 'proposals' });
  const reason = body.outageReason ?? null;
  const { deadline, expected, kept, outages } = found.assessment;
  const outage = { deadline, expectedHeartbeats: expected, keptHeartbeats: kept, outages, reason };
  return (
    checkSignOff(found.assessment, reason) ?? {
      openingPrepared: { accountId: actor.accountId, at, outage },
    }
  );
};

const beginEvaluation = async (
  table: Table,
  { round, body, at }: AskedFor<'begin-evaluation'>,
): Promise<RoundFields | Refusal> =>
  (await checkNewDeadline(table, body, at)) ??
  checkEvaluationReady(await evaluationStanding(table, round)) ?? {
    deadlines: { ...round.deadlines, evaluation: body.deadline },
  };

/** Of what was approved, while it is of the proposals as they are: a withdrawal moves the round’s version on. */
const giveNotice = async (table: Table, { round, at }: Asked): Promise<RoundFields | Refusal> => {
  const decision = await readDecision(table, round.roundId);
  const refusal =
    checkDecisionApproved(decision?.state ?? null) ??
    (decision === null ? null : checkCurrent(decision, await listLiveProposals(table, round.roundId)));
  return (
    refusal ?? {
      deadlines: { ...round.deadlines, standstill: standstillDeadline(round.policy, at) },
      noticeAt: at,
    }
  );
};

const prepareMove = async (
  table: Table,
  { round, body, actor, at }: AskedFor<'prepare-deadline-move'>,
): Promise<RoundFields | Refusal> => {
  const { name, basis, reason, deadline, evidence = null } = body;
  if (basis === 'outage' && name === 'proposals') {
    const found = await assessDeadline(table, round, at);
    const unmeasured = checkMeasured(deadline, found?.assessment ?? null);
    if (unmeasured !== null) return unmeasured;
  }
  // An outage moves a deadline by its own rule, whatever day that is.
  const offDay = basis === 'extension' ? await checkNewDeadline(table, body, at) : null;
  if (offDay?.code === 'not-a-working-day') return offDay;
  const asked = { name, basis, reason, evidence, to: deadline };
  const move = preparedMove(round, asked, { kind: 'person', accountId: actor.accountId }, at);
  return isRefusal(move) ? move : { deadlineMove: move };
};

const dropMove = (round: Round): RoundFields | Refusal => {
  const move = checkMovePrepared(round);
  if (isRefusal(move)) return move;
  return { deadlineMove: null, ...(move.basis === 'outage' ? { outageDroppedTo: move.to } : {}) };
};

const announceDelay = ({ round, body, at }: AskedFor<'announce-delay'>): RoundFields | Refusal => {
  const delay = announcedDelay(round, body.decisionPromisedAt, body.reason, at);
  return isRefusal(delay)
    ? delay
    : { decisionPromisedAt: delay.to, decisionDelays: [...round.decisionDelays, delay] };
};
