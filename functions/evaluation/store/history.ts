import type { Table } from '../../platform/table.ts';
import { readRound } from '../../rounds/store.ts';
import { countsInHistory, type History, historyOf, type Sat } from '../rules/history.ts';
import type { FreshPanel } from '../rules/fresh-panel.ts';
import type { Panel } from '../rules/panel.ts';
import type { Evaluator } from '../rules/pool.ts';
import { inTurns } from './in-turns.ts';
import { listFreshPanels } from './panels.ts';
import { listPoolsOfAccount } from './pool.ts';
import { listPanels } from './standing.ts';

const atOnce = 8;

type SeatedRound = { readonly openedAt: string | null; readonly panels: readonly (Panel | FreshPanel)[] };

/** The histories of people of a pool by account id, from the panels of other rounds; each round is read once. */
export const readHistories = async (
  table: Table,
  roundId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, History>> => {
  const places = await inTurns(accountIds, atOnce, async (accountId) =>
    (await listPoolsOfAccount(table, accountId)).filter((place) => place.roundId !== roundId),
  );
  const roundIds = [...new Set(places.flat().map((place) => place.roundId))];
  const rounds = new Map(
    await inTurns(roundIds, atOnce, async (id) => [id, await readSeated(table, id)] as const),
  );
  return new Map(
    accountIds.map((accountId, index) => [
      accountId,
      historyOf((places[index] ?? []).map((place) => satIn(rounds.get(place.roundId) ?? null, place))),
    ]),
  );
};

/** The panels of a round that counts in a history; null for another. */
const readSeated = async (table: Table, roundId: string): Promise<SeatedRound | null> => {
  const round = await readRound(table, roundId);
  if (round === null || !countsInHistory(round)) return null;
  const [panels, fresh] = await Promise.all([listPanels(table, roundId), listFreshPanels(table, roundId)]);
  return { openedAt: round.openedAt, panels: [...panels, ...fresh.values()] };
};

const satIn = (round: SeatedRound | null, { evaluatorId }: Pick<Evaluator, 'evaluatorId'>): Sat => ({
  openedAt: round?.openedAt ?? null,
  standings: (round?.panels ?? []).flatMap((panel) => [
    ...panel.seats.filter((seat) => seat.evaluatorId === evaluatorId).map(({ standing }) => standing),
    // Whoever left a fresh panel without a scorecard sat on it.
    ...('relieved' in panel && panel.relieved.includes(evaluatorId) ? (['ASSIGNED'] as const) : []),
  ]),
});
