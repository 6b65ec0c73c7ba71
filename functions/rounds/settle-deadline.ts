import { evaluationStanding } from '../evaluation/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import {
  checkDeadlinePassed,
  checkEvaluationOver,
  type Round,
  type RoundAction,
  roundTransitions,
} from './rules.ts';
import { readRound, roundChange } from './store.ts';

/** The transition that the clock makes due in a phase. The end of the call for proposals is stored nowhere. */
const dueAction = (round: Round): RoundAction | null =>
  round.state === 'CHALLENGE_CALL'
    ? 'close-challenge-call'
    : round.state === 'EVALUATION'
      ? 'close-evaluation'
      : round.state === 'NOTICE'
        ? 'end-standstill'
        : null;

/**
 * Takes the transition that a passed deadline has made due, if there is one, and answers the round as it then
 * stands; null for a round that does not exist. Early, late, twice: the stored state and `at` alone decide.
 */
export const settleDeadline = async (
  table: Table,
  roundId: string,
  at: Instant,
): Promise<Stored<Round> | null> => {
  const round = await readRound(table, roundId);
  if (round === null) return null;
  const action = dueAction(round);
  if (action === null || (await isHeldUp(table, round, action, at))) return round;
  const row = findTransition(roundTransitions, action, round.state);
  if (isRefusal(row)) return round;
  const after: Round = { ...fieldsOf(round), state: row.to };
  const outcome = await commit(table, {
    at,
    actor: { kind: 'system', task: 'settle-deadline' },
    changes: [roundChange(round, after, action)],
    idempotency: null,
    answer: () => answer(200, null),
  });
  if (isRefusal(outcome)) log('WARN', 'deadline-settled-by-another', { roundId, code: outcome.code });
  return readRound(table, roundId);
};

const isHeldUp = async (
  table: Table,
  round: Stored<Round>,
  action: RoundAction,
  at: Instant,
): Promise<boolean> => {
  if (action === 'close-challenge-call') return checkDeadlinePassed(round, 'challengeCall', at) !== null;
  if (action === 'end-standstill') return checkDeadlinePassed(round, 'standstill', at) !== null;
  if (checkDeadlinePassed(round, 'evaluation', at) !== null) return true;
  return checkEvaluationOver(round, await evaluationStanding(table, round), at) !== null;
};
