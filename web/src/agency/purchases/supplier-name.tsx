import { useSuspenseQuery } from '@tanstack/react-query';
import { useApi } from '../../app/services.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { publishedQuery } from '../../rounds/queries.ts';

/** What the supplier of a proposal is called; public since the notice, and while its outcome is not open again. */
export const SupplierName = ({ proposalId }: { proposalId: string }) => {
  const { data } = useSuspenseQuery(publishedQuery(useApi(), proposalId));
  const name = data?.supplierName ?? null;
  return name === null ? '–' : inLanguage(name);
};
