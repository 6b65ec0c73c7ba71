import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentOrganisation } from './present.ts';
import { founderRoles, type Organisation, organisationTransitions } from './rules.ts';
import { decideClaim } from './schema.ts';
import { membershipWrite, organisationChange, readOrganisation, takeBusinessNumber } from './store.ts';
import { releasePendingClaim } from './store/pending-claims.ts';

/**
 * Staff confirm a claim by what they checked, which takes the number and makes the claimant a member, or refuse it.
 * Of several claims on a number one is confirmed; the claimant is told either way.
 */
export const createDecideClaim = ({ table }: { readonly table: Table }): Implementation =>
  implement(decideClaim, async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const before = await readOrganisation(table, parameters.organisationId);
    if (before === null) return refuse('not-found');
    const { version } = before.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });
    const row = findTransition(organisationTransitions, body.decision, before.state);
    if (isRefusal(row)) return row;
    if (before.claimedBy === actor.accountId) return refuse('same-person');

    const organisation = fieldsOf(before);
    const { claimedBy } = organisation;
    const after: Organisation = {
      ...organisation,
      state: row.to,
      ...(body.decision === 'confirm'
        ? { evidence: body.evidence, members: { [claimedBy]: founderRoles(organisation.kind) } }
        : { refusedBecause: body.reason }),
    };
    return commit(table, {
      at: receivedAt,
      actor,
      changes: [organisationChange(before, after, row.action, body.reason)],
      alongside: [
        releasePendingClaim(claimedBy),
        ...(body.decision === 'confirm'
          ? [takeBusinessNumber(after), membershipWrite(after, claimedBy)]
          : []),
      ],
      notices: [
        {
          noticeId: `claim-decided/${after.organisationId}`,
          kind: 'claim-decided',
          audience: { kind: 'account', accountId: claimedBy },
          roundId: null,
          proposalId: null,
          facts: { organisationId: after.organisationId, decision: body.decision },
        },
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(200, presentOrganisation(after, version), version),
    });
  });
