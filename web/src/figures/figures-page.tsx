import { barX, dot, ruleX, type PlotOptions, tickX } from '@observablehq/plot';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../app/services.tsx';
import { Page } from '../design/page.tsx';
import { inLanguage, number, points, won } from '../i18n/formats.ts';
import {
  type Explanation,
  explanationsQuery,
  listQuery,
  type PriorityList,
  type Round,
  roundQuery,
} from '../rounds/queries.ts';
import { Figure } from './figure.tsx';
import { figuresQuery, type RoundFigures } from './queries.ts';

const route = getRouteApi('/rounds/$roundId/figures');

/** A round in pictures, each with the table that says the same. */
export const FiguresPage = () => {
  const { t } = useTranslation('figures');
  const api = useApi();
  const { roundId } = route.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(api, roundId));
  return (
    <Page
      title={t('title')}
      caption={
        <Link to="/rounds/$roundId" params={{ roundId }}>
          {inLanguage(round.name)}
        </Link>
      }
    >
      {round.noticeAt === null ? <p>{t('none')}</p> : <Figures round={round} />}
    </Page>
  );
};

const Figures = ({ round }: { round: Round }) => {
  const api = useApi();
  const { data: list } = useSuspenseQuery(listQuery(api, round.roundId));
  const { data: figures } = useSuspenseQuery(figuresQuery(api, round.roundId));
  const { data: explanations } = useSuspenseQuery(explanationsQuery(api, round.roundId));
  return (
    <>
      <Funnel figures={figures} list={list} />
      <Budget list={list} />
      <Spreads explanations={explanations} passMark={round.policy.scoring.passMark} />
      <Purchases figures={figures} />
    </>
  );
};

const common = { marginLeft: 140, marginRight: 90, width: 640 } as const;

const Funnel = ({ figures, list }: { figures: RoundFigures; list: PriorityList }) => {
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
    return (['proposed', 'selected', 'opened', 'eligible', 'passed', 'funded'] as const).map((step) => ({
      step: t(`funnel.${step}`),
      count: counts[step],
    }));
  }, [figures, list, t]);
  return <Bars name="funnel" rows={rows} title={t('funnel.title')} text={t('funnel.text')} />;
};

const purchaseStates = [
  'BUDGET_RESERVED',
  'CONTRACTED',
  'DELIVERED',
  'REMEDY_REQUIRED',
  'INSPECTED',
  'ACCEPTED',
  'PAID',
  'TERMINATED',
] as const;

const Purchases = ({ figures }: { figures: RoundFigures }) => {
  const { t } = useTranslation('figures');
  const rows = useMemo(
    () => purchaseStates.map((state) => ({ step: t(`purchases.${state}`), count: figures.purchases[state] })),
    [figures, t],
  );
  return (
    <Bars
      name="purchases"
      rows={rows}
      title={t('purchases.title')}
      text={t('purchases.text', { bought: won(figures.boughtInWon), paid: won(figures.paidInWon) })}
    />
  );
};

type Counted = { readonly step: string; readonly count: number };
type BarsProps = {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly rows: readonly Counted[];
};

/** A bar for each step, in the order in which they are taken. */
const Bars = ({ name, title, text, rows }: BarsProps) => {
  const { t } = useTranslation('figures');
  const options = useMemo(
    (): PlotOptions => ({
      ...common,
      x: { label: t('count'), grid: true, tickFormat: (value: number) => number(value) },
      y: { label: null, domain: rows.map(({ step }) => step) },
      marks: [barX(rows, { x: 'count', y: 'step', fill: 'currentColor', fillOpacity: 0.7 }), ruleX([0])],
    }),
    [rows, t],
  );
  return (
    <Figure
      title={title}
      text={text}
      name={name}
      rows={rows}
      keyOf={({ step }) => step}
      empty={t('none')}
      options={options}
      columns={[
        { title: t('step'), value: ({ step }) => step },
        { title: t('count'), value: ({ count }) => count, text: ({ count }) => number(count) },
      ]}
    />
  );
};

/** How the budget went, purchase by purchase down the list. */
const Budget = ({ list }: { list: PriorityList }) => {
  const { t } = useTranslation('figures');
  const rows = useMemo(() => {
    const funded = list.list.filter(({ outcome }) => outcome === 'FUNDED');
    return funded.map(({ rank, priceInWon }, place) => {
      const before = funded.slice(0, place).reduce((sum, earlier) => sum + earlier.priceInWon, 0);
      return { rank, priceInWon, before, after: before + priceInWon };
    });
  }, [list]);
  const options = useMemo(
    (): PlotOptions => ({
      ...common,
      x: { label: t('budget.axis'), grid: true, transform: (amount: number) => amount / 100_000_000 },
      y: { label: t('rank'), type: 'band' },
      marks: [
        barX(rows, { x1: 'before', x2: 'after', y: 'rank', fill: 'currentColor', fillOpacity: 0.7 }),
        ruleX([list.budgetInWon], { strokeDasharray: '4 4' }),
      ],
    }),
    [rows, list, t],
  );
  return (
    <Figure
      title={t('budget.title')}
      text={t('budget.text', { budget: won(list.budgetInWon), spent: won(list.committedInWon) })}
      name="budget"
      rows={rows}
      keyOf={({ rank }) => String(rank)}
      empty={t('none')}
      options={options}
      columns={[
        { title: t('rank'), value: ({ rank }) => rank },
        {
          title: t('budget.price'),
          value: ({ priceInWon }) => priceInWon,
          text: ({ priceInWon }) => won(priceInWon),
        },
        { title: t('budget.sum'), value: ({ after }) => after, text: ({ after }) => won(after) },
      ]}
    />
  );
};

/** How far the scorecards of a proposal lie apart: a point for each, a line for what counts. */
const Spreads = ({ explanations, passMark }: { explanations: readonly Explanation[]; passMark: number }) => {
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
    (): PlotOptions => ({
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
        { title: t('spread.total'), value: ({ total }) => total / 100, text: ({ total }) => points(total) },
        {
          title: t('spread.cards'),
          value: ({ cards }) => cards.map((sum) => sum / 100).join(' '),
          text: ({ cards }) => cards.map(points).join(', '),
        },
      ]}
    />
  );
};
