import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentRound } from './present.ts';
import { listRounds, readRound } from './schema.ts';
import { listRounds as listStoredRounds, readRound as readStoredRound } from './store.ts';

/** A round as everybody sees it. */
export const createReadRound = ({ table }: { readonly table: Table }): Implementation =>
  implement(readRound, async ({ parameters, receivedAt }) => {
    const round = await readStoredRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const { version } = round.bookkeeping;
    return answer(200, presentRound(round, version, receivedAt), version);
  });

/** All rounds, page by page. */
export const createListRounds = ({ table }: { readonly table: Table }): Implementation =>
  implement(listRounds, async ({ query, receivedAt }) => {
    const page = await listStoredRounds(table, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map((round) => presentRound(round, round.bookkeeping.version, receivedAt)),
      cursor: page.cursor,
    });
  });
