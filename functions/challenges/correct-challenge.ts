import { workingDaysRemaining } from '../calendar/rules.ts';
import { readWorkingCalendar } from '../calendar/store.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { refusalOfPartial } from './impartial.ts';
import { presentChallenge } from './present.ts';
import { challengeTransitions, checkCorrecting, correctedBy } from './rules.ts';
import { correctChallenge } from './schema.ts';
import { challengeChange, keepCorrection, readChallenge } from './store.ts';

/**
 * Staff correct a published challenge. Whoever holds a proposal to it is told; those who submitted acknowledge the
 * correction or submit again. Short before the deadline this waits until the deadline has been moved.
 */
export const createCorrectChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    correctChallenge,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const before = await readChallenge(table, parameters.challengeId);
      const round = before === null ? null : await readRound(table, before.roundId);
      if (before === null || round === null) return refuse('not-found');
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const own = await refusalOfPartial(table, account, before);
      if (own !== null) return own;
      const row = findTransition(challengeTransitions, 'correct', before.state);
      if (isRefusal(row)) return row;
      const { explanation, ...terms } = body;
      const deadline = round.deadlines.proposals;
      const workingDaysLeft =
        deadline === null ? 0 : workingDaysRemaining(await readWorkingCalendar(table), receivedAt, deadline);
      const refusal = checkCorrecting(before, round, terms, { at: receivedAt, workingDaysLeft });
      if (refusal !== null) return refusal;

      const { after, correction } = correctedBy(fieldsOf(before), terms, explanation, receivedAt);
      const { challengeId, roundId, correctionNumber } = after;
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [challengeChange(before, after, row.action, canonicalJson(explanation))],
        notices: [
          {
            noticeId: `call-corrected/${challengeId}/${correctionNumber}`,
            kind: 'call-corrected',
            audience: { kind: 'challenge-holders', roundId, challengeId },
            roundId,
            proposalId: null,
            facts: { challengeId, correctionNumber },
          },
        ],
        alongside: [keepCorrection(correction), whileRoundIs(roundId, ['CALL_FOR_PROPOSALS'])],
        idempotency,
        answer: ({ versions: [written = 0] }) =>
          answer(201, presentChallenge(after, round, written), written),
      });
    },
  );
