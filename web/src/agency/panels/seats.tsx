import { useTranslation } from 'react-i18next';
import { DataTable } from '../../design/data-table.tsx';
import { PastText } from '../../design/instant.tsx';
import { Tag } from '../../design/tag.tsx';
import type { Panel } from '../queries.ts';

const kinds = { ASSIGNED: 'warning', CLEAR: 'good', RECUSED: 'neutral' } as const;

/** The members of a panel by pseudonym; whoever stands beyond its size stepped in for somebody recused. */
export const Seats = ({ seats, size }: { seats: Panel['seats']; size: number }) => {
  const { t } = useTranslation('panels');
  return (
    <DataTable
      caption={t('members')}
      empty={t('noMembers')}
      rows={seats.map((seat, place) => ({ ...seat, place }))}
      keyOf={({ evaluatorId }) => evaluatorId}
      columns={[
        {
          title: t('member'),
          isName: true,
          cell: ({ evaluatorId }) => <code>{evaluatorId.slice(0, 8)}</code>,
        },
        {
          title: t('state'),
          cell: ({ standing }) => <Tag kind={kinds[standing]}>{t(`seat.${standing}`)}</Tag>,
        },
        { title: t('place'), cell: ({ place }) => (place < size ? t('drawn') : t('steppedIn')) },
        {
          title: t('declaredAt'),
          cell: ({ declaredAt }) => (declaredAt === null ? '–' : <PastText at={declaredAt} />),
        },
      ]}
    />
  );
};
