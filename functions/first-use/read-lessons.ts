import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isAnnounced } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { lessonsOf } from './rules/outcomes.ts';
import { readLessons } from './schema.ts';
import { listFirstUsesOfRound } from './store.ts';
import { listOutcomesOfRound } from './store/outcomes.ts';

/** What a round’s published verdicts and repurchases say, for everybody. */
export const createReadLessons = ({ table }: { readonly table: Table }): Implementation =>
  implement(readLessons, async ({ parameters: { roundId } }) => {
    const round = await readRound(table, roundId);
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    const [firstUses, outcomes] = await Promise.all([
      listFirstUsesOfRound(table, roundId),
      listOutcomesOfRound(table, roundId),
    ]);
    return answer(200, { roundId, ...lessonsOf(firstUses, outcomes) });
  });
