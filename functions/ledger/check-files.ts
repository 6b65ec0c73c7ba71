import {
  isSheetFault,
  parseScoreSheetText,
  rankSheetToCanonicalJson,
  SheetCannotBeRanked,
} from '../decisions/rules.ts';
import { checkCheckpoints, type Checkpoints, checkpointsFormat, publicKeyAt } from './verify/checkpoint.ts';
import { callAt, checkDraw, type Draw, drawFormat } from './verify/draw.ts';
import { nameOf } from './verify/entry.ts';
import { checkLedger, type Ledger, ledgerFormat } from './verify/ledger.ts';
import { type LedgerKey, ledgerKeyOf } from './verify/note.ts';
import { Broken, isFields } from './verify/reading.ts';
import { checkReceipt, type Receipt, receiptFormat } from './verify/receipt.ts';
import { checkTiles, logOfTiles, type TileFolder } from './verify/tile-folder.ts';

/** A file as it was given: how it is called, and its text. */
export type GivenFile = { readonly name: string; readonly text: string };

/** A folder of tiles as it was given. */
export type GivenFolder = { readonly name: string; readonly files: TileFolder };

/** What was checked, a sentence each, and the first thing that is wrong. */
export type Findings = {
  readonly held: readonly string[];
  readonly broken: { readonly file: string; readonly place: string; readonly reason: string } | null;
};

/** What cannot be checked as it was given: `message` says what to give. */
export class CannotCheck extends Error {}

type Kind = 'checkpoints' | 'ledger' | 'receipt' | 'sheet' | 'list' | 'draw' | 'round' | 'unknown';
type Named = { readonly name: string };
type ReadFile = GivenFile & { readonly kind: Kind; readonly value: unknown };

/**
 * Checks any combination of receipts, checkpoints, ledgers, tiles, score sheets, lists and draws, each by itself and
 * against the others (DOMAIN.md, invariants 7 and 13). `publicKey` (SubjectPublicKeyInfo in base64) is the published one; without
 * it that of the checkpoints is taken. Throws `CannotCheck` where a file that is needed was not given.
 */
export const checkFiles = (
  given: readonly GivenFile[],
  publicKey: string | null,
  folders: readonly GivenFolder[] = [],
): Findings => {
  const held: string[] = [];
  const files: ReadFile[] = [];
  let current: Named | undefined;
  /** Runs a check of a file, so that what is thrown is known to be of this file. */
  const inFile = <T>(file: Named, check: () => T): T => {
    current = file;
    return check();
  };
  try {
    for (const file of given) files.push(inFile(file, () => read(file)));
    const of = (kind: Kind) => files.filter((file) => file.kind === kind);
    checkSheets(of('sheet'), of('list'), inFile, held);
    checkDraws({ draws: of('draw'), rounds: of('round'), sheets: of('sheet') }, inFile, held);
    const signed = [...of('checkpoints'), ...of('ledger'), ...of('receipt')];
    if (signed.length === 0 && folders.length === 0) return { held, broken: null };
    const key = keyOf(publicKey, of('checkpoints'), inFile, held);

    const checkpoints = of('checkpoints').map((file) => {
      const found = inFile(file, () => checkCheckpoints(file.value, key));
      held.push(`${file.name}: ${described(found)}`);
      return found;
    });
    const besideOf = (log: unknown) => checkpoints.find((one) => one.log === log) ?? null;
    const ofFiles = of('ledger').map((file) => {
      const beside = besideOf(isFields(file.value) ? file.value['log'] : null);
      const ledger = inFile(file, () => checkLedger(file.value, key, beside));
      held.push(`${file.name}: ${describedLedger(ledger, beside)}`);
      return ledger;
    });
    const ofFolders = folders.map((folder) => {
      const beside = inFile(folder, () => besideOf(logOfTiles(folder.files)));
      const ledger = inFile(folder, () => checkTiles(folder.files, key, beside));
      held.push(`${folder.name}: ${describedLedger(ledger, beside)}, and every tile what they make`);
      return ledger;
    });
    const ledgers = [...ofFiles, ...ofFolders];
    const receipts = of('receipt').map((file) =>
      inFile(file, () => {
        const receipt = checkReceipt(file.value, key);
        checkAgainst(receipt, checkpoints, ledgers);
        return receipt;
      }),
    );
    if (receipts.length > 0) held.push(describedReceipts(receipts, ledgers));
    return { held, broken: null };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { held, broken: { file: current?.name ?? '--key', place: error.place, reason: error.message } };
  }
};

type InFile = <T>(file: Named, check: () => T) => T;

const read = (file: GivenFile): ReadFile => {
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch (error) {
    throw new Broken('', `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const kind = kindOf(value);
  if (kind === 'unknown') throw new Broken('/format', 'is no format that this program knows');
  return { ...file, kind, value };
};

const formats = new Map<unknown, Kind>([
  [checkpointsFormat, 'checkpoints'],
  [ledgerFormat, 'ledger'],
  [receiptFormat, 'receipt'],
  [drawFormat, 'draw'],
]);

const kindOf = (value: unknown): Kind => {
  if (!isFields(value)) return 'unknown';
  const signed = formats.get(value['format']);
  if (signed !== undefined) return signed;
  if ('format' in value) return 'unknown';
  if ('roundId' in value && 'drawSecretSha256' in value) return 'round';
  if (!('ruleVersion' in value)) return 'unknown';
  return 'scorecards' in value ? 'sheet' : 'list' in value ? 'list' : 'unknown';
};

const keyOf = (
  published: string | null,
  [checkpoints]: readonly ReadFile[],
  inFile: InFile,
  held: string[],
): LedgerKey => {
  if (published !== null) {
    const key = ledgerKeyOf(published, '');
    held.push(`the key given: SHA-256 ${key.fingerprint}`);
    return key;
  }
  if (checkpoints === undefined)
    throw new CannotCheck('Give the public key with --key FILE, or checkpoints.json, which names it.');
  const key = inFile(checkpoints, () => ledgerKeyOf(publicKeyAt(checkpoints.value), '/publicKey'));
  held.push(
    `${checkpoints.name}: names the key with SHA-256 ${key.fingerprint}; compare it with the one that the agency publishes`,
  );
  return key;
};

const checkSheets = (
  sheets: readonly ReadFile[],
  lists: readonly ReadFile[],
  inFile: InFile,
  held: string[],
): void => {
  if (sheets.length === 0 && lists.length > 0)
    throw new CannotCheck('A priority list is checked against its score sheet: give that, too.');
  const computed = sheets.map((sheet) => ({ sheet, list: inFile(sheet, () => listOf(sheet.text)) }));
  for (const list of lists) {
    const match = computed.find((one) => one.list === list.text);
    inFile(list, () => {
      if (match !== undefined) return;
      const [first] = computed;
      throw new Broken(
        '',
        `is not the list that the rules make of the score sheet${first === undefined ? '' : firstDifference(first.list, list.text)}`,
      );
    });
    held.push(`${list.name}: to the byte what the rules make of ${match?.sheet.name ?? 'the sheet'}`);
  }
  if (lists.length === 0)
    for (const { sheet } of computed) held.push(`${sheet.name}: can be ranked (give the list to compare it)`);
};

const listOf = (sheetText: string): string => {
  const sheet = parseScoreSheetText(sheetText);
  if (isSheetFault(sheet)) throw new Broken(sheet.place, sheet.reason);
  try {
    return rankSheetToCanonicalJson(sheet);
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) throw new Broken(error.fault.place, error.fault.reason);
    throw error;
  }
};

const firstDifference = (computed: string, given: string): string => {
  let at = 0;
  while (at < computed.length && computed[at] === given[at]) at += 1;
  return `: it differs from character ${at} on, where «${computed.slice(at, at + 40)}» belongs`;
};

type DrawFiles = Readonly<Record<'draws' | 'rounds' | 'sheets', readonly ReadFile[]>>;
type ReadDraw = { readonly file: ReadFile; readonly draw: Draw };

/** Redraws, and holds the secret against the hash of its round's call, and the lots of a list against the seed. */
const checkDraws = ({ draws, rounds, sheets }: DrawFiles, inFile: InFile, held: string[]): void => {
  const calls = rounds.map((file) => ({ file, ...inFile(file, () => callAt(file.value)) }));
  const drawn = draws.map((file): ReadDraw => {
    const draw = inFile(file, () => checkDraw(file.value));
    const call = calls.find(({ roundId }) => roundId === draw.roundId);
    inFile(file, () => {
      if (call !== undefined && call.secretSha256 !== draw.secretSha256)
        throw new Broken('/drawSecret', `is not the secret whose hash ${call.file.name} has from the call`);
    });
    held.push(`${file.name}: ${describedDraw(draw, call?.file ?? null)}`);
    return { file, draw };
  });
  for (const { file, roundId, secretSha256 } of calls)
    if (!drawn.some(({ draw }) => draw.roundId === roundId))
      held.push(`${file.name}: ${describedCall(secretSha256)}`);
  if (drawn.length === 0) return;
  for (const sheet of sheets)
    inFile(sheet, () => {
      checkLots(sheet, drawn, held);
    });
};

/** A sheet without scorecards may come of a round in which no panel was seated. */
const checkLots = ({ name, value }: ReadFile, drawn: readonly ReadDraw[], held: string[]): void => {
  if (!isFields(value) || !Array.isArray(value['scorecards']) || value['scorecards'].length === 0) return;
  const match = drawn.find(({ draw }) => draw.seed === value['drawSeed']);
  if (match === undefined) throw new Broken('/drawSeed', 'is not the seed of the draw beside it');
  held.push(`${name}: decides ties by the seed of ${match.file.name}`);
};

const checkAgainst = (
  { entry, keyId, inclusion }: Receipt,
  checkpoints: readonly Checkpoints[],
  ledgers: readonly Ledger[],
): void => {
  const published = checkpoints.find(({ log }) => log === entry.log);
  if (published !== undefined && published.keyId !== keyId)
    throw new Broken('/keyId', 'is not the key of the checkpoints');
  if (published !== undefined && inclusion !== null && !isAmong(published, inclusion.checkpoint.note))
    throw new Broken('/inclusion/checkpoint', 'is none of the published checkpoints');
  for (const { entries } of ledgers.filter(({ log }) => log === entry.log)) {
    const stands =
      inclusion === null
        ? entries.some(({ hash }) => hash === entry.hash)
        : entries[inclusion.index]?.hash === entry.hash;
    if (!stands) throw new Broken('/entry', `does not stand in the ledger (${nameOf(entry)})`);
  }
};

const isAmong = ({ known }: Checkpoints, note: string): boolean => known.some((one) => one.note === note);

const described = ({ log, sealedCount, openedCount, known }: Checkpoints): string => {
  const last = known.at(-1);
  const sealed = sealedCount === 0 ? '' : `; ${sealedCount} still sealed`;
  const grown = last === undefined ? '' : `; the log only grew, to ${last.size} entries`;
  return `${sealedCount + known.length} checkpoints of ${log}, signed and without a gap; ${openedCount} sealed ones opened${sealed}${grown}`;
};

const describedLedger = ({ log, entries, agreeing }: Ledger, beside: Checkpoints | null): string =>
  `${entries.length} entries of ${log}, each entity’s chained, their tree that of its checkpoint${beside === null ? '' : ` and ${agreeing} beside it`}`;

const describedDraw = (
  { roundId, panelCount, candidateCount, nonceCount, secretSha256, sha256 }: Draw,
  round: Named | null,
): string => {
  const secret =
    round === null
      ? `the secret’s SHA-256 is ${secretSha256}: compare it with the one that was published with the call, or give the answer of GET /rounds/${roundId}`
      : `the secret is that whose hash ${round.name} has from the call`;
  return `${panelCount} panels of round ${roundId}, drawn again from ${candidateCount} evaluators, the secret and ${nonceCount} sealed nonces, are the same in every place; ${secret}; the record’s SHA-256 is ${sha256}`;
};

const describedCall = (secretSha256: string | null): string =>
  secretSha256 === null
    ? 'is of before the call: no hash of a secret is in it'
    : `has SHA-256 ${secretSha256} of the draw’s secret from the call (give the draw to compare it)`;

const describedReceipts = (receipts: readonly Receipt[], ledgers: readonly Ledger[]): string => {
  const included = receipts.filter(({ inclusion }) => inclusion !== null).length;
  const opened = receipts.filter(({ isOpened }) => isOpened).length;
  const inLedger = receipts.filter(({ entry }) => ledgers.some(({ log }) => log === entry.log)).length;
  return `${receipts.length} receipts: signed; ${opened} show what was submitted; ${included} prove that the log has them; ${inLedger} found in the ledger’s export`;
};
