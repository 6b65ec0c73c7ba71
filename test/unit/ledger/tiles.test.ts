import { describe, expect, it } from '@jest/globals';
import { tilesOf } from '../../../functions/ledger/verify/tiles.ts';
import { leafHash, rootOf } from '../../../functions/ledger/verify/tree.ts';

const leavesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `{"a":${at}}`);

describe('tiles', () => {
  it('are whole and partial hashes and bundles under their paths', () => {
    const leaves = leavesOf(700);
    const files = tilesOf(leaves);
    expect([...files.keys()].sort()).toEqual([
      'tile/0/000',
      'tile/0/001',
      'tile/0/002.p/188',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/188',
    ]);
    const hashes = leaves.map((leaf) => leafHash(leaf));
    expect(files.get('tile/0/001')).toEqual(Buffer.concat(hashes.slice(256, 512)));
    expect(files.get('tile/1/000.p/2')?.subarray(32)).toEqual(rootOf(hashes.slice(256, 512)));
    expect(files.get('tile/entries/001')?.subarray(0, 12).toString('latin1')).toBe('\0\u0009{"a":256}\0');
  });

  it('are none of an empty log', () => {
    expect(tilesOf([]).size).toBe(0);
  });

  it('go beyond three digits', () => {
    expect([...tilesOf(leavesOf(256_001)).keys()]).toContain('tile/0/x001/000.p/1');
  });
});
