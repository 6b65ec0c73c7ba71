import type * as v from 'valibot';
import { fieldsOf, type Stored } from '../platform/change.ts';
import { type AlongsideWrite, type Commit, commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { approvalAwaited, type Notice } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { presentRecovery } from './present.ts';
import { type Organisation, organisationTransitions, withPeople } from './rules.ts';
import {
  checkUninvolved,
  type Recovery,
  recoverPeople,
  type RecoveryState,
  recoveryTransitions,
} from './rules/recovery.ts';
import { decideRecovery } from './schema.ts';
import { membershipWrites, organisationChange, readOrganisation } from './store.ts';
import { releasePendingClaim } from './store/pending-claims.ts';
import { readRecovery, recoveryChange } from './store/recoveries.ts';

/**
 * Staff prepare a recovery by what they checked, or refuse it; an approver who has nothing to do with it approves
 * what was prepared, or rejects it. Approved, the claimant administers the organisation, its number with it; those
 * who were its members are told, and stay or go as was decided.
 */
export const createDecideRecovery = ({ table }: { readonly table: Table }): Implementation =>
  implement(
    decideRecovery,
    async ({ account, body, expectedVersion, idempotency, parameters, receivedAt }) => {
      const actor = actAs(account, [isByApprover(body) ? 'approver' : 'staff']);
      if (isRefusal(actor)) return actor;
      const scene = await readScene(table, parameters.recoveryId, expectedVersion);
      if (isRefusal(scene)) return scene;
      const { before, organisation } = scene;
      const row = findTransition(recoveryTransitions, body.decision, before.state);
      if (isRefusal(row)) return row;
      const involved = checkUninvolved(before, organisation, actor.accountId);
      if (involved !== null) return involved;

      const after: Recovery = { ...fieldsOf(before), ...decided(before, row.to, body, actor.accountId) };
      const recovered = row.to === 'CONFIRMED' ? recover(organisation, after, body.reason) : null;
      if (isRefusal(recovered)) return recovered;
      return commit(table, {
        at: receivedAt,
        actor,
        changes: [recoveryChange(before, after, row.action, body.reason), ...(recovered?.changes ?? [])],
        alongside: [...releaseOf(after), ...(recovered?.alongside ?? [])],
        notices:
          row.to === 'PREPARED'
            ? [approvalAwaited('recovery', before.recoveryId, null)]
            : [decidedNotice(after, body.decision), ...(recovered?.notices ?? [])],
        idempotency,
        answer: ({ versions: [written = 0] }) => answer(200, presentRecovery(after, written), written),
      });
    },
  );

const readScene = async (table: Table, recoveryId: string, expectedVersion: number | null) => {
  const before = await readRecovery(table, recoveryId);
  const organisation = before === null ? null : await readOrganisation(table, before.organisationId);
  if (before === null || organisation === null) return refuse('not-found');
  const { version } = before.bookkeeping;
  return expectedVersion === null || expectedVersion === version
    ? { before, organisation }
    : refuse('version-not-matched', { version });
};

type Decision = v.InferOutput<(typeof decideRecovery)['body']>;

const decided = (
  { prepared }: Recovery,
  state: RecoveryState,
  body: Decision,
  preparedBy: string,
): Pick<Recovery, 'state' | 'prepared' | 'refusedBecause'> => ({
  state,
  refusedBecause: state === 'REFUSED' ? body.reason : null,
  prepared:
    body.decision === 'prepare' ? { members: body.members, evidence: body.evidence, preparedBy } : prepared,
});

/** What is decided awaits nobody any more. */
const releaseOf = ({ state, claimedBy }: Recovery): readonly AlongsideWrite[] =>
  state === 'CONFIRMED' || state === 'REFUSED' ? [releasePendingClaim(claimedBy)] : [];

const isByApprover = ({ decision }: Decision): boolean => decision === 'approve' || decision === 'reject';

/** What the approved recovery does to the organisation and to the accounts of its people. */
const recover = (
  organisation: Stored<Organisation>,
  { recoveryId, claimedBy, prepared }: Recovery,
  reason: string,
) => {
  if (prepared === null) throw new Error(`The recovery ${recoveryId} was approved before it was prepared`);
  const row = findTransition(organisationTransitions, 'recover', organisation.state);
  if (isRefusal(row)) return row;
  const { members, offers, changed } = recoverPeople(organisation, claimedBy, prepared.members);
  const after: Organisation = {
    ...withPeople(fieldsOf(organisation), { members, offers }),
    // Those of the old administration lapse, as its offers do.
    invitations: {},
    evidence: prepared.evidence,
    claimedBy,
  };
  return {
    changes: [organisationChange(organisation, after, row.action, reason)],
    alongside: membershipWrites(organisation, after, changed),
    notices: Object.keys(organisation.members)
      .filter((accountId) => accountId !== claimedBy)
      .map((accountId): Notice => ({
        noticeId: `organisation-recovered/${recoveryId}/${accountId}`,
        kind: 'organisation-recovered',
        audience: { kind: 'account', accountId },
        roundId: null,
        proposalId: null,
        facts: { organisationId: after.organisationId, members: prepared.members },
      })),
  } satisfies Partial<Commit>;
};

const decidedNotice = ({ recoveryId, organisationId, claimedBy }: Recovery, decision: string): Notice => ({
  noticeId: `claim-decided/${recoveryId}`,
  kind: 'claim-decided',
  audience: { kind: 'account', accountId: claimedBy },
  roundId: null,
  proposalId: null,
  facts: { organisationId, decision: decision === 'approve' ? 'confirm' : 'refuse' },
});
