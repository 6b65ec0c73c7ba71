export * from './rules/allocation.ts';
export * from './rules/decision.ts';
export * from './rules/explanation.ts';
export * from './rules/parse-score-sheet.ts';
export * from './rules/rank.ts';
export * from './rules/revision.ts';
export * from './rules/score-sheet.ts';
export * from './rules/sensitivity.ts';
