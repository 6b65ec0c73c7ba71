export * from './rules/attachment.ts';
export * from './rules/file-names.ts';
export * from './rules/findings.ts';
export * from './rules/links.ts';
export * from './rules/parts.ts';
