import { setTimeout as wait } from 'node:timers/promises';
import { readRound, transitionRound } from '../../../functions/rounds/schema.ts';
import type { ApiClient } from '../api-client.ts';
import type { Progress } from './progress.ts';

/** Looks at the round until it has reached a phase by itself. Throws when it has not after `limitInSeconds`. */
export const waitForPhase = async (
  api: ApiClient,
  progress: Progress,
  { roundId, phase, because, limitInSeconds = 180, hurry = null }: Awaited,
): Promise<void> => {
  const bar = progress(because, 1);
  const begunAt = Date.now();
  for (;;) {
    const round = await api.must(readRound, { parameters: { roundId } });
    if (round.phase === phase) break;
    const seconds = Math.round((Date.now() - begunAt) / 1000);
    if (seconds > limitInSeconds)
      throw new Error(
        `After ${seconds} s the round is still in ${round.phase}, not in ${phase}: nothing fired`,
      );
    bar.note(`${round.phase} for ${seconds} s`);
    if (hurry !== null) await api.call(transitionRound, { parameters: { roundId }, body: { action: hurry } });
    await wait(500);
  }
  bar.step();
  bar.end();
};

type Awaited = {
  readonly roundId: string;
  readonly phase: string;
  /** What the bar says: which deadline is waited for. */
  readonly because: string;
  readonly limitInSeconds?: number;
  /** The transition that staff may take as soon as the deadline has passed, for who cannot wait for the schedule. */
  readonly hurry?: Hurry | null;
};

/** The transitions that a deadline brings, and that staff may take after it. */
export type Hurry = 'close-challenge-call' | 'close-evaluation' | 'end-standstill';
