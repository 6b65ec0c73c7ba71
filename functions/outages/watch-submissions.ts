import type { Clock } from '../platform/clock.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { keepHeartbeat, type Probe } from './store.ts';

/** Tries one thing that a submission needs; throws where it does not work. */
export type Try = {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** False for what is kept as evidence, though a submission stands without it. */
  readonly isVital: boolean;
};

export type WatchDependencies = {
  readonly table: Table;
  readonly tries: readonly Try[];
  readonly clock: Clock;
  /** Prepares the moves that the heartbeats make. */
  readonly settleOutages: (at: Instant) => Promise<void>;
};

/** Longer than a supplier would wait for any of it. */
const patienceInMilliseconds = 20_000;

/** A heartbeat failed: the function's error metric rings the alarm. */
export class HeartbeatFailed extends Error {
  override readonly name = 'HeartbeatFailed';
}

/**
 * Once a minute: tries what a submission needs, keeps how it went as a heartbeat, and has deadlines settled by what the
 * heartbeats show (DOMAIN.md, invariant 16). A heartbeat that cannot be kept is missing. Throws `HeartbeatFailed` after keeping a bad one.
 */
export const createWatchSubmissions =
  ({ table, tries, clock, settleOutages }: WatchDependencies) =>
  async (): Promise<void> => {
    const sentAt = clock();
    const probes = await Promise.all(tries.map(tryIt));
    const failed = probes.filter(({ isGood }) => !isGood).map(({ name }) => name);
    const isGood = !tries.some(({ name, isVital }) => isVital && failed.includes(name));
    await keepHeartbeat(table, { sentAt, answeredAt: isGood ? clock() : null, probes });
    await settleOutages(clock());
    if (failed.length === 0) return;
    log('ERROR', 'heartbeat-failed', { failed: failed.join() });
    throw new HeartbeatFailed(`A submission could not be made: ${failed.join()}`);
  };

const tryIt = async ({ name, run }: Try): Promise<Probe> => {
  const begun = performance.now();
  const failure = await run(AbortSignal.timeout(patienceInMilliseconds)).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
  return {
    name,
    isGood: failure === null,
    tookInMilliseconds: Math.round(performance.now() - begun),
    failure,
  };
};
