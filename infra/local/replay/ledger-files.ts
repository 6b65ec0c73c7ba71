import { setTimeout as wait } from 'node:timers/promises';
import pMap from 'p-map';
import { checkFiles, type GivenFile } from '../../../functions/ledger/check-files.ts';
import { exportLedger, listCheckpoints, readSigningKey } from '../../../functions/ledger/schema.ts';
import { tilesOf } from '../../../functions/ledger/verify/tiles.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { listReceipts } from '../../../functions/proposals/schema.ts';
import { LocalCloudError } from '../errors.ts';
import { agencyApis, type Stage } from './cast.ts';
import type { PlayedRound } from './round.ts';

/** What anybody checks offline, as files; and the tiles, by path. */
export type LedgerFiles = {
  readonly publicKey: string;
  readonly entryCount: number;
  readonly checkpoints: GivenFile;
  readonly ledger: GivenFile;
  readonly receipts: readonly GivenFile[];
  readonly tiles: ReadonlyMap<string, Buffer>;
};

/**
 * Downloads a completed round's checkpoints and ledger once the log has the round's last transition, and its
 * suppliers' receipts with their proofs.
 */
export const readLedgerFiles = async (stage: Stage, played: PlayedRound): Promise<LedgerFiles> => {
  const log = `round/${played.roundId}`;
  const { keyId, publicKey } = await agencyApis(stage).public.must(readSigningKey);
  // The checkpoints last: those that the receipts name are among them.
  await readLog(stage, played.roundId);
  const receipts = await readReceipts(stage, played);
  const { checkpoints, rows } = await readLog(stage, played.roundId);
  const file = (name: string, value: unknown): GivenFile => ({ name, text: canonicalJson(value) });
  return {
    publicKey,
    entryCount: rows.length,
    checkpoints: file('checkpoints.json', {
      format: 'first-buyer/checkpoints/1',
      log,
      keyId,
      publicKey,
      checkpoints,
    }),
    ledger: file('ledger.json', {
      format: 'first-buyer/ledger/1',
      log,
      checkpoint: checkpoints.at(-1)?.note ?? '',
      leafHashes: rows.map(({ leafHash }) => leafHash),
      entries: rows.map(({ entry }) => entry),
    }),
    receipts: receipts.map((receipt) =>
      file(`receipts/${receipt.entry.entity.split('/')[1] ?? ''}-${receipt.entry.sequence}.json`, receipt),
    ),
    tiles: new Map([
      ...tilesOf(rows.map(({ entry }) => canonicalJson(entry))),
      ['checkpoint', Buffer.from(checkpoints.at(-1)?.note ?? '')],
    ]),
  };
};

const secondsToWait = 120;

/** The checkpoints, and the entries up to the last of them, which has the round's completion. */
const readLog = async (stage: Stage, roundId: string) => {
  const { public: anyone } = agencyApis(stage);
  const parameters = { roundId };
  for (let second = 0; second < secondsToWait; second += 1) {
    const checkpoints = await anyone.all(listCheckpoints, { parameters }, (page) => page);
    const size = sizeOf(checkpoints.at(-1)?.note ?? '');
    const all = await anyone.all(exportLedger, { parameters }, (page) => page);
    const rows = all.slice(0, size);
    const isWhole = rows.some(
      ({ entry }) => entry.entity === `round/${roundId}` && entry.action === 'complete',
    );
    if (isWhole && rows.length === size) return { checkpoints, rows };
    await wait(1000);
  }
  throw new LocalCloudError(`No checkpoint has the round’s completion after ${secondsToWait} seconds.`);
};

/** The second line of a checkpoint. */
const sizeOf = (note: string): number => Number(note.split('\n')[1] ?? 0);

/** Read again, now with the proof that the log has them; those that the submissions answered are among them. */
const readReceipts = async (stage: Stage, { submissions }: PlayedRound) => {
  const pages = await pMap(
    submissions.holders,
    ({ api, proposalId }) => api.all(listReceipts, { parameters: { proposalId } }, (page) => page),
    { concurrency: stage.concurrency },
  );
  const receipts = pages.flat();
  const hashes = new Set(receipts.map(({ entryHash }) => entryHash));
  if (!submissions.receipts.every(({ entryHash }) => hashes.has(entryHash)))
    throw new LocalCloudError('A receipt that was given for a submission is not there any more.');
  return receipts;
};

/** The first fault of the ledger with its checkpoints, and of all of it with the receipts; null where all holds. */
export const faultsOf = ({ publicKey, checkpoints, ledger, receipts }: LedgerFiles) => {
  const faultIn = (files: readonly GivenFile[]): string | null => {
    const { broken } = checkFiles(files, publicKey);
    return broken === null ? null : `${broken.file}: ${broken.place} ${broken.reason}`;
  };
  return {
    ledgerFault: faultIn([checkpoints, ledger]),
    receiptFault: faultIn([checkpoints, ledger, ...receipts]),
  };
};
