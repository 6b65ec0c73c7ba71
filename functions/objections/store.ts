export * from './store/hold.ts';
export * from './store/objections.ts';
