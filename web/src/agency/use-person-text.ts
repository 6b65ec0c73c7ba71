import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organisationsOf, useAccount } from '../account/memberships.ts';
import { useApi } from '../app/services.tsx';
import { organisationQuery } from '../organisations/queries.ts';
import { shortOf } from './audit/names-in-entity.ts';

/** What a person is called for the agency’s people, where a record names nothing but the account: a colleague by name. */
export const usePersonText = (): ((accountId: string) => string) => {
  const { t } = useTranslation('agency');
  const [agencyId = ''] = organisationsOf(useAccount(), 'AGENCY');
  const { data: agency } = useQuery({
    ...organisationQuery(useApi(), agencyId),
    enabled: agencyId !== '',
  });
  return (accountId) => {
    const number = shortOf(accountId);
    const isColleague = agency !== undefined && Object.hasOwn(agency.members, accountId);
    return agency?.names[accountId] ?? t(isColleague ? 'person.colleague' : 'person.other', { number });
  };
};
