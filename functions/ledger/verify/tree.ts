import { createHash } from 'node:crypto';

/** The Merkle tree of RFC 9162, section 2.1: how a log is hashed, and the proofs that come of it. */
export type Hash = Buffer;

/** The leaves from `first` up to, not including, `end`. */
export type Range = { readonly first: number; readonly end: number };

const sha256 = (...parts: readonly (string | Uint8Array)[]): Hash =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The hash of a leaf: SHA-256 over a zero byte and the leaf. */
export const leafHash = (leaf: string | Uint8Array): Hash => sha256(leafPrefix, leaf);

/** The hash of a node: SHA-256 over a one byte, the left and the right hash. */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodePrefix, left, right);

/** The root of a tree without leaves. */
export const emptyRoot: Hash = sha256();

/** Takes leaves one after another and tells the root at any time. */
export const createGrowingTree = () => {
  /** The whole subtrees so far, from the widest to the narrowest; at most one of each width. */
  const peaks: { readonly width: number; readonly hash: Hash }[] = [];
  return {
    append(leaf: Hash): void {
      let grown = { width: 1, hash: leaf };
      for (let last = peaks.at(-1); last?.width === grown.width; last = peaks.at(-1)) {
        grown = { width: grown.width * 2, hash: nodeHash(last.hash, grown.hash) };
        peaks.pop();
      }
      peaks.push(grown);
    },
    root(): Hash {
      const [narrowest, ...others] = peaks.toReversed();
      if (narrowest === undefined) return emptyRoot;
      return others.reduce((right, { hash }) => nodeHash(hash, right), narrowest.hash);
    },
  };
};

/** The root over the hashes of leaves. */
export const rootOf = (leaves: readonly Hash[]): Hash => {
  const tree = createGrowingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
};

/** The root of the leaves of a range. */
export const rootOfRange =
  (leaves: readonly Hash[]) =>
  ({ first, end }: Range): Hash =>
    rootOf(leaves.slice(first, end));

/** Whose roots prove, from the leaf upwards, that leaf `index` stands in the tree of `size` leaves (2.1.3.1). */
export const inclusionRanges = (index: number, size: number): readonly Range[] => {
  if (index < 0 || index >= size) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}`);
  const ranges: Range[] = [];
  let [first, end] = [0, size];
  while (end - first > 1) {
    const middle = first + splitOf(end - first);
    const isLeft = index < middle;
    ranges.unshift(isLeft ? { first: middle, end } : { first, end: middle });
    if (isLeft) end = middle;
    else first = middle;
  }
  return ranges;
};

/** Whose roots prove that the tree of `size` leaves begins with the tree of `smaller` leaves (2.1.4.1). */
export const consistencyRanges = (smaller: number, size: number): readonly Range[] => {
  if (smaller < 0 || smaller > size) throw new RangeError(`${size} leaves do not begin with ${smaller}`);
  if (smaller === 0 || smaller === size) return [];
  const ranges: Range[] = [];
  let [first, end] = [0, size];
  while (end !== smaller) {
    const middle = first + splitOf(end - first);
    const isLeft = smaller <= middle;
    ranges.unshift(isLeft ? { first: middle, end } : { first, end: middle });
    if (isLeft) end = middle;
    else first = middle;
  }
  // The verifier knows the root of the smaller tree; a part of it must be told.
  return first === 0 ? ranges : [{ first, end }, ...ranges];
};

/** Whether the proof leads from the leaf to the root (2.1.3.2). */
export const provesInclusion = (
  proof: readonly Hash[],
  { leaf, index, size, root }: { leaf: Hash; index: number; size: number; root: Hash },
): boolean => {
  if (index >= size) return false;
  const sides = sidesOfSiblings(index, size - 1);
  return proof.length === sides.length && foldUp(leaf, proof, sides).equals(root);
};

/** A tree as a checkpoint names it. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/** Whether the proof shows that `larger` is `smaller` with leaves appended and nothing else (2.1.4.2). */
export const provesConsistency = (proof: readonly Hash[], smaller: TreeHead, larger: TreeHead): boolean => {
  if (smaller.size > larger.size) return false;
  if (smaller.size === larger.size) return proof.length === 0 && smaller.root.equals(larger.root);
  if (smaller.size === 0) return proof.length === 0 && smaller.root.equals(emptyRoot);
  let [node, last] = [smaller.size - 1, larger.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A smaller tree that is a whole subtree of the larger one is its own first hash.
  const [start, ...siblings] = node === 0 ? [smaller.root, ...proof] : proof;
  const sides = sidesOfSiblings(node, last);
  if (start === undefined || siblings.length !== sides.length) return false;
  const before = siblings.filter((_, at) => sides[at] === 'left');
  return foldUp(start, before, []).equals(smaller.root) && foldUp(start, siblings, sides).equals(larger.root);
};

/** On which side each sibling stands on the way up from a node of a level whose last node is `last`. */
const sidesOfSiblings = (node: number, last: number): readonly ('left' | 'right')[] => {
  const sides: ('left' | 'right')[] = [];
  let [at, end] = [node, last];
  while (end > 0) {
    const isRightmost = at === end;
    if (isOdd(at) || isRightmost) {
      sides.push('left');
      // The rightmost node of an uneven level goes up as it is.
      while (!isOdd(at)) [at, end] = [half(at), half(end)];
    } else sides.push('right');
    [at, end] = [half(at), half(end)];
  }
  return sides;
};

/** Hashes upwards; a sibling of which no side is told stands on the left. */
const foldUp = (start: Hash, siblings: readonly Hash[], sides: readonly ('left' | 'right')[]): Hash =>
  siblings.reduce(
    (hash, sibling, at) => (sides[at] === 'right' ? nodeHash(hash, sibling) : nodeHash(sibling, hash)),
    start,
  );

const isOdd = (count: number): boolean => count % 2 === 1;
const half = (count: number): number => Math.floor(count / 2);

/** The greatest power of two below `size`. */
export const splitOf = (size: number): number => {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
};
