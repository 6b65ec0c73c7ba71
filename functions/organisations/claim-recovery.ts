import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentRecovery } from './present.ts';
import { refuseOrganisation } from './refusals.ts';
import { checkBusinessNumber } from './rules.ts';
import type { Recovery } from './rules/recovery.ts';
import { claimRecovery } from './schema.ts';
import { ensureAccount, readOrganisationOfNumber } from './store.ts';
import { ownClaimWrite } from './store/own-claims.ts';
import { takePendingClaim } from './store/pending-claims.ts';
import { recoveryChange } from './store/recoveries.ts';

/** A person claims a confirmed organisation whose administrator is gone or is not of it. Nothing changes by that. */
export const createClaimRecovery = ({ table }: { readonly table: Table }): Implementation =>
  implement(claimRecovery, async ({ account, body, idempotency, receivedAt }) => {
    const businessNumber = checkBusinessNumber(body.businessNumber);
    if (isRefusal(businessNumber)) return businessNumber;
    const organisation = await readOrganisationOfNumber(table, businessNumber);
    if (organisation === null) return refuseOrganisation('nothing-to-recover');
    if (organisation.kind === 'AGENCY') return refuseOrganisation('agency-not-recoverable');
    const recovery: Recovery = {
      state: 'CLAIMED',
      recoveryId: newId(),
      organisationId: organisation.organisationId,
      claim: body.reason,
      claimedBy: account.accountId,
      claimedAt: receivedAt,
      prepared: null,
      refusedBecause: null,
    };
    await ensureAccount(table, account.accountId);
    return commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId: account.accountId },
      changes: [recoveryChange(null, recovery, 'claim', body.reason)],
      alongside: [
        takePendingClaim(account.accountId),
        ownClaimWrite(account.accountId, receivedAt, { kind: 'recovery', id: recovery.recoveryId }),
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) => answer(201, presentRecovery(recovery, version), version),
    });
  });
