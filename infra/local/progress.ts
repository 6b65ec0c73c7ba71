/** Takes a line that tells the person at the terminal what is going on. */
export type Log = (line: string) => void;

/** Does a step, and tells that it began and how long it took; a failure is told by its error. */
export async function timed<Result>(log: Log, what: string, work: () => Promise<Result>): Promise<Result> {
  log(`${what} …`);
  const startedAt = performance.now();
  const result = await work();
  log(`${what}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
