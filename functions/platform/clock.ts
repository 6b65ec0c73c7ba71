import { type Instant, instantOf } from './instant.ts';

/** The server's clock, asked at each use. Requests use the gateway's instant instead (DOMAIN.md, invariant 1). */
export type Clock = () => Instant;

/** The machine's own clock. */
export const systemClock: Clock = () => instantOf(Date.now());
