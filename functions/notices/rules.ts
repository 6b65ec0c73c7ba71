export * from './rules/calendar.ts';
export * from './rules/delivery.ts';
export * from './rules/fresh-panels.ts';
export * from './rules/language.ts';
export * from './rules/message.ts';
export * from './rules/reminders.ts';
export * from './rules/returns.ts';
