export * from './rules/challenge.ts';
export * from './rules/corrections.ts';
export * from './rules/fields.ts';
export * from './rules/incubation.ts';
