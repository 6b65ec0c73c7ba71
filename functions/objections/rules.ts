export * from './rules/hold.ts';
export * from './rules/objection.ts';
