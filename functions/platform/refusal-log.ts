import { logPlace } from './change.ts';
import type { Instant } from './instant.ts';
import type { LogName } from './ledger.ts';
import type { Refusal } from './refusal.ts';
import type { Table } from './table.ts';

/** Who was refused what. */
export type RefusedRequest = {
  readonly at: Instant;
  readonly requestId: string;
  readonly accountId: string;
  readonly operation: string;
  readonly refusal: Refusal;
};

/**
 * Keeps a refusal that concerns fairness beside the ledger (DOMAIN.md, invariant 12). The round is read from the
 * refusal's details; what belongs to no round goes to the agency's log.
 */
export const recordRefusal = async (table: Table, refused: RefusedRequest): Promise<void> => {
  const { roundId, ...details } = refused.refusal.details;
  const log: LogName = typeof roundId === 'string' ? `round/${roundId}` : 'agency';
  await table.put({
    pk: `REFUSAL#${refused.requestId}`,
    sk: 'REFUSAL',
    at: refused.at,
    accountId: refused.accountId,
    operation: refused.operation,
    code: refused.refusal.code,
    details,
    ...logPlace(log, 'REFUSALS', refused.at, refused.requestId),
  });
};
