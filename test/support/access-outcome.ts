import type { PhaseName } from './access-world.ts';

/** A status in every phase, or from each named phase on. */
export type Outcome = number | Readonly<Partial<Record<PhaseName, number>>>;

/** What an outcome is in a phase; null before its first. */
export const outcomeIn = (
  outcome: Outcome,
  phase: PhaseName,
  phases: readonly PhaseName[],
): number | null => {
  if (typeof outcome === 'number') return outcome;
  const until = phases.slice(0, phases.indexOf(phase) + 1);
  const last = until.findLast((name) => outcome[name] !== undefined);
  return last === undefined ? null : (outcome[last] ?? null);
};
