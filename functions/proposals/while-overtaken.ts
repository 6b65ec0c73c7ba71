import type { Answer } from '../platform/idempotency.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';

/** What somebody else's act at the same moment answers; read anew, the act may stand. */
const overtaken: readonly string[] = ['changed-meanwhile', 'partners-changed'];
const maximumAttempts = 5;

/**
 * Makes an act that ends with the deadline anew, a few times, while a colleague or a partner acts at this moment. Each
 * attempt reads anew and is judged as of when the request was received: sent again it might be late (DOMAIN.md,
 * invariant 1).
 */
export const whileOvertaken = async (attempt: () => Promise<Answer | Refusal>): Promise<Answer | Refusal> => {
  let outcome = await attempt();
  for (let made = 1; made < maximumAttempts && isOvertaken(outcome); made += 1) outcome = await attempt();
  return outcome;
};

const isOvertaken = (outcome: Answer | Refusal): boolean =>
  isRefusal(outcome) && overtaken.includes(outcome.code);
