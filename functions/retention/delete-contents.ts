import { ownerKinds } from '../attachments/rules.ts';
import { filesFolderOf } from '../attachments/store.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import { readDesignation } from '../designations/store.ts';
import { fieldsOf, type Stored } from '../platform/change.ts';
import type { Clock } from '../platform/clock.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Instant } from '../platform/instant.ts';
import { framesOf, log } from '../platform/log.ts';
import { isRefusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { areContentsDeleted, type Proposal } from '../proposals/rules.ts';
import { deleteTexts, listEveryProposalOfChallenge } from '../proposals/store.ts';
import { listPurchasesOfRound } from '../purchases/store.ts';
import type { Round } from '../rounds/rules.ts';
import { listRounds } from '../rounds/store.ts';
import {
  beginning,
  type ContentsAction,
  dueDeletion,
  type Emptied,
  emptiedOf,
  ending,
  isKeptLonger,
  isLiving,
  type RoundContents,
} from './rules/contents.ts';
import { contentsChange, readContents, readEnd } from './store.ts';
import type { Files } from './store/files.ts';

export type DeleteContentsDependencies = {
  readonly table: Table;
  readonly files: Files;
  readonly clock: Clock;
};

/**
 * Deletes for good what suppliers sent, by the policy of each round: texts and files of proposals so many years after the round's
 * end, those of what was bought or designated later, with the dossiers that hold them. What the ledger committed to and what was
 * published stays. Called by a schedule; late, twice or cut short changes nothing but when. A round that fails keeps no other back:
 * it throws at the end.
 */
export const createDeleteContents = (deps: DeleteContentsDependencies) => async (): Promise<void> => {
  const failed: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRounds>> = await listRounds(deps.table, cursor);
    for (const round of page.rows) {
      try {
        await deleteOfRound(deps, round, deps.clock());
      } catch (error) {
        logFailure(round, error);
        failed.push(round.roundId);
      }
    }
    cursor = page.cursor;
  } while (cursor !== null);
  if (failed.length > 0) throw new Error(`Contents of these rounds are not deleted: ${failed.join(', ')}`);
};

/** Says where the deletion in a round broke off, without the message: it may quote what could not be read. */
const logFailure = ({ roundId }: Round, error: unknown): void => {
  const { name, frames } =
    error instanceof Error ? { name: error.name, frames: framesOf(error) } : { name: 'unknown', frames: [] };
  log('ERROR', 'contents-not-deleted', { roundId, name, frames });
};

/** A proposal of an ended round with what decides how long it is kept. */
type Kept = {
  readonly proposal: Stored<Proposal>;
  readonly purchaseIds: readonly string[];
  readonly isKeptLonger: boolean;
  readonly isDesignationLiving: boolean;
};

const deleteOfRound = async (deps: DeleteContentsDependencies, round: Round, at: Instant): Promise<void> => {
  const { table, files } = deps;
  const { roundId, policy } = round;
  const contents = await readContents(table, roundId);
  if (contents?.state === 'ALL_DELETED') return;
  const endedAt = await readEnd(table, roundId);
  // Most rounds go on, or are kept: of them nothing more is read.
  if (dueDeletion(contents?.state ?? null, { policy, endedAt, hasLivingDesignation: false }, at) === null)
    return;
  const kept = await keptOf(table, roundId, at);
  const hasLivingDesignation = kept.some(({ isDesignationLiving }) => isDesignationLiving);
  const due = dueDeletion(contents?.state ?? null, { policy, endedAt, hasLivingDesignation }, at);
  if (due === null) return;

  await begin(table, contents, roundId, at);
  const going = kept.filter((one) => due === 'all' || !one.isKeptLonger);
  let versions = 0;
  for (const { proposal, purchaseIds } of going) {
    // First the texts, which refuses every reader: then nobody is shown a link to a file that is gone.
    await deleteTexts(table, proposal);
    for (const kind of ownerKinds)
      for (const id of kind === 'purchase' ? purchaseIds : [proposal.proposalId])
        versions += await files.deleteAll(filesFolderOf(roundId, { kind, id }));
  }
  versions += await files.deleteAll(`dossiers/${roundId}/`);
  // Also what an earlier run emptied, whatever is made of it since.
  const emptied = kept.filter((one) => going.includes(one) || areContentsDeleted(one.proposal));
  await end(table, roundId, emptiedOf(emptied.map(({ proposal }) => proposal.proposalId)), at);
  log('INFO', 'contents-deleted', { roundId, proposals: going.length, versions });
};

const keptOf = async (table: Table, roundId: string, at: Instant): Promise<readonly Kept[]> => {
  const [challenges, purchases] = await Promise.all([
    listChallengesOfRound(table, roundId),
    listPurchasesOfRound(table, roundId),
  ]);
  const found: Kept[] = [];
  for (const { challengeId } of challenges)
    for (const proposal of await listEveryProposalOfChallenge(table, challengeId)) {
      const designation = await readDesignation(table, proposal.proposalId);
      const bought = purchases.filter(({ proposalId }) => proposalId === proposal.proposalId);
      found.push({
        proposal,
        purchaseIds: bought.map(({ purchaseId }) => purchaseId),
        isKeptLonger: isKeptLonger({
          wasContracted: bought.some(({ contract }) => contract !== null),
          designationState: designation?.state ?? null,
        }),
        isDesignationLiving: designation !== null && isLiving(designation, at),
      });
    }
  return found;
};

const begin = async (
  table: Table,
  contents: Stored<RoundContents> | null,
  roundId: string,
  at: Instant,
): Promise<void> => {
  const step = beginning(contents, roundId, at);
  if (step !== null) await write(table, contents, step, at);
};

const end = async (table: Table, roundId: string, emptied: Emptied, at: Instant): Promise<void> => {
  const contents = await readContents(table, roundId);
  if (contents === null) throw new Error(`The deletion in the round ${roundId} was never begun`);
  const step = ending(fieldsOf(contents), emptied, at);
  // Another run has ended it.
  if (!isRefusal(step)) await write(table, contents, step, at);
};

const write = async (
  table: Table,
  before: Stored<RoundContents> | null,
  { action, after }: { readonly action: ContentsAction; readonly after: RoundContents },
  at: Instant,
): Promise<void> => {
  const outcome = await commit(table, {
    at,
    actor: { kind: 'system', task: 'delete-contents' },
    changes: [contentsChange(before, after, action)],
    idempotency: null,
    answer: () => answer(200, null),
  });
  if (isRefusal(outcome)) throw new Error(`The deletion could not be recorded: ${outcome.code}`);
};
