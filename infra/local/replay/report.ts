import Table from 'cli-table3';
import type { Figures } from './figures.ts';

/** A row of the priority list as people read it. */
export type ListRow = {
  readonly rank: number;
  readonly title: string;
  readonly supplier: string;
  readonly total: number | null;
  readonly priceInWon: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly verdict: string | null;
};

const won = (amount: number): string => `₩${amount.toLocaleString('en-US')}`;
const points = (hundredths: number | null): string =>
  hundredths === null ? '–' : (hundredths / 100).toFixed(2);

const outcomes: Readonly<Record<string, string>> = {
  FUNDED: '● funded',
  RESERVE: '○ reserve',
  REJECTED: '· rejected',
};

/** The closing table: the priority list down to where it stops being interesting, then the round in figures. */
export const renderReport = (rows: readonly ListRow[], figures: Figures): string => {
  const list = new Table({
    head: ['#', 'Solution', 'Supplier', 'Points', 'Price', 'Outcome', 'First use'],
    colAligns: ['right', 'left', 'left', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows.filter(({ outcome }) => outcome !== 'REJECTED'))
    list.push([
      row.rank,
      shorten(row.title, 46),
      shorten(row.supplier, 26),
      points(row.total),
      won(row.priceInWon),
      `${outcomes[row.outcome] ?? row.outcome}${row.reason === null ? '' : ` (${row.reason})`}`,
      row.verdict?.toLowerCase() ?? '',
    ]);
  return [
    '',
    'The priority list',
    list.toString(),
    `  and ${figures.rejected} rejected, each with its reason in list.json`,
    '',
    'The round',
    roundTable(figures).toString(),
  ].join('\n');
};

const roundTable = (figures: Figures) => {
  const left = figures.budgetInWon - figures.committedInWon;
  const table = new Table({ style: { head: [], border: [], compact: true }, colAligns: ['left', 'right'] });
  table.push(
    ['challenges proposed → selected', `${figures.challenges} → ${figures.selected}`],
    ['proposals opened', figures.proposals],
    ['files in them', figures.attachments],
    ['replaced, withdrawn before the deadline', `${figures.replaced}, ${figures.withdrawn}`],
    ['refused as too late', figures.lateRefused],
    ['scorecards', figures.scorecards],
    ['passed → funded, reserve', `${figures.passed} → ${figures.funded}, ${figures.reserve}`],
    ['budget', won(figures.budgetInWon)],
    ['bought for', won(figures.committedInWon)],
    ['left', won(left)],
    ['purchases paid', figures.purchasesPaid],
    [
      'success, failure, inconclusive',
      `${figures.verdicts.success}, ${figures.verdicts.failure}, ${figures.verdicts.inconclusive}`,
    ],
    ['recused, outliers answered', `${figures.recused}, ${figures.outliers}`],
    ['objections upheld, dismissed', `${figures.objections.upheld}, ${figures.objections.dismissed}`],
    ['terminated → moved up from the reserve', `${figures.terminated} → ${figures.movedUp}`],
    ['first users that declined, remedies', `${figures.declined}, ${figures.remedies}`],
    ['bought again by others', figures.repurchases],
    ['challenges nobody met', figures.unmetChallenges],
    ['of these in incubation', figures.incubated],
    ['notices sent', figures.noticesSent],
    ['seconds', figures.seconds],
  );
  return table;
};

/** What was checked, a line each. */
export const renderChecks = (checks: readonly { readonly what: string; readonly holds: boolean }[]): string =>
  ['', 'Checked', ...checks.map(({ what, holds }) => `  ${holds ? '✓' : '✗'} ${what}`)].join('\n');

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
