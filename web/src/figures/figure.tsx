import { dot, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Download } from '../design/download.tsx';
import { type FigureOptions, fitted } from './common.ts';
import { drawnAlone } from './drawn-alone.ts';
import { type Column, DownloadOfTable, TableOfColumns } from './table-to-take.tsx';
import './figure.css';

type Props<Row> = {
  readonly title: string;
  /** What it says, in a sentence. */
  readonly text: string;
  /** Of the files, without what follows the point. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly options: FigureOptions;
  /** What its symbols stand for. */
  readonly legend?: readonly { readonly symbol: string; readonly text: string }[];
  readonly empty: string;
};

/** A figure with the table that says the same, and both to take away. */
export const Figure = <Row,>({
  title,
  text,
  name,
  rows,
  keyOf,
  columns,
  options,
  empty,
  legend,
}: Props<Row>) => {
  const { t } = useTranslation('figures');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const ground = place.current;
    if (ground === null || rows.length === 0) return;
    const draw = () => {
      const drawn = plot({ ...fitted(options, ground.clientWidth), className: 'figure-plot' });
      // Its rules stand in figure.css: the portal's Content-Security-Policy lets no style stand in a page.
      drawn.querySelectorAll('style').forEach((style) => {
        style.remove();
      });
      ground.replaceChildren(drawn);
    };
    // A telephone may be turned, a window made wider.
    const observer = new ResizeObserver(draw);
    observer.observe(ground);
    return () => {
      observer.disconnect();
    };
  }, [options, rows]);
  return (
    <section className="figure" aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      {rows.length === 0 ? null : (
        <div className="scroll-sideways" tabIndex={0} role="region" aria-label={t('drawing', { title })}>
          <div ref={place} aria-hidden="true" />
        </div>
      )}
      {legend === undefined || rows.length === 0 ? null : <Legend entries={legend} />}
      <details>
        <summary>{t('table', { title })}</summary>
        <TableOfColumns caption={title} empty={empty} rows={rows} keyOf={keyOf} columns={columns} />
      </details>
      {rows.length === 0 ? null : (
        <div className="actions">
          <DownloadOfTable label={t('csv')} name={name} rows={rows} columns={columns} />
          <Download
            label={t('svg')}
            fileName={`${name}.svg`}
            contentType="image/svg+xml"
            content={() => {
              const drawn = place.current?.querySelector('svg');
              return drawn === null || drawn === undefined ? '' : drawnAlone(drawn);
            }}
          />
        </div>
      )}
    </section>
  );
};

/** What the symbols of a drawing stand for; the drawing and its symbols are for the eye, the table has the same in words. */
const Legend = ({ entries }: { entries: NonNullable<Props<never>['legend']> }) => (
  <ul className="side-by-side figure-legend" aria-hidden="true">
    {entries.map(({ symbol, text }) => (
      <li key={text}>
        <LegendSymbol name={symbol} /> {text}
      </li>
    ))}
  </ul>
);

const LegendSymbol = ({ name }: { name: string }) => {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const drawn = plot({
      width: 16,
      height: 16,
      margin: 0,
      axis: null,
      className: 'figure-symbol',
      symbol: { domain: [name], range: [name] },
      marks: [
        dot([name], { frameAnchor: 'middle', symbol: (one: string) => one, r: 5, stroke: 'currentColor' }),
      ],
    });
    drawn.querySelectorAll('style').forEach((style) => {
      style.remove();
    });
    place.current?.replaceChildren(drawn);
  }, [name]);
  return <span ref={place} />;
};
