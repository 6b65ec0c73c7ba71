import type { Instant } from '../../platform/instant.ts';
import type { Language } from '../../platform/problem.ts';

const zone = 'Asia/Seoul';

const parts = {
  timeZone: zone,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const;

const formats = {
  ko: new Intl.DateTimeFormat('ko-KR', parts),
  en: new Intl.DateTimeFormat('en-GB', parts),
} as const;

const zoneNames = { ko: '한국 표준시', en: 'Korea Standard Time' } as const;

/** An instant to the second, in the agency's zone with its name, and in UTC. */
export const momentIn = (language: Language, instant: Instant): string =>
  `${formats[language].format(new Date(instant))} (${zoneNames[language]}, ${zone}; ${instant
    .slice(0, 19)
    .replace('T', ' ')} UTC)`;
