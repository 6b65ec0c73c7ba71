/** As much of a list's line as tells whether it changed; `reason` says why it is not funded. */
export type Line = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly rank: number;
  readonly total: number | null;
  readonly outcome: 'FUNDED' | 'RESERVE' | 'REJECTED';
  readonly reason?: string | null;
};

/** A proposal as it stands in one list and in another; null where it stands in one of them alone. */
export type Change<Row extends Line> = {
  readonly proposalId: string;
  readonly challengeId: string;
  readonly before: Row | null;
  readonly after: Row | null;
};

const isSame = (before: Line, after: Line): boolean =>
  before.rank === after.rank &&
  before.total === after.total &&
  before.outcome === after.outcome &&
  (before.reason ?? null) === (after.reason ?? null);

/** The proposals whose rank, total or outcome differs between two lists: in the new one's order, then what has left it. */
export const changesBetween = <Row extends Line>(
  before: readonly Row[],
  after: readonly Row[],
): readonly Change<Row>[] => {
  const earlier = new Map(before.map((row) => [row.proposalId, row]));
  const present = new Set(after.map(({ proposalId }) => proposalId));
  return [
    ...after.flatMap((row): Change<Row>[] => {
      const { challengeId, proposalId } = row;
      const was = earlier.get(proposalId) ?? null;
      return was !== null && isSame(was, row) ? [] : [{ proposalId, challengeId, before: was, after: row }];
    }),
    ...before
      .filter(({ proposalId }) => !present.has(proposalId))
      .map((row): Change<Row> => ({
        proposalId: row.proposalId,
        challengeId: row.challengeId,
        before: row,
        after: null,
      })),
  ];
};

/** Of these changes the ones of an outcome. */
export const flipsOf = (changes: readonly Change<Line>[]) =>
  changes.flatMap(({ proposalId, before, after }) =>
    before === null || after === null || before.outcome === after.outcome
      ? []
      : [{ proposalId, from: before.outcome, to: after.outcome }],
  );
