import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import type { Round } from './rules.ts';
import { readWait } from './store.ts';

/** The name of a round's execution; a closed name stays taken, so each generation has its own. */
export const executionName = (round: Pick<Round, 'roundId' | 'generation'>): string =>
  `${round.roundId}-${round.generation}`;

/**
 * Tells the waiting machine that the round has moved. The table has it already, and the machine looks again by
 * itself before long, so a failure here costs promptness only.
 */
export const wakeRound = async (table: Table, workflow: Workflow, roundId: string): Promise<void> => {
  try {
    const wait = await readWait(table, roundId);
    if (wait !== null) await workflow.resume(wait.taskToken, { moved: true });
  } catch (error) {
    log('WARN', 'round-not-woken', { roundId, name: error instanceof Error ? error.name : 'unknown' });
  }
};
