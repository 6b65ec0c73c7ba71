import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { DataTable } from '../design/data-table.tsx';
import { number, points, won } from '../i18n/formats.ts';
import { sensitivityQuery } from './queries.ts';

type Flip = { readonly proposalId: string; readonly from: Outcome; readonly to: Outcome };
type Outcome = 'FUNDED' | 'RESERVE' | 'REJECTED';
type Props = { readonly roundId: string; readonly titleOf: (proposalId: string) => string };

/** What other ways to give out the budget, and other pass marks, would have bought. */
export const OtherPolicies = ({ roundId, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const { data } = useSuspenseQuery(sensitivityQuery(useApi(), roundId));
  const flipsText = (flips: readonly Flip[]) =>
    flips.length === 0 ? (
      t('other.nothing')
    ) : (
      <details>
        <summary>{t('other.count', { count: flips.length })}</summary>
        <ul>
          {flips.map(({ proposalId, from, to }) => (
            <li key={proposalId}>
              {t('other.flip', {
                title: titleOf(proposalId),
                from: t(`outcomes.${from}`),
                to: t(`outcomes.${to}`),
              })}
            </li>
          ))}
        </ul>
      </details>
    );
  return (
    <section aria-labelledby="other-policies">
      <h2 id="other-policies">{t('other.title')}</h2>
      <p>{t('other.text')}</p>
      <DataTable
        caption={t('other.policies')}
        empty={t('other.nothing')}
        rows={data.policies}
        keyOf={({ policy }) => policy}
        columns={[
          { title: t('rule.allocation'), cell: ({ policy }) => t(`rule.policy.${policy}`) },
          { title: t('other.funded'), isNumber: true, cell: ({ funded }) => number(funded.length) },
          { title: t('committed'), isNumber: true, cell: ({ committedInWon }) => won(committedInWon) },
          { title: t('other.points'), isNumber: true, cell: ({ pointsFunded }) => points(pointsFunded) },
          { title: t('other.flips'), cell: ({ flips }) => flipsText(flips) },
        ]}
      />
      <DataTable
        caption={t('other.passMarks')}
        empty={t('other.nothing')}
        rows={data.passMarks}
        keyOf={({ passMark }) => String(passMark)}
        columns={[
          { title: t('rule.passMark'), cell: ({ passMark }) => points(passMark) },
          { title: t('other.flips'), cell: ({ flips }) => flipsText(flips) },
        ]}
      />
    </section>
  );
};
