import type { Table } from '../../../functions/platform/table.ts';
import { readProposals } from '../../../functions/proposals/store.ts';
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

/** Holds what the senders know against the ledger of the round and the proposals as they lie in the table. */
export const reckon = async (
  table: Table,
  roundId: string,
  deadline: string,
  sent: readonly Sent[],
): Promise<Reckoning> => {
  const entries = (await readEntries(table, `round/${roundId}`)).filter(
    ({ leaf }) => leaf.action === 'submit',
  );
  const proposals = await readProposals(table, [...new Set(sent.map(({ proposalId }) => proposalId))]);
  const standing = new Map(
    proposals.flatMap(({ proposalId, state, bookkeeping: { lastEntryHash } }) =>
      state === 'SUBMITTED' ? [[proposalId, lastEntryHash] as const] : [],
    ),
  );
  const acknowledged = sent.filter(({ entryHash }) => entryHash !== null);
  const hashes = new Set(entries.map(hashOf));
  const receiptsOf = Map.groupBy(acknowledged, ({ proposalId }) => proposalId);
  const isLost = ({ entryHash, proposalId }: Sent): boolean =>
    !hashes.has(entryHash ?? '') ||
    // Some acknowledged submission of the proposal is the one that stands.
    receiptsOf.get(proposalId)?.some((one) => one.entryHash === standing.get(proposalId)) !== true;
  // All that was sent under one key is one submission.
  const submissions = new Set(
    acknowledged.map(({ proposalId, idempotencyKey }) => `${proposalId} ${idempotencyKey}`),
  );
  const refused = sent.filter(({ refusedAs }) => refusedAs !== null);
  const instantOf = ({ takenAt, refusedAt }: Sent): string => takenAt ?? refusedAt ?? '';
  return {
    acknowledged: submissions.size,
    refusedLate: refused.filter(({ refusedAs }) => refusedAs === 'deadline-passed').length,
    acknowledgedAndLost: acknowledged.filter(isLost).length,
    doubled: entries.length - submissions.size,
    lateAccepted:
      entries.filter(({ leaf }) => leaf.at >= deadline).length +
      acknowledged.filter(({ takenAt }) => takenAt !== null && takenAt >= deadline).length,
    // Whatever for: in time there is nothing to refuse a whole draft for.
    inTimeRefused: refused.filter((one) => instantOf(one) < deadline).length,
  };
};

/** A submission with its sender's own clock before and after it. */
export type Clocked = Sent & { readonly sentFrom: string; readonly answeredAt: string };

/** How many senders saw it otherwise: sent after the deadline and taken, or answered before it and refused. */
export const disagreementsOf = (deadline: string, sent: readonly Clocked[]): number =>
  sent.filter(
    ({ sentFrom, answeredAt, entryHash }) =>
      (sentFrom >= deadline && entryHash !== null) || (answeredAt < deadline && entryHash === null),
  ).length;
