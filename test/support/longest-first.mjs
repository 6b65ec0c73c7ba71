import { statSync } from 'node:fs';

/** What takes longest in the whole run, longest first; the rest follows by the size of its file, as jest itself has it. */
const longest = [
  'e2e/one-effect',
  'browser/purchases',
  'e2e/round.',
  'browser/designations',
  'access/matrix',
  'e2e/',
  'browser/',
  'integration/',
];

const placeOf = ({ path }) => {
  const place = longest.findIndex((part) => path.includes(`/${part}`));
  return place < 0 ? longest.length : place;
};

/**
 * The order of suites for jest, which in a fresh clone knows no times and takes small files for quick ones: the longest
 * suite, three lines that use a whole round, came last and ran alone for minutes.
 */
class LongestFirst {
  sort(tests) {
    const sizes = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return tests.toSorted(
      (one, other) =>
        placeOf(one) - placeOf(other) || (sizes.get(other.path) ?? 0) - (sizes.get(one.path) ?? 0),
    );
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}

export default LongestFirst;
