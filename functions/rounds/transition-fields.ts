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

/** Asks the guard of a transition and answers the fields that it changes beside the phase. */
export const transitionFields = async (
  { table, sealKeys }: { readonly table: Table; readonly sealKeys: SealKeys },
  { round, body, actor, at }: Asked,
): Promise<Fields | Refusal> => {
  const { deadlines, roundId } = round;
  switch (body.action) {
    case 'call-for-challenges':
      return (
        checkDeadlineAhead(body.deadline, at) ?? {
          deadlines: { ...deadlines, challengeCall: body.deadline },
          generation: round.generation + 1,
        }
      );
    case 'close-challenge-call':
      return checkDeadlinePassed(round, 'challengeCall', at) ?? {};
    case 'call-for-proposals':
      return (
        checkDeadlineAhead(body.deadline, at) ??
        checkSelection(await countSelection(table, roundId)) ?? {
          deadlines: { ...deadlines, proposals: body.deadline },
          decisionPromisedAt: body.decisionPromisedAt,
          drawSecretSha256: body.drawSecretSha256,
          calledAt: at,
          sealKeyArn: await sealKeys.create(roundId, addSeconds(body.deadline, round.policy.holdInSeconds)),
        }
      );
    case 'prepare-opening':
      return checkHoldElapsed(round, at) ?? { openingPrepared: { accountId: actor.accountId, at } };
    case 'open':
      return checkOpening(round, actor.accountId, at) ?? { openedAt: at };
    case 'begin-screening':
      return {};
    case 'begin-evaluation':
      return (
        checkDeadlineAhead(body.deadline, at) ??
        checkEvaluationReady(await evaluationStanding(table, round)) ?? {
          deadlines: { ...deadlines, evaluation: body.deadline },
        }
      );
    case 'close-evaluation':
      return checkEvaluationOver(round, await evaluationStanding(table, round), at) ?? {};
    case 'give-notice':
      return (
        checkDecisionApproved((await readDecision(table, roundId))?.state ?? null) ?? {
          deadlines: { ...deadlines, standstill: standstillDeadline(round.policy, at) },
          noticeAt: at,
        }
      );
    case 'end-standstill':
      return checkDeadlinePassed(round, 'standstill', at) ?? {};
    case 'begin-first-use':
      return checkPurchasesSettled(await countOpenPurchases(table, roundId)) ?? {};
    case 'complete':
      return checkVerdictsPublished(await countUnpublishedVerdicts(table, roundId)) ?? {};
    case 'cancel':
      return {};
  }
};

const countSelection = async (table: Table, roundId: string) => {
  const challenges = await listChallengesOfRound(table, roundId);
  return {
    submitted: challenges.filter(({ state }) => state === 'SUBMITTED').length,
    selected: challenges.filter(({ state }) => state === 'SELECTED').length,
  };
};
