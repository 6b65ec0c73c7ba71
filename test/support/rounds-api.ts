import { createReadCalendar, createSetCalendarDay } from '../../functions/calendar/keep-calendar.ts';
import { createReadMeasuredOutages, createReadOutages } from '../../functions/outages/read-outages.ts';
import { serve } from '../../functions/platform/http.ts';
import type { Lock, SealKeys } from '../../functions/platform/seal-key.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createReadExecutions, createRestartExecution } from '../../functions/rounds/executions.ts';
import { createChangePolicy } from '../../functions/rounds/change-policy.ts';
import { createPlanRound } from '../../functions/rounds/plan-round.ts';
import {
  createListPreparations,
  createListRounds,
  createReadPreparation,
  createReadRound,
} from '../../functions/rounds/read-rounds.ts';
import type { Workflow } from '../../functions/platform/workflow.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { createTransitionRound } from '../../functions/rounds/transition-round.ts';
import { createTransitionSealedRound } from '../../functions/rounds/transition-sealed-round.ts';
import { fakeWorkflow } from './fake-workflow.ts';

/** The rounds' function on a table, with keys that only remember what was asked of them, as do machines unless given. */
export const createRoundsApi = (table: Table, given: Partial<Workflow> = {}) => {
  const { workflow, told } = fakeWorkflow(given);
  const machines = { roundMachineArn: 'round-machine', purchaseMachineArn: 'purchase-machine' };
  const keys: { readonly made: unknown[]; readonly locked: [keyArn: string, lock: Lock][] } = {
    made: [],
    locked: [],
  };
  const sealKeys: SealKeys = {
    create: (...call) => {
      keys.made.push(call);
      return Promise.resolve(`key-${keys.made.length}`);
    },
    lock: (...call) => {
      keys.locked.push(call);
      return Promise.resolve();
    },
  };
  const handler = serve(
    [
      createReadCalendar({ table }),
      createSetCalendarDay({ table }),
      createPlanRound({ table, isRehearsal: false }),
      createChangePolicy({ table, isRehearsal: false }),
      createListRounds({ table }),
      createReadRound({ table }),
      createReadOutages({ table }),
      createReadMeasuredOutages({ table }),
      createReadPreparation({ table }),
      createListPreparations({ table }),
      createTransitionRound({ table, workflow, ...machines }),
      createTransitionSealedRound({ table, workflow, sealKeys, ...machines }),
      createReadExecutions({ table, workflow, ...machines }),
      createRestartExecution({ table, workflow, ...machines }),
    ],
    table,
  );
  return {
    handler,
    keys,
    /** What the machines were told about a round. */
    toldOf: ({ roundId }: Pick<Round, 'roundId'>) =>
      told.filter((said) => JSON.stringify(said).includes(roundId)),
  };
};
