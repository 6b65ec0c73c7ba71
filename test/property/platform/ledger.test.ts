import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { commitTo, disclosureKey, entryHash, entryOf } from '../../../functions/platform/ledger.ts';

const secret = fc.stringMatching(/^[0-9a-f]{64}$/u);
const word = fc.stringMatching(/^[a-z]{1,8}$/u);
const json = fc.jsonValue({ noUnicodeString: false });
const entry = fc
  .record({
    log: word.map((id) => `round/${id}` as const),
    entity: word,
    sequence: fc.integer({ min: 1, max: 1000 }),
    previous: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/u)),
    at: fc.constant('2020-05-31T14:59:59.999Z'),
    action: word,
    from: fc.option(word),
    to: word,
    actor: word.map((task) => ({ kind: 'system', task }) as const),
    reason: fc.option(fc.string({ unit: 'grapheme' })),
    before: json,
    after: json,
  })
  .chain((fact) => secret.map((salt) => ({ fact, salt, leaf: entryOf(fact, salt) })));

describe('an entry’s hash', () => {
  it('changes with every field of the entry', () => {
    fc.assert(
      fc.property(entry, ({ leaf }) => {
        for (const field of Object.keys(leaf))
          expect(entryHash({ ...leaf, [field]: 'other' })).not.toBe(entryHash(leaf));
      }),
    );
  });

  it('does not depend on the order in which its fields were written', () => {
    fc.assert(
      fc.property(entry, ({ leaf }) => {
        const { after, action, ...rest } = leaf;
        expect(entryHash({ after, ...rest, action })).toBe(entryHash(leaf));
      }),
    );
  });
});

describe('a commitment', () => {
  it('is what the formats’ description says, whatever is committed', () => {
    fc.assert(
      fc.property(entry, ({ fact, salt, leaf }) => {
        const key = createHmac('sha256', Buffer.from(salt, 'hex')).update('after').digest();
        expect(leaf.after).toBe(createHmac('sha256', key).update(canonicalJson(fact.after)).digest('hex'));
      }),
    );
  });

  it('cannot be found by hashing guesses without its secret', () => {
    fc.assert(
      fc.property(json, secret, secret, (value, salt, other) => {
        fc.pre(salt !== other);
        const written = canonicalJson(value);
        const commitment = commitTo(disclosureKey(salt, 'after'), value);
        expect(commitment).not.toBe(createHash('sha256').update(written).digest('hex'));
        expect(commitment).not.toBe(commitTo(disclosureKey(other, 'after'), value));
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('keeps the value and is its own canonical form', () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = canonicalJson(value);
        // -0 is written 0 (RFC 8785), as JSON.stringify does.
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
    );
  });
});
