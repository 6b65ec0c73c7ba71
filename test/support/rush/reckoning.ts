import type { Table } from '../../../functions/platform/table.ts';
import { hashOf, readEntries } from '../entries.ts';

/** One submission as its sender knows it: what was sent, when it was taken, and what came back. */
export type Sent = {
  readonly proposalId: string;
  readonly idempotencyKey: string;
  /** The gateway's instant where the test set it; null where only the gateway knows it. */
  readonly takenAt: string | null;
  /** The receipt's hash of an acknowledged one. */
  readonly entryHash: string | null;
  /** The code of a refused one. */
  readonly refusedAs: string | null;
  /** The gateway's instant as the refusal tells it. */
  readonly refusedAt: string | null;
};

/** What a rush must not have done, counted (QUALITY: all zero). */
export type Reckoning = {
  readonly acknowledged: number;
  readonly refusedLate: number;
  readonly acknowledgedAndLost: number;
  readonly doubled: number;
  readonly lateAccepted: number;
  readonly inTimeRefused: number;
};

/** Holds what the senders know against the ledger of the round. */
export const reckon = async (
  table: Table,
  roundId: string,
  deadline: string,
  sent: readonly Sent[],
): Promise<Reckoning> => {
  const entries = (await readEntries(table, `round/${roundId}`)).filter(
    ({ leaf }) => leaf.action === 'submit',
  );
  const standing = new Set(entries.map(hashOf));
  const acknowledged = sent.filter(({ entryHash }) => entryHash !== null);
  // All that was sent under one key is one submission.
  const submissions = new Set(
    acknowledged.map(({ proposalId, idempotencyKey }) => `${proposalId} ${idempotencyKey}`),
  );
  const refused = sent.filter(({ refusedAs }) => refusedAs === 'deadline-passed');
  const instantOf = ({ takenAt, refusedAt }: Sent): string => takenAt ?? refusedAt ?? '';
  return {
    acknowledged: submissions.size,
    refusedLate: refused.length,
    acknowledgedAndLost: acknowledged.filter(({ entryHash }) => !standing.has(entryHash ?? '')).length,
    doubled: entries.length - submissions.size,
    lateAccepted:
      entries.filter(({ leaf }) => leaf.at >= deadline).length +
      acknowledged.filter(({ takenAt }) => takenAt !== null && takenAt >= deadline).length,
    inTimeRefused: refused.filter((one) => instantOf(one) < deadline).length,
  };
};
