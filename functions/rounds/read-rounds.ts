import { readLastGood } from '../outages/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentPreparation, presentRound } from './present.ts';
import { effectivePhase, isAnnounced, type Round } from './rules.ts';
import { listPreparations, listRounds, readPreparation, readRound } from './schema.ts';
import { listRounds as listStoredRounds, readRound as readStoredRound } from './store.ts';

/** A round as everybody sees it; nobody sees a planned one. */
export const createReadRound = ({ table }: { readonly table: Table }): Implementation =>
  implement(readRound, async ({ parameters, receivedAt }) => {
    const round = await readStoredRound(table, parameters.roundId);
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    const { version } = round.bookkeeping;
    const lastGoodAt = await lastGoodOf(table, [round], receivedAt);
    return answer(200, presentRound(round, version, receivedAt, lastGoodAt), version);
  });

/** Asked only while it says something: between a deadline and its opening. */
const lastGoodOf = async (table: Table, rounds: readonly Round[], at: Instant): Promise<Instant | null> =>
  rounds.some((round) => effectivePhase(round, at) === 'CLOSED_FOR_PROPOSALS') ? readLastGood(table) : null;

/** All rounds that were announced, page by page; a page may hold fewer than another. */
export const createListRounds = ({ table }: { readonly table: Table }): Implementation =>
  implement(listRounds, async ({ query, receivedAt }) => {
    const page = await listStoredRounds(table, query.cursor ?? null);
    const announced = page.rows.filter(isAnnounced);
    const lastGoodAt = await lastGoodOf(table, announced, receivedAt);
    return answer(200, {
      rows: announced.map((round) => presentRound(round, round.bookkeeping.version, receivedAt, lastGoodAt)),
      cursor: page.cursor,
    });
  });

/** A round with what waits for a second person, for those who act in it for the agency. */
export const createReadPreparation = ({ table }: { readonly table: Table }): Implementation =>
  implement(readPreparation, async ({ account, parameters, receivedAt }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readStoredRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    return answer(200, presentPreparation(round, receivedAt), round.bookkeeping.version);
  });

/** The same of all rounds, page by page. */
export const createListPreparations = ({ table }: { readonly table: Table }): Implementation =>
  implement(listPreparations, async ({ account, query, receivedAt }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const page = await listStoredRounds(table, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((round) => presentPreparation(round, receivedAt)),
      cursor: page.cursor,
    });
  });
