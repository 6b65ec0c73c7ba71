import { listChallengesOfRound } from '../challenges/store.ts';
import { isNoticeGiven } from '../decisions/rules.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { listProposalsOfChallenges } from '../proposals/store.ts';
import { listPurchasesOfRound } from '../purchases/store.ts';
import { readRound } from '../rounds/store.ts';
import { figuresOf } from './rules/figures.ts';
import { waysOf } from './rules/ways.ts';
import { readFigures } from './schema.ts';
import { listFirstUsesOfRound } from './store.ts';

/** The figures of a round, for everybody, from the notice on: before it a count would tell what is sealed (invariant 2). */
export const createReadFigures = ({ table }: { readonly table: Table }): Implementation =>
  implement(readFigures, async ({ parameters: { roundId }, receivedAt }) => {
    const round = await readRound(table, roundId);
    if (round === null || !isNoticeGiven(round)) return refuse('not-found');
    const [challenges, purchases, firstUses] = await Promise.all([
      listChallengesOfRound(table, roundId),
      listPurchasesOfRound(table, roundId),
      listFirstUsesOfRound(table, roundId),
    ]);
    const proposals = await listProposalsOfChallenges(table, challenges);
    return answer(200, {
      ...figuresOf(challenges, proposals, purchases),
      ways: waysOf(purchases, firstUses, receivedAt),
    });
  });
