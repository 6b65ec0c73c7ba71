/*
 * What the check says, by code: in English here, so that whoever reads the program reads what it says; the portal has the
 * same codes in both its languages. `{{…}}` is a fact of the case.
 */

/** What holds. Each begins or goes on with a file. */
export const heldWords = {
  'key-given': 'the key given: SHA-256 {{fingerprint}}',
  'key-named':
    'names the key with SHA-256 {{fingerprint}}; compare it with the one that the agency publishes',
  checkpoints: '{{count}} checkpoints of {{log}}, signed and without a gap; {{opened}} sealed ones opened',
  'checkpoints-sealed': '{{count}} still sealed',
  'log-grew': 'the log only grew, to {{size}} entries',
  ledger: '{{count}} entries of {{log}}, each entity’s chained, their tree that of its checkpoint',
  'ledger-beside':
    '{{count}} entries of {{log}}, each entity’s chained, their tree that of its checkpoint and {{agreeing}} beside it',
  tiles:
    '{{count}} entries of {{log}}, each entity’s chained, their tree that of its checkpoint, and every tile what they make',
  'tiles-beside':
    '{{count}} entries of {{log}}, each entity’s chained, their tree that of its checkpoint and {{agreeing}} beside it, and every tile what they make',
  receipts:
    '{{count}} receipts: signed; {{opened}} show what was submitted; {{included}} prove that the log has them; {{inLedger}} found in the ledger’s export',
  list: 'to the byte what the rules make of {{sheet}}',
  sheet: 'can be ranked (give the list to compare it)',
  lots: 'decides ties by the seed of {{draw}}',
  draw: '{{panels}} panels of round {{roundId}}, drawn again from {{candidates}} evaluators, the secret and {{nonces}} sealed nonces, are the same in every place',
  'secret-of-call': 'the secret is that whose hash {{round}} has from the call',
  'secret-to-compare':
    'the secret’s SHA-256 is {{sha256}}: compare it with the one that was published with the call, or give the answer of GET /rounds/{{roundId}}',
  'draw-record': 'the record’s SHA-256 is {{sha256}}',
  supplements:
    '{{count}} supplements of the pool, with {{candidates}} evaluators, stand behind the drawn order of {{draw}} for each challenge as its seed orders them',
  'call-without-secret': 'is of before the call: no hash of a secret is in it',
  'call-with-secret':
    'has SHA-256 {{sha256}} of the draw’s secret from the call (give the draw to compare it)',
  dossier:
    '{{count}} files of challenge {{challengeId}} of {{log}} as of {{at}}, signed, each with its SHA-256',
  'dossier-key':
    'the key is the one that it names, with SHA-256 {{fingerprint}}: compare it with the one that the agency publishes',
  'dossier-entries':
    '{{count}} entries of the challenge and of what belongs to it, each proved to stand in the log; {{opened}} opened',
  'dossier-agency':
    '{{count}} entries of the agency’s log about its designations, each proved to stand in it; {{opened}} opened',
  'dossier-draw': 'the record of the draw is the one that the ledger’s entry names',
  'dossier-documents': '{{count}} documents enclosed, as they were pinned',
} as const;

/** What is wrong, as the end of a sentence that begins with the place. */
export const brokenWords = {
  'no-json': 'is no JSON',
  'no-object': 'is no object',
  missing: 'is missing',
  'no-field': 'is no field of this format',
  'no-list': 'is no list',
  'no-text': 'is no text',
  'no-truth': 'is neither true nor false',
  'no-count': 'is no whole number of 0 or more',
  'no-hash': 'is no SHA-256 in lower-case hexadecimal',
  'no-base64': 'is no base64',
  'no-utf8': 'is no UTF-8 text',
  'no-format': 'is no {{format}}',
  'unknown-format': 'is no format that this program knows',
  'not-canonical': 'is not in canonical form',
  'no-key': 'is no public key (SubjectPublicKeyInfo)',
  'key-of-another-kind': 'is no public key of Ed25519',
  'no-note': 'is no signed note',
  'signed-for-another': 'is signed in the name of {{signer}}, not of {{name}}',
  'signature-no-base64': 'has a signature that is no base64',
  'signed-by-another-key': 'is signed by another key',
  'signature-wrong': 'has a signature that is not the ledger’s',
  'no-checkpoint': 'is no checkpoint of this log',
  'no-commitment': 'is no commitment to a checkpoint of this log',
  'opens-unsealed': 'opens what was never sealed',
  'checkpoint-gap': 'is checkpoint {{number}}, where {{expected}} belongs',
  'checkpoint-too-early': 'is from before checkpoint {{number}}',
  'growth-of-sealed': 'proves growth of a sealed tree',
  'open-after-sealed': 'is open, while one before it is still sealed',
  'growth-from-nothing': 'proves growth from no checkpoint',
  'growth-not-proved': 'does not prove that checkpoint {{next}} only added to checkpoint {{last}}',
  'opening-wrong': 'is not what the commitment was made over',
  'entry-no-commitment': 'is no commitment (64 lower-case hexadecimal digits)',
  'entry-gap': 'is {{entity}}, entry {{sequence}}, where entry {{expected}} belongs',
  'previous-wrong': 'is not the hash of the entry before ({{entity}}, entry {{sequence}})',
  'from-wrong': 'is a state that {{entity}} was not in',
  'another-log': 'is {{log}}, not {{expected}}',
  'entries-cut': 'is missing: the checkpoint has {{size}} entries, the export ends after {{count}}',
  'entries-cut-before':
    'is missing: checkpoint {{number}} has {{size}} entries, the export ends after {{count}}',
  'leaf-hash-surplus': 'belongs to no entry',
  'entry-after-last': 'is an entry after the last of the checkpoint',
  'entry-changed': 'is not the entry that the signed checkpoint has at this place',
  'root-wrong':
    'or one of the {{count}} from it on is not what checkpoint {{number}} has (root of {{size}} entries)',
  'entry-surplus': 'stands after the last of the checkpoint ({{entity}}, entry {{sequence}})',
  'checkpoint-not-beside': 'is none of the checkpoints beside it',
  'tile-wrong': 'is not what the entries of the log make',
  'tile-surplus': 'belongs to no tile of the checkpoint’s tree',
  'ends-in-entry': 'ends within an entry',
  'ends-in-hash': 'ends within a hash',
  'entry-hash-wrong': 'is not the hash of the entry',
  'no-ed25519': 'is not Ed25519',
  'signature-to-follow': 'was still to follow: read the receipts of the proposal again',
  'receipt-signature-wrong': 'is not the ledger’s signature over the entry',
  'note-though-signed': 'speaks of a signature that follows, but it is there',
  'disclosure-wrong': 'is not what the entry commits to: the content was changed',
  'inclusion-not-proved': 'does not prove that the entry stands at {{index}} in the checkpoint',
  'another-key-id': 'is not the key of the checkpoints',
  'unpublished-checkpoint': 'is none of the published checkpoints',
  'not-in-ledger': 'does not stand in the ledger ({{entity}}, entry {{sequence}})',
  'another-list': 'is not the list that the rules make of the score sheet',
  'list-differs':
    'is not the list that the rules make of the score sheet: it differs from character {{at}} on, where «{{expected}}» belongs',
  unordered: 'is not in ascending order',
  'seed-wrong': 'is not the SHA-256 of the secret and the nonces',
  'drawn-twice': 'is drawn for twice',
  'panel-missing': 'is missing, where the panel of challenge {{challengeId}} belongs',
  'another-panel': 'is of {{given}}, where the panel of challenge {{challengeId}} belongs',
  'panel-surplus': 'is of no challenge that was drawn for',
  'another-member': 'is {{given}}, where the draw has {{drawn}} (panel of challenge {{challengeId}})',
  'member-missing': 'is nobody, where the draw has {{drawn}} (panel of challenge {{challengeId}})',
  'member-surplus': 'is {{given}}, where the draw has nobody (panel of challenge {{challengeId}})',
  'secret-of-another-call': 'is not the secret whose hash {{round}} has from the call',
  'another-seed': 'is not the seed of the draw beside it',
  'another-draw': 'is of no draw that was given',
  'in-pool-already': 'stands in the pool already',
  'supplement-out-of-turn': 'is not {{expected}}, whose turn it is',
  'archive-unreadable': 'cannot be read: {{why}}',
  'archive-packed': 'is compressed or encrypted, as no dossier has it',
  'archive-length-wrong': 'has another length than the manifest says',
  'archive-hash-wrong': 'is not the file of the manifest: its SHA-256 is another',
  'archive-byte-wrong': 'is not what an archive of these files has there',
  'dossier-not-whole': 'is not whole: {{why}}',
  'manifest-unsigned': 'is not what the ledger signed',
  'paths-unordered': 'is not in the order of the paths',
  'not-in-manifest': 'is not in the manifest',
  moved: 'stands in another place than the manifest has it',
  'log-wrong': 'is not {{log}}',
  'entries-unordered': 'is not in the order of the log',
  'not-at-place': 'does not stand at {{index}} in the ledger ({{entity}}, entry {{sequence}})',
  'none-of-challenge': 'have none of the challenge',
  'entry-left-out': 'leave one out that the ledger has at {{index}} ({{entity}}, entry {{sequence}})',
  'content-wrong': 'is not what the entry commits to ({{entity}}, entry {{sequence}})',
  'draw-not-shown': 'is of a draw whose entry is not shown, though the ledger has it',
  'draw-not-entered': 'is not the record that the ledger’s entry of the draw commits to',
  'not-in-dossier': 'is not in the dossier',
  'document-changed': 'has other bytes in the dossier than were pinned',
} as const;

/** What must be given before the rest can be checked. */
export const neededWords = {
  'needs-key': 'Give the public key with --key FILE, or checkpoints.json, which names it.',
  'needs-sheet': 'A priority list is checked against its score sheet: give that, too.',
  'needs-draw': 'Supplements of a pool are checked against the record of the draw: give that, too.',
} as const;

export type Fact = string | number;
export type Facts = Readonly<Record<string, Fact>>;

type NamesIn<Words extends string> = Words extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A code with the facts that its words name. */
export type CodeWithFacts<Table extends Readonly<Record<string, string>>> = {
  [Code in keyof Table]: [NamesIn<Table[Code]>] extends [never]
    ? readonly [code: Code]
    : readonly [code: Code, facts: Readonly<Record<NamesIn<Table[Code]>, Fact>>];
}[keyof Table];

/** Puts the facts into the words. */
export const withFacts = (words: string, facts: Facts = {}): string =>
  words.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(facts[name]));
