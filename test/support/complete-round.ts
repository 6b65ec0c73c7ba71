import { commit } from '../../functions/platform/commit.ts';
import { fieldsOf } from '../../functions/platform/change.ts';
import type { Instant } from '../../functions/platform/instant.ts';
import type { Table } from '../../functions/platform/table.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';

/** Completes a round at an instant, in whatever phase it stands, with the entry that says so. */
export const completeRound = async (table: Table, roundId: string, at: Instant): Promise<void> => {
  const round = await readRound(table, roundId);
  if (round === null) throw new Error('The round is gone');
  await commit(table, {
    at,
    actor: { kind: 'system', task: 'test' },
    changes: [roundChange(round, { ...fieldsOf(round), state: 'COMPLETED' }, 'complete')],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
};
