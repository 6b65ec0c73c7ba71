import { Fragment, type ReactNode } from 'react';
import './data-table.css';

export type Column<Row> = {
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
  /** What unfolds below a row, over its whole width. */
  readonly more?: (row: Row) => ReactNode;
};

/**
 * A table. On a narrow screen each row becomes a card whose cells carry their column's title; the roles are said, since
 * a browser forgets them with the layout of a table. A wider one scrolls sideways by itself, also by keyboard.
 */
export const DataTable = <Row,>({ caption, columns, rows, keyOf, empty, more }: Props<Row>) => {
  if (rows.length === 0) return <p>{empty}</p>;
  const naming = Math.max(
    0,
    columns.findIndex(({ isName }) => isName === true),
  );
  const classOf = ({ isNumber }: Column<Row>) => (isNumber === true ? { className: 'number' } : {});
  return (
    <div className="scroll-sideways" tabIndex={0} role="region" aria-label={caption}>
      <table role="table" className="data-table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.title} scope="col" role="columnheader" {...classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <tr role="row" {...(more === undefined ? {} : { className: 'goes-on' })}>
                {columns.map((column, place) =>
                  place === naming ? (
                    <th key={column.title} scope="row" role="rowheader" {...classOf(column)}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.title} role="cell" data-title={column.title} {...classOf(column)}>
                      <div>{column.cell(row)}</div>
                    </td>
                  ),
                )}
              </tr>
              {more === undefined ? null : (
                <tr role="row">
                  <td className="more" role="cell" colSpan={columns.length}>
                    {more(row)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
};
