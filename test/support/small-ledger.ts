import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  checkpointText,
  commitmentOf,
  commitmentText,
  originOf,
} from '../../functions/ledger/verify/checkpoint.ts';
import { writeNote } from '../../functions/ledger/verify/note.ts';
import {
  consistencyRanges,
  type Hash,
  inclusionRanges,
  leafHash,
  rootOf,
  rootOfRange,
} from '../../functions/ledger/verify/tree.ts';
import { canonicalJson } from '../../functions/platform/canonical-json.ts';
import { sha256Hex } from '../../functions/platform/digest.ts';
import { addSeconds } from '../../functions/platform/instant.ts';
import { entryHash, entryOf, type LedgerEntry, type LogName } from '../../functions/platform/ledger.ts';
import { receiptOf } from '../../functions/proposals/store/receipt.ts';

export const smallLog = 'round/7';
const smallChallenge = 'challenge/c1';
const keyId = 'key-1';
const begin = '2020-04-01T00:00:00.000Z';

export type Keys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export const newKeys = (): Keys => generateKeyPairSync('ed25519');

/** The key as SubjectPublicKeyInfo in base64. */
export const spkiOf = ({ publicKey }: Keys): string =>
  publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

const rawOf = ({ publicKey }: Keys): Buffer =>
  publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);

/** A text signed in the name of a log. */
export const signedNote = (keys: Keys, text: string, log: LogName = smallLog): string =>
  writeNote(text, originOf(log), rawOf(keys), sign(null, Buffer.from(text), keys.privateKey));

type Written = { readonly leaf: LedgerEntry; readonly secret: string; readonly after: unknown };

/** `count` entries of some ten things, in the log's order. `fork` makes another history from an entry on. */
export const writeEntries = (
  count: number,
  fork: number | null = null,
  log: LogName = smallLog,
): readonly Written[] => {
  const lastOf = new Map<string, LedgerEntry>();
  return Array.from({ length: count }, (_, at) => {
    const entity = at === 2 ? smallChallenge : at % 5 === 0 ? `round/7` : `proposal/p${(at * 7) % 8}`;
    const last = lastOf.get(entity);
    const secret = sha256Hex(`secret ${at}`);
    const after = {
      state: `S${at}`,
      title: { ko: `제안 ${at}`, en: `Proposal ${at}${at === fork ? '!' : ''}` },
    };
    const leaf = entryOf(
      {
        log,
        entity,
        sequence: (last?.sequence ?? 0) + 1,
        previous: last === undefined ? null : entryHash(last),
        at: addSeconds(begin, at * 60),
        action: entity.startsWith('proposal/') ? 'submit' : 'knock',
        from: last?.to ?? null,
        to: `S${at}`,
        actor: { kind: 'account', accountId: `a${at}` },
        reason: at % 3 === 0 ? `because ${at}` : null,
        before: last === undefined ? null : { state: last.to },
        after,
      },
      secret,
    );
    lastOf.set(entity, leaf);
    return { leaf, secret, after };
  });
};

export type SmallLedger = {
  readonly checkpoints: {
    readonly checkpoints: readonly { readonly note: string; readonly opening: unknown }[];
  } & Readonly<Record<string, unknown>>;
  readonly ledger: {
    readonly leafHashes: readonly string[];
    readonly entries: readonly LedgerEntry[];
  } & Readonly<Record<string, unknown>>;
  readonly receipts: readonly Readonly<Record<string, unknown>>[];
};

/** A whole small ledger: seven sealed checkpoints that were opened, six open ones, and receipts of some submissions. */
export const smallLedger = (keys: Keys, entries = writeEntries(45)): SmallLedger => {
  const leaves: readonly Hash[] = entries.map(({ leaf }) => leafHash(canonicalJson(leaf)));
  const root = (size: number): Hash => rootOf(leaves.slice(0, size));
  const sizes = [0, 1, 4, 4, 9, 16, 21, 21, 22, 30, 32, 32, 45].map((size) => Math.min(size, leaves.length));
  const made = sizes.map((size, index) => {
    const numbered = { number: index + 1, at: addSeconds(begin, index * 3600) };
    const head = { size, root: root(size) };
    const ranges = index === 0 ? [] : consistencyRanges(sizes[index - 1] ?? 0, size);
    const consistency = ranges.map((range) => rootOfRange(leaves)(range).toString('hex'));
    if (index >= 7)
      return { note: signedNote(keys, checkpointText(smallLog, numbered, head)), opening: null, consistency };
    const opening = { nonce: sha256Hex(`nonce ${index}`), root: head.root.toString('hex'), size };
    const text = commitmentText(smallLog, numbered, commitmentOf(smallLog, opening));
    return { note: signedNote(keys, text), opening, consistency };
  });
  const checkpoint = made.at(-1)?.note ?? '';
  return {
    checkpoints: {
      format: 'first-buyer/checkpoints/1',
      log: smallLog,
      keyId,
      publicKey: spkiOf(keys),
      checkpoints: made,
    },
    ledger: {
      format: 'first-buyer/ledger/1',
      log: smallLog,
      checkpoint,
      leafHashes: leaves.map((leaf) => leaf.toString('hex')),
      entries: entries.map(({ leaf }) => leaf),
    },
    receipts: entries.flatMap(({ leaf, secret, after }, index) => {
      if (leaf.action !== 'submit' || index % 3 > 0) return [];
      const signature = sign(null, Buffer.from(canonicalJson(leaf)), keys.privateKey).toString('base64');
      const proof = inclusionRanges(index, leaves.length).map((range) =>
        rootOfRange(leaves)(range).toString('hex'),
      );
      return [
        {
          ...receiptOf(leaf, signature, { secret, after }, keyId),
          inclusion: { index, proof, checkpoint },
        },
      ];
    }),
  };
};

/** The files as they are given to the verifier: checkpoints, ledger, then the receipts. */
export const filesOf = ({ checkpoints, ledger, receipts }: SmallLedger) => [
  { name: 'checkpoints.json', text: canonicalJson(checkpoints) },
  { name: 'ledger.json', text: canonicalJson(ledger) },
  ...receipts.map((receipt, at) => ({ name: `receipts/${at}.json`, text: canonicalJson(receipt) })),
];
