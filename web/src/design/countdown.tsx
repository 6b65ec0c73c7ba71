import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../api/server-clock.ts';
import './countdown.css';

export const partsOf = (milliseconds: number) => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
};

/** How often a screen reader is told: each day, each hour of the last, each minute of the last, and the last ten seconds. */
const spokenAt = (milliseconds: number): number => {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 10) return seconds;
  if (seconds <= 3600) return Math.ceil(seconds / 60) * 60;
  if (seconds <= 86_400) return Math.ceil(seconds / 3600) * 3600;
  return Math.ceil(seconds / 86_400) * 86_400;
};

/** Milliseconds until a deadline by the server's clock, told anew four times a second. */
export const useTimeLeft = (deadline: string): number => {
  const [left, setLeft] = useState(() => Date.parse(deadline) - serverNow());
  useEffect(() => {
    const tick = (): void => {
      setLeft(Date.parse(deadline) - serverNow());
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => {
      clearInterval(timer);
    };
  }, [deadline]);
  return left;
};

type Props = { readonly deadline: string; readonly onPassed?: () => void };

/** The time left until a deadline by the server's clock, since a browser's may be wrong. */
export const Countdown = ({ deadline, onPassed }: Props) => {
  const { t } = useTranslation();
  const left = useTimeLeft(deadline);
  const isPassed = left <= 0;
  useEffect(() => {
    if (isPassed) onPassed?.();
  }, [isPassed, onPassed]);
  if (isPassed) return <p className="countdown">{t('time.passed')}</p>;
  const urgency = left < 3_600_000 ? 'countdown-urgent' : '';
  return (
    <p className={`countdown ${urgency}`}>
      <span aria-hidden="true">{t('time.left', partsOf(left))}</span>
      <span className="visually-hidden" role="timer" aria-live={left < 3_600_000 ? 'polite' : 'off'}>
        {t('time.left', partsOf(spokenAt(left) * 1000))}
      </span>
    </p>
  );
};
