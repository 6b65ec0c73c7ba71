export * from './rules/checklist.ts';
export * from './rules/corrections.ts';
export * from './rules/deleted-contents.ts';
export * from './rules/kept-drafts.ts';
export * from './rules/partners.ts';
export * from './rules/proposal.ts';
export * from './rules/submission.ts';
export * from './rules/trade-secrets.ts';
