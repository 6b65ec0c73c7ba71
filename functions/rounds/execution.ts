import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import type { Workflow } from '../platform/workflow.ts';
import type { Round } from './rules.ts';
import { readWait } from './store.ts';

/** The name of a round's execution; a closed name stays taken, so each generation has its own. */
export const executionName = (round: Pick<Round, 'roundId' | 'generation'>): string =>
  `${round.roundId}-${round.generation}`;

/**
 * Starts the execution of the round's generation, which changes nothing where it runs already. Never throws: the table
 * has the generation, and the next transition makes good a start that failed (the alarm on errors tells of it).
 */
export const startExecution = async (
  workflow: Workflow,
  roundMachineArn: string,
  round: Pick<Round, 'roundId' | 'generation'>,
): Promise<void> => {
  const { roundId, generation } = round;
  try {
    await workflow.start(roundMachineArn, executionName(round), { roundId, generation });
  } catch (error) {
    log('ERROR', 'round-not-started', { roundId, name: nameOf(error) });
  }
};

/** Throws away the execution of a generation that is over. Never throws: left alone, it ends when it next looks. */
export const stopExecution = async (
  workflow: Workflow,
  roundMachineArn: string,
  round: Pick<Round, 'roundId' | 'generation'>,
): Promise<void> => {
  try {
    await workflow.stop(roundMachineArn, executionName(round), 'Superseded by a new generation');
  } catch (error) {
    log('WARN', 'execution-not-stopped', { roundId: round.roundId, name: nameOf(error) });
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/**
 * Tells the waiting machine that the round has moved. The table has it already, and the machine looks again by
 * itself before long, so a failure here costs promptness only.
 */
export const wakeRound = async (table: Table, workflow: Workflow, roundId: string): Promise<void> => {
  try {
    const wait = await readWait(table, roundId);
    if (wait !== null) await workflow.resume(wait.taskToken, { moved: true });
  } catch (error) {
    log('WARN', 'round-not-woken', { roundId, name: nameOf(error) });
  }
};
