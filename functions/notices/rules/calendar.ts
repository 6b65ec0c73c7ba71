import { epochMillisecondsOf, type Instant } from '../../platform/instant.ts';
import { momentIn } from './moment.ts';

/** A deadline for people's calendars. */
export type CalendarDeadline = {
  readonly roundId: string;
  readonly roundName: { readonly ko: string; readonly en: string };
  readonly calledAt: Instant;
  readonly deadline: Instant;
};

/** The media type of a calendar file. */
export const calendarType = 'text/calendar; charset=utf-8';

/**
 * The deadline for proposals as an iCalendar file (RFC 5545) with alarms a week, a day and an hour before. Importing it
 * again after the deadline moved moves the same entry: the UID stays, and SEQUENCE, which counts the seconds from the
 * call to the deadline, grows because a deadline only moves later.
 */
export const deadlineCalendar = (
  { roundId, roundName, calledAt, deadline }: CalendarDeadline,
  at: Instant,
): string => {
  const sequence = Math.floor((epochMillisecondsOf(deadline) - epochMillisecondsOf(calledAt)) / 1000);
  const summary = `제안서 마감 · Proposals due: ${roundName.ko} · ${roundName.en}`;
  const description = [
    `${momentIn('ko', deadline)} 전까지 접수된 제안서만 인정됩니다.`,
    `Only what is received before ${momentIn('en', deadline)} counts.`,
  ].join('\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//first-buyer//deadlines//KO',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:round-${roundId}-proposals@first-buyer`,
    `DTSTAMP:${basicUtc(at)}`,
    `DTSTART:${basicUtc(deadline)}`,
    `SEQUENCE:${Math.max(0, sequence)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    ...['-P7D', '-P1D', '-PT1H'].flatMap((trigger) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(summary)}`,
      `TRIGGER:${trigger}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
};

/** `20200531T150000Z`; a deadline on a fraction of a second is rounded down, which is never too late. */
const basicUtc = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;

const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/gu, String.raw`\$&`).replaceAll(/\r?\n/gu, String.raw`\n`);

const longestLineInOctets = 75;

/** Breaks a line so that none is longer than 75 octets, between characters. */
const fold = (line: string): string => {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > longestLineInOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
};
