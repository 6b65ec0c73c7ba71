import { dot, ruleX, tickX } from '@observablehq/plot';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { points } from '../i18n/formats.ts';
import type { Explanation } from '../rounds/queries.ts';
import { common, type FigureOptions } from './common.ts';
import { Figure } from './figure.tsx';

/** How far the scorecards of a proposal lie apart: a point for each, a line for what counts. */
export const Spreads = ({
  explanations,
  passMark,
}: {
  explanations: readonly Explanation[];
  passMark: number;
}) => {
  const { t } = useTranslation('figures');
  const rows = useMemo(
    () =>
      explanations.flatMap(({ row, dimensions }) => {
        const sums = Map.groupBy(
          dimensions.flatMap(({ cards }) => cards),
          ({ evaluatorId }) => evaluatorId,
        );
        const cards = Array.from(sums.values(), (own) => own.reduce((sum, card) => sum + card.sum, 0));
        return cards.length === 0 || row.total === null
          ? []
          : [{ rank: row.rank, total: row.total, cards: cards.toSorted((one, other) => one - other) }];
      }),
    [explanations],
  );
  const options = useMemo(
    (): FigureOptions => ({
      ...common,
      x: { label: t('spread.axis'), grid: true, transform: (hundredths: number) => hundredths / 100 },
      y: { label: t('rank'), type: 'band' },
      marks: [
        dot(
          rows.flatMap(({ rank, cards }) => cards.map((sum) => ({ rank, sum }))),
          { x: 'sum', y: 'rank', stroke: 'currentColor', strokeOpacity: 0.6 },
        ),
        tickX(rows, { x: 'total', y: 'rank', strokeWidth: 3 }),
        ruleX([passMark], { strokeDasharray: '4 4' }),
      ],
    }),
    [rows, passMark, t],
  );
  return (
    <Figure
      title={t('spread.title')}
      text={t('spread.text', { passMark: points(passMark) })}
      name="score-spreads"
      rows={rows}
      keyOf={({ rank }) => String(rank)}
      empty={t('none')}
      options={options}
      columns={[
        { title: t('rank'), value: ({ rank }) => rank },
        { title: t('spread.total'), value: ({ total }) => total / 100, cell: ({ total }) => points(total) },
        {
          title: t('spread.cards'),
          value: ({ cards }) => cards.map((sum) => sum / 100).join(' '),
          cell: ({ cards }) => cards.map(points).join(', '),
        },
      ]}
    />
  );
};
