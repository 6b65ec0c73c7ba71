import { useSuspenseQuery } from '@tanstack/react-query';
import { useApi } from '../../app/services.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { publicationQuery } from '../../rounds/queries.ts';

/** What the supplier of a proposal is called; public since the notice. */
export const SupplierName = ({ proposalId }: { proposalId: string }) => {
  const { data } = useSuspenseQuery(publicationQuery(useApi(), proposalId));
  return data.supplierName === null ? '–' : inLanguage(data.supplierName);
};
