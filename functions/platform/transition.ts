import { type Refusal, refuse } from './refusal.ts';

/** One arrow of a state model: from, to, who may, and the name of the guard that must hold. */
export type Transition<State extends string, Action extends string, By extends string> = {
  readonly action: Action;
  /** `null` where the arrow makes the thing. */
  readonly from: State | null;
  readonly to: State;
  readonly by: readonly By[];
  /** The function of the capability's rules that is asked before; `null` where nothing more is asked. */
  readonly guard: string | null;
};

/**
 * The row for an action from a state. Refuses with `wrong-state` and the actions that are possible now, so that
 * only listed transitions happen (DOMAIN.md, invariant 12).
 */
export const findTransition = <Row extends Transition<string, string, string>, Action extends Row['action']>(
  table: readonly Row[],
  action: Action,
  from: string | null,
): (Row & { readonly action: Action }) | Refusal => {
  const row = table.find(
    (candidate): candidate is Row & { readonly action: Action } =>
      candidate.action === action && candidate.from === from,
  );
  if (row !== undefined) return row;
  const possible = table.filter((candidate) => candidate.from === from).map((candidate) => candidate.action);
  return refuse('wrong-state', { state: from, action, possible: [...new Set(possible)] });
};

/** Who prepared what another person approves. */
export type Preparation = {
  readonly preparedBy: string;
  /** All who ever prepared it: who prepares again what another made has not made it alone. */
  readonly preparers: ReadonlySet<string>;
  readonly roundId: string;
};

/** Refuses an approval by a person who prepared it, now or before (DOMAIN.md, invariant 11). */
export const checkAnotherPerson = (
  accountId: string,
  { preparedBy, preparers, roundId }: Preparation,
): Refusal | null =>
  preparedBy === accountId || preparers.has(accountId) ? refuse('same-person', { roundId }) : null;
