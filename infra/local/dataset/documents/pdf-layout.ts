import type { Table, WrittenDocument } from './written-document.ts';

const page = { width: 595, height: 842, margin: 60 } as const;
const textWidth = page.width - 2 * page.margin;
const leading = 1.55;

/**
 * Breaks a text into runs of one font: Latin-1 in Helvetica (F1), all else in the Korean font (F2), whose encoding lacks
 * signs such as the middle dot.
 */
const runsOf = (text: string): readonly string[] =>
  text.match(/[\u0020-\u007e\u00a1-\u00ff]+|[^\u0020-\u007e\u00a1-\u00ff]+/gu) ?? [];

const isLatin = (run: string): boolean => /^[\u0020-\u007e\u00a1-\u00ff]/u.test(run);

/** A width in points, rather too great than too small: Helvetica is narrower than 0.56 em on average. */
const widthOf = (text: string, size: number): number =>
  Array.from(text).reduce((width, character) => width + (isLatin(character) ? 0.56 : 1) * size, 0);

/** Lines that fit the width, broken at spaces. A word longer than the width stands alone on its line. */
const wrap = (text: string, size: number, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
};

const showRun = (run: string, size: number): string =>
  isLatin(run)
    ? `/F1 ${size} Tf (${run.replaceAll(/[\\()]/gu, String.raw`\$&`)}) Tj`
    : `/F2 ${size} Tf <${Buffer.from(run, 'utf16le').swap16().toString('hex')}> Tj`;

const showLine = (text: string, size: number, x: number, y: number): string =>
  `BT ${x} ${y.toFixed(1)} Td ${runsOf(text)
    .map((run) => showRun(run, size))
    .join(' ')} ET`;

/** Fills pages from the top; `place` gives the baseline of a block of that height, on a new page if need be. */
const createPages = () => {
  const pages: string[][] = [[]];
  let y: number = page.height - page.margin;
  return {
    place: (height: number): number => {
      if (y - height < page.margin) {
        pages.push([]);
        y = page.height - page.margin;
      }
      y -= height;
      return y;
    },
    draw: (operators: string): void => {
      pages.at(-1)?.push(operators);
    },
    contents: (): readonly string[] => pages.map((operators) => operators.join('\n')),
  };
};

const drawText = (pages: ReturnType<typeof createPages>, text: string, size: number): void => {
  for (const line of wrap(text, size, textWidth)) {
    const y = pages.place(size * leading);
    pages.draw(showLine(line, size, page.margin, y));
  }
};

const cellPadding = 5;

const drawTable = (pages: ReturnType<typeof createPages>, { header, rows }: Table): void => {
  const size = 9.5;
  // The first column holds names and takes the room of two.
  const unit = textWidth / (header.length + 1);
  const leftOf = (column: number): number => page.margin + (column === 0 ? 0 : (column + 1) * unit);
  for (const cells of [header, ...rows]) {
    const wrapped = cells.map((cell, column) =>
      wrap(cell, size, (column === 0 ? 2 : 1) * unit - 2 * cellPadding),
    );
    const height = Math.max(...wrapped.map(({ length }) => length)) * size * leading + cellPadding;
    const bottom = pages.place(height);
    wrapped.forEach((lines, column) => {
      const width = (column === 0 ? 2 : 1) * unit;
      pages.draw(
        `0.6 w 0.5 G ${leftOf(column).toFixed(1)} ${bottom.toFixed(1)} ${width.toFixed(1)} ${height.toFixed(1)} re S`,
      );
      lines.forEach((line, index) => {
        const y = bottom + height - (index + 1) * size * leading;
        pages.draw(showLine(line, size, leftOf(column) + cellPadding, y));
      });
    });
  }
};

/** The content streams of the pages, as Latin-1 text. */
export const layOut = (written: WrittenDocument): readonly string[] => {
  const pages = createPages();
  drawText(pages, written.title, 17);
  pages.place(6);
  for (const line of written.byline) drawText(pages, line, 9.5);
  for (const { heading, paragraphs, table } of written.sections) {
    pages.place(14);
    drawText(pages, heading, 12.5);
    const y = pages.place(4);
    pages.draw(
      `0.8 w 0.3 G ${page.margin} ${y.toFixed(1)} m ${page.width - page.margin} ${y.toFixed(1)} l S`,
    );
    pages.place(3);
    for (const paragraph of paragraphs) drawText(pages, paragraph, 10.5);
    if (table !== undefined) drawTable(pages, table);
  }
  return pages.contents();
};
