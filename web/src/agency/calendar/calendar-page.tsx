import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-clock.ts';
import { useApi } from '../../app/services.tsx';
import { Banner } from '../../design/banner.tsx';
import { Button } from '../../design/button.tsx';
import { Tag } from '../../design/tag.tsx';
import { inLanguage } from '../../i18n/formats.ts';
import { seoulDay } from '../../i18n/typed.ts';
import { useAgent } from '../agent.ts';
import { AgencyRoom } from '../room.tsx';
import { dayInWords, monthInWords, monthsOf, type SpecialDay } from './days.ts';
import { calendarQuery } from './queries.ts';
import { SetDay, TakeBack } from './set-day.tsx';

/** The calendar that deadlines are held against, a year at a time. */
export const CalendarPage = () => {
  const { t } = useTranslation('calendar');
  return (
    <AgencyRoom title={t('title')}>
      <Calendar />
    </AgencyRoom>
  );
};

const Calendar = () => {
  const { t } = useTranslation('calendar');
  const agent = useAgent();
  const [year, setYear] = useState(() => Number(seoulDay(new Date(serverNow()).toISOString()).slice(0, 4)));
  return (
    <>
      <p>{t('explanation')}</p>
      {agent.may('staff') ? (
        <div className="actions">
          <SetDay onSet={setYear} />
        </div>
      ) : null}
      <nav aria-label={t('years')} className="actions">
        <Button
          onPress={() => {
            setYear(year - 1);
          }}
        >
          {String(year - 1)}
        </Button>
        <strong aria-current="true">{year}</strong>
        <Button
          onPress={() => {
            setYear(year + 1);
          }}
        >
          {String(year + 1)}
        </Button>
      </nav>
      <Year year={year} />
    </>
  );
};

const Year = ({ year }: { year: number }) => {
  const { t } = useTranslation('calendar');
  const { data: calendar } = useSuspenseQuery(calendarQuery(useApi(), year));
  const months = [...monthsOf(calendar)];
  return (
    <>
      {calendar.isPublished ? null : <Banner kind="warning" text={t('notPublished')} />}
      {months.length === 0 ? <p>{t('none')}</p> : null}
      {months.map(([month, days]) => (
        <section key={month} aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>{monthInWords(month)}</h2>
          <ul className="stack">
            {days.map((day) => (
              <li key={day.day}>
                <DayText special={day} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};

const DayText = ({ special: { day, holidays, said } }: { special: SpecialDay }) => {
  const { t } = useTranslation('calendar');
  const agent = useAgent();
  return (
    <>
      <strong>
        <time dateTime={day}>{dayInWords(day)}</time>
      </strong>{' '}
      {said === null ? null : (
        <Tag kind={said.kind === 'closed' ? 'warning' : 'good'}>{t(`kind.${said.kind}`)}</Tag>
      )}
      {holidays.length === 0 ? null : (
        <div>
          {t('publicHoliday')} <span lang="ko">{holidays.join(', ')}</span>
        </div>
      )}
      {said === null ? null : <div>{inLanguage(said.reason)}</div>}
      {said !== null && agent.may('staff') ? (
        <div className="actions">
          <TakeBack day={day} />
        </div>
      ) : null}
    </>
  );
};
