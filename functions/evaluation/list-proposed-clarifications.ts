import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Account } from '../platform/identity.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readAsReader } from './opened-proposal.ts';
import { readRoundForAgency } from './declared-reader.ts';
import { presentClarification } from './present.ts';
import type { Clarification } from './rules.ts';
import { listProposedClarifications } from './schema.ts';
import { inTurns, pageOfProposedClarifications } from './store.ts';

/** Proposals whose right of reading is asked for at the same time. */
const atOnce = 5;

/** What the panels of a round want to ask and staff have not dealt with; of a proposal that the reader may not read, none. */
export const createListProposedClarifications = ({ table }: { readonly table: Table }): Implementation =>
  implement(listProposedClarifications, async ({ account, parameters, query }) => {
    const round = await readRoundForAgency(table, account, parameters.roundId);
    if (isRefusal(round)) return round;
    const page = await pageOfProposedClarifications(table, round.roundId, query.cursor ?? null);
    const readable = await readableAmong(table, account, page.rows);
    return answer(200, {
      rows: page.rows
        .filter(({ proposalId }) => readable.has(proposalId))
        .map((clarification) => presentClarification(clarification, clarification.bookkeeping.version, true)),
      cursor: page.cursor,
    });
  });

/** The proposals of these questions that somebody may read. */
const readableAmong = async (
  table: Table,
  account: Account,
  clarifications: readonly Clarification[],
): Promise<ReadonlySet<string>> => {
  const proposalIds = [...new Set(clarifications.map(({ proposalId }) => proposalId))];
  const found = await inTurns(proposalIds, atOnce, async (proposalId) =>
    isRefusal(await readAsReader(table, account, proposalId)) ? [] : [proposalId],
  );
  return new Set(found.flat());
};
