import type { ReactNode } from 'react';

type Column<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, digit below digit. */
  readonly isNumber?: boolean;
  /** The cell that names its row; the first column where none does. */
  readonly isName?: boolean;
};

type Props<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What stands in the place of a table without rows. */
  readonly empty: string;
};

/** A table that scrolls sideways by itself on a narrow screen, also by keyboard. */
export const DataTable = <Row,>({ caption, columns, rows, keyOf, empty }: Props<Row>) => {
  if (rows.length === 0) return <p>{empty}</p>;
  const naming = Math.max(
    0,
    columns.findIndex(({ isName }) => isName === true),
  );
  const classOf = ({ isNumber }: Column<Row>) => (isNumber === true ? { className: 'number' } : {});
  return (
    <div className="scroll-sideways" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" {...classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, place) =>
                place === naming ? (
                  <th key={column.title} scope="row" {...classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} {...classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
