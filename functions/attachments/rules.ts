export * from './rules/attachment.ts';
export * from './rules/checks.ts';
export * from './rules/file-names.ts';
export * from './rules/findings.ts';
export * from './rules/hidden-characters.ts';
export * from './rules/links.ts';
export * from './rules/parts.ts';
export * from './rules/scan.ts';
