import { listOutcomesOfRound } from '../first-use/store/outcomes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Instant } from '../platform/instant.ts';
import { log } from '../platform/log.ts';
import { noticeRow } from '../platform/notice.ts';
import type { Table } from '../platform/table.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { expiryNotices } from './notices.ts';
import { bodiesThatWait, type Designation } from './rules.ts';
import { listRequests, pageOfCatalogue } from './store.ts';

type Dependencies = { readonly table: Table; readonly clock: Clock };

/**
 * Records the notices of designations that expire, each once, whenever it is called. Called by a schedule; late, twice
 * or cut short changes nothing but when.
 */
export const createTellExpiries =
  ({ table, clock }: Dependencies) =>
  async (): Promise<void> => {
    const at = clock();
    const rounds = new Map<string, Round | null>();
    let recorded = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pageOfCatalogue>> = await pageOfCatalogue(table, cursor);
      for (const designation of page.rows) {
        const { roundId } = designation;
        if (!rounds.has(roundId)) rounds.set(roundId, await readRound(table, roundId));
        recorded += await tell(table, designation, rounds.get(roundId) ?? null, at);
      }
      cursor = page.cursor;
    } while (cursor !== null);
    log('INFO', 'expiries-told', { notices: recorded });
  };

const tell = async (
  table: Table,
  designation: Designation,
  round: Pick<Round, 'policy'> | null,
  at: Instant,
): Promise<number> => {
  if (round === null) throw new Error(`The designation of ${designation.proposalId} belongs to no round`);
  const { expiryNoticeInSeconds } = round.policy;
  // Most of the catalogue has years to go.
  if (expiryNotices(designation, [], expiryNoticeInSeconds, at).length === 0) return 0;
  const requests = await listRequests(table, designation.proposalId);
  const bought = (await listOutcomesOfRound(table, designation.roundId)).filter(
    ({ kind, proposalId }) => kind === 'repurchase' && proposalId === designation.proposalId,
  );
  const bodyIds = bodiesThatWait(requests, bought);
  const due = expiryNotices(designation, bodyIds, expiryNoticeInSeconds, at);
  for (const notice of due) await table.putNew(noticeRow(notice, at));
  return due.length;
};
