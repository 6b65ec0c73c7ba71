import { useSuspenseQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { DataTable } from '../design/data-table.tsx';
import { number, points, won } from '../i18n/formats.ts';
import { FlipList } from './outcome.tsx';
import { sensitivityQuery } from './queries.ts';

type Props = { readonly roundId: string; readonly titleOf: (proposalId: string) => string };

/** What other ways to give out the budget, and other pass marks, would have bought. */
export const OtherPolicies = ({ roundId, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const { data } = useSuspenseQuery(sensitivityQuery(useApi(), roundId));
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
          { title: t('other.flips'), cell: ({ flips }) => <Flips flips={flips} titleOf={titleOf} /> },
        ]}
      />
      <DataTable
        caption={t('other.passMarks')}
        empty={t('other.nothing')}
        rows={data.passMarks}
        keyOf={({ passMark }) => String(passMark)}
        columns={[
          { title: t('rule.passMark'), cell: ({ passMark }) => points(passMark) },
          { title: t('other.flips'), cell: ({ flips }) => <Flips flips={flips} titleOf={titleOf} /> },
        ]}
      />
    </section>
  );
};

/** They may be many, so they unfold. */
const Flips = (props: ComponentProps<typeof FlipList>) => {
  const { t } = useTranslation('rounds');
  const { flips } = props;
  if (flips.length === 0) return <FlipList {...props} />;
  return (
    <details>
      <summary>{t('other.count', { count: flips.length })}</summary>
      <FlipList {...props} />
    </details>
  );
};
