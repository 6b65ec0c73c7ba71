import type { Clock } from '../platform/clock.ts';
import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { listRounds } from '../rounds/store.ts';
import { forgottenBefore, hasEndedBefore, type RetentionPolicy } from './rules.ts';
import { forgetDesignations, forgetLines, forgetThings, readEnd } from './store.ts';

export type ForgetPeopleDependencies = {
  readonly table: Table;
  readonly clock: Clock;
  readonly policy: RetentionPolicy;
};

/**
 * Deletes what names people in the logs, by rule: each line so many years after it was written, those of a round not
 * before as many years have passed since its end; and with those what names people in the round's stored things, and in
 * each designation so many years after it ended. Called by a schedule; late, twice or cut short changes nothing but when.
 */
export const createForgetPeople =
  ({ table, clock, policy }: ForgetPeopleDependencies) =>
  async (): Promise<void> => {
    const before = forgottenBefore(policy, clock());
    let things = await forgetDesignations(table, before);
    let lines = await forgetLines(table, 'agency', before);
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listRounds>> = await listRounds(table, cursor);
      for (const { roundId } of page.rows)
        if (hasEndedBefore(await readEnd(table, roundId), before)) {
          // The lines last: they tell which things there are, and who acted on them.
          things += await forgetThings(table, roundId, before);
          lines += await forgetLines(table, `round/${roundId}`, before);
        }
      cursor = page.cursor;
    } while (cursor !== null);
    log('INFO', 'people-forgotten', { lines, things });
  };
