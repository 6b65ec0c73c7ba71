type PanelPolicy = {
  readonly size: number;
  readonly quorum: number;
  readonly maximumOfOneOrganisation: number;
};

/** What a pool is too small for, how many of it can sit together, and how many should. */
export type PoolShortage = {
  readonly for: 'panel' | 'freshPanel';
  readonly reach: number;
  readonly needed: number;
};

/**
 * What a pool is too small for, while people can still be listed: a panel, or else a second one of other people, with a
 * quorum at least, which a recusal or an upheld objection asks for. Null where it is large enough. Conflicts are not known
 * yet and make it smaller still. Of one organisation no more count than may sit on a panel.
 */
export const poolShortage = (
  pool: readonly { readonly organisationId: string }[],
  { size, quorum, maximumOfOneOrganisation }: PanelPolicy,
): PoolShortage | null => {
  const reachOf = (seatsOfOneOrganisation: number): number =>
    [...Map.groupBy(pool, ({ organisationId }) => organisationId).values()].reduce(
      (sum, colleagues) => sum + Math.min(colleagues.length, seatsOfOneOrganisation),
      0,
    );
  const reach = reachOf(maximumOfOneOrganisation);
  if (reach < size) return { for: 'panel', reach, needed: size };
  // On another panel of the challenge as many again of an organisation may sit.
  const reachOfBoth = reachOf(2 * maximumOfOneOrganisation);
  const needed = size + quorum;
  return reachOfBoth < needed ? { for: 'freshPanel', reach: reachOfBoth, needed } : null;
};
