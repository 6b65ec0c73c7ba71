import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentOrganisation } from './present.ts';
import { refuseOrganisation } from './refusals.ts';
import { checkBusinessNumber, type Organisation } from './rules.ts';
import { claimOrganisation } from './schema.ts';
import { ensureAccount, organisationChange, readOrganisationOfNumber } from './store.ts';
import { ownClaimWrite } from './store/own-claims.ts';
import { takePendingClaim } from './store/pending-claims.ts';

/** A person claims an organisation; nobody acts for it before staff have confirmed the claim, and it stops nobody else’s. */
export const createClaimOrganisation = ({ table }: { readonly table: Table }): Implementation =>
  implement(claimOrganisation, async ({ account, body, idempotency, receivedAt }) => {
    const businessNumber = checkBusinessNumber(body.businessNumber);
    if (isRefusal(businessNumber)) return businessNumber;
    if ((await readOrganisationOfNumber(table, businessNumber)) !== null)
      return refuseOrganisation('business-number-taken');
    const organisation: Organisation = {
      state: 'CLAIMED',
      organisationId: newId(),
      kind: body.kind,
      name: body.name,
      businessNumber,
      isSmallOrMedium: body.kind === 'SUPPLIER' && body.isSmallOrMedium,
      claimedBy: account.accountId,
      claimedAt: receivedAt,
      members: {},
      offers: {},
      names: {},
      deputies: {},
      invitations: {},
      evidence: null,
      refusedBecause: null,
    };
    await ensureAccount(table, account.accountId);
    return commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId: account.accountId },
      changes: [organisationChange(null, organisation, 'claim')],
      alongside: [
        takePendingClaim(account.accountId),
        ownClaimWrite(account.accountId, receivedAt, {
          kind: 'organisation',
          id: organisation.organisationId,
        }),
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, presentOrganisation(organisation, version), version),
    });
  });
