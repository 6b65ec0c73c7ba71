import { useTranslation } from 'react-i18next';
import type { paths } from '../api/description.ts';
import { DataTable } from '../design/data-table.tsx';
import type agency from '../i18n/ko/agency.json';

type Executions =
  paths['/rounds/{roundId}/executions']['get']['responses'][200]['content']['application/json'];
type Statuses = (typeof agency)['machinery']['status'];

/** Where the machines of a round stand: its own, and one for each purchase. */
export const ExecutionsTable = ({ executions }: { executions: Executions | undefined }) => {
  const { t, i18n } = useTranslation('agency');
  const knows = (status: string): status is keyof Statuses =>
    i18n.exists(`machinery.status.${status}`, { ns: 'agency' });
  return (
    <DataTable
      caption={t('machinery.executions')}
      empty={t('machinery.none')}
      rows={
        executions === undefined
          ? []
          : [
              ...[executions.round]
                .filter((found) => found !== null)
                .map((found) => ({ ...found, number: 0 })),
              ...executions.purchases.map((found, index) => ({ ...found, number: index + 1 })),
            ]
      }
      keyOf={({ name }) => name}
      columns={[
        {
          title: t('machinery.name'),
          isName: true,
          cell: ({ number }) =>
            number === 0 ? t('machinery.ofRound') : t('machinery.ofPurchase', { number }),
        },
        {
          title: t('machinery.state'),
          cell: ({ status }) => (knows(status) ? t(`machinery.status.${status}`) : status),
        },
      ]}
    />
  );
};
