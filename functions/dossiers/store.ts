export * from './store/builder.ts';
export * from './store/requests.ts';
