import { explanationOf, proposalOwner } from '../attachments/rules.ts';
import { readAttachments } from '../attachments/store.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { type Account, actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import { InvalidCursor, type Table } from '../platform/table.ts';
import { areContentsDeleted, type Proposal } from '../proposals/rules.ts';
import { listProposalsOfChallenge } from '../proposals/store.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { presentOpened } from './present.ts';
import { readSuppliers } from './read-suppliers.ts';
import { refuseEvaluation } from './refusals.ts';
import { listOpenedProposals } from './schema.ts';
import { readableTo, refusalOfUndeclared, unsealContents } from './store.ts';

const pageSize = 50;

/**
 * The opened proposals of a round for staff and auditors, by challenge, then by id. Those in whose challenge the
 * reader has a stake, or declared a conflict, are left out; somebody of the pool finds those of their own clear seats.
 */
export const createListOpenedProposals = ({
  table,
  sealer,
}: {
  readonly table: Table;
  readonly sealer: Sealer;
}): Implementation =>
  implement(listOpenedProposals, async ({ account, parameters, query, receivedAt }) => {
    const actor = actAs(account, ['staff', 'auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    if (!isOpened(round)) return refuseEvaluation('still-sealed', { roundId: round.roundId });
    const undeclared = await refusalOfUndeclared(table, account, round.roundId);
    if (undeclared !== null) return undeclared;

    const page = await pageOfOpened(table, account, round.roundId, query.cursor);
    const [suppliers, contents, refused] = await Promise.all([
      readSuppliers(table, page.rows),
      unsealContents(
        sealer,
        page.rows.filter((proposal) => !areContentsDeleted(proposal)),
      ),
      refusedOf(table, page.rows),
    ]);
    return answer(200, {
      rows: page.rows.map((proposal) => ({
        ...presentOpened(proposal, round, suppliers, receivedAt),
        title: contents.get(proposal.proposalId)?.title ?? null,
        refusedAttachments: (refused.get(proposal.proposalId) ?? []).map(({ shown }) => shown),
      })),
      cursor: page.cursor,
    });
  });

/** The files of submissions that the check refused, by proposal. */
const refusedOf = async (table: Table, proposals: readonly Proposal[]) => {
  const pinned = proposals.flatMap(({ proposalId, attachments }) =>
    attachments.map(({ attachmentId }) => ({ owner: proposalOwner(proposalId), attachmentId })),
  );
  const refused = (await readAttachments(table, pinned)).filter(({ state }) => state === 'REFUSED');
  return Map.groupBy(
    refused.map((attachment) => ({
      proposalId: attachment.proposalId,
      shown: {
        attachmentId: attachment.attachmentId,
        fileName: attachment.fileName,
        finding: explanationOf(attachment),
      },
    })),
    ({ proposalId }) => proposalId,
  );
};

/** The next proposals after the cursor, which names the last one of the page before. */
const pageOfOpened = async (table: Table, account: Account, roundId: string, cursor: string | undefined) => {
  const after = cursor === undefined ? null : placeOf(cursor);
  const challenges = (await listChallengesOfRound(table, roundId))
    .filter(({ challengeId }) => after === null || challengeId >= after.challengeId)
    .sort((left, right) => (left.challengeId < right.challengeId ? -1 : 1));
  const isReadable = await readableTo(table, account, roundId, challenges);
  const rows: Stored<Proposal>[] = [];
  for (const { challengeId } of challenges) {
    const proposals = await listProposalsOfChallenge(table, challengeId);
    const readable = proposals
      .filter(({ proposalId }) => after?.challengeId !== challengeId || proposalId > after.proposalId)
      .filter(isReadable)
      .sort((left, right) => (left.proposalId < right.proposalId ? -1 : 1));
    rows.push(...readable);
    if (rows.length > pageSize) break;
  }
  const last = rows[pageSize - 1];
  return {
    rows: rows.slice(0, pageSize),
    cursor: rows.length > pageSize && last !== undefined ? cursorOf(last) : null,
  };
};

const cursorOf = ({ challengeId, proposalId }: Proposal): string =>
  Buffer.from(`${challengeId}/${proposalId}`).toString('base64url');

const placeOf = (cursor: string): { readonly challengeId: string; readonly proposalId: string } => {
  const [challengeId, proposalId, ...more] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (challengeId === undefined || proposalId === undefined || more.length > 0)
    throw new InvalidCursor('This cursor does not belong to this list');
  return { challengeId, proposalId };
};
