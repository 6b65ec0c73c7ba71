import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { points, won } from '../../i18n/formats.ts';
import { DataTable } from '../../design/data-table.tsx';
import { sensitivityQuery } from '../queries.ts';

type Flips = readonly {
  readonly proposalId: string;
  readonly from: 'FUNDED' | 'RESERVE' | 'REJECTED';
  readonly to: 'FUNDED' | 'RESERVE' | 'REJECTED';
}[];

/** How firm the result is: what one scorecard, the pass mark or the policy would have changed. */
export const Sensitivity = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const { data: found } = useSuspenseQuery(sensitivityQuery(useApi(), roundId));
  return (
    <>
      <h2>{t('sensitivity.title')}</h2>
      <p className="hint">{t('sensitivity.text')}</p>
      <DataTable
        caption={t('sensitivity.cards')}
        empty={t('sensitivity.noCards')}
        rows={found.rows}
        keyOf={({ proposalId, evaluatorId }) => `${proposalId} ${evaluatorId}`}
        columns={[
          { title: t('list.proposal'), cell: ({ proposalId }) => <code>{proposalId.slice(0, 8)}</code> },
          {
            title: t('sensitivity.evaluator'),
            cell: ({ evaluatorId }) => <code>{evaluatorId.slice(0, 8)}</code>,
          },
          { title: t('sensitivity.flips'), cell: ({ flips }) => <FlipList flips={flips} /> },
        ]}
      />
      <DataTable
        caption={t('rounds:other.passMarks')}
        empty={t('rounds:other.nothing')}
        rows={found.passMarks}
        keyOf={({ passMark }) => String(passMark)}
        columns={[
          { title: t('rounds:rule.passMark'), isNumber: true, cell: ({ passMark }) => points(passMark) },
          { title: t('sensitivity.flips'), cell: ({ flips }) => <FlipList flips={flips} /> },
        ]}
      />
      <DataTable
        caption={t('rounds:other.policies')}
        empty={t('rounds:other.nothing')}
        rows={found.policies}
        keyOf={({ policy }) => policy}
        columns={[
          { title: t('rounds:rule.allocation'), cell: ({ policy }) => t(`rounds:rule.policy.${policy}`) },
          {
            title: t('decision.committed'),
            isNumber: true,
            cell: ({ committedInWon }) => won(committedInWon),
          },
          { title: t('sensitivity.flips'), cell: ({ flips }) => <FlipList flips={flips} /> },
        ]}
      />
    </>
  );
};

const FlipList = ({ flips }: { flips: Flips }) => {
  const { t } = useTranslation('rounds');
  if (flips.length === 0) return <>{t('other.nothing')}</>;
  return (
    <ul>
      {flips.map(({ proposalId, from, to }) => (
        <li key={proposalId}>
          {t('other.flip', {
            title: proposalId.slice(0, 8),
            from: t(`outcomes.${from}`),
            to: t(`outcomes.${to}`),
          })}
        </li>
      ))}
    </ul>
  );
};
