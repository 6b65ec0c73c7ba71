export * from './store/lines.ts';
export * from './store/things.ts';
