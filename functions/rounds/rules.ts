export * from './rules/criteria.ts';
export * from './rules/deadline-moves.ts';
export * from './rules/guards.ts';
export * from './rules/phases.ts';
export * from './rules/policy.ts';
export * from './rules/policy-faults.ts';
