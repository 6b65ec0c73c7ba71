import { checkBusinessNumber } from '../organisations/rules.ts';
import { readOrganisationOfNumber, readOrganisations } from '../organisations/store.ts';
import type { Account, PersonActor } from '../platform/identity.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
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

type Named = { readonly coProposerIds: readonly string[]; readonly coProposerNumbers: readonly string[] };

/** As many bodies propose a challenge together at most, beside its buyer. */
const mostCoProposers = 20;

/** The ids of the co-proposers, each once: those that are named by them, then those named by their business numbers. */
export const readCoProposers = async (
  table: Table,
  { coProposerIds, coProposerNumbers }: Named,
): Promise<readonly string[] | Refusal> => {
  const ids = new Set(coProposerIds);
  for (const typed of coProposerNumbers) {
    const businessNumber = checkBusinessNumber(typed);
    if (isRefusal(businessNumber)) return businessNumber;
    const organisation = await readOrganisationOfNumber(table, businessNumber);
    if (organisation === null)
      return refuseChallenge('co-proposer-unknown', { businessNumbers: [businessNumber] });
    ids.add(organisation.organisationId);
  }
  return ids.size > mostCoProposers
    ? refuseChallenge('too-many-co-proposers', { most: mostCoProposers })
    : [...ids];
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
