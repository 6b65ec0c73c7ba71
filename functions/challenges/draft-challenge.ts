import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { actAsBuyer, checkProposedTerms, readCoProposers } from './check-proposed.ts';
import { presentProposedChallenge } from './present.ts';
import { type Challenge, checkCallForChallenges } from './rules.ts';
import { draftChallenge } from './schema.ts';
import { challengeChange } from './store.ts';

/** A public body drafts a challenge while the call for challenges is open. */
export const createDraftChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(draftChallenge, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { buyerId, coProposerNumbers, ...named } = body;
    const actor = actAsBuyer(account, buyerId);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const callDeadline = checkCallForChallenges(round, receivedAt);
    if (isRefusal(callDeadline)) return callDeadline;
    const coProposerIds = await readCoProposers(table, { ...named, coProposerNumbers });
    if (isRefusal(coProposerIds)) return coProposerIds;
    const terms = { ...named, coProposerIds };
    const refusal = await checkProposedTerms(table, actor.organisationId, terms, round.policy);
    if (refusal !== null) return refusal;

    const challenge: Challenge = {
      ...terms,
      state: 'DRAFT',
      challengeId: newId(),
      roundId: round.roundId,
      buyerId: actor.organisationId,
      callDeadline,
      submittedAt: null,
      correctionNumber: 0,
      decisionReason: null,
      incubation: null,
      incubatedFrom: null,
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [challengeChange(null, challenge, 'draft')],
      alongside: [whileRoundIs(round.roundId, ['CHALLENGE_CALL'])],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentProposedChallenge(challenge, round, version), version),
    });
  });
