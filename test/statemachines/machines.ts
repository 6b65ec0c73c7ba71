import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const rule = v.object({ ErrorEquals: v.array(v.string()) });

/** A state as far as the tests look into it. */
const stateSchema = v.looseObject({
  Type: v.string(),
  Next: v.optional(v.string()),
  Default: v.optional(v.string()),
  Resource: v.optional(v.string()),
  Arguments: v.optional(v.object({ FunctionName: v.string(), Payload: v.string() })),
  TimeoutSeconds: v.optional(v.union([v.number(), v.string()])),
  Retry: v.optional(
    v.array(
      v.looseObject({
        ...rule.entries,
        MaxAttempts: v.number(),
        IntervalSeconds: v.optional(v.number()),
        BackoffRate: v.optional(v.number()),
        MaxDelaySeconds: v.optional(v.number()),
        JitterStrategy: v.optional(v.string()),
      }),
    ),
  ),
  Catch: v.optional(
    v.array(v.looseObject({ ...rule.entries, Next: v.string(), Output: v.optional(v.string()) })),
  ),
  Output: v.optional(v.record(v.string(), v.string())),
  Choices: v.optional(v.array(v.object({ Condition: v.string(), Next: v.string() }))),
});

const machineSchema = v.object({
  Comment: v.string(),
  QueryLanguage: v.literal('JSONata'),
  StartAt: v.string(),
  States: v.record(v.string(), stateSchema),
});

export type MachineName = 'round' | 'purchase';
export type State = v.InferOutput<typeof stateSchema>;
export type Machine = v.InferOutput<typeof machineSchema>;

/** The text of a machine's file. */
export const machineText = (name: MachineName): string =>
  readFileSync(new URL(`../../statemachines/${name}.asl.json`, import.meta.url), 'utf8');

/** A machine's file, parsed. */
export const readMachine = (name: MachineName): Machine =>
  v.parse(machineSchema, JSON.parse(machineText(name)));

/** Every state that a state can lead to. */
export const targetsOf = (state: State): readonly string[] => [
  ...[state.Next, state.Default].filter((name) => name !== undefined),
  ...(state.Choices ?? []).map(({ Next }) => Next),
  ...(state.Catch ?? []).map(({ Next }) => Next),
];
