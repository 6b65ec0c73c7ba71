import { readOrganisations } from '../organisations/store.ts';
import type { Account, PersonActor } from '../platform/identity.ts';
import { actAs } from '../platform/identity.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { RoundPolicy } from '../rounds/rules.ts';
import { refuseChallenge } from './refusals.ts';
import { type ChallengeTerms, checkTerms } from './rules.ts';

/** The membership by which a person proposes: of the named body, else of the only one that gives the right. */
export const actAsBuyer = (account: Account, buyerId: string | undefined): PersonActor | Refusal => {
  if (buyerId !== undefined) return actAs(account, ['buyer'], buyerId);
  const possible = Object.entries(account.memberships)
    .filter(([, membership]) => membership.roles.includes('buyer'))
    .map(([organisationId]) => organisationId);
  return possible.length > 1
    ? refuseChallenge('organisation-ambiguous', { organisationIds: possible })
    : actAs(account, ['buyer'], possible[0]);
};

/** Refuses terms that the policy does not allow, and co-proposers that are no confirmed public bodies. */
export const checkProposedTerms = async (
  table: Table,
  buyerId: string,
  terms: ChallengeTerms,
  policy: RoundPolicy,
): Promise<Refusal | null> => {
  const refusal = checkTerms(terms, policy);
  if (refusal !== null || terms.coProposerIds.length === 0) return refusal;
  const found = await readOrganisations(table, terms.coProposerIds);
  const unknown = terms.coProposerIds.filter((organisationId) => {
    const organisation = found.get(organisationId);
    const mayPropose = organisation?.state === 'CONFIRMED' && organisation.kind === 'PUBLIC_BODY';
    return !mayPropose || organisationId === buyerId;
  });
  return unknown.length === 0
    ? null
    : refuseChallenge('co-proposer-unknown', { organisationIds: [...new Set(unknown)] });
};
