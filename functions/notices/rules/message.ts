import type { Instant } from '../../platform/instant.ts';
import type { Notice, NoticeFacts, NoticeKind, NoticeOf } from '../../platform/notice.ts';
import type { Language } from '../../platform/problem.ts';
import { en } from './templates/en.ts';
import { ko } from './templates/ko.ts';

type Bilingual = { readonly ko: string; readonly en: string };

/** What the ids of a notice stand for when it is written. All of it is public. */
export type About = {
  readonly round: Bilingual | null;
  readonly challenge: Bilingual | null;
  readonly organisation: Bilingual | null;
  /** The deadline for proposals as it is now. */
  readonly deadline: Instant | null;
  readonly portalOrigin: string;
};

/** The same in the reader's language. */
export type Named = {
  readonly round: string;
  readonly challenge: string;
  readonly organisation: string;
  readonly deadline: Instant | null;
};

/** A subject, which names no challenge: mail services copy it into their events; and the paragraphs below it. */
export type Sentences = { readonly subject: string; readonly paragraphs: readonly string[] };

/** The sentences of a language: a kind without them, or a fact that a sentence lacks, is a type error. */
export type Templates = {
  readonly [Kind in NoticeKind]: (facts: NoticeFacts[Kind], named: Named) => Sentences;
};

/** A message as a person reads it. */
export type Message = { readonly subject: string; readonly text: string };

const templates: Readonly<Record<Language, Templates>> = { ko, en };

const closing = (portalOrigin: string): Readonly<Record<Language, string>> => ({
  ko: `이 메일은 발신 전용입니다. 받은 안내와 안내 언어는 포털의 계정 화면에서 확인하고 바꿀 수 있습니다.\n${portalOrigin}`,
  en: `Please do not reply to this message. Your notices, and the language they come in, are on your account’s page of the portal.\n${portalOrigin}`,
});

const sentencesOf = <Kind extends NoticeKind>(
  { kind, facts }: NoticeOf<Kind>,
  language: Language,
  named: Named,
): Sentences => templates[language][kind](facts, named);

/** A notice in a language. */
export const sentencesIn = (
  notice: Notice,
  about: Omit<About, 'portalOrigin'>,
  language: Language,
): Sentences => {
  const { subject, paragraphs } = sentencesOf(notice, language, {
    round: about.round?.[language] ?? '-',
    challenge: about.challenge?.[language] ?? '-',
    organisation: about.organisation?.[language] ?? '-',
    deadline: about.deadline,
  });
  return { subject: subject.replaceAll(/\s+/gu, ' '), paragraphs };
};

/** Writes a notice in a language, as plain text. */
export const messageOf = (notice: Notice, about: About, language: Language): Message => {
  const { subject, paragraphs } = sentencesIn(notice, about, language);
  return { subject, text: `${[...paragraphs, closing(about.portalOrigin)[language]].join('\n\n')}\n` };
};

/** The kinds that a person wants in the calendar: whatever may still be done before the deadline. */
const withCalendar: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'proposal-submitted',
  'proposal-replaced',
  'proposal-withdrawn',
  'deadline-in-7-days',
  'deadline-in-24-hours',
  'deadline-in-1-hour',
  'deadline-moved',
  'call-corrected',
]);

/** True if the deadline's calendar file goes with the message: not for a deadline that has passed. */
export const carriesCalendar = (notice: Notice, deadline: Instant | null, at: Instant): boolean =>
  withCalendar.has(notice.kind) &&
  (notice.kind !== 'deadline-moved' || notice.facts.which === 'proposals') &&
  deadline !== null &&
  at < deadline;
