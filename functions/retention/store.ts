export * from './store/contents.ts';
export * from './store/designations.ts';
export * from './store/lines.ts';
export * from './store/things.ts';
