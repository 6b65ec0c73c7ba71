import { finderOf, readRows } from './read-rows.ts';
import { proposalRow } from './schema.ts';
import { fields, type Proposal } from './types.ts';

/** When the call of 2020 closed: the end of 31 May in Seoul. */
export const proposalDeadlineAt = '2020-05-31T15:00:00.000Z';

const dayInMilliseconds = 24 * 3600 * 1000;

const validUntil = (validForDays: number): string =>
  new Date(Date.parse(proposalDeadlineAt) + validForDays * dayInMilliseconds).toISOString().slice(0, 10);

/** All proposals of the round, also those that are withdrawn or come too late. */
export const proposals: readonly Proposal[] = fields.flatMap((field) =>
  readRows(`proposals/${field}.json`, proposalRow).map((row) => ({
    ...row,
    validUntil: validUntil(row.validForDays),
  })),
);

/** Throws for a key that no proposal has. */
export const proposalOf: (key: string) => Proposal = finderOf('proposal', proposals);

/** How many versions its supplier submits: two where the fate names a first one. */
export const versionsOf = ({ firstVersion }: Proposal): 1 | 2 => (firstVersion === undefined ? 1 : 2);

/** The price that a version asks, in won. The last version asks `priceInWon`. */
export const priceOfVersionInWon = (proposal: Proposal, version: 1 | 2): number =>
  version === 1 ? (proposal.firstVersion?.priceInWon ?? proposal.priceInWon) : proposal.priceInWon;
