import { readOrganisations } from '../../organisations/store.ts';
import type { Table } from '../../platform/table.ts';
import { conflictedCandidates } from '../rules/draw.ts';
import type { Panel } from '../rules/panel.ts';
import { listConflictsOfChallenge } from './conflicts.ts';
import { listEvaluators } from './pool.ts';

/**
 * The pseudonyms of a panel's members who can neither read nor score, whatever they declared on their seat: a conflict of
 * theirs was recorded in another office, or they belong to a party by now.
 */
export const conflictedMembers = async (
  table: Table,
  { roundId, challengeId, parties, seats }: Panel,
): Promise<ReadonlySet<string>> => {
  const seated = new Set(seats.map(({ evaluatorId }) => evaluatorId));
  const [pool, declared, organisations] = await Promise.all([
    listEvaluators(table, roundId),
    listConflictsOfChallenge(table, roundId, challengeId),
    readOrganisations(table, parties),
  ]);
  const members = pool.filter(({ evaluatorId }) => seated.has(evaluatorId));
  const declarers = new Set(declared.map(({ accountId }) => accountId));
  return new Set([
    ...members.filter(({ accountId }) => declarers.has(accountId)).map(({ evaluatorId }) => evaluatorId),
    ...conflictedCandidates(
      members,
      parties.map((organisationId) => organisations.get(organisationId) ?? { organisationId, members: {} }),
    ),
  ]);
};
