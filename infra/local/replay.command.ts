import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { readAccounts, signInAs } from './accounts.ts';
import { localDirectory } from './aws-environment.ts';
import { loadDataset } from './dataset/dataset.ts';
import { readMails } from './mails.ts';
import { LocalCloudError } from './errors.ts';
import type { Stage } from './replay/cast.ts';
import { countRound } from './replay/count.ts';
import { silentProgress, terminalProgress } from './replay/progress.ts';
import { renderChecks, renderReport } from './replay/report.ts';
import { listRowsOf } from './replay/list-rows.ts';
import { playRound, readPublicRecords, rehearsal } from './replay/round.ts';
import { createTempo } from './replay/tempo.ts';

const program = new Command('npm run replay --')
  .description(
    'Plays the 2020 round in fast-forward on the running local cloud, over HTTP alone, as its users would act:\n' +
      '157 challenges, 21 selected, proposals with real files, a deadline that fires by its schedule, panels, scores,\n' +
      'the priority list under 3.3 billion won, purchases and verdicts. Takes some minutes. Start npm start first.\n' +
      'Leaves what a participant could download in .local/replay/.',
  )
  .option('--json', 'print nothing but one JSON object on the last line')
  .option('--concurrency <number>', 'requests under way at once', '4')
  .showHelpAfterError()
  .parse();

const { json = false, concurrency } = program.opts<{ json?: boolean; concurrency: string }>();

try {
  process.exitCode = await replay();
} catch (error) {
  console.error(error instanceof LocalCloudError ? error.message : error);
  // A progress bar that was under way would keep the process.
  process.exit(1);
}

async function replay(): Promise<number> {
  const begunAt = performance.now();
  const atOnce = Number(concurrency);
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 32)
    throw new LocalCloudError('--concurrency takes a whole number from 1 to 32.');
  const accounts = readAccounts(join(localDirectory, 'main'));
  const [staff, colleague, approver, deputy, auditor] = await Promise.all(
    ['staff', 'colleague', 'approver', 'deputy', 'auditor'].map((name) => signInAs(accounts, name)),
  );
  if (!staff || !colleague || !approver || !deputy || !auditor)
    throw new LocalCloudError('The agency has no accounts.');
  const stage: Stage = {
    apiUrl: accounts.apiUrl,
    pool: accounts,
    agency: { staff, colleague, approver, deputy, auditor },
    run: `replay-${Date.now().toString(36)}`,
    progress: json ? silentProgress : terminalProgress,
    concurrency: atOnce,
  };
  const dataset = loadDataset();
  const played = await playRound(stage, dataset, {
    name: { ko: '2020년 수요자 제안형 혁신시제품 구매', en: 'Buyer-proposed innovation procurement 2020' },
    policy: rehearsal,
    hasIncidents: true,
    tempo: createTempo(),
  });
  const records = await readPublicRecords(stage, played);
  const seconds = Math.round((performance.now() - begunAt) / 1000);
  const mails = await readMails(accounts.endpoint);
  const noticesSent = mails.filter(({ to }) =>
    to.some((address) => address.endsWith(`@${stage.run}.example`)),
  );
  const counted = await countRound(stage, played, records, { seconds, noticesSent: noticesSent.length });
  const { figures, ledgerFault, receiptFault } = counted;
  keep(records);

  const checks = [
    {
      what: `${figures.receiptsVerified} receipts: signed, unaltered, proved to be in the log ${receiptFault ?? ''}`,
      holds: receiptFault === null,
    },
    {
      what: `${figures.ledgerEntries} ledger entries: chained without a gap, the tree of every checkpoint ${ledgerFault ?? ''}`,
      holds: ledgerFault === null,
    },
    { what: 'money committed is within the budget', holds: figures.committedInWon <= figures.budgetInWon },
    {
      what: 'every funded proposal was bought and paid, or given up and followed by the reserve',
      holds: figures.purchasesPaid === figures.funded - figures.terminated + figures.movedUp,
    },
    {
      what: `the round’s machine ${figures.executions.round}, ${figures.executions.purchases} purchase machines SUCCEEDED`,
      holds:
        figures.executions.round === 'SUCCEEDED' &&
        figures.executions.purchases === figures.funded + figures.movedUp,
    },
  ];
  if (!json) {
    console.log(renderReport(listRowsOf(dataset, played, records.list, counted.verdicts), figures));
    console.log(renderChecks(checks));
    console.log(
      '\nReceipts, checkpoints, ledger, score sheet, list and draw are in .local/replay/. Check them offline with',
    );
    console.log('  npm run verify -- .local/replay/*.json .local/replay/tiles .local/replay/receipts/*.json');
  } else console.log(JSON.stringify(figures));
  return checks.every(({ holds }) => holds) ? 0 : 1;
}

/** Leaves what a participant could download, anew at each run. */
function keep({ ledgerFiles, scoreSheet, list, draw, round }: Parameters<typeof countRound>[2]): void {
  const directory = join(localDirectory, 'replay');
  rmSync(directory, { recursive: true, force: true });
  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  };
  const { checkpoints, ledger, receipts, tiles } = ledgerFiles;
  for (const { name, text } of [checkpoints, ledger, ...receipts]) write(name, text);
  for (const [path, content] of tiles) write(join('tiles', path), content);
  write('score-sheet.json', canonicalJson(scoreSheet));
  write('list.json', canonicalJson(list));
  write('draw.json', canonicalJson(draw));
  write('round.json', canonicalJson(round));
}
