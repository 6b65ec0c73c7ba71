import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, holds } from '../platform/identity.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentStored } from './present.ts';
import type { Challenge } from './rules.ts';
import { listProposedChallenges, readProposedChallenge } from './schema.ts';
import { pageOfChallenges, readChallenge } from './store.ts';
import { withProposers } from './with-proposers.ts';

/** Its proposing bodies see a challenge in every state, and so do staff and auditors. */
const maySee = (account: Account, { buyerId, coProposerIds }: Challenge): boolean =>
  holds(account, 'staff', 'auditor') ||
  [buyerId, ...coProposerIds].some((organisationId) => account.memberships[organisationId] !== undefined);

/**
 * The challenges of a round in any state: all for staff and auditors, their own for members of proposing bodies.
 * A page may hold fewer rows than the page size, and still be followed by another.
 */
export const createListProposedChallenges = ({ table }: { readonly table: Table }): Implementation =>
  implement(listProposedChallenges, async ({ account, parameters, query }) => {
    const mayPropose = Object.values(account.memberships).some(({ kind }) => kind === 'PUBLIC_BODY');
    if (!mayPropose && !holds(account, 'staff', 'auditor'))
      return refuse('not-permitted', { roles: ['buyer', 'staff', 'auditor'] });
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const page = await pageOfChallenges(table, round.roundId, 'all', query.cursor ?? null);
    const seen = page.rows.filter((challenge) => maySee(account, challenge));
    return answer(200, { rows: await withNames(table, round, seen), cursor: page.cursor });
  });

/** A challenge in any state; for others than those who may see it, it does not exist. */
export const createReadProposedChallenge = ({ table }: { readonly table: Table }): Implementation =>
  implement(readProposedChallenge, async ({ account, parameters }) => {
    const challenge = await readChallenge(table, parameters.challengeId);
    if (challenge === null || !maySee(account, challenge)) return refuse('not-found');
    const round = await readRound(table, challenge.roundId);
    if (round === null) return refuse('not-found');
    const [view] = await withNames(table, round, [challenge]);
    return answer(200, view, challenge.bookkeeping.version);
  });

const withNames = (table: Table, round: Round, challenges: readonly Stored<Challenge>[]) =>
  withProposers(table, challenges, (challenge) => presentStored(challenge, round));
