import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import type { Table } from '../platform/table.ts';
import { checkBusinessNumber, checkRoles, type Organisation } from './rules.ts';
import {
  ensureAccount,
  membershipWrite,
  organisationChange,
  takeAgencyPlace,
  takeBusinessNumber,
} from './store.ts';

/** The procurement agency as it is founded: its first members come from the operator, all later ones from them. */
export type Founding = {
  readonly name: { readonly ko: string; readonly en: string };
  readonly businessNumber: string;
  /** Account id → roles. */
  readonly members: Readonly<Record<string, readonly Role[]>>;
};

/**
 * Founds the agency, once for a table. Refuses a second founding, a wrong or taken business number, and roles that
 * an agency does not have. Answers the agency's organisation id.
 */
export const foundAgency = async (
  table: Table,
  founding: Founding,
  at: Instant,
): Promise<string | Refusal> => {
  const businessNumber = checkBusinessNumber(founding.businessNumber);
  if (isRefusal(businessNumber)) return businessNumber;
  for (const roles of Object.values(founding.members)) {
    const checked = checkRoles('AGENCY', roles);
    if (isRefusal(checked)) return checked;
  }
  const agency: Organisation = {
    state: 'CONFIRMED',
    organisationId: newId(),
    kind: 'AGENCY',
    name: founding.name,
    businessNumber,
    isSmallOrMedium: false,
    claimedBy: 'operator',
    claimedAt: at,
    members: founding.members,
    offers: {},
    names: {},
    deputies: {},
    invitations: {},
    evidence: null,
    refusedBecause: null,
  };
  await Promise.all(Object.keys(founding.members).map((accountId) => ensureAccount(table, accountId)));
  const outcome = await commit(table, {
    at,
    actor: { kind: 'system', task: 'found-agency' },
    changes: [organisationChange(null, agency, 'found')],
    alongside: [
      takeBusinessNumber(agency),
      takeAgencyPlace(agency),
      ...Object.keys(founding.members).map((accountId) => membershipWrite(agency, accountId)),
    ],
    idempotency: null,
    answer: () => answer(201, null),
  });
  return isRefusal(outcome) ? outcome : agency.organisationId;
};
