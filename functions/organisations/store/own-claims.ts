import * as v from 'valibot';
import type { AlongsideWrite } from '../../platform/commit.ts';
import { accountKey } from '../../platform/identity.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Page, type Table, toAttributes } from '../../platform/table.ts';

/** What a person claimed: an organisation of theirs that is not known yet, or one that they are to administer. */
export type ClaimName = { readonly kind: 'organisation' | 'recovery'; readonly id: string };

const claimRow = v.object({ kind: v.picklist(['organisation', 'recovery']), id: v.string() });

const prefix = 'CLAIM#';
const pageSize = 20;

/** Keeps beside a claim who made it, so that they find it again without its address. */
export const ownClaimWrite = (
  accountId: string,
  claimedAt: string,
  { kind, id }: ClaimName,
): AlongsideWrite => ({
  write: {
    Put: {
      TableName: undefined,
      Item: toAttributes({ ...accountKey(accountId), sk: `${prefix}${claimedAt}#${id}`, kind, id }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  refusal: () => refuse('busy'),
});

/** A page of what a person claimed, the newest first. */
export const pageOfOwnClaims = async (
  table: Table,
  accountId: string,
  cursor: string | null,
): Promise<Page<ClaimName>> => {
  const { pk } = accountKey(accountId);
  const page = await table.page(pk, { prefix, limit: pageSize, cursor, descending: true });
  return { rows: page.rows.map((row) => v.parse(claimRow, row)), cursor: page.cursor };
};
