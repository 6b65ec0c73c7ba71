export * from './rules/challenge.ts';
export * from './rules/corrections.ts';
