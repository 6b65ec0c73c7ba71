import type { Outcome } from '../first-use/rules/outcomes.ts';
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
    const rounds = new Map<string, Promise<Background>>();
    let recorded = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pageOfCatalogue>> = await pageOfCatalogue(table, cursor);
      for (const designation of page.rows) {
        const background = rounds.get(designation.roundId) ?? readBackground(table, designation.roundId);
        rounds.set(designation.roundId, background);
        recorded += await tell(table, designation, await background, at);
      }
      cursor = page.cursor;
    } while (cursor !== null);
    log('INFO', 'expiries-told', { notices: recorded });
  };

/** What the designations of one round share. */
type Background = {
  readonly expiryNoticeInSeconds: Round['policy']['expiryNoticeInSeconds'];
  /** Asked for by the first designation that is due: most of the catalogue has years to go. */
  readonly repurchases: () => Promise<readonly Outcome[]>;
};

const readBackground = async (table: Table, roundId: string): Promise<Background> => {
  const round = await readRound(table, roundId);
  if (round === null) throw new Error(`Designations belong to the round ${roundId}, which there is not`);
  let repurchases: Promise<readonly Outcome[]> | null = null;
  return {
    expiryNoticeInSeconds: round.policy.expiryNoticeInSeconds,
    repurchases: () => (repurchases ??= readRepurchases(table, roundId)),
  };
};

const readRepurchases = async (table: Table, roundId: string): Promise<readonly Outcome[]> =>
  (await listOutcomesOfRound(table, roundId)).filter(({ kind }) => kind === 'repurchase');

/** How many notices of a designation are recorded anew. */
const tell = async (
  table: Table,
  designation: Designation,
  { expiryNoticeInSeconds, repurchases }: Background,
  at: Instant,
): Promise<number> => {
  if (expiryNotices(designation, [], expiryNoticeInSeconds, at).length === 0) return 0;
  const { proposalId } = designation;
  const requests = await listRequests(table, proposalId);
  const bought = (await repurchases()).filter((outcome) => outcome.proposalId === proposalId);
  const due = expiryNotices(designation, bodiesThatWait(requests, bought), expiryNoticeInSeconds, at);
  let recorded = 0;
  for (const notice of due) if (await table.putNew(noticeRow(notice, at))) recorded += 1;
  return recorded;
};
