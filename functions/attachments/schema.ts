export * from './schema/attachments.ts';
export * from './schema/documents.ts';
