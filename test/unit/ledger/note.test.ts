import { describe, expect, it } from '@jest/globals';
import { ledgerKeyOf, noteKeyId, readNote, writeNote } from '../../../functions/ledger/verify/note.ts';
import { newKeys, spkiOf } from '../../support/small-ledger.ts';

/** The example in the documentation of Go's package `golang.org/x/mod/sumdb/note`. */
const known = {
  name: 'PeterNeumann',
  keyId: 'c74f20a3',
  raw: Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1),
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
};
const prefixOfSpki = Buffer.from('302a300506032b6570032100', 'hex');
const key = ledgerKeyOf(Buffer.concat([prefixOfSpki, known.raw]).toString('base64'), '');
const note = `${known.text}\n— ${known.name} ${known.signature}\n`;

describe('a signed note', () => {
  it('is read and written as other programs do', () => {
    expect(noteKeyId(known.name, known.raw).toString('hex')).toBe(known.keyId);
    expect(readNote(note, known.name, key, '')).toBe(known.text);
    const signature = Buffer.from(known.signature, 'base64').subarray(4);
    expect(writeNote(known.text, known.name, known.raw, signature)).toBe(note);
  });

  it.each([
    ['another text', note.replace('answer', 'Answer'), 'not the ledger’s'],
    ['another name', note.replace('— Peter', '— Paul'), 'in the name of PaulNeumann'],
    ['a second signature', `${note}— x y\n`, 'no signed note'],
    ['no empty line', note.replace('\n\n', '\n'), 'no signed note'],
    ['stray bits in base64', note.replace('nAM=', 'nAN='), 'no base64'],
    ['the id of another key', note.replace('x08go/', 'x08gp/'), 'another key'],
    ['a signature cut short', note.replace('yBwJnAM=', ''), 'not the ledger’s'],
  ])('with %s is refused', (_, changed, reason) => {
    expect(() => readNote(changed, known.name, key, '')).toThrow(reason);
  });

  it('is not the same under another key', () => {
    expect(() => readNote(note, known.name, ledgerKeyOf(spkiOf(newKeys()), ''), '')).toThrow('another key');
  });
});
