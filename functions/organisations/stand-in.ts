import { type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { changeOrganisation } from './change-organisation.ts';
import { refuseOrganisation } from './refusals.ts';
import type { Organisation } from './rules.ts';
import { appointDeputy as appoint, endDeputy as end } from './rules/deputies.ts';
import { appointDeputy, endDeputy } from './schema.ts';
import { membershipWrite } from './store.ts';

type Dependencies = { readonly table: Table };

/** An administrator lets a member stand in for an absent colleague for a time; the deputy is told. */
export const createAppointDeputy = ({ table }: Dependencies): Implementation =>
  implement(
    appointDeputy,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt: at }) => {
      const { organisationId, accountId } = parameters;
      const actor = actAs(account, ['administrator'], organisationId);
      if (isRefusal(actor)) return actor;
      // Nobody gives roles to themselves, for a time no more than for good.
      if (accountId === actor.accountId) return refuseOrganisation('own-membership');
      return changeOrganisation(
        table,
        { at, actor, organisationId, action: 'appoint-deputy', expectedVersion, idempotency },
        (before) => appoint(before, accountId, body, at),
        (after, version) => ({
          alongside: [membershipWrite(after, accountId)],
          notices: [deputyNotice(after, accountId, body, version)],
        }),
      );
    },
  );

/** An administrator ends it before its time, such as when the colleague is back. */
export const createEndDeputy = ({ table }: Dependencies): Implementation =>
  implement(endDeputy, async ({ account, idempotency, parameters, receivedAt: at }) => {
    const { organisationId, accountId } = parameters;
    const actor = actAs(account, ['administrator'], organisationId);
    if (isRefusal(actor)) return actor;
    return changeOrganisation(
      table,
      { at, actor, organisationId, action: 'end-deputy', idempotency },
      (before) => end(before, accountId, at),
      (after) => ({ alongside: [membershipWrite(after, accountId)] }),
    );
  });

/** Once for each appointment, which the version tells. */
const deputyNotice = (
  { organisationId }: Organisation,
  accountId: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  version: number,
): Notice => ({
  noticeId: `deputy-appointed/${organisationId}/${accountId}/${version}`,
  kind: 'deputy-appointed',
  audience: { kind: 'account', accountId },
  roundId: null,
  proposalId: null,
  facts: { organisationId, from, until },
});
