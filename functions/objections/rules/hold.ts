import { allocate, type PriorityRow, rankSheet, type ScoreSheet, verdictAt } from '../../decisions/rules.ts';

/** A candidate of the allocation with its total. */
type Candidate = Pick<PriorityRow, 'proposalId' | 'challengeId' | 'priceInWon'> & { readonly total: number };

/** So many steps of the walk are reckoned through; what would take more holds everything. */
const mostSteps = 20_000_000;
/** The same for best sets, each of which is a search of its own. */
const mostBestSets = 16;

/**
 * The funded proposals of a list that these objections could change, were they upheld (DOMAIN.md, «Decision»): those
 * that some result of a fresh evaluation of the objecting proposals would leave without money. The objecting ones are
 * taken through every place of the list, and out of it, all of them together; the allocator says who is funded then.
 * Where that would be too much to reckon, everything is held.
 */
export const heldProposals = (sheet: ScoreSheet, objecting: readonly string[]): ReadonlySet<string> => {
  const { list } = rankSheet(sheet);
  const funded = list.filter(({ outcome }) => outcome === 'FUNDED').map(({ proposalId }) => proposalId);
  const reopened = list.filter(({ proposalId }) => objecting.includes(proposalId)).map(candidate);
  if (reopened.length === 0) return new Set();
  const others = list
    .filter(({ proposalId, outcome }) => outcome !== 'REJECTED' && !objecting.includes(proposalId))
    .map(candidate);
  const worlds = worldsOf(sheet, others, reopened);
  if (worlds === null) return new Set(funded);
  const safe = new Set(funded);
  for (const world of worlds) {
    const verdicts = allocate(
      world,
      world.map(({ total }) => total),
      sheet,
    );
    const fundedThen = new Set(
      world.filter((_, place) => verdictAt(verdicts, place).outcome === 'FUNDED').map(idOf),
    );
    for (const proposalId of safe) if (!fundedThen.has(proposalId)) safe.delete(proposalId);
  }
  return new Set(funded.filter((proposalId) => !safe.has(proposalId)));
};

const idOf = ({ proposalId }: Candidate): string => proposalId;

const candidate = ({ proposalId, challengeId, priceInWon, total }: PriorityRow): Candidate => ({
  proposalId,
  challengeId,
  priceInWon,
  total: total ?? 0,
});

/** Every list of passed proposals that a fresh evaluation could lead to; null where they are too many. */
const worldsOf = (
  sheet: ScoreSheet,
  others: readonly Candidate[],
  reopened: readonly Candidate[],
): Iterable<readonly Candidate[]> | null => {
  if (sheet.policy === 'max-score') {
    if (2 ** reopened.length > mostBestSets) return null;
    // In between a total makes no other set than these: it is in the best set with all its weight, or it is not.
    const greatest = sheet.dimensions
      .flatMap(({ criteria }) => criteria)
      .reduce((sum, { maximum }) => sum + maximum, 0);
    return inserted(
      others,
      reopened.map((one) => ({ ...one, total: greatest })),
      () => 1,
    );
  }
  const size = others.length + reopened.length;
  const steps = reopened.reduce((product, _, index) => product * (others.length + index + 2), size);
  return steps > mostSteps ? null : inserted(others, reopened, (length) => length + 1);
};

/** The lists with each of `more` left out, or put in at each of the first `places` places. */
function* inserted(
  list: readonly Candidate[],
  more: readonly Candidate[],
  places: (length: number) => number,
): Generator<readonly Candidate[]> {
  const [first, ...rest] = more;
  if (first === undefined) {
    yield list;
    return;
  }
  yield* inserted(list, rest, places);
  for (let place = 0; place < places(list.length); place++)
    yield* inserted(list.toSpliced(place, 0, first), rest, places);
}
