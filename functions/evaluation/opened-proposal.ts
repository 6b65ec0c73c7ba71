import { readChallenge } from '../challenges/store.ts';
import type { Stored } from '../platform/change.ts';
import { type Account, actAs, holds } from '../platform/identity.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Role } from '../platform/roles.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, type Proposal, suppliersOf } from '../proposals/rules.ts';
import { readProposal } from '../proposals/store.ts';
import { isOpened, type Phase, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { checkNoneDeclared, checkReader, type Panel, type ReadingRight, scoringPhases } from './rules.ts';
import { listOwnConflicts } from './store/conflicts.ts';
import { readFreshPanel, readPanel } from './store/panels.ts';
import { readEvaluator } from './store/pool.ts';

/** A proposal that the opening made readable, with its round. */
export type Opened = { readonly proposal: Stored<Proposal>; readonly round: Stored<Round> };

/** An opened proposal that somebody may read, with the right by which they do, and the panel. */
export type ReadableProposal = Opened & {
  readonly right: ReadingRight;
  readonly panel: Stored<Panel> | null;
  /** In which the panel scores it. */
  readonly phases: readonly Phase[];
};

/** An opened proposal, whoever asks; `not-found` before the opening, and for what was not submitted by then. */
export const readOpened = async (table: Table, proposalId: string): Promise<Opened | Refusal> => {
  const proposal = await readProposal(table, proposalId);
  if (proposal === null || !isInTheRunning(proposal)) return refuse('not-found');
  const round = await readRound(table, proposal.roundId);
  return round !== null && isOpened(round) ? { proposal, round } : refuse('not-found');
};

/**
 * An opened proposal for those who hold one of these roles for its supplier; before the opening there is nothing to
 * answer. `phases` are those in which its panel scores.
 */
export const readForSupplier = async (
  table: Table,
  account: Account,
  proposalId: string,
  roles: readonly Role[] = ['signatory'],
) => {
  const opened = await readOpened(table, proposalId);
  if (isRefusal(opened)) return opened;
  const actor = actAs(account, roles, opened.proposal.supplierId);
  if (isRefusal(actor)) return actor;
  const fresh = await readFreshPanel(table, opened.proposal);
  return { ...opened, actor, phases: scoringPhases(fresh !== null) };
};

/** An opened proposal, if `account` may read it: staff and auditors without a conflict, clear members of its panel. */
export const readAsReader = async (
  table: Table,
  account: Account,
  proposalId: string,
): Promise<ReadableProposal | Refusal> => {
  const opened = await readOpened(table, proposalId);
  if (isRefusal(opened)) return opened;
  const { proposal, round } = opened;
  const { challengeId, roundId } = proposal;
  const [first, fresh, challenge, evaluator, declared] = await Promise.all([
    readPanel(table, challengeId),
    readFreshPanel(table, proposal),
    readChallenge(table, challengeId),
    readEvaluator(table, roundId, account.accountId),
    listOwnConflicts(table, roundId, account.accountId),
  ]);
  // Whoever evaluated it first reads it no more: the fresh panel stands apart from them.
  const panel = fresh ?? first;
  const right = checkReader(
    {
      isAgency: holds(account, 'staff', 'auditor'),
      isEvaluator: holds(account, 'evaluator'),
      organisationIds: Object.keys(account.memberships),
      evaluatorId: evaluator?.evaluatorId ?? null,
    },
    panel,
    {
      roundId,
      challengeId,
      parties: [
        ...suppliersOf(proposal),
        ...(challenge === null ? [] : [challenge.buyerId, ...challenge.coProposerIds]),
        ...(panel?.parties ?? []),
      ],
    },
  );
  if (isRefusal(right)) return right;
  const conflict = checkNoneDeclared(declared, { roundId, challengeId });
  return conflict ?? { proposal, round, right, panel, phases: scoringPhases(fresh !== null) };
};
