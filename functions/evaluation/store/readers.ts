import { readChallenge } from '../../challenges/store.ts';
import type { Challenge } from '../../challenges/rules.ts';
import type { Stored } from '../../platform/change.ts';
import { type Account, holds } from '../../platform/identity.ts';
import type { Instant } from '../../platform/instant.ts';
import { isRefusal, type Refusal } from '../../platform/refusal.ts';
import type { Table } from '../../platform/table.ts';
import { type Proposal, suppliersOf } from '../../proposals/rules.ts';
import { checkReader, type Reader, type ReadingRight } from '../rules/access.ts';
import { checkNoneDeclared } from '../rules/conflict.ts';
import type { Panel } from '../rules/panel.ts';
import type { Evaluator } from '../rules/pool.ts';
import { listOwnConflicts, refusalByOwnConflict } from './conflicts.ts';
import { refusalOfUndeclared } from './declarations.ts';
import { listFreshPanels, readFreshPanel, readPanel, readPanels } from './panels.ts';
import { readEvaluator } from './pool.ts';

/** Who an account is to what is opened; `evaluator` is its place in the round's pool. */
export const readerOf = (account: Account, evaluator: Pick<Evaluator, 'evaluatorId'> | null): Reader => ({
  isAgency: holds(account, 'staff', 'auditor'),
  isEvaluator: holds(account, 'evaluator'),
  organisationIds: Object.keys(account.memberships),
  evaluatorId: evaluator?.evaluatorId ?? null,
});

/** By which right a proposal is read, the panel that scores it, and until when if that is a fresh one. */
export type Reading = {
  readonly right: ReadingRight;
  readonly panel: Stored<Panel> | null;
  readonly freshUntil: Instant | null;
};

/**
 * The right by which an account reads an opened proposal: staff and auditors without a conflict, clear members of its
 * panel. Refuses whoever has a stake or declared a conflict in the challenge, and staff who have declared nothing for the
 * round yet (DOMAIN.md, «Conflicts of interest bind … alike»).
 */
export const readingOf = async (
  table: Table,
  account: Account,
  proposal: Proposal,
): Promise<Reading | Refusal> => {
  const { challengeId, roundId } = proposal;
  const [first, fresh, challenge, evaluator, declared] = await Promise.all([
    readPanel(table, challengeId),
    readFreshPanel(table, proposal),
    readChallenge(table, challengeId),
    readEvaluator(table, roundId, account.accountId),
    refusalByOwnConflict(table, account.accountId, proposal),
  ]);
  // Whoever evaluated it first reads it no more: the fresh panel stands apart from them.
  const panel = fresh ?? first;
  const right = checkReader(readerOf(account, evaluator), panel, {
    roundId,
    challengeId,
    parties: [
      ...suppliersOf(proposal),
      ...(challenge === null ? [] : [challenge.buyerId, ...challenge.coProposerIds]),
      ...(panel?.parties ?? []),
    ],
  });
  if (isRefusal(right)) return right;
  const undeclared = right.as === 'agency' ? await refusalOfUndeclared(table, account, roundId) : null;
  return declared ?? undeclared ?? { right, panel, freshUntil: fresh?.deadline ?? null };
};

/**
 * Which opened proposals to these challenges of a round an account may list: not those in whose challenge it has a
 * stake or declared a conflict; somebody of the pool those of their own clear seats.
 */
export const readableTo = async (
  table: Table,
  account: Account,
  roundId: string,
  challenges: readonly Challenge[],
): Promise<(proposal: Proposal) => boolean> => {
  const [declared, evaluator] = await Promise.all([
    listOwnConflicts(table, roundId, account.accountId),
    readEvaluator(table, roundId, account.accountId),
  ]);
  const open = new Map(
    challenges
      .filter(({ challengeId }) => checkNoneDeclared(declared, { roundId, challengeId }) === null)
      .map((challenge) => [challenge.challengeId, challenge]),
  );
  const panelOf = evaluator === null ? () => null : await panelsByProposal(table, roundId, [...open.keys()]);
  const reader = readerOf(account, evaluator);
  return (proposal) => {
    const challenge = open.get(proposal.challengeId);
    if (challenge === undefined) return false;
    const { challengeId, buyerId, coProposerIds } = challenge;
    const parties = [buyerId, ...coProposerIds, ...suppliersOf(proposal)];
    return !isRefusal(checkReader(reader, panelOf(proposal), { roundId, challengeId, parties }));
  };
};

/** The panel that scores a proposal now, by which somebody of the pool reads it. */
const panelsByProposal = async (
  table: Table,
  roundId: string,
  challengeIds: readonly string[],
): Promise<(proposal: Proposal) => Panel | null> => {
  const [fresh, first] = await Promise.all([
    listFreshPanels(table, roundId),
    readPanels(table, challengeIds),
  ]);
  return ({ proposalId, challengeId }) => fresh.get(proposalId) ?? first.get(challengeId) ?? null;
};
