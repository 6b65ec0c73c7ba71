import { isPublished } from '../challenges/rules.ts';
import { listChallengesOfRound, readChallenge } from '../challenges/store.ts';
import { isNoticeGiven } from '../decisions/rules.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { listPurchasesOfRound } from '../purchases/store.ts';
import { isAnnounced } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { lessonsOf } from './rules/lessons.ts';
import { readLessons } from './schema.ts';
import { listFirstUsesOfRound } from './store.ts';
import { listOutcomesOfRound } from './store/outcomes.ts';

/**
 * What a round’s verdicts, purchases and repurchases say, for everybody. Before the notice there is nothing to say of
 * any challenge (DOMAIN.md, invariant 15); one that came back is named once the later round's call has published it.
 */
export const createReadLessons = ({ table }: { readonly table: Table }): Implementation =>
  implement(readLessons, async ({ parameters: { roundId } }) => {
    const round = await readRound(table, roundId);
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    const [challenges, purchases, firstUses, outcomes] = await Promise.all([
      isNoticeGiven(round) ? listChallengesOfRound(table, roundId) : [],
      listPurchasesOfRound(table, roundId),
      listFirstUsesOfRound(table, roundId),
      listOutcomesOfRound(table, roundId),
    ]);
    const returned = await Promise.all(
      challenges.flatMap(({ challengeId, incubation }) =>
        (incubation?.returnedAs ?? []).map((as) => whereItReturned(table, challengeId, as)),
      ),
    );
    return answer(200, {
      roundId,
      ...lessonsOf({ challenges, purchases, firstUses, outcomes }),
      returned: returned.filter((one) => one !== null),
    });
  });

const whereItReturned = async (
  table: Table,
  challengeId: string,
  as: { readonly challengeId: string; readonly roundId: string },
) => {
  const [challenge, round] = await Promise.all([
    readChallenge(table, as.challengeId),
    readRound(table, as.roundId),
  ]);
  return challenge !== null && round !== null && isPublished(challenge, round) ? { challengeId, as } : null;
};
