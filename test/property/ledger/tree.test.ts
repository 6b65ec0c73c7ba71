import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyRanges,
  emptyRoot,
  inclusionRanges,
  leafHash,
  provesConsistency,
  provesInclusion,
  rootOf,
  rootOfRange,
} from '../../../functions/ledger/verify/tree.ts';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 9162, 2.1.1, as it stands there. */
const naiveRoot = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
};

const leavesOf = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) => leafHash(`leaf ${at}`));
const size = fc.integer({ min: 0, max: 300 });

describe('the tree', () => {
  it('has the roots that certificate logs test with', () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((hex) => leafHash(Buffer.from(hex, 'hex')));
    expect(leaves.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString('hex'))).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('without leaves is the hash of nothing', () => {
    expect(emptyRoot.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(rootOf([])).toEqual(emptyRoot);
  });

  it('is the one that the definition makes', () => {
    fc.assert(
      fc.property(size, (count) => {
        const leaves = leavesOf(count);
        expect(rootOf(leaves)).toEqual(naiveRoot(leaves));
      }),
    );
  });
});

describe('a proof of inclusion', () => {
  it('proves its leaf at its place and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (count, drawn, other) => {
        const leaves = leavesOf(count);
        const [index, elsewhere] = [drawn % count, other % count];
        const proof = inclusionRanges(index, count).map(rootOfRange(leaves));
        const claim = { leaf: leafHash(`leaf ${index}`), index, size: count, root: naiveRoot(leaves) };
        expect(provesInclusion(proof, claim)).toBe(true);
        expect(provesInclusion(proof, { ...claim, index: elsewhere })).toBe(elsewhere === index);
        expect(provesInclusion(proof, { ...claim, leaf: leafHash('another') })).toBe(false);
        expect(provesInclusion([...proof, emptyRoot], claim)).toBe(false);
        if (proof.length > 0) expect(provesInclusion(proof.slice(1), claim)).toBe(false);
        expect(provesInclusion(proof, { ...claim, index: count })).toBe(false);
      }),
    );
  });

  it('has at most one hash a level', () => {
    expect(inclusionRanges(77, 100_000).length).toBeLessThanOrEqual(17);
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
  });
});

describe('a proof of consistency', () => {
  it('proves that a tree begins with another and nothing else', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (count, drawn, other) => {
        const leaves = leavesOf(count);
        const smaller = drawn % (count + 1);
        const proof = consistencyRanges(smaller, count).map(rootOfRange(leaves));
        const [before, after] = [smaller, count].map((end) => ({
          size: end,
          root: naiveRoot(leaves.slice(0, end)),
        }));
        if (before === undefined || after === undefined) throw new RangeError('Two trees');
        expect(provesConsistency(proof, before, after)).toBe(true);
        expect(provesConsistency([...proof, emptyRoot], before, after)).toBe(false);
        if (proof.length > 0) expect(provesConsistency(proof.slice(1), before, after)).toBe(false);
        expect(provesConsistency(proof, before, { ...after, root: leafHash('another') })).toBe(
          // Every tree begins with nothing.
          smaller === 0 && count > 0,
        );
        if (count === 0) return;
        const changed = leaves.map((leaf, at) => (at === other % count ? leafHash('another') : leaf));
        const forked = consistencyRanges(smaller, count).map(rootOfRange(changed));
        expect(provesConsistency(forked, before, { size: count, root: naiveRoot(changed) })).toBe(
          other % count >= smaller,
        );
        if (smaller < count) expect(provesConsistency(proof, after, before)).toBe(false);
      }),
    );
  });
});
