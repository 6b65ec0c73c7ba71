import { expect } from '@jest/globals';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { findTransition, type Transition } from '../../functions/platform/transition.ts';

/** An arrow as a test writes it down: action, from, to, and who may. */
export type Arrow = readonly [
  action: string,
  from: string | null,
  to: string,
  by: readonly string[],
];

/**
 * Holds a transition table against arrows written down apart from it: each action leads from each state exactly
 * where an arrow says, and everywhere else is refused as `wrong-state` with the actions that are possible there.
 */
export const expectOnlyArrows = (
  table: readonly Transition<string, string, string>[],
  states: readonly string[],
  arrows: readonly Arrow[],
): void => {
  const actions = [...new Set([...arrows.map(([action]) => action), ...table.map(({ action }) => action)])];
  for (const from of [null, ...states])
    for (const action of actions) {
      const arrow = arrows.find((candidate) => candidate[0] === action && candidate[1] === from);
      const found = findTransition(table, action, from);
      if (arrow === undefined)
        expect({ action, from, found }).toEqual({
          action,
          from,
          found: expect.objectContaining({
            code: 'wrong-state',
            details: { state: from, action, possible: possibleFrom(arrows, from) },
          }),
        });
      else if (isRefusal(found)) throw new Error(`${action} from ${String(from)} is refused: ${found.code}`);
      else expect({ action, from, to: found.to, by: found.by }).toEqual({ action, from, to: arrow[2], by: arrow[3] });
    }
  expect(table).toHaveLength(arrows.length);
};

const possibleFrom = (arrows: readonly Arrow[], from: string | null): unknown =>
  expect.toSatisfyPossible?.(arrows, from);
