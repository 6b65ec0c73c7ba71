import type { AlongsideWrite } from '../../platform/commit.ts';
import { accountKey } from '../../platform/identity.ts';
import { refuse } from '../../platform/refusal.ts';
import { type TableKey, toAttributes } from '../../platform/table.ts';
import { refuseOrganisation } from '../refusals.ts';
import { maximumPendingClaims } from '../rules.ts';

const pendingKey = (accountId: string): TableKey => ({ ...accountKey(accountId), sk: 'PENDING-CLAIMS' });

/** Counts one more claim of a person that awaits staff; refuses one too many (`too-many-claims`). */
export const takePendingClaim = (accountId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(pendingKey(accountId)),
      ConditionExpression: 'attribute_not_exists(pk) OR #pending < :maximum',
      UpdateExpression: 'SET #pending = if_not_exists(#pending, :none) + :one',
      ExpressionAttributeNames: { '#pending': 'pending' },
      ExpressionAttributeValues: toAttributes({ ':maximum': maximumPendingClaims, ':none': 0, ':one': 1 }),
    },
  },
  refusal: () => refuseOrganisation('too-many-claims', { maximum: maximumPendingClaims }),
});

/** Counts one less, of a claim that was decided. It stands in no decision's way: one made before there was a count has none. */
export const releasePendingClaim = (accountId: string): AlongsideWrite => ({
  write: {
    Update: {
      TableName: undefined,
      Key: toAttributes(pendingKey(accountId)),
      UpdateExpression: 'SET #pending = if_not_exists(#pending, :one) - :one',
      ExpressionAttributeNames: { '#pending': 'pending' },
      ExpressionAttributeValues: toAttributes({ ':one': 1 }),
    },
  },
  refusal: () => refuse('busy'),
});
