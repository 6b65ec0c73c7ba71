import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column as TableColumn, DataTable } from '../design/data-table.tsx';
import { Download } from '../design/download.tsx';
import { csvOf } from './csv.ts';

export type Column<Row> = {
  readonly title: string;
  /** What stands in the file; a number for what is counted. */
  readonly value: (row: Row) => string | number;
  /** How a person reads it, where that differs. */
  readonly cell?: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly caption: string;
  /** Of the file, without what follows the point. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly empty: string;
};

/** A table, and the same as a file to take away. */
export const TableToTake = <Row,>(props: Props<Row>) => {
  const { t } = useTranslation('figures');
  const { caption, name, rows, columns } = props;
  return (
    <>
      <TableOfColumns {...props} />
      {rows.length === 0 ? null : (
        <div className="actions">
          <DownloadOfTable label={t('csvOf', { title: caption })} name={name} rows={rows} columns={columns} />
        </div>
      )}
    </>
  );
};

/** The table alone. */
export const TableOfColumns = <Row,>({ columns, rows, ...props }: Omit<Props<Row>, 'name'>) => (
  <DataTable
    {...props}
    rows={rows}
    columns={columns.map(({ title, value, cell }): TableColumn<Row> => ({
      title,
      isNumber: rows.every((row) => typeof value(row) === 'number'),
      cell: (row) => (cell === undefined ? String(value(row)) : cell(row)),
    }))}
  />
);

type FileProps<Row> = Pick<Props<Row>, 'name' | 'rows' | 'columns'> & { readonly label: string };

/** The file of a table, as CSV. */
export const DownloadOfTable = <Row,>({ label, name, rows, columns }: FileProps<Row>) => (
  <Download
    label={label}
    fileName={`${name}.csv`}
    contentType="text/csv;charset=utf-8"
    content={() =>
      csvOf(
        columns.map(({ title }) => title),
        rows.map((row) => columns.map(({ value }) => value(row))),
      )
    }
  />
);
