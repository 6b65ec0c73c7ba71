import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import type { Workflow } from '../platform/workflow.ts';
import { purchaseExecutionName } from '../purchases/rules.ts';
import { listPurchasesOfRound } from '../purchases/store.ts';
import { executionName, startExecution, stopExecution } from './execution.ts';
import { type Round, roundTransitions } from './rules.ts';
import { readExecutions, restartExecution } from './schema.ts';
import { readRound, roundChange } from './store.ts';

export type ExecutionDependencies = {
  readonly table: Table;
  readonly workflow: Workflow;
  readonly roundMachineArn: string;
  readonly purchaseMachineArn: string;
};

/** Where the machines of a round stand, for those who look after it. */
export const createReadExecutions = (dependencies: ExecutionDependencies): Implementation =>
  implement(readExecutions, async ({ account, parameters }) => {
    const { table, workflow, roundMachineArn, purchaseMachineArn } = dependencies;
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const look = async (machineArn: string, name: string) => ({
      name,
      status: (await workflow.status(machineArn, name)) ?? 'UNKNOWN',
    });
    const purchases = await listPurchasesOfRound(table, round.roundId);
    return answer(200, {
      round: round.generation === 0 ? null : await look(roundMachineArn, executionName(round)),
      purchases: await Promise.all(
        purchases.map((purchase) => look(purchaseMachineArn, purchaseExecutionName(purchase))),
      ),
    });
  });

/** Throws the execution away and starts the next generation, which reads from the table where the round stands. */
export const createRestartExecution = (dependencies: ExecutionDependencies): Implementation =>
  implement(
    restartExecution,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const { table, workflow, roundMachineArn } = dependencies;
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const before = await readRound(table, parameters.roundId);
      if (before === null) return refuse('not-found');
      const { version } = before.bookkeeping;
      if (expectedVersion !== null && expectedVersion !== version)
        return refuse('version-not-matched', { version });
      const row = findTransition(roundTransitions, 'restart-execution', before.state);
      if (isRefusal(row)) return row;
      const after: Round = { ...fieldsOf(before), generation: before.generation + 1 };
      const name = executionName(after);
      const outcome = await commit(table, {
        at: receivedAt,
        actor,
        changes: [roundChange(before, after, row.action, body.reason)],
        idempotency,
        answer: () => answer(201, { name, generation: after.generation }),
      });
      if (isRefusal(outcome)) return outcome;
      // A repetition is answered from what is kept and comes no further: whatever fails here may stop nothing else.
      await startExecution(workflow, roundMachineArn, after);
      await stopExecution(workflow, roundMachineArn, before);
      return outcome;
    },
  );
