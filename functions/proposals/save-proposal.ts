import { readChallenge } from '../challenges/store.ts';
import { readOrganisation } from '../organisations/store.ts';
import { fieldsOf } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newSecret } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { circumstancesOf } from './circumstances.ts';
import { presentOwnProposal, standingInTime } from './present.ts';
import { checkEditable, missingOf, type Proposal } from './rules.ts';
import { saveProposal } from './schema.ts';
import { attemptInTime, inTime, proposalChange, readProposal, sealDraft } from './store.ts';

/**
 * The supplier saves its draft under seal. It lies beside what was submitted, which stays live until the next
 * submission.
 */
export const createSaveProposal = (deps: {
  readonly table: Table;
  readonly sealer: Sealer;
}): Implementation =>
  implement(saveProposal, async (request) => {
    const { table, sealer } = deps;
    const { account, body, expectedVersion, idempotency, parameters, receivedAt } = request;
    const found = await readProposal(table, parameters.proposalId);
    if (found === null) return refuse('not-found');
    const actor = actAs(account, ['author', 'signatory'], found.supplierId);
    if (isRefusal(actor)) return actor;
    const { version } = found.bookkeeping;
    if (expectedVersion !== null && expectedVersion !== version)
      return refuse('version-not-matched', { version });

    return attemptInTime(table, found, receivedAt, async (before) => {
      const refusal = checkEditable(before, receivedAt);
      if (refusal !== null) return refusal;
      const [challenge, round, supplier] = await Promise.all([
        readChallenge(table, before.challengeId),
        readRound(table, before.roundId),
        readOrganisation(table, before.supplierId),
      ]);
      if (challenge === null || round === null || supplier === null)
        throw new Error(
          `The proposal ${before.proposalId} names a challenge, round or supplier that is not there`,
        );
      const after: Proposal = {
        ...fieldsOf(before),
        draft: await sealDraft(sealer, before, body, newSecret()),
        missing: missingOf(body, circumstancesOf(challenge, round, supplier)),
      };
      const guard = inTime(before.roundId, receivedAt);
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [proposalChange(before, after, null, null, guard)],
        idempotency,
        answer: ({ versions: [saved = 0] }) =>
          answer(200, presentOwnProposal(after, standingInTime(after), saved), saved),
      });
    });
  });
