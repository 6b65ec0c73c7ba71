import { barX, dot } from '@observablehq/plot';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../api/server-clock.ts';
import { axisTime, dateTime, won } from '../i18n/formats.ts';
import { type FigureOptions, shortTitle, titled } from './common.ts';
import { Figure } from './figure.tsx';
import type { RoundFigures } from './queries.ts';
import { stretchesOf, type Step, steps } from './way.ts';

type Props = {
  readonly figures: RoundFigures;
  readonly titleOf: (challengeId: string) => string;
};

/** The later a step, the fuller its stretch. */
const fullness: Readonly<Record<Step | 'open', number>> = {
  contractedAt: 0.2,
  deliveredAt: 0.35,
  inspectedAt: 0.5,
  acceptedAt: 0.6,
  paidAt: 0.7,
  verdictAt: 0.45,
  terminatedAt: 0.2,
  open: 0.08,
};

const symbolOf: Readonly<Record<string, (typeof steps)[number][1]>> = Object.fromEntries(steps);

/** Each funded solution's way through contract, delivery, inspection, acceptance, payment and first use over time. */
export const DeliveryMap = ({ figures, titleOf }: Props) => {
  const { t } = useTranslation('figures');
  const [now] = useState(serverNow);
  const rows = useMemo(
    () =>
      figures.ways.map((way, place) => ({
        ...way,
        // Two solutions of one challenge are two ways.
        label: `${place + 1}. ${titleOf(way.challengeId)}`,
      })),
    [figures, titleOf],
  );
  const options = useMemo((): FigureOptions => {
    const stretches = rows.flatMap((row) =>
      stretchesOf(row, now).map((stretch) => ({ ...stretch, label: row.label })),
    );
    const instants = stretches.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
    const span = Math.max(...instants) - Math.min(...instants);
    return {
      ...titled,
      x: { type: 'utc', label: null, grid: true, ticks: 5, tickFormat: (at: Date) => axisTime(at, span) },
      y: { label: null, domain: rows.map(({ label }) => label), tickFormat: shortTitle },
      symbol: { domain: steps.map(([step]) => step), range: steps.map(([, symbol]) => symbol) },
      marks: [
        barX(stretches, {
          x1: 'from',
          x2: 'to',
          y: 'label',
          fill: 'currentColor',
          fillOpacity: ({ step }: { step: Step | 'open' }) => fullness[step],
          insetTop: 4,
          insetBottom: 4,
        }),
        dot(
          stretches.filter(({ step }) => step !== 'open'),
          { x: 'to', y: 'label', symbol: 'step', r: 5, fill: 'var(--surface)', stroke: 'currentColor' },
        ),
      ],
    };
  }, [rows, now]);
  const instant = (at: string | null): string => (at === null ? '–' : dateTime(at));
  return (
    <Figure
      title={t('map.title')}
      text={t('map.text', { bought: won(figures.boughtInWon), paid: won(figures.paidInWon) })}
      name="delivery-map"
      rows={rows}
      keyOf={({ label }) => label}
      empty={t('none')}
      options={options}
      legend={steps.map(([step]) => ({ symbol: symbolOf[step] ?? 'circle', text: t(`map.${step}`) }))}
      columns={[
        { title: t('map.solution'), value: ({ label }) => label },
        {
          title: t('map.state'),
          value: ({ state }) => t(`purchases.${state}`),
        },
        {
          title: t('map.reservedAt'),
          value: ({ reservedAt }) => reservedAt,
          cell: ({ reservedAt }) => instant(reservedAt),
        },
        ...steps.map(([step]) => ({
          title: t(`map.${step}`),
          value: (row: (typeof rows)[number]) => row[step] ?? '',
          cell: (row: (typeof rows)[number]) => instant(row[step]),
        })),
        { title: t('map.remedies'), value: ({ remedies }) => remedies },
      ]}
    />
  );
};
