import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBanner } from '../app/error-banner.tsx';
import { useApi } from '../app/services.tsx';
import { Button } from '../design/button.tsx';
import { DataTable } from '../design/data-table.tsx';
import { number, points, won } from '../i18n/formats.ts';
import { FlipList } from './outcome.tsx';
import { decisiveScorecardsQuery, sensitivityQuery } from './queries.ts';

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
      <DecisiveScorecards roundId={roundId} titleOf={titleOf} />
    </section>
  );
};

/** Which outcomes hang on one scorecard; each is a ranking of its own, so they are worked out for whoever asks. */
const DecisiveScorecards = ({ roundId, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const [isAsked, setIsAsked] = useState(false);
  const query = useQuery({ ...decisiveScorecardsQuery(useApi(), roundId), enabled: isAsked });
  return (
    <>
      <h3>{t('other.cards')}</h3>
      <p className="hint">{t('other.cardsText')}</p>
      {query.data === undefined ? (
        <Button
          isDisabled={query.isFetching}
          onPress={() => {
            setIsAsked(true);
            if (query.isError) void query.refetch();
          }}
        >
          {t(query.isFetching ? 'other.cardsComing' : 'other.cardsAsk')}
        </Button>
      ) : (
        <DataTable
          caption={t('other.cards')}
          empty={t('other.noCards')}
          rows={query.data}
          keyOf={({ proposalId, evaluatorId }) => `${proposalId} ${evaluatorId}`}
          columns={[
            { title: t('other.cardOf'), isName: true, cell: ({ proposalId }) => titleOf(proposalId) },
            {
              title: t('other.evaluator'),
              cell: ({ evaluatorId }) => <code>{evaluatorId.slice(0, 8)}</code>,
            },
            { title: t('other.flips'), cell: ({ flips }) => <Flips flips={flips} titleOf={titleOf} /> },
          ]}
        />
      )}
      <ErrorBanner error={query.error} />
    </>
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
