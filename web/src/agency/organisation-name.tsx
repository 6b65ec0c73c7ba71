import { useQuery } from '@tanstack/react-query';
import { useApi } from '../app/services.tsx';
import { inLanguage } from '../i18n/formats.ts';
import { organisationQuery } from '../organisations/queries.ts';

/** What an organisation is called, for staff and auditors, who may read every one. */
export const OrganisationName = ({ organisationId }: { organisationId: string }) => {
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  return data === undefined ? '…' : inLanguage(data.name);
};

type PersonProps = { readonly organisationId: string; readonly accountId: string };

/** What a person is called in its organisation, where somebody invited it by name; its account as far as tells it apart. */
export const PersonName = ({ organisationId, accountId }: PersonProps) => {
  const { data } = useQuery(organisationQuery(useApi(), organisationId));
  return data?.names[accountId] ?? <code>{accountId.slice(0, 8)}</code>;
};
