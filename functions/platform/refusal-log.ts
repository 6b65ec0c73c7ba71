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
  /** What the request's path names, such as a proposal. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly refusal: Refusal;
};

/**
 * Keeps a refusal that concerns fairness beside the ledger (DOMAIN.md, invariant 12). The round is read from the
 * refusal's details; what belongs to no round goes to the agency's log, which is read before an opening, too, and names
 * nothing that may be sealed.
 */
export const recordRefusal = async (table: Table, refused: RefusedRequest): Promise<void> => {
  const { roundId, ...details } = refused.refusal.details;
  const isOfRound = typeof roundId === 'string';
  const log: LogName = isOfRound ? `round/${roundId}` : 'agency';
  await table.put({
    pk: `REFUSAL#${refused.requestId}`,
    sk: 'REFUSAL',
    at: refused.at,
    accountId: refused.accountId,
    operation: refused.operation,
    code: refused.refusal.code,
    details,
    parameters: isOfRound ? refused.parameters : {},
    ...logPlace(log, 'REFUSALS', refused.at, refused.requestId),
  });
};
