/**
 * An instant in UTC with milliseconds, written `YYYY-MM-DDTHH:mm:ss.sssZ`. The one fixed form orders as text
 * as it orders in time, so rules and write conditions compare instants with `<`.
 */
export type Instant = string;

/** The instant of `epochMilliseconds` since 1970-01-01T00:00:00Z. */
export const instantOf = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

/** Milliseconds since 1970-01-01T00:00:00Z of `instant`. */
export const epochMillisecondsOf = (instant: Instant): number => Date.parse(instant);

/** The instant `seconds` after (or, negative, before) `instant`. */
export const addSeconds = (instant: Instant, seconds: number): Instant =>
  instantOf(epochMillisecondsOf(instant) + seconds * 1000);

/** True from the deadline's own instant on: a deadline is exclusive (DOMAIN.md, invariant 1). */
export const hasPassed = (deadline: Instant, at: Instant): boolean => at >= deadline;

/** The earliest of these; null where none is an instant. */
export const earliestOf = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.filter((instant) => instant !== null).sort()[0] ?? null;
