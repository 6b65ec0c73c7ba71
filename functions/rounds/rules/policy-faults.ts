import { spansItsPoints } from './criteria.ts';
import type { RoundPolicy } from './policy.ts';

/** So long after the gateway took a request its write may land, and what comes next must see it (invariants 1, 10). */
export const gatewayLimitInSeconds = 30;

/** What no round could be decided by, by code; the portal has words for each. */
export type PolicyFault = {
  readonly code:
    | 'quorum-over-size'
    | 'dimension-twice'
    | 'criterion-twice'
    | 'anchors-not-ascending'
    | 'gate-twice'
    | 'tie-break-unknown'
    | 'tie-break-twice'
    | 'pass-mark-over-total'
    | 'hold-too-short'
    | 'grace-too-short'
    | 'price-over-budget'
    | 'unbought-kept-longer';
  /** Which criterion, dimension or gate it is; null for what is but one. */
  readonly name: string | null;
};

const twice = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, place) => names.indexOf(name) !== place)),
];

/**
 * Everything for which no round could be decided by a policy; outside a rehearsal also a hold or a grace after which a
 * write that was in time could still be under way.
 */
export const policyFaults = (policy: RoundPolicy, isRehearsal: boolean): readonly PolicyFault[] => {
  const { panel, scoring } = policy;
  const dimensions = scoring.dimensions.map(({ name }) => name);
  const scored = scoring.dimensions.flatMap((dimension) => dimension.criteria);
  const total = scored.reduce((sum, { maximum }) => sum + maximum, 0);
  const named = (code: PolicyFault['code'], names: readonly string[]): readonly PolicyFault[] =>
    names.map((name) => ({ code, name }));
  const when = (code: PolicyFault['code'], isFault: boolean): readonly PolicyFault[] =>
    isFault ? [{ code, name: null }] : [];
  return [
    ...when('quorum-over-size', panel.quorum > panel.size),
    ...named('dimension-twice', twice(dimensions)),
    ...named('criterion-twice', twice(scored.map(({ name }) => name))),
    ...named(
      'anchors-not-ascending',
      scored.filter((criterion) => !spansItsPoints(criterion)).map(({ name }) => name),
    ),
    ...named('gate-twice', twice(scoring.gates)),
    ...named(
      'tie-break-unknown',
      scoring.tieBreak.filter((name) => !dimensions.includes(name)),
    ),
    ...named('tie-break-twice', twice(scoring.tieBreak)),
    ...when('pass-mark-over-total', scoring.passMark > total),
    ...when('hold-too-short', !isRehearsal && policy.holdInSeconds < gatewayLimitInSeconds),
    ...when('grace-too-short', !isRehearsal && policy.standstillGraceInSeconds < gatewayLimitInSeconds),
    ...when('price-over-budget', policy.maximumPriceInWon > policy.budgetInWon),
    ...when('unbought-kept-longer', policy.contentsKeptInYears > policy.boughtKeptInYears),
  ];
};
