import { addSeconds, type Instant, instantOf } from '../../../functions/platform/instant.ts';

/** How fast this machine answers, so that a deadline leaves time for what must happen before it. */
export type Tempo = {
  /** Times work that makes `requests` requests; later estimates follow the slowest rate seen. */
  measure<T>(requests: number, work: () => Promise<T>): Promise<T>;
  /** An instant by which `requests` requests are surely through. */
  deadlineAfter(requests: number): Instant;
};

/** `slack` times the measured time, and never less than `leastInSeconds` ahead. */
export const createTempo = (slack = 2, leastInSeconds = 10): Tempo => {
  let millisecondsPerRequest = 20;
  let isMeasured = false;
  return {
    async measure(requests, work) {
      const begunAt = performance.now();
      const result = await work();
      const seen = (performance.now() - begunAt) / Math.max(1, requests);
      millisecondsPerRequest = isMeasured ? Math.max(millisecondsPerRequest, seen) : seen;
      isMeasured = true;
      return result;
    },
    deadlineAfter(requests) {
      const seconds = Math.ceil((requests * millisecondsPerRequest * slack) / 1000);
      return addSeconds(instantOf(Date.now()), Math.max(leastInSeconds, seconds));
    },
  };
};
