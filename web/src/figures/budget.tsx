import { barX, ruleX } from '@observablehq/plot';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { number, won } from '../i18n/formats.ts';
import type { PriorityList } from '../rounds/queries.ts';
import { type FigureOptions, shortTitle, titled } from './common.ts';
import { Figure } from './figure.tsx';

const hundredMillion = 100_000_000;

type Props = { readonly list: PriorityList; readonly titleOf: (challengeId: string) => string };

/** How the budget went: the whole of it, what each funded proposal takes down the list, and what is left. */
export const Budget = ({ list, titleOf }: Props) => {
  const { t } = useTranslation('figures');
  const rows = useMemo(() => {
    const funded = list.list.filter(({ outcome }) => outcome === 'FUNDED');
    const { budgetInWon } = list;
    const steps = funded.map(({ rank, priceInWon, challengeId }, place) => {
      const taken = funded.slice(0, place + 1).reduce((sum, earlier) => sum + earlier.priceInWon, 0);
      return {
        label: `${rank}. ${titleOf(challengeId)}`,
        amountInWon: -priceInWon,
        leftInWon: budgetInWon - taken,
      };
    });
    const leftInWon = steps.at(-1)?.leftInWon ?? budgetInWon;
    return [
      { label: t('budget.whole'), amountInWon: budgetInWon, leftInWon: budgetInWon },
      ...steps,
      { label: t('budget.left'), amountInWon: leftInWon, leftInWon },
    ];
  }, [list, titleOf, t]);
  const options = useMemo((): FigureOptions => {
    const drawn = rows.map((row, place) => ({
      label: row.label,
      from: row.leftInWon / hundredMillion,
      // The first and the last stand on nought; what is taken hangs between what was left before and after.
      to: place === 0 || place === rows.length - 1 ? 0 : (row.leftInWon - row.amountInWon) / hundredMillion,
      isTaken: place > 0 && place < rows.length - 1,
    }));
    return {
      ...titled,
      x: { label: t('budget.axis'), grid: true, tickFormat: (value: number) => number(value) },
      y: { label: null, domain: rows.map(({ label }) => label), tickFormat: shortTitle },
      marks: [
        barX(drawn, {
          x1: 'from',
          x2: 'to',
          y: 'label',
          fill: 'currentColor',
          fillOpacity: ({ isTaken }: { isTaken: boolean }) => (isTaken ? 0.7 : 0.3),
        }),
        ruleX([0]),
      ],
    };
  }, [rows, t]);
  return (
    <Figure
      title={t('budget.title')}
      text={t('budget.text', { budget: won(list.budgetInWon), spent: won(list.committedInWon) })}
      name="budget"
      rows={rows}
      keyOf={({ label }) => label}
      empty={t('none')}
      options={options}
      columns={[
        { title: t('step'), value: ({ label }) => label },
        {
          title: t('budget.amount'),
          value: ({ amountInWon }) => amountInWon,
          cell: ({ amountInWon }) => won(amountInWon),
        },
        {
          title: t('budget.sum'),
          value: ({ leftInWon }) => leftInWon,
          cell: ({ leftInWon }) => won(leftInWon),
        },
      ]}
    />
  );
};
