import { listChallengesOfRound } from '../../challenges/store.ts';
import { isSelected } from '../../challenges/rules.ts';
import { activeSeats, evaluatorsToScore } from '../../evaluation/rules.ts';
import {
  listEvaluators,
  listPanels,
  readEvaluation,
  readFreshPanel,
  readPanel,
} from '../../evaluation/store.ts';
import type { Organisation } from '../../organisations/rules.ts';
import { rolesNow } from '../../organisations/rules/deputies.ts';
import { readAgency, readOrganisation, readOrganisations } from '../../organisations/store.ts';
import type { Instant } from '../../platform/instant.ts';
import type { NoticeAudience } from '../../platform/notice.ts';
import type { Role } from '../../platform/roles.ts';
import type { Table } from '../../platform/table.ts';
import { pageOfHolders } from '../../proposals/store/holders.ts';
import { readRound } from '../../rounds/store.ts';

/** Some people of an audience, and where to go on after them; null when there are no more. */
export type Recipients = { readonly accountIds: readonly string[]; readonly cursor: string | null };

const proposing = ['author', 'signatory'] as const satisfies readonly Role[];

/**
 * Everybody of an audience, page by page from `cursor` on; whoever comes twice is told once. Who joined or left since
 * the notice was recorded counts as they are at `at`, deputies among them.
 */
export async function* recipientsOf(
  table: Table,
  audience: NoticeAudience,
  cursor: string | null,
  at: Instant,
): AsyncGenerator<Recipients, void> {
  switch (audience.kind) {
    case 'account':
      yield { accountIds: [audience.accountId], cursor: null };
      return;
    case 'organisation': {
      const organisation = await readOrganisation(table, audience.organisationId);
      yield {
        accountIds: organisation === null ? [] : membersWith(organisation, audience.roles, at),
        cursor: null,
      };
      return;
    }
    case 'agency': {
      const agency = await readAgency(table);
      yield { accountIds: agency === null ? [] : membersWith(agency, audience.roles, at), cursor: null };
      return;
    }
    case 'challenge-holders':
      yield* holdersOf(table, [audience.challengeId], 'all', cursor, at);
      return;
    case 'round-proposers': {
      const challenges = await listChallengesOfRound(table, audience.roundId);
      const bodies = challenges.flatMap(({ buyerId, coProposerIds }) => [buyerId, ...coProposerIds]);
      yield { accountIds: await peopleOf(table, [...new Set(bodies)], ['buyer'], at), cursor: null };
      return;
    }
    case 'round-evaluators':
    case 'round-scorers':
    case 'panel':
    case 'evaluator': {
      const meant = new Set(await pseudonymsOf(table, audience));
      const pool = await listEvaluators(table, audience.roundId);
      const people = pool.filter(({ evaluatorId }) => meant.has(evaluatorId));
      yield { accountIds: people.map(({ accountId }) => accountId), cursor: null };
      return;
    }
    case 'round-holders':
    case 'round-drafters': {
      const challenges = await listChallengesOfRound(table, audience.roundId);
      const challengeIds = challenges
        .filter(isSelected)
        .map(({ challengeId }) => challengeId)
        .sort();
      yield* holdersOf(
        table,
        challengeIds,
        audience.kind === 'round-holders' ? 'all' : 'drafting',
        cursor,
        at,
      );
    }
  }
}

type OfEvaluators = Extract<
  NoticeAudience,
  { kind: 'round-evaluators' | 'round-scorers' | 'panel' | 'evaluator' }
>;

/** The pseudonyms that an audience of evaluators means now. */
const pseudonymsOf = async (table: Table, audience: OfEvaluators): Promise<Iterable<string>> => {
  if (audience.kind === 'evaluator') return [audience.evaluatorId];
  if (audience.kind === 'round-scorers') {
    const [evaluation, round] = await Promise.all([
      readEvaluation(table, audience.roundId),
      readRound(table, audience.roundId),
    ]);
    return round === null ? [] : evaluatorsToScore(evaluation, round.policy.scoring);
  }
  const panels =
    audience.kind === 'round-evaluators'
      ? await listPanels(table, audience.roundId)
      : [(await readFreshPanel(table, audience)) ?? (await readPanel(table, audience.challengeId))];
  return panels
    .flatMap((panel) => (panel === null ? [] : activeSeats(panel)))
    .map(({ evaluatorId }) => evaluatorId);
};

/** The cursor is `<challenge>/<the cursor of its holders>`. */
async function* holdersOf(
  table: Table,
  challengeIds: readonly string[],
  which: 'all' | 'drafting',
  cursor: string | null,
  at: Instant,
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
      const behind = page.rows.flatMap(({ organisationIds, hasUnsubmitted }) =>
        which === 'all' || hasUnsubmitted ? organisationIds : [],
      );
      yield { accountIds: await peopleOf(table, [...new Set(behind)], proposing, at), cursor: after };
    } while (inner !== null);
  }
}

const peopleOf = async (
  table: Table,
  organisationIds: readonly string[],
  wanted: readonly Role[],
  at: Instant,
): Promise<readonly string[]> => {
  const found = await readOrganisations(table, organisationIds);
  return [...new Set([...found.values()].flatMap((organisation) => membersWith(organisation, wanted, at)))];
};

const membersWith = (organisation: Organisation, wanted: readonly Role[], at: Instant): readonly string[] =>
  Object.entries(rolesNow(organisation, at)).flatMap(([accountId, held]) =>
    wanted.some((role) => held.includes(role)) ? [accountId] : [],
  );
