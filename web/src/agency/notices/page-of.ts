const rowsOnPage = 50;

/** A part of a long list. */
export type PageOf<Row> = {
  readonly rows: readonly Row[];
  /** Of the whole list. */
  readonly count: number;
  /** The page's place from 0 on, and how many there are. */
  readonly place: number;
  readonly pages: number;
};

/** The page at a place; the last one where a list has become shorter. */
export const pageOf = <Row>(rows: readonly Row[], place: number): PageOf<Row> => {
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage));
  const at = Math.min(place, pages - 1);
  return {
    rows: rows.slice(at * rowsOnPage, (at + 1) * rowsOnPage),
    count: rows.length,
    place: at,
    pages,
  };
};
