import { presentLanguage } from '../../i18n/messages.ts';

const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span of time as a person says it, in the largest unit that it is whole in: `2 hours`, `90 seconds`. */
export const duration = (seconds: number): string => {
  const whole = Math.max(1, Math.round(seconds));
  const [unit, size] = units.find(([, length]) => whole % length === 0) ?? ['second', 1];
  return new Intl.NumberFormat(presentLanguage() === 'ko' ? 'ko-KR' : 'en-GB', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(whole / size);
};
