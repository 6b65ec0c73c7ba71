export * from './store/decisions.ts';
export * from './store/records.ts';
