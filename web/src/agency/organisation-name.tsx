import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { organisationQuery } from '../organisations/queries.ts';
import { shortOf } from './audit/names-in-entity.ts';

/** What an organisation is called, for staff and auditors, who may read every one. */
export const OrganisationName = ({ organisationId }: { organisationId: string }) => {
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  return data === undefined ? '…' : inLanguage(data.name);
};

type PersonProps = { readonly organisationId: string; readonly accountId: string };

/** What a person is called in its organisation, where somebody invited it by name; else of which it is a member. */
export const PersonName = ({ organisationId, accountId }: PersonProps) => {
  const { t } = useTranslation('agency');
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  const number = shortOf(accountId);
  if (data === undefined) return t('person.other', { number });
  return data.names[accountId] ?? t('person.member', { organisation: inLanguage(data.name), number });
};
