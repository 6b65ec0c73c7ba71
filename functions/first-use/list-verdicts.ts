import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentVerdict } from './present.ts';
import { listVerdicts } from './schema.ts';
import { pageFirstUsesOfRound } from './store.ts';

/** The published verdicts of a round for everybody: a page may be short though another follows. */
export const createListVerdicts = ({ table }: { readonly table: Table }): Implementation =>
  implement(listVerdicts, async ({ parameters: { roundId }, query }) => {
    if ((await readRound(table, roundId)) === null) return refuse('not-found');
    const page = await pageFirstUsesOfRound(table, roundId, query.cursor ?? null);
    return answer(200, {
      rows: page.rows.map(presentVerdict).filter((verdict) => verdict !== null),
      cursor: page.cursor,
    });
  });
