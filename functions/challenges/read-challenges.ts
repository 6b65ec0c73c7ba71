import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isAnnounced, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentChallenge } from './present.ts';
import { type Challenge, isPublished } from './rules.ts';
import { listChallenges, readChallenge } from './schema.ts';
import { pageOfChallenges, readChallenge as readStoredChallenge } from './store.ts';
import { withProposers } from './with-proposers.ts';

/** The published challenges of a round, for everybody. Before the call the list is empty. */
export const createListChallenges = ({ table }: { readonly table: Table }): Implementation =>
  implement(listChallenges, async ({ parameters, query }) => {
    const round = await readRound(table, parameters.roundId);
    if (round === null || !isAnnounced(round)) return refuse('not-found');
    if (round.calledAt === null) return answer(200, { rows: [], cursor: null });
    const page = await pageOfChallenges(table, round.roundId, 'selected', query.cursor ?? null);
    return answer(200, {
      rows: await withNames(table, round, page.rows),
      cursor: page.cursor,
    });
  });

/** A published challenge, for everybody; before the call it does not exist for them. */
export const createReadChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(readChallenge, async ({ parameters }) => {
    const challenge = await readStoredChallenge(table, parameters.challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null || !isPublished(challenge, round)) return refuse('not-found');
    const [view] = await withNames(table, round, [challenge]);
    return answer(200, view, challenge.bookkeeping.version);
  });

const withNames = (table: Table, round: Round, challenges: readonly Stored<Challenge>[]) =>
  withProposers(table, challenges, (challenge) =>
    presentChallenge(challenge, round, challenge.bookkeeping.version),
  );
