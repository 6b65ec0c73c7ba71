import { readOrganisations } from '../organisations/store.ts';
import type { Table } from '../platform/table.ts';
import type { Challenge } from './rules.ts';

type Proposed = Pick<Challenge, 'buyerId' | 'coProposerIds'>;

const idsOf = ({ buyerId, coProposerIds }: Proposed): readonly string[] => [buyerId, ...coProposerIds];

/** Presents challenges, each with what the bodies are called that propose it, the buyer first. */
export const withProposers = async <Asked extends Proposed, View extends object>(
  table: Table,
  challenges: readonly Asked[],
  present: (challenge: Asked) => View,
) => {
  const organisations = await readOrganisations(table, challenges.flatMap(idsOf));
  return challenges.map((challenge) => ({
    ...present(challenge),
    proposers: idsOf(challenge).map((organisationId) => ({
      organisationId,
      name: organisations.get(organisationId)?.name ?? null,
    })),
  }));
};
