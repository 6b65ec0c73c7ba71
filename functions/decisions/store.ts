export * from './store/decisions.ts';
export * from './store/involvement.ts';
export * from './store/records.ts';
