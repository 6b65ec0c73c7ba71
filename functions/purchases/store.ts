export * from './store/applications.ts';
export * from './store/budget.ts';
export * from './store/impartial.ts';
export * from './store/move-ups.ts';
export * from './store/purchases.ts';
export * from './store/waits.ts';
