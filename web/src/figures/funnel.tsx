import { barX, text } from '@observablehq/plot';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../i18n/formats.ts';
import type { PriorityList } from '../rounds/queries.ts';
import { common, type FigureOptions } from './common.ts';
import { Figure } from './figure.tsx';
import type { RoundFigures } from './queries.ts';

const steps = ['proposed', 'selected', 'opened', 'eligible', 'passed', 'funded'] as const;

/** How many challenges and proposals came through each step, as wide as they are many. */
export const Funnel = ({ figures, list }: { figures: RoundFigures; list: PriorityList }) => {
  const { t } = useTranslation('figures');
  const rows = useMemo(() => {
    const passed = list.list.filter(({ outcome }) => outcome !== 'REJECTED');
    const counts = {
      proposed: figures.challengesProposed,
      selected: figures.challengesSelected,
      opened: figures.proposalsOpened,
      eligible: figures.proposalsEligible,
      passed: passed.length,
      funded: passed.filter(({ outcome }) => outcome === 'FUNDED').length,
    } as const;
    return steps.map((step) => ({ step: t(`funnel.${step}`), count: counts[step] }));
  }, [figures, list, t]);
  const options = useMemo(
    (): FigureOptions => ({
      ...common,
      x: { axis: null },
      y: { label: null, domain: rows.map(({ step }) => step) },
      marks: [
        barX(rows, {
          x1: ({ count }: { count: number }) => -count / 2,
          x2: ({ count }: { count: number }) => count / 2,
          y: 'step',
          fill: 'currentColor',
          fillOpacity: 0.35,
        }),
        text(rows, {
          x: 0,
          y: 'step',
          text: ({ count }: { count: number }) => number(count),
          fontSize: 14,
          fontWeight: 'bold',
        }),
      ],
    }),
    [rows],
  );
  return (
    <Figure
      title={t('funnel.title')}
      text={t('funnel.text')}
      name="funnel"
      rows={rows}
      keyOf={({ step }) => step}
      empty={t('none')}
      options={options}
      columns={[
        { title: t('step'), value: ({ step }) => step },
        { title: t('count'), value: ({ count }) => count, cell: ({ count }) => number(count) },
      ]}
    />
  );
};
