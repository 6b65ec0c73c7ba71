import {
  isSheetFault,
  parseScoreSheetText,
  rankSheetToCanonicalJson,
  SheetCannotBeRanked,
  type SheetFault,
  type SheetFaultCode,
} from '../decisions/rules.ts';
import { checkCheckpoints, type Checkpoints, checkpointsFormat, publicKeyAt } from './verify/checkpoint.ts';
import { callAt, checkDraw, type Draw, drawFormat } from './verify/draw.ts';
import { nameOf } from './verify/entry.ts';
import { checkLedger, type Ledger, ledgerFormat } from './verify/ledger.ts';
import { checkSupplements, drawOfSupplements, supplementsFormat } from './verify/supplements.ts';
import { type LedgerKey, ledgerKeyOf } from './verify/note.ts';
import { Broken, type BrokenCode, isFields } from './verify/reading.ts';
import { checkReceipt, type Receipt, receiptFormat } from './verify/receipt.ts';
import { checkTiles, logOfTiles, type TileFolder } from './verify/tile-folder.ts';
import { type CodeWithFacts, type Facts, heldWords, neededWords, withFacts } from './verify/words.ts';

/** A file as it was given: how it is called, and its text. */
export type GivenFile = { readonly name: string; readonly text: string };

/** A folder of tiles as it was given. */
export type GivenFolder = { readonly name: string; readonly files: TileFolder };

type Said = CodeWithFacts<typeof heldWords>;

/** What holds of a file, or of all that was given: `file` is null. */
export type Held = { readonly file: string | null; readonly said: readonly Said[] };

/** The first thing that is wrong. `reason` says in English what `code` and its facts say. */
export type FirstBreak = {
  readonly file: string;
  readonly place: string;
  readonly code: BrokenCode | SheetFaultCode;
  readonly facts: Facts;
  readonly reason: string;
};

/** What was checked, a sentence each, and the first thing that is wrong. */
export type Findings = { readonly held: readonly Held[]; readonly broken: FirstBreak | null };

/** A sentence of what holds, in English. */
export const sentenceOf = ({ file, said }: Held): string => {
  const words = said.map(([code, facts]) => withFacts(heldWords[code], facts)).join('; ');
  return file === null ? words : `${file}: ${words}`;
};

/** What is broken, as findings have it. */
export const breakIn = (file: string, { place, code, facts, message }: Broken): FirstBreak => ({
  file,
  place,
  code,
  facts,
  reason: message,
});

export type NeededCode = keyof typeof neededWords;

/** What cannot be checked as it was given: the message says what to give. */
export class CannotCheck extends Error {}

/** Something must be given along. */
export class NeedsMore extends CannotCheck {
  readonly code: NeededCode;
  constructor(code: NeededCode) {
    super(neededWords[code]);
    this.code = code;
  }
}

type Kind =
  'checkpoints' | 'ledger' | 'receipt' | 'sheet' | 'list' | 'draw' | 'supplements' | 'round' | 'unknown';
type Named = { readonly name: string };
type ReadFile = GivenFile & { readonly kind: Kind; readonly value: unknown };

/**
 * Checks any combination of receipts, checkpoints, ledgers, tiles, score sheets, lists and draws, each by itself and
 * against the others (DOMAIN.md, invariants 7 and 13). `publicKey` (SubjectPublicKeyInfo in base64) is the published one; without
 * it that of the checkpoints is taken. Throws `NeedsMore` where a file that is needed was not given.
 */
export const checkFiles = (
  given: readonly GivenFile[],
  publicKey: string | null,
  folders: readonly GivenFolder[] = [],
): Findings => {
  const held: Held[] = [];
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
    const drawn = checkDraws({ draws: of('draw'), rounds: of('round'), sheets: of('sheet') }, inFile, held);
    for (const file of of('supplements')) checkSupplement(file, drawn, inFile, held);
    const signed = [...of('checkpoints'), ...of('ledger'), ...of('receipt')];
    if (signed.length === 0 && folders.length === 0) return { held, broken: null };
    const key = keyOf(publicKey, of('checkpoints'), inFile, held);

    const checkpoints = of('checkpoints').map((file) => {
      const found = inFile(file, () => checkCheckpoints(file.value, key));
      held.push({ file: file.name, said: described(found) });
      return found;
    });
    const besideOf = (log: unknown) => checkpoints.find((one) => one.log === log) ?? null;
    const ofFiles = of('ledger').map((file) => {
      const beside = besideOf(isFields(file.value) ? file.value['log'] : null);
      const ledger = inFile(file, () => checkLedger(file.value, key, beside));
      held.push({ file: file.name, said: [describedLedger(ledger, beside)] });
      return ledger;
    });
    const ofFolders = folders.map((folder) => {
      const beside = inFile(folder, () => besideOf(logOfTiles(folder.files)));
      const ledger = inFile(folder, () => checkTiles(folder.files, key, beside));
      held.push({ file: folder.name, said: [describedTiles(ledger, beside)] });
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
    if (receipts.length > 0) held.push({ file: null, said: [describedReceipts(receipts, ledgers)] });
    return { held, broken: null };
  } catch (error) {
    const file = current?.name ?? '--key';
    if (error instanceof BrokenSheet) return { held, broken: { file, ...error.fault } };
    if (!(error instanceof Broken)) throw error;
    return { held, broken: breakIn(file, error) };
  }
};

type InFile = <T>(file: Named, check: () => T) => T;

const read = (file: GivenFile): ReadFile => {
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch {
    throw new Broken('', 'no-json');
  }
  const kind = kindOf(value);
  if (kind === 'unknown') throw new Broken('/format', 'unknown-format');
  return { ...file, kind, value };
};

const formats = new Map<unknown, Kind>([
  [checkpointsFormat, 'checkpoints'],
  [ledgerFormat, 'ledger'],
  [receiptFormat, 'receipt'],
  [drawFormat, 'draw'],
  [supplementsFormat, 'supplements'],
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
  held: Held[],
): LedgerKey => {
  if (published !== null) {
    const key = ledgerKeyOf(published, '');
    held.push({ file: null, said: [['key-given', { fingerprint: key.fingerprint }]] });
    return key;
  }
  if (checkpoints === undefined) throw new NeedsMore('needs-key');
  const key = inFile(checkpoints, () => ledgerKeyOf(publicKeyAt(checkpoints.value), '/publicKey'));
  held.push({ file: checkpoints.name, said: [['key-named', { fingerprint: key.fingerprint }]] });
  return key;
};

const checkSheets = (
  sheets: readonly ReadFile[],
  lists: readonly ReadFile[],
  inFile: InFile,
  held: Held[],
): void => {
  if (sheets.length === 0 && lists.length > 0) throw new NeedsMore('needs-sheet');
  const computed = sheets.map((sheet) => ({ sheet, list: inFile(sheet, () => listOf(sheet.text)) }));
  for (const list of lists) {
    const match = computed.find((one) => one.list === list.text);
    inFile(list, () => {
      if (match !== undefined) return;
      const [first] = computed;
      if (first === undefined) throw new Broken('', 'another-list');
      throw new Broken('', 'list-differs', firstDifference(first.list, list.text));
    });
    if (match !== undefined) held.push({ file: list.name, said: [['list', { sheet: match.sheet.name }]] });
  }
  if (lists.length === 0)
    for (const { sheet } of computed) held.push({ file: sheet.name, said: [['sheet']] });
};

const listOf = (sheetText: string): string => {
  const sheet = parseScoreSheetText(sheetText);
  if (isSheetFault(sheet)) throw new BrokenSheet(sheet);
  try {
    return rankSheetToCanonicalJson(sheet);
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) throw new BrokenSheet(error.fault);
    throw error;
  }
};

/** The rules refuse the score sheet in a file. */
class BrokenSheet extends Error {
  readonly fault: SheetFault;
  constructor(fault: SheetFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

const firstDifference = (computed: string, given: string) => {
  let at = 0;
  while (at < computed.length && computed[at] === given[at]) at += 1;
  return { at, expected: computed.slice(at, at + 40) };
};

type DrawFiles = Readonly<Record<'draws' | 'rounds' | 'sheets', readonly ReadFile[]>>;
type ReadDraw = { readonly file: ReadFile; readonly draw: Draw };

/** Redraws, and holds the secret against the hash of its round's call, and the lots of a list against the seed. */
const checkDraws = (
  { draws, rounds, sheets }: DrawFiles,
  inFile: InFile,
  held: Held[],
): readonly ReadDraw[] => {
  const calls = rounds.map((file) => ({ file, ...inFile(file, () => callAt(file.value)) }));
  const drawn = draws.map((file): ReadDraw => {
    const draw = inFile(file, () => checkDraw(file.value));
    const call = calls.find(({ roundId }) => roundId === draw.roundId);
    inFile(file, () => {
      if (call !== undefined && call.secretSha256 !== draw.secretSha256)
        throw new Broken('/drawSecret', 'secret-of-another-call', { round: call.file.name });
    });
    held.push({ file: file.name, said: describedDraw(draw, call?.file ?? null) });
    return { file, draw };
  });
  for (const { file, roundId, secretSha256 } of calls)
    if (!drawn.some(({ draw }) => draw.roundId === roundId))
      held.push({ file: file.name, said: [describedCall(secretSha256)] });
  for (const sheet of drawn.length === 0 ? [] : sheets)
    inFile(sheet, () => {
      checkLots(sheet, drawn, held);
    });
  return drawn;
};

/** Orders again what was added to a pool after its draw, which must be given, too. */
const checkSupplement = (file: ReadFile, drawn: readonly ReadDraw[], inFile: InFile, held: Held[]): void => {
  if (drawn.length === 0) throw new NeedsMore('needs-draw');
  const { supplementCount, candidateCount, draw } = inFile(file, () => {
    const continued = drawOfSupplements(file.value);
    const match = drawn.find(({ draw: { sha256 } }) => sha256 === continued);
    if (match === undefined) throw new Broken('/drawSha256', 'another-draw');
    return { ...checkSupplements(file.value, match.draw), draw: match.file.name };
  });
  held.push({
    file: file.name,
    said: [['supplements', { count: supplementCount, candidates: candidateCount, draw }]],
  });
};

/** A sheet without scorecards may come of a round in which no panel was seated. */
const checkLots = ({ name, value }: ReadFile, drawn: readonly ReadDraw[], held: Held[]): void => {
  if (!isFields(value) || !Array.isArray(value['scorecards']) || value['scorecards'].length === 0) return;
  const match = drawn.find(({ draw }) => draw.seed === value['drawSeed']);
  if (match === undefined) throw new Broken('/drawSeed', 'another-seed');
  held.push({ file: name, said: [['lots', { draw: match.file.name }]] });
};

const checkAgainst = (
  { entry, keyId, inclusion }: Receipt,
  checkpoints: readonly Checkpoints[],
  ledgers: readonly Ledger[],
): void => {
  const published = checkpoints.find(({ log }) => log === entry.log);
  if (published !== undefined && published.keyId !== keyId) throw new Broken('/keyId', 'another-key-id');
  if (published !== undefined && inclusion !== null && !isAmong(published, inclusion.checkpoint.note))
    throw new Broken('/inclusion/checkpoint', 'unpublished-checkpoint');
  for (const { entries } of ledgers.filter(({ log }) => log === entry.log)) {
    const stands =
      inclusion === null
        ? entries.some(({ hash }) => hash === entry.hash)
        : entries[inclusion.index]?.hash === entry.hash;
    if (!stands) throw new Broken('/entry', 'not-in-ledger', nameOf(entry));
  }
};

const isAmong = ({ known }: Checkpoints, note: string): boolean => known.some((one) => one.note === note);

const described = ({ log, sealedCount, openedCount, known }: Checkpoints): readonly Said[] => {
  const last = known.at(-1);
  return [
    ['checkpoints', { count: sealedCount + known.length, log, opened: openedCount }],
    ...(sealedCount === 0 ? [] : [['checkpoints-sealed', { count: sealedCount }] as const]),
    ...(last === undefined ? [] : [['log-grew', { size: last.size }] as const]),
  ];
};

const describedLedger = ({ log, entries, agreeing }: Ledger, beside: Checkpoints | null): Said =>
  beside === null
    ? ['ledger', { count: entries.length, log }]
    : ['ledger-beside', { count: entries.length, log, agreeing }];

const describedTiles = ({ log, entries, agreeing }: Ledger, beside: Checkpoints | null): Said =>
  beside === null
    ? ['tiles', { count: entries.length, log }]
    : ['tiles-beside', { count: entries.length, log, agreeing }];

const describedDraw = (draw: Draw, round: Named | null): readonly Said[] => [
  [
    'draw',
    {
      panels: draw.challengeIds.length,
      roundId: draw.roundId,
      candidates: draw.evaluatorIds.length,
      nonces: draw.nonceCount,
    },
  ],
  round === null
    ? ['secret-to-compare', { sha256: draw.secretSha256, roundId: draw.roundId }]
    : ['secret-of-call', { round: round.name }],
  ['draw-record', { sha256: draw.sha256 }],
];

const describedCall = (secretSha256: string | null): Said =>
  secretSha256 === null ? ['call-without-secret'] : ['call-with-secret', { sha256: secretSha256 }];

const describedReceipts = (receipts: readonly Receipt[], ledgers: readonly Ledger[]): Said => [
  'receipts',
  {
    count: receipts.length,
    opened: receipts.filter(({ isOpened }) => isOpened).length,
    included: receipts.filter(({ inclusion }) => inclusion !== null).length,
    inLedger: receipts.filter(({ entry }) => ledgers.some(({ log }) => log === entry.log)).length,
  },
];
