import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../functions/platform/table.ts';

/** The process ended here: what awaits this call never learns how it went. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** A sequence of numbers that look random and are the same for the same seed (a linear congruential generator). */
export const createSequence = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Lets one waiting call go on at a time, in an order that the seed chooses: every interleaving of awaits can come. */
export const createTurns = (next: (below: number) => number) => {
  const waiting: (() => void)[] = [];
  return {
    turn: (): Promise<void> => new Promise((resolve) => void waiting.push(resolve)),
    /** Goes on until all of `work` has ended, well or not. */
    runAll: async (work: readonly Promise<unknown>[]): Promise<void> => {
      const ended = { all: false };
      const over = Promise.allSettled(work).then(() => void (ended.all = true));
      while (!ended.all) {
        // Lets all that can go on without the table do so before the next call is chosen.
        await new Promise((resolve) => setImmediate(resolve));
        const [chosen] = waiting.splice(next(waiting.length), 1);
        chosen?.();
      }
      await over;
    },
  };
};

/** What happens around each call of a table: a wait before and after it, either of which may throw `Crash`. */
export type Around = {
  readonly before: () => Promise<void>;
  readonly after: () => Promise<void>;
};

/** The writes as somebody would send them who broke a rule; a test shows with it that the break is found. */
export type Breach = (writes: readonly TransactWriteItem[]) => readonly TransactWriteItem[];

/** A table whose every call waits its turn and may be the last that its caller makes. */
export const unsteadyTable = (table: Table, around: Around, breach: Breach = (writes) => writes): Table => {
  const call = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await around.before();
    const result = await work();
    await around.after();
    return result;
  };
  return {
    ...table,
    get: (...given) => call(() => table.get(...given)),
    getMany: (...given) => call(() => table.getMany(...given)),
    all: (...given) => call(() => table.all(...given)),
    page: (...given) => call(() => table.page(...given)),
    put: (...given) => call(() => table.put(...given)),
    putNew: (...given) => call(() => table.putNew(...given)),
    transact: (writes) => call(() => table.transact(breach(writes))),
  };
};

/** A table that keeps no answer under a request's key, as if keys were forgotten at once. */
export const forgettingKeys = (table: Table): Table => {
  const isKey = (sortKey: string | undefined): boolean => sortKey?.startsWith('IDEMPOTENCY#') === true;
  return {
    ...table,
    transact: (writes) => table.transact(writes.filter(({ Put }) => !isKey(Put?.Item?.['sk']?.S))),
  };
};
