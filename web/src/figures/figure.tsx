import { plot, type PlotOptions } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Download } from '../design/download.tsx';
import { type Column as TableColumn, DataTable } from '../design/data-table.tsx';
import { csvOf } from './csv.ts';
import './figure.css';

type Column<Row> = {
  readonly title: string;
  /** What stands in the file; a number for what is counted. */
  readonly value: (row: Row) => string | number;
  /** How a person reads it, where that differs. */
  readonly text?: (row: Row) => string;
};

type Props<Row> = {
  readonly title: string;
  /** What it says, in a sentence. */
  readonly text: string;
  /** Of the files, without what follows the point. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly options: PlotOptions;
  readonly empty: string;
};

/** A figure with the table that says the same, and both to take away. */
export const Figure = <Row,>({ title, text, name, rows, keyOf, columns, options, empty }: Props<Row>) => {
  const { t } = useTranslation('figures');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (rows.length === 0) return;
    const drawn = plot({ ...options, className: 'figure-plot' });
    // Its rules stand in figure.css: the portal's Content-Security-Policy lets no style stand in a page.
    drawn.querySelectorAll('style').forEach((style) => {
      style.remove();
    });
    place.current?.replaceChildren(drawn);
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
      <details>
        <summary>{t('table', { title })}</summary>
        <DataTable
          caption={title}
          empty={empty}
          rows={rows}
          keyOf={keyOf}
          columns={columns.map(({ title: column, value, text: textOf }): TableColumn<Row> => ({
            title: column,
            isNumber: rows.every((row) => typeof value(row) === 'number'),
            cell: (row) => (textOf === undefined ? String(value(row)) : textOf(row)),
          }))}
        />
      </details>
      {rows.length === 0 ? null : (
        <div className="actions">
          <Download
            label={t('csv')}
            fileName={`${name}.csv`}
            contentType="text/csv;charset=utf-8"
            content={() =>
              csvOf(
                columns.map((column) => column.title),
                rows.map((row) => columns.map(({ value }) => value(row))),
              )
            }
          />
          <Download
            label={t('svg')}
            fileName={`${name}.svg`}
            contentType="image/svg+xml"
            content={() => {
              const drawn = place.current?.querySelector('svg');
              return drawn === null || drawn === undefined
                ? ''
                : new XMLSerializer().serializeToString(drawn);
            }}
          />
        </div>
      )}
    </section>
  );
};
