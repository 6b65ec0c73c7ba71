import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import type { PoolSupplement } from '../queries.ts';

/** The people of a supplement, without their pseudonyms. */
export const SupplementTable = ({ supplement }: { supplement: PoolSupplement }) => {
  const { t } = useTranslation('panels');
  return (
    <DataTable
      caption={t('supplement.people', { count: supplement.entries.length })}
      empty={t('noPool')}
      rows={supplement.entries}
      keyOf={({ accountId }) => accountId}
      columns={[
        { title: t('name'), isName: true, cell: ({ name, accountId }) => name ?? <code>{accountId}</code> },
        { title: t('expertise'), cell: ({ expertise }) => expertise },
        {
          title: t('organisationId'),
          cell: ({ organisationId }) => <code>{organisationId.slice(0, 8)}</code>,
        },
      ]}
    />
  );
};
