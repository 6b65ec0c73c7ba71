import { checkWorkingDay } from '../calendar/rules.ts';
import { readWorkingCalendar } from '../calendar/store.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import { readDecision } from '../decisions/store.ts';
import { evaluationStanding } from '../evaluation/store.ts';
import { countUnpublishedVerdicts } from '../first-use/store.ts';
import { addSeconds, type Instant } from '../platform/instant.ts';
import type { PersonActor } from '../platform/identity.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { SealKeys } from '../platform/seal-key.ts';
import type { Stored } from '../platform/change.ts';
import type { Table } from '../platform/table.ts';
import type { RequestOf } from '../platform/request.ts';
import { countOpenPurchases } from '../purchases/store.ts';
import {
  checkDeadlineAhead,
  checkDeadlinePassed,
  checkDecisionApproved,
  checkEvaluationOver,
  checkEvaluationReady,
  checkHoldElapsed,
  checkOpening,
  checkPromise,
  checkPurchasesSettled,
  checkSelection,
  checkVerdictsPublished,
  type Round,
  standstillDeadline,
} from './rules.ts';
import type { transitionRound } from './schema.ts';

/** A transition as asked for. */
export type Asked = {
  readonly round: Stored<Round>;
  readonly body: RequestOf<typeof transitionRound>['body'];
  readonly actor: PersonActor;
  readonly at: Instant;
};

type Fields = Partial<Omit<Round, 'state'>>;
type Outcome = Promise<Fields | Refusal> | Fields | Refusal;
type AskedFor<Action> = Asked & { readonly body: Extract<Asked['body'], { action: Action }> };
type Dependencies = { readonly table: Table; readonly sealKeys: SealKeys };

/** Asks the guard of a transition and answers the fields that it changes beside the phase. */
export const transitionFields = async (
  { table, sealKeys }: Dependencies,
  asked: Asked,
): Promise<Fields | Refusal> => {
  const { body, round } = asked;
  switch (body.action) {
    case 'call-for-challenges':
      return callForChallenges(table, { ...asked, body });
    case 'close-challenge-call':
      return changingNothing(checkDeadlinePassed(round, 'challengeCall', asked.at));
    case 'call-for-proposals':
      return callForProposals({ table, sealKeys }, { ...asked, body });
    case 'prepare-opening':
      return prepareOpening(asked);
    case 'open':
      return checkOpening(round, asked.actor.accountId, asked.at) ?? { openedAt: asked.at };
    case 'begin-evaluation':
      return beginEvaluation(table, { ...asked, body });
    case 'close-evaluation':
      return changingNothing(checkEvaluationOver(round, await evaluationStanding(table, round), asked.at));
    case 'give-notice':
      return giveNotice(table, asked);
    case 'end-standstill':
      return changingNothing(checkDeadlinePassed(round, 'standstill', asked.at));
    case 'begin-first-use':
      return changingNothing(checkPurchasesSettled(await countOpenPurchases(table, round.roundId)));
    case 'complete':
      return changingNothing(checkVerdictsPublished(await countUnpublishedVerdicts(table, round.roundId)));
    case 'begin-screening':
    case 'cancel':
      return {};
  }
};

const changingNothing = (verdict: Refusal | null): Fields | Refusal => verdict ?? {};

/** A deadline lies ahead, and on a working day unless staff confirm another (DOMAIN.md, «Round»). */
const checkNewDeadline = async (
  table: Table,
  {
    deadline,
    confirmNonWorkingDay = false,
  }: { deadline: Instant; confirmNonWorkingDay?: boolean | undefined },
  at: Instant,
): Promise<Refusal | null> =>
  checkDeadlineAhead(deadline, at) ??
  checkWorkingDay(await readWorkingCalendar(table), deadline, confirmNonWorkingDay);

const callForChallenges = async (
  table: Table,
  { round, body, at }: AskedFor<'call-for-challenges'>,
): Promise<Fields | Refusal> =>
  (await checkNewDeadline(table, body, at)) ?? {
    deadlines: { ...round.deadlines, challengeCall: body.deadline },
    generation: round.generation + 1,
  };

const callForProposals = async (
  { table, sealKeys }: Dependencies,
  { round, body, at }: AskedFor<'call-for-proposals'>,
): Promise<Fields | Refusal> =>
  (await checkNewDeadline(table, body, at)) ??
  checkPromise(body.decisionPromisedAt, body.deadline) ??
  checkSelection(await countSelection(table, round.roundId)) ?? {
    deadlines: { ...round.deadlines, proposals: body.deadline },
    decisionPromisedAt: body.decisionPromisedAt,
    drawSecretSha256: body.drawSecretSha256,
    calledAt: at,
    sealKeyArn: await sealKeys.create(round.roundId, addSeconds(body.deadline, round.policy.holdInSeconds)),
  };

const prepareOpening = ({ round, actor, at }: Asked): Outcome =>
  checkHoldElapsed(round, at) ?? { openingPrepared: { accountId: actor.accountId, at } };

const beginEvaluation = async (
  table: Table,
  { round, body, at }: AskedFor<'begin-evaluation'>,
): Promise<Fields | Refusal> =>
  (await checkNewDeadline(table, body, at)) ??
  checkEvaluationReady(await evaluationStanding(table, round)) ?? {
    deadlines: { ...round.deadlines, evaluation: body.deadline },
  };

const giveNotice = async (table: Table, { round, at }: Asked): Promise<Fields | Refusal> => {
  const decision = await readDecision(table, round.roundId);
  return (
    checkDecisionApproved(decision?.state ?? null) ?? {
      deadlines: { ...round.deadlines, standstill: standstillDeadline(round.policy, at) },
      noticeAt: at,
    }
  );
};

const countSelection = async (table: Table, roundId: string) => {
  const challenges = await listChallengesOfRound(table, roundId);
  return {
    submitted: challenges.filter(({ state }) => state === 'SUBMITTED').length,
    selected: challenges.filter(({ state }) => state === 'SELECTED').length,
  };
};
