export * from './store/about.ts';
export * from './store/deliveries.ts';
export * from './store/outbox.ts';
export * from './store/recipients.ts';
