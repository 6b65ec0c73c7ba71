import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/services.tsx';
import { points, won } from '../../i18n/formats.ts';
import { DataTable } from '../../design/data-table.tsx';
import { FlipList } from '../../rounds/outcome.tsx';
import { sensitivityQuery } from '../queries.ts';
import { useProposalNames } from '../use-proposal-names.ts';

/** How firm the result is: what one scorecard, the pass mark or the policy would have changed. */
export const Sensitivity = ({ roundId }: { roundId: string }) => {
  const { t } = useTranslation(['agency', 'rounds']);
  const nameOf = useProposalNames(roundId);
  const titleOf = (proposalId: string): string => {
    const name = nameOf(proposalId);
    return name === null ? shortId(proposalId) : `${name} (${shortId(proposalId)})`;
  };
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
          { title: t('list.proposal'), cell: ({ proposalId }) => titleOf(proposalId) },
          {
            title: t('sensitivity.evaluator'),
            cell: ({ evaluatorId }) => <code>{shortId(evaluatorId)}</code>,
          },
          {
            title: t('sensitivity.flips'),
            cell: ({ flips }) => <FlipList flips={flips} titleOf={titleOf} />,
          },
        ]}
      />
      <DataTable
        caption={t('rounds:other.passMarks')}
        empty={t('rounds:other.nothing')}
        rows={found.passMarks}
        keyOf={({ passMark }) => String(passMark)}
        columns={[
          { title: t('rounds:rule.passMark'), isNumber: true, cell: ({ passMark }) => points(passMark) },
          {
            title: t('sensitivity.flips'),
            cell: ({ flips }) => <FlipList flips={flips} titleOf={titleOf} />,
          },
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
          {
            title: t('sensitivity.flips'),
            cell: ({ flips }) => <FlipList flips={flips} titleOf={titleOf} />,
          },
        ]}
      />
    </>
  );
};

/** What tells apart what bears one name; evaluators are pseudonyms. */
const shortId = (id: string): string => id.slice(0, 8);
