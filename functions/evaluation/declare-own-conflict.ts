import { isPublished } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { type DeclaredConflict, declaringRoles } from './rules.ts';
import { declareOwnConflict, listDeclaredConflicts, listOwnConflicts } from './schema.ts';
import { conflictChange, listOwnConflicts as readOwnConflicts, pageOfConflicts } from './store/conflicts.ts';

type Dependencies = { readonly table: Table };

const present = (conflict: DeclaredConflict) => ({
  roundId: conflict.roundId,
  challengeId: conflict.challengeId,
  accountId: conflict.accountId,
  organisationId: conflict.organisationId,
  reason: conflict.reason,
  declaredAt: conflict.declaredAt,
});

/** Somebody who screens, decides or inspects declares a conflict in a challenge, and acts on it no more. */
export const createDeclareOwnConflict = ({ table }: Dependencies): Implementation =>
  implement(declareOwnConflict, async ({ account, body, idempotency, receivedAt: at }) => {
    const actor = actAs(account, declaringRoles);
    if (isRefusal(actor)) return actor;
    const challenge = await readChallenge(table, body.challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    // Of what is not published, other bodies do not know that it exists.
    const isKnown = challenge !== null && round !== null;
    if (!isKnown || (actor.role === 'buyer' && !isPublished(challenge, round))) return refuse('not-found');
    const conflict: DeclaredConflict = {
      state: 'DECLARED',
      conflictId: newId(),
      roundId: round.roundId,
      challengeId: challenge.challengeId,
      accountId: actor.accountId,
      organisationId: actor.organisationId,
      reason: body.reason,
      declaredAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [conflictChange(conflict, 'declare-own-conflict')],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, present(conflict), version),
    });
  });

/** What was declared in a round, for auditors. */
export const createListDeclaredConflicts = ({ table }: Dependencies): Implementation =>
  implement(listDeclaredConflicts, async ({ account, parameters, query }) => {
    const actor = actAs(account, ['auditor']);
    if (isRefusal(actor)) return actor;
    const page = await pageOfConflicts(table, parameters.roundId, query.cursor ?? null);
    return answer(200, { rows: page.rows.map(present), cursor: page.cursor });
  });

/** What the person declared in a round, and so leaves to colleagues. */
export const createListOwnConflicts = ({ table }: Dependencies): Implementation =>
  implement(listOwnConflicts, async ({ account, parameters }) => {
    const actor = actAs(account, declaringRoles);
    if (isRefusal(actor)) return actor;
    const own = await readOwnConflicts(table, parameters.roundId, actor.accountId);
    return answer(200, { rows: own.map(present) });
  });
