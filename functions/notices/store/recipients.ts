import { listChallengesOfRound } from '../../challenges/store.ts';
import { isSelected } from '../../challenges/rules.ts';
import { activeSeats, type Panel } from '../../evaluation/rules.ts';
import { listEvaluators, listPanels, readFreshPanel, readPanel } from '../../evaluation/store.ts';
import type { Organisation } from '../../organisations/rules.ts';
import { readAgency, readOrganisation, readOrganisations } from '../../organisations/store.ts';
import type { NoticeAudience } from '../../platform/notice.ts';
import type { Role } from '../../platform/roles.ts';
import type { Table } from '../../platform/table.ts';
import { pageOfHolders } from '../../proposals/store.ts';

/** Some people of an audience, and where to go on after them; null when there are no more. */
export type Recipients = { readonly accountIds: readonly string[]; readonly cursor: string | null };

const proposing = ['author', 'signatory'] as const satisfies readonly Role[];

/**
 * Everybody of an audience, page by page from `cursor` on; whoever comes twice is told once. Who joined or left since
 * the notice was recorded counts as they are now.
 */
export async function* recipientsOf(
  table: Table,
  audience: NoticeAudience,
  cursor: string | null,
): AsyncGenerator<Recipients, void> {
  switch (audience.kind) {
    case 'account':
      yield { accountIds: [audience.accountId], cursor: null };
      return;
    case 'organisation': {
      const organisation = await readOrganisation(table, audience.organisationId);
      yield {
        accountIds: organisation === null ? [] : membersWith(organisation, audience.roles),
        cursor: null,
      };
      return;
    }
    case 'agency': {
      const agency = await readAgency(table);
      yield { accountIds: agency === null ? [] : membersWith(agency, audience.roles), cursor: null };
      return;
    }
    case 'challenge-holders':
      yield* holdersOf(table, [audience.challengeId], 'all', cursor);
      return;
    case 'round-proposers': {
      const challenges = await listChallengesOfRound(table, audience.roundId);
      const bodies = challenges.flatMap(({ buyerId, coProposerIds }) => [buyerId, ...coProposerIds]);
      yield { accountIds: await peopleOf(table, [...new Set(bodies)], ['buyer']), cursor: null };
      return;
    }
    case 'round-evaluators': {
      const panels = await listPanels(table, audience.roundId);
      yield { accountIds: await seatedOn(table, audience.roundId, panels), cursor: null };
      return;
    }
    case 'panel': {
      const panel = (await readFreshPanel(table, audience)) ?? (await readPanel(table, audience.challengeId));
      const panels = panel === null ? [] : [panel];
      yield { accountIds: await seatedOn(table, audience.roundId, panels), cursor: null };
      return;
    }
    case 'round-holders':
    case 'round-drafters': {
      const challenges = await listChallengesOfRound(table, audience.roundId);
      const challengeIds = challenges
        .filter(isSelected)
        .map(({ challengeId }) => challengeId)
        .sort();
      yield* holdersOf(table, challengeIds, audience.kind === 'round-holders' ? 'all' : 'drafting', cursor);
    }
  }
}

/** The people behind the pseudonyms that sit on these panels now. */
const seatedOn = async (
  table: Table,
  roundId: string,
  panels: readonly Panel[],
): Promise<readonly string[]> => {
  const pool = await listEvaluators(table, roundId);
  const seated = new Set(panels.flatMap((panel) => activeSeats(panel)).map(({ evaluatorId }) => evaluatorId));
  return pool.flatMap(({ accountId, evaluatorId }) => (seated.has(evaluatorId) ? [accountId] : []));
};

/** The cursor is `<challenge>/<the cursor of its holders>`. */
async function* holdersOf(
  table: Table,
  challengeIds: readonly string[],
  which: 'all' | 'drafting',
  cursor: string | null,
): AsyncGenerator<Recipients, void> {
  const [from = '', within = ''] = cursor?.split('/') ?? [];
  for (const [index, challengeId] of challengeIds.entries()) {
    if (challengeId < from) continue;
    let inner: string | null = challengeId === from && within !== '' ? within : null;
    do {
      const page: Awaited<ReturnType<typeof pageOfHolders>> = await pageOfHolders(table, challengeId, inner);
      inner = page.cursor;
      const next = challengeIds[index + 1];
      const after = inner === null ? (next === undefined ? null : `${next}/`) : `${challengeId}/${inner}`;
      const suppliers = page.rows.flatMap(({ supplierId, hasUnsubmitted }) =>
        which === 'all' || hasUnsubmitted ? [supplierId] : [],
      );
      yield { accountIds: await peopleOf(table, [...new Set(suppliers)], proposing), cursor: after };
    } while (inner !== null);
  }
}

const peopleOf = async (
  table: Table,
  organisationIds: readonly string[],
  wanted: readonly Role[],
): Promise<readonly string[]> => {
  const found = await readOrganisations(table, organisationIds);
  return [...new Set([...found.values()].flatMap((organisation) => membersWith(organisation, wanted)))];
};

const membersWith = ({ members }: Organisation, wanted: readonly Role[]): readonly string[] =>
  Object.entries(members).flatMap(([accountId, held]) =>
    wanted.some((role) => held.includes(role)) ? [accountId] : [],
  );
