import { accountKey } from '../../../functions/platform/identity.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { commit } from '../../../functions/platform/commit.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { proposalChange } from '../../../functions/proposals/store.ts';
import pMap from 'p-map';
import { readyDraft } from '../sample-proposal.ts';

/** A signatory with a draft that is ready to be submitted. */
export type Rusher = {
  readonly accountId: string;
  readonly proposalId: string;
  readonly supplierId: string;
};

const atOnce = 16;

/** Puts a supplier with a ready draft into the table for each account; all answer one challenge. */
export const storeRushers = (
  table: Table,
  accountIds: readonly string[],
  call: { readonly roundId: string; readonly challengeId: string; readonly deadline: string },
): Promise<readonly Rusher[]> =>
  pMap(
    accountIds,
    async (accountId) => {
      const { roundId, challengeId, deadline } = call;
      const draft = readyDraft({
        proposalId: crypto.randomUUID(),
        supplierId: crypto.randomUUID(),
        roundId,
        challengeId,
        proposalDeadline: deadline,
      });
      const outcome = await commit(table, {
        at: '2020-05-01T00:00:00.000Z',
        actor: { kind: 'system', task: 'test' },
        changes: [proposalChange(null, draft, 'draft')],
        idempotency: null,
        answer: () => ({ status: 201, body: null }),
      });
      if (isRefusal(outcome)) throw new Error(`A draft was not stored: ${outcome.code}`);
      await table.put({
        ...accountKey(accountId),
        memberships: { [draft.supplierId]: { kind: 'SUPPLIER', roles: ['signatory'] } },
      });
      return { accountId, proposalId: draft.proposalId, supplierId: draft.supplierId };
    },
    { concurrency: atOnce },
  );
