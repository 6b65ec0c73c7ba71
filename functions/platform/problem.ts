import type { Refusal } from './refusal.ts';

export type Language = 'en' | 'ko';

/** The body of a refusal or a fault (RFC 9457). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** The request's id, for whoever is asked about it. */
  readonly instance: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** The language that `Accept-Language` prefers of the two that the system speaks; English by default. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const preferences = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/u.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const known = preferences
    .filter(({ language, quality }) => (language === 'ko' || language === 'en') && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return known[0]?.language === 'ko' ? 'ko' : 'en';
};

const titleOf = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** The problem document of a refusal. */
export const problemOf = (refusal: Refusal, language: Language, requestId: string): Problem => ({
  type: `urn:first-buyer:problem:${refusal.code}`,
  title: titleOf(refusal.code),
  status: refusal.status,
  detail: refusal[language],
  code: refusal.code,
  instance: `urn:first-buyer:request:${requestId}`,
  details: refusal.details,
});

/** The problem document of a fault: it tells nothing but that nothing was promised. */
export const faultProblem = (language: Language, requestId: string): Problem => ({
  type: 'urn:first-buyer:problem:fault',
  title: 'Fault',
  status: 500,
  detail:
    language === 'ko'
      ? '시스템 오류입니다. 같은 Idempotency-Key로 다시 보내면 두 번 처리되지 않습니다.'
      : 'The system failed. Send the same request with the same Idempotency-Key; it will not count twice.',
  code: 'fault',
  instance: `urn:first-buyer:request:${requestId}`,
  details: {},
});
