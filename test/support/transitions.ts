import { expect } from '@jest/globals';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { findTransition, type Transition } from '../../functions/platform/transition.ts';

/** An arrow as a test writes it down from the domain, apart from the code. */
export type Arrow = readonly [action: string, from: string | null, to: string, by: readonly string[]];

/**
 * Holds a transition table against `arrows`: each action leads from each state exactly where an arrow says, and
 * everywhere else is refused as `wrong-state`, naming the actions that are possible there.
 */
export const expectOnlyArrows = (
  table: readonly Transition<string, string, string>[],
  states: readonly string[],
  arrows: readonly Arrow[],
): void => {
  const actions = new Set([...arrows, ...table.map(({ action }) => [action] as const)].map(([name]) => name));
  const told = [null, ...states].flatMap((from) => [...actions].map((action) => tell(table, action, from)));
  const expected = [null, ...states].flatMap((from) =>
    [...actions].map((action) => {
      const arrow = arrows.find((candidate) => candidate[0] === action && candidate[1] === from);
      const possible = arrows.filter((candidate) => candidate[1] === from).map(([name]) => name);
      return arrow === undefined
        ? { action, from, refused: 'wrong-state', possible: possible.sort() }
        : { action, from, to: arrow[2], by: [...arrow[3]].sort() };
    }),
  );
  expect(told).toEqual(expected);
  expect(table).toHaveLength(arrows.length);
};

/**
 * Holds the guards that a table names against the rules: each is a function of them, so that who reads the table finds
 * what is asked.
 */
export const expectGuardsAmong = (
  table: readonly Transition<string, string, string>[],
  rules: Readonly<Record<string, unknown>>,
): void => {
  const named = table.flatMap(({ guard }) => guard ?? []);
  expect(named.filter((guard) => typeof rules[guard] !== 'function')).toEqual([]);
};

const tell = (
  table: readonly Transition<string, string, string>[],
  action: string,
  from: string | null,
): unknown => {
  const found = findTransition(table, action, from);
  if (!isRefusal(found)) return { action, from, to: found.to, by: [...found.by].sort() };
  const { possible } = found.details;
  return {
    action,
    from,
    refused: found.code,
    possible: Array.isArray(possible) ? possible.map(String).sort() : possible,
  };
};
