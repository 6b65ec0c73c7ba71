import { pageOfChallenges } from '../challenges/store.ts';
import { readableTo, refusalOfUndeclared } from '../evaluation/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentProposal, standingOf } from './present.ts';
import { refuseProposal } from './refusals.ts';
import { listProposals } from './schema.ts';
import { listProposalsOfChallenge } from './store.ts';

/** Each challenge is eight queries of the index. */
const challengesPerPage = 10;

/**
 * The proposals of a round for staff and auditors, without those in whose challenge they have a stake or declared a
 * conflict. Before the opening the answer is one refusal, whatever there is:
 * the round alone is looked at (DOMAIN.md, invariant 2).
 */
export const createListProposals = ({ table }: { readonly table: Table }): Implementation =>
  implement(listProposals, async ({ account, parameters, query, receivedAt }) => {
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    if (!isOpened(round)) return refuseProposal('sealed', { roundId: round.roundId });
    const undeclared = await refusalOfUndeclared(table, account, round.roundId);
    if (undeclared !== null) return undeclared;
    const page = await pageOfChallenges(
      table,
      round.roundId,
      'selected',
      query.cursor ?? null,
      challengesPerPage,
    );
    const [isReadable, ...listed] = await Promise.all([
      readableTo(table, account, round.roundId, page.rows),
      ...page.rows.map(({ challengeId }) => listProposalsOfChallenge(table, challengeId)),
    ]);
    return answer(200, {
      rows: listed
        .flat()
        .filter(isReadable)
        .map((proposal) =>
          presentProposal(proposal, standingOf(proposal, round, receivedAt), proposal.bookkeeping.version),
        ),
      cursor: page.cursor,
    });
  });
