import { useTranslation } from 'react-i18next';
import { DataTable } from '../design/data-table.tsx';
import { points, won } from '../i18n/formats.ts';
import type { Explanation } from './queries.ts';
import { useCriterionName } from './criteria.ts';

type Props = { readonly explanation: Explanation; readonly titleOf: (proposalId: string) => string };

/** Why a row of the list is what it is: what each dimension did, what was trimmed, and what would have changed it. */
export const ExplanationOf = ({ explanation, titleOf }: Props) => {
  const { t } = useTranslation('rounds');
  const nameOf = useCriterionName();
  const { dimensions, leftInWon, row } = explanation;
  return (
    <details className="card">
      <summary>{t('why.of', { rank: row.rank, title: titleOf(row.proposalId) })}</summary>
      <p>{row.outcome === 'FUNDED' ? t('why.funded') : t(`reason.${row.reason}`)}</p>
      <WouldChange explanation={explanation} titleOf={titleOf} />
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
    </details>
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
      return <p>{t('change.price', { amount: won(wouldChange.atMostInWon) })}</p>;
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
      return <p>{t('change.margin', { points: points(wouldChange.points) })}</p>;
  }
};
