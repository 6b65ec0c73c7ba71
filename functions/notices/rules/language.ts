import type { Language } from '../../platform/problem.ts';

/** The languages that people are written to in. */
export const languages = ['ko', 'en'] as const satisfies readonly Language[];

/** For who never chose: the pilot's own language. */
export const defaultLanguage: Language = 'ko';
