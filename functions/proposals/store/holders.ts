import type { Stored } from '../../platform/change.ts';
import { InvalidCursor, type Page, type Table } from '../../platform/table.ts';
import { isStanding, type Proposal, suppliersOf } from '../rules.ts';
import { indexPartition, indexShards, type ListName, parseProposal } from '../store.ts';
import { listPartners } from './partners.ts';

/** The organisations behind a proposal to a challenge, and whether something written was not submitted yet. */
export type Holder = { readonly organisationIds: readonly string[]; readonly hasUnsubmitted: boolean };

/** A proposal may change lists while they are read: the list of the unsubmitted is read before the other and after. */
const holderLists = ['UNSUBMITTED', 'PROPOSALS', 'UNSUBMITTED'] as const satisfies readonly ListName[];

/**
 * A page of who holds a proposal to a challenge, be it a draft, submitted or withdrawn, to be told of what concerns
 * the challenge; some come twice. For notices alone: nobody who reads an answer may learn of it (DOMAIN.md,
 * invariant 2).
 */
export const pageOfHolders = async (
  table: Table,
  challengeId: string,
  cursor: string | null,
): Promise<Page<Holder>> => {
  const [, written = '0', inner = ''] = /^(\d+)\.(.*)$/u.exec(cursor ?? '0.') ?? ['', 'x'];
  const place = Number(written);
  const list = holderLists[place % holderLists.length];
  if (list === undefined) throw new InvalidCursor('This cursor does not belong to this list');
  const shard = Math.floor(place / holderLists.length);
  const page = await table.page(indexPartition(challengeId, list, shard), {
    index: 'collection',
    cursor: inner === '' ? null : inner,
  });
  const isLast = page.cursor === null && place + 1 === indexShards * holderLists.length;
  return {
    rows: await Promise.all(page.rows.map((row) => readHolder(table, parseProposal(row)))),
    cursor: isLast ? null : page.cursor === null ? `${place + 1}.` : `${place}.${page.cursor}`,
  };
};

/** With the partners that were asked and did not decline, and those that only the submission names still. */
const readHolder = async (table: Table, proposal: Stored<Proposal>): Promise<Holder> => {
  const partners = (await listPartners(table, proposal.proposalId)).filter(isStanding);
  return {
    organisationIds: [...suppliersOf(proposal), ...partners.map(({ organisationId }) => organisationId)],
    hasUnsubmitted: proposal.state === 'DRAFT' || proposal.draft !== null,
  };
};
