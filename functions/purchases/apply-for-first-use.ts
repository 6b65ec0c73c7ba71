import { isPublished } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentApplication } from './present.ts';
import type { FirstUseApplication } from './rules.ts';
import { applyForFirstUse } from './schema.ts';
import { firstUseApplicationChange } from './store.ts';

/** A public body applies to be first user for a published challenge, should its proposers decline. */
export const createApplyForFirstUse = ({ table }: { readonly table: Table }): Implementation =>
  implement(applyForFirstUse, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, ['buyer'], body.organisationId);
    if (isRefusal(actor)) return actor;
    const challenge = await readChallenge(table, parameters.challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null || !isPublished(challenge, round)) return refuse('not-found');
    const application: FirstUseApplication = {
      state: 'APPLIED',
      challengeId: challenge.challengeId,
      roundId: challenge.roundId,
      organisationId: actor.organisationId,
      commitment: body.commitment,
      appliedAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [firstUseApplicationChange(application, 'apply-for-first-use')],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentApplication(application, version), version),
    });
  });
