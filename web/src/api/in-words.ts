/** What a detail of a refusal is, as far as a person can read it: an id, a version or a place in a body is none of these. */
export const detailKinds = {
  activeUntil: 'instant',
  amountInWon: 'won',
  asked: 'number',
  at: 'instant',
  atOnce: 'number',
  budgetInWon: 'won',
  challengeId: 'challenge',
  commentUntil: 'instant',
  committedInWon: 'won',
  correctionNoticeInWorkingDays: 'number',
  correctionNumber: 'number',
  day: 'day',
  days: 'number',
  deadline: 'instant',
  decision: 'state',
  earliestOpeningAt: 'instant',
  extensions: 'text',
  found: 'number',
  freshFor: 'proposal',
  inspectionDeadline: 'instant',
  leftInWon: 'won',
  limit: 'number',
  limitInWon: 'won',
  lockedScorecards: 'number',
  maximum: 'number',
  maximumPriceInWon: 'won',
  members: 'number',
  missing: 'number',
  most: 'number',
  movesTo: 'instant',
  name: 'deadlineName',
  nextWorkingDay: 'day',
  notBefore: 'instant',
  noticedAt: 'instant',
  number: 'number',
  openPurchases: 'number',
  outages: 'outage',
  phase: 'state',
  priceCeilingInWon: 'won',
  priceInWon: 'won',
  proposalId: 'proposal',
  proposalIds: 'proposal',
  purchaseId: 'purchase',
  quorum: 'number',
  receivedAt: 'instant',
  scoringEndsAt: 'instant',
  sha256: 'hash',
  sheetSha256: 'hash',
  spentInWon: 'won',
  standing: 'state',
  state: 'state',
  sumInWon: 'won',
  taken: 'number',
  targets: 'text',
  to: 'instant',
  trialEndsAt: 'instant',
  version: 'number',
  workingDaysLeft: 'number',
} as const;
export type DetailName = keyof typeof detailKinds;
type Kind = (typeof detailKinds)[DetailName];

/** How a value of each kind is said; null where it cannot be, or may not be, put in words here. */
export type Sayers = Readonly<Partial<Record<Kind, (value: unknown) => string | null>>>;

export const isDetailName = (name: string): name is DetailName => Object.hasOwn(detailKinds, name);

/** A detail in words, a list with commas; null for what no person can read. */
export const detailInWords = (name: string, value: unknown, sayers: Sayers): string | null => {
  if (!isDetailName(name)) return null;
  const say = sayers[detailKinds[name]];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const words = values.map((one) => say?.(one) ?? null).filter((one) => one !== null);
  return words.length === 0 ? null : words.join(', ');
};

/** The details that can be said, by their names, as a sentence of the portal takes them. */
export const factsInWords = (
  details: Readonly<Record<string, unknown>>,
  sayers: Sayers,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => {
      const words = detailInWords(name, value, sayers);
      return words === null ? [] : [[name, words]];
    }),
  );

/** A sentence of the API with its details in the place of their names: `until «deadline»` tells until when. */
export const sentenceInWords = (
  sentence: string,
  details: Readonly<Record<string, unknown>>,
  sayers: Sayers,
): string =>
  sentence.replaceAll(
    /«(\w+)»/gu,
    (whole, name: string) => detailInWords(name, details[name], sayers) ?? whole,
  );
