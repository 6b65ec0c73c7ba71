export * from './rules/acts.ts';
export * from './rules/budget.ts';
export * from './rules/first-user.ts';
export * from './rules/identity.ts';
export * from './rules/move-up.ts';
export * from './rules/purchase.ts';
export * from './rules/standing.ts';
