import type { Instant } from '../../platform/instant.ts';
import type { Round } from '../../rounds/rules.ts';
import type { Standing } from './panel.ts';
import { sum } from './sum.ts';

/** Where somebody sat in one earlier round. */
export type Sat = {
  readonly openedAt: Instant | null;
  /** Their standing on each panel of the round that they were seated on, fresh ones included. */
  readonly standings: readonly Standing[];
};

/** What an evaluator did in earlier rounds, by the stored panels alone. */
export type History = {
  /** In which they sat on a panel without being recused from it. */
  readonly rounds: number;
  /** On which they sat without being recused. */
  readonly panels: number;
  readonly recusals: number;
  /** The opening of the last round in which they sat; null for whoever never did. */
  readonly lastSatAt: Instant | null;
};

/**
 * True for a round that counts in a history: its result is known, or it was cancelled. Of one that is still evaluated a
 * count would tell staff which pseudonym is whose.
 */
export const countsInHistory = ({ state, noticeAt }: Pick<Round, 'state' | 'noticeAt'>): boolean =>
  noticeAt !== null || state === 'CANCELLED';

/** The history that earlier rounds give; one without a seat in it counts nothing. */
export const historyOf = (rounds: readonly Sat[]): History => {
  const seated = rounds.map(({ openedAt, standings }) => ({
    openedAt,
    panels: standings.filter((standing) => standing !== 'RECUSED').length,
    recusals: standings.filter((standing) => standing === 'RECUSED').length,
  }));
  const sat = seated.filter(({ panels }) => panels > 0);
  return {
    rounds: sat.length,
    panels: sum(seated.map(({ panels }) => panels)),
    recusals: sum(seated.map(({ recusals }) => recusals)),
    lastSatAt:
      sat
        .flatMap(({ openedAt }) => openedAt ?? [])
        .sort()
        .at(-1) ?? null,
  };
};
