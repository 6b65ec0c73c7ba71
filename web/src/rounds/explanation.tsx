import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { DataTable } from '../design/data-table.tsx';
import { Loading } from '../design/loading.tsx';
import { points, won } from '../i18n/formats.ts';
import { type Explanation, explanationQuery } from './queries.ts';
import { useCriterionName } from './criteria.ts';

type Props = { readonly explanation: Explanation; readonly titleOf: (proposalId: string) => string };
type WholeProps = Pick<Props, 'titleOf'> & { readonly roundId: string; readonly proposalId: string };

/** Why a row of the list is what it is, to unfold. */
export const ExplanationOf = ({ explanation, titleOf, roundId }: Props & { readonly roundId: string }) => {
  const { t } = useTranslation('rounds');
  const [isOpen, setOpen] = useState(false);
  const { rank, proposalId } = explanation.row;
  // Under max-score what alone would have funded it takes many best sets, so that it is asked for one by one.
  const isPartial = explanation.row.outcome === 'RESERVE' && explanation.thresholds === null;
  return (
    <details
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{t('why.of', { rank })}</summary>
      {isPartial && isOpen ? (
        <Suspense fallback={<Loading />}>
          <ExplainedWhole roundId={roundId} proposalId={proposalId} titleOf={titleOf} />
        </Suspense>
      ) : (
        <Explained explanation={explanation} titleOf={titleOf} />
      )}
    </details>
  );
};

const ExplainedWhole = ({ roundId, proposalId, titleOf }: WholeProps) => {
  const { data } = useSuspenseQuery(explanationQuery(useApi(), roundId, proposalId));
  return <Explained explanation={data} titleOf={titleOf} />;
};

/** What each dimension did, what was trimmed, and what would have changed a row of the list. */
export const Explained = ({ explanation, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const nameOf = useCriterionName();
  const { dimensions, leftInWon, row } = explanation;
  return (
    <>
      <p>{row.outcome === 'FUNDED' ? t('why.funded') : t(`reason.${row.reason}`)}</p>
      <WouldChange explanation={explanation} titleOf={titleOf} />
      <Alone explanation={explanation} />
      {leftInWon === null ? null : (
        <p>{t('why.left', { left: won(leftInWon), price: won(row.priceInWon) })}</p>
      )}
      <DataTable
        caption={t('why.dimensions')}
        empty={t('why.noCards')}
        rows={dimensions}
        keyOf={({ name }) => name}
        columns={[
          { title: t('why.dimension'), cell: ({ name }) => nameOf(name) },
          {
            title: t('why.score'),
            isNumber: true,
            cell: ({ score, maximum }) =>
              score === null ? '–' : t('why.scoreOf', { score: points(score), maximum: points(maximum) }),
          },
          { title: t('rule.cutOff'), isNumber: true, cell: ({ cutOff }) => points(cutOff) },
          {
            title: t('why.cards'),
            cell: ({ cards }) => (
              <ul className="side-by-side">
                {cards.map(({ evaluatorId, sum, kept }) => (
                  <li key={evaluatorId}>
                    {kept ? (
                      points(sum)
                    ) : (
                      <s aria-label={t('why.trimmed', { points: points(sum) })}>{points(sum)}</s>
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
          {
            title: t('why.spread'),
            isNumber: true,
            cell: ({ spread }) => (spread === null ? '–' : points(spread)),
          },
        ]}
      />
      <p className="hint">{t('why.trimmedHint')}</p>
    </>
  );
};

const WouldChange = ({ explanation: { wouldChange, passMark }, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const nameOf = useCriterionName();
  switch (wouldChange.kind) {
    case 'pass':
      return (
        <ul>
          {wouldChange.gates ? <li>{t('change.gates')}</li> : null}
          {wouldChange.scorecards ? <li>{t('change.scorecards')}</li> : null}
          {wouldChange.points > 0 ? (
            <li>{t('change.points', { points: points(wouldChange.points), passMark: points(passMark) })}</li>
          ) : null}
          {wouldChange.dimensions.map(({ name, points: missing }) => (
            <li key={name}>{t('change.dimension', { name: nameOf(name), points: points(missing) })}</li>
          ))}
        </ul>
      );
    case 'price':
      return null;
    case 'challenge':
      return (
        <ul>
          {wouldChange.served.map(({ proposalId, pointsAhead }) => (
            <li key={proposalId}>
              {t('change.challenge', { title: titleOf(proposalId), points: points(pointsAhead) })}
            </li>
          ))}
        </ul>
      );
    case 'first-misfit':
      return <p>{t('change.first-misfit', { title: titleOf(wouldChange.proposalId) })}</p>;
    case 'best-set':
      return <p>{t('change.best-set')}</p>;
    case 'margin':
      return (
        <>
          <p>{t('change.margin', { points: points(wouldChange.points) })}</p>
          <ul>
            {wouldChange.dimensions.map(({ name, points: above }) => (
              <li key={name}>{t('change.marginOf', { name: nameOf(name), points: points(above) })}</li>
            ))}
          </ul>
        </>
      );
  }
};

/** The total and the price that alone would have funded it; that there is none, where there is none. */
const Alone = ({ explanation: { row, thresholds } }: Pick<Props, 'explanation'>) => {
  const { t } = useTranslation('rounds');
  if (row.outcome !== 'RESERVE' || row.total === null) return null;
  if (thresholds === null) return <p>{t('change.unproven')}</p>;
  const { total } = thresholds;
  // Nobody delivers for nothing.
  const price = thresholds.priceInWon === 0 ? null : thresholds.priceInWon;
  if (total === null && price === null) return <p>{t('change.nothingAlone')}</p>;
  return (
    <ul>
      <li>
        {total === null
          ? t('change.noTotal')
          : t('change.total', { points: points(total), more: points(total - row.total) })}
      </li>
      <li>{price === null ? t('change.noPrice') : t('change.price', { amount: won(price) })}</li>
    </ul>
  );
};
