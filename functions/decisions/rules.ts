export * from './rules/decision.ts';
export * from './rules/score-sheet.ts';
