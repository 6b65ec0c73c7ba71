import { isAssessable } from '../outages/rules.ts';
import { assessDeadline } from '../outages/store.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { prepareOutageMove } from './prepare-outage-move.ts';
import type { Round } from './rules.ts';
import { listRounds } from './store.ts';

/**
 * Prepares the move of every deadline that an outage makes, for an approver (DOMAIN.md, invariant 16). Asked again it
 * prepares nothing again, nor what a person has dropped.
 */
export const settleOutages = async (table: Table, at: Instant): Promise<void> => {
  let cursor: string | null = null;
  const failures: Error[] = [];
  do {
    const page: Awaited<ReturnType<typeof listRounds>> = await listRounds(table, cursor);
    for (const round of page.rows.filter((one) => isAssessable(one, at)))
      // One round that cannot be settled must not keep the others from it.
      await settleOutage(table, round, at).catch((error: unknown) => {
        failures.push(error instanceof Error ? error : new Error(String(error)));
      });
    cursor = page.cursor;
  } while (cursor !== null);
  const [first] = failures;
  if (first !== undefined) throw first;
};

const settleOutage = async (table: Table, round: Round, at: Instant): Promise<void> => {
  const { roundId } = round;
  const { assessment } = (await assessDeadline(table, round, at)) ?? {};
  const to = assessment?.movesTo ?? null;
  if (assessment === undefined || to === null || to === round.outageDroppedTo) return;
  const spans = assessment.touching.map(({ beganAt, recoveredAt }) => `${beganAt} – ${recoveredAt ?? ''}`);
  const outcome = await prepareOutageMove(
    table,
    roundId,
    {
      to,
      reason: `Submissions could not be made: ${spans.join(', ')} (UTC)`,
      evidence: `/rounds/${roundId}/outages`,
      task: 'watch-submissions',
    },
    at,
  );
  if (isRefusal(outcome)) log('WARN', 'outage-move-not-prepared', { roundId, code: outcome.code });
};
