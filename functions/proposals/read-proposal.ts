import { readChallenge } from '../challenges/store.ts';
import { readingOf } from '../evaluation/store.ts';
import { readOrganisation, readOrganisations } from '../organisations/store.ts';
import type { Stored } from '../platform/change.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Answer } from '../platform/idempotency.ts';
import { type Account, holds } from '../platform/identity.ts';
import { epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { circumstancesOf } from './circumstances.ts';
import { presentOwnProposal, presentProposal, standingOf } from './present.ts';
import {
  awaitedOf,
  checkContentsKept,
  completenessOf,
  correctionFindings,
  emptyContent,
  isInTheRunning,
  missingOf,
  type Proposal,
} from './rules.ts';
import { readProposal } from './schema.ts';
import { readForSubmission, readRoundOf, unsealOwn, unsealShare } from './store.ts';
import { readAnswer } from './store/answers.ts';

/**
 * A proposal for its supplier, opened at any time. Others than staff and auditors never see it here, and these not
 * before the opening: until then it does not exist for them (DOMAIN.md, invariant 2). Nor do they, who have a stake or
 * declared a conflict in its challenge.
 */
export const createReadProposal = (deps: {
  readonly table: Table;
  readonly sealer: Sealer;
}): Implementation =>
  implement(readProposal, async ({ account, parameters, receivedAt }) => {
    const { table, sealer } = deps;
    const found = await readForSubmission(table, parameters.proposalId);
    if (found === null || account.memberships[found.proposal.supplierId] === undefined)
      return readForAgency(table, account, found?.proposal ?? null, receivedAt);
    const { proposal } = found;
    const deleted = checkContentsKept(proposal);
    if (deleted !== null) return deleted;
    const round = await readRound(table, proposal.roundId);
    if (round === null) return refuse('not-found');

    const { version } = proposal.bookkeeping;
    const standing = standingOf(proposal, round, receivedAt);
    const [content, partners, draft, answered, challenge, supplier] = await Promise.all([
      unsealOwn(sealer, proposal, 'content'),
      partnersSubmitted(deps, proposal),
      unsealOwn(sealer, proposal, 'draft'),
      readAnswer(table, proposal.supplierId, proposal.challengeId),
      readChallenge(table, proposal.challengeId),
      readOrganisation(table, proposal.supplierId),
    ]);
    if (challenge === null || supplier === null)
      throw new Error(`The proposal ${proposal.proposalId} names a challenge or supplier that is not there`);
    // What is lacking now: the challenge, the files and the supplier may have changed since the last save.
    const lacking = missingOf(draft ?? content ?? emptyContent, circumstancesOf(challenge, round, supplier));
    const missing = [
      ...completenessOf({ missing: lacking }, found),
      ...correctionFindings(proposal, standing.state, challenge.correctionNumber),
      ...(answered === null || answered === proposal.proposalId ? [] : ['answers-elsewhere']),
    ];
    const remainingInSeconds = secondsUntil(standing.proposalDeadline, receivedAt);
    return answer(
      200,
      {
        ...presentOwnProposal({ ...proposal, missing }, standing, version, awaitedOf(found.partners)),
        content,
        partners,
        draft,
        correctionNumber: challenge.correctionNumber,
        remainingInSeconds,
      },
      version,
    );
  });

/** The partners as the submission pinned them, their shares opened. */
const partnersSubmitted = async (
  { table, sealer }: { readonly table: Table; readonly sealer: Sealer },
  { partners, proposalId, roundId }: Proposal,
) => {
  const organisations = await readOrganisations(
    table,
    partners.map(({ organisationId }) => organisationId),
  );
  return Promise.all(
    partners.map(async ({ organisationId, confirmedAt, share }) => ({
      organisationId,
      name: organisations.get(organisationId)?.name ?? null,
      confirmedAt,
      share: await unsealShare(sealer, { proposalId, roundId, share }),
    })),
  );
};

/** A proposal for whoever is not of its supplier, by the same reads where there is none. */
const readForAgency = async (
  table: Table,
  account: Account,
  proposal: Stored<Proposal> | null,
  at: Instant,
): Promise<Answer | Refusal> => {
  if (!holds(account, 'staff', 'auditor')) return refuse('not-found');
  const round = await readRoundOf(table, proposal);
  if (proposal === null || round === null || !isInTheRunning(proposal) || !isOpened(round))
    return refuse('not-found');
  const reading = await readingOf(table, account, proposal);
  if (isRefusal(reading)) return reading;
  const { version } = proposal.bookkeeping;
  return answer(200, presentProposal(proposal, standingOf(proposal, round, at), version), version);
};

const secondsUntil = (deadline: Instant, at: Instant): number =>
  Math.max(0, Math.floor((epochMillisecondsOf(deadline) - epochMillisecondsOf(at)) / 1000));
