/** What the things of a round are called, by the ids that its records name them by; null for what is not known. */
export type Names = {
  readonly proposal: (proposalId: string) => string | null;
  readonly challenge: (challengeId: string) => string | null;
  readonly purchase: (purchaseId: string) => string | null;
};

/** What belongs to no round has names of its own alone. */
export const noNames: Names = { proposal: () => null, challenge: () => null, purchase: () => null };

/** As many characters of an id as tell it apart for people. */
export const shortOf = (id: string): string => id.slice(0, 8);

/**
 * What the things of an entity such as `scorecard/<proposal>/<evaluator>` are called: their names where they are known,
 * else a number that tells them apart. A round is the one whose ledger is read, and the calendar is but one.
 */
export const namesInEntity = (entity: string, names: Names, numbered: (number: string) => string): string => {
  const [kind = '', ...ids] = entity.split('/');
  if (ids.join('') === '' || ['calendar', 'round', 'draw', 'decision', 'move-up'].includes(kind)) return '';
  return ids
    .map((id) => names.proposal(id) ?? names.challenge(id) ?? names.purchase(id) ?? numbered(shortOf(id)))
    .join(', ');
};
