export * from './store/clarifications.ts';
export * from './store/draw.ts';
export * from './store/in-turns.ts';
export * from './store/panels.ts';
export * from './store/pool.ts';
export * from './store/scorecards.ts';
export * from './store/screenings.ts';
export * from './store/standing.ts';
