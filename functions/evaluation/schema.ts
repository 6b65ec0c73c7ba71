export * from './schema/clarifications.ts';
export * from './schema/conflicts.ts';
export * from './schema/draw.ts';
export * from './schema/meetings.ts';
export * from './schema/panels.ts';
export * from './schema/scorecards.ts';
export * from './schema/screening.ts';
export * from './schema/undertaking.ts';
