import { describe, expect, it } from '@jest/globals';
import {
  calendarType,
  carriesCalendar,
  deadlineCalendar,
  languages,
  messageOf,
  quorumWarning,
  reminder,
  remindersOf,
  sentencesIn,
  tellsOfProposals,
} from '../../../functions/notices/rules.ts';
import type { Notice, NoticeFacts, NoticeKind } from '../../../functions/platform/notice.ts';
import { parseNotice } from '../../../functions/notices/store/notice-row.ts';
import { roundLike } from '../../support/rounds.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const at = '2020-05-20T03:00:00.123Z';
const challengeId = 'challenge-id';
const organisationId = 'organisation-id';
const entryHash = 'ab'.repeat(32);

const samples: { readonly [Kind in NoticeKind]: NoticeFacts[Kind] } = {
  'proposal-submitted': { challengeId, entryHash, submissionNumber: 1, submittedAt: at },
  'proposal-replaced': { challengeId, entryHash, submissionNumber: 2, submittedAt: at },
  'proposal-withdrawn': { challengeId, entryHash, withdrawnAt: at },
  'deadline-in-7-days': { deadline },
  'deadline-in-24-hours': { deadline },
  'deadline-in-1-hour': { deadline },
  'scoring-ends-in-3-days': { deadline },
  'scoring-ends-in-24-hours': { deadline },
  'scoring-ends-in-1-hour': { deadline },
  'deadline-moved': { which: 'proposals', previous: at, deadline },
  'call-corrected': { challengeId, correctionNumber: 1 },
  'question-asked': { challengeId, questionId: 'question-id' },
  'question-answered': { challengeId, questionId: 'question-id' },
  'question-declined': { challengeId, questionId: 'question-id' },
  'consortium-invited': { challengeId, organisationId },
  'consortium-answered': { challengeId, organisationId, answer: 'declined' },
  'consortium-ended': {
    challengeId,
    organisationId,
    by: 'partner',
    toldTo: 'lead',
    submissionStands: true,
  },
  'attachment-refused': { challengeId, attachmentId: 'attachment-id', finding: 'macro-inside' },
  'supplement-requested': { challengeId, deadline: at },
  'supplement-answered': { challengeId },
  'quorum-lost': { challengeId, members: 4, quorum: 5, isFresh: false },
  'quorum-at-risk': { proposals: 3, deadline },
  'panel-stepped-in': { challengeId, deadline },
  'fresh-panel-seated': { challengeId, deadline },
  'fresh-panel-renewed': { challengeId, deadline },
  'fresh-quorum-missing': { challengeId, deadline, locked: 2, quorum: 5, isOver: false },
  'clarification-proposed': { challengeId },
  'clarification-declined': { challengeId },
  'clarification-asked': { challengeId, deadline: at },
  'panel-meeting-opened': { challengeId },
  'outlier-flagged': { challengeId, deadline },
  'clarification-answered': { challengeId },
  'eligibility-decided': { challengeId, outcome: 'ineligible', mayReply: true },
  'exclusion-replied': { challengeId },
  'objection-made': { challengeId, decideBefore: at },
  'objection-decided': { challengeId, outcome: 'inadmissible' },
  'objection-overdue': { challengeId, decideBefore: at },
  'delivery-recorded': { challengeId, inspectBefore: at },
  'inspection-due': { challengeId, inspectBefore: at },
  'first-user-appointed': { challengeId, purchaseId: 'purchase-id' },
  'purchase-terminated': { challengeId, purchaseId: 'purchase-id' },
  'report-due': { challengeId, purchaseId: 'purchase-id', dueSince: at },
  'verdict-reported': { challengeId, commentUntil: at },
  'designation-cancellation-noticed': { challengeId, commentUntil: at },
  'designation-changed': { challengeId, change: 'extended', activeUntil: at },
  'designation-commented': { challengeId },
  'designation-expiring': { challengeId, activeUntil: at, toldTo: 'body' },
  'designation-expired': { challengeId, activeUntil: at, toldTo: 'supplier' },
  'buying-requested': { challengeId, organisationId },
  'designation-to-review': { challengeId, purchaseId: 'purchase-id' },
  'round-opened': { openedAt: at },
  'result-announced': { objectBefore: at },
  'result-revised': { revisedAt: at },
  'round-cancelled': { cancelledAt: at },
  'approval-awaited': { what: 'decision' },
  'membership-offered': { organisationId },
  'deputy-appointed': { organisationId, from: at, until: at },
  'claim-decided': { organisationId, decision: 'refuse' },
  'organisation-recovered': { organisationId, members: 'end' },
};

const noticeOf = (kind: string, facts: unknown, more: Partial<Notice> = {}): Notice =>
  parseNotice({
    noticeId: 'notice-id',
    kind,
    audience: { kind: 'account', accountId: 'account-id' },
    roundId: 'round-id',
    proposalId: null,
    facts,
    ...more,
  });

const about = {
  round: { ko: '2020년 회차', en: 'Round of 2020' },
  challenge: { ko: '산악 구조 무인기', en: 'Drones for mountain rescue' },
  organisation: { ko: '새봄', en: 'Saebom' },
  deadline,
  portalOrigin: 'https://portal.example.org',
};

describe('a message', () => {
  const cells = languages.flatMap((language) =>
    Object.entries(samples).map(([kind, facts]) => [kind, language, facts] as const),
  );

  it.each(cells)('of %s in %s has all that it speaks of, and no id', (kind, language, facts) => {
    const { subject, text } = messageOf(noticeOf(kind, facts), about, language);
    for (const written of [subject, text]) {
      expect(written).not.toMatch(/undefined|null|NaN|\[object|\$\{|-id\b|\d{2}T\d{2}:/u);
      expect(/[가-힣]/u.test(written)).toBe(language === 'ko');
    }
    expect(subject.length).toBeLessThan(100);
    expect(subject).not.toContain(about.challenge[language]);
    if ('entryHash' in Object(facts)) expect(text).toContain(entryHash);
    expect(text).toContain('https://portal.example.org');
  });

  it('tells an instant in the agency’s zone, which it names, and in UTC', () => {
    const text = (language: 'ko' | 'en') =>
      messageOf(noticeOf('deadline-in-1-hour', samples['deadline-in-1-hour']), about, language).text;
    expect(text('ko')).toContain(
      '2020년 6월 1일 월요일 00:00:00 (한국 표준시, Asia/Seoul; 2020-05-31 15:00:00 UTC)',
    );
    expect(text('en')).toMatch(
      /Monday,? 1 June 2020 at 00:00:00 \(Korea Standard Time, Asia\/Seoul; 2020-05-31 15:00:00 UTC\)/u,
    );
  });

  it('names what it is about, and puts a dash where there is nothing to name', () => {
    const written = (named: typeof about | { round: null; challenge: null; organisation: null }) =>
      (['consortium-invited', 'round-opened'] as const)
        .map((kind) => messageOf(noticeOf(kind, samples[kind]), { ...about, ...named }, 'en').text)
        .join();
    const names = ['Round of 2020', 'Drones for mountain rescue', 'Saebom'];
    for (const name of names) expect(written(about)).toContain(name);
    const nameless = written({ round: null, challenge: null, organisation: null });
    for (const name of names) expect(nameless).not.toContain(name);
    expect(nameless).toMatch(/«-»[^]*«-»/u);
    expect(nameless).toContain('- invites your organisation');
  });

  it('has paragraphs apart from each other, and a subject of one line', () => {
    const notice = noticeOf('round-opened', samples['round-opened']);
    const broken = { ...about, round: { ko: '회차', en: 'Round\r\n  of 2020' } };
    expect(messageOf(notice, broken, 'en').subject).toContain('Round of 2020');
    const { paragraphs } = sentencesIn(notice, about, 'en');
    expect(paragraphs.length).toBeGreaterThan(1);
    expect(messageOf(notice, about, 'en').text.split('\n\n').slice(0, -1)).toEqual(paragraphs);
  });

  it('says which deadline moved', () => {
    const said = (['challengeCall', 'proposals', 'evaluation'] as const).map(
      (which) =>
        messageOf(noticeOf('deadline-moved', { which, previous: at, deadline }), about, 'ko').text.split(
          '\n',
        )[0],
    );
    expect(new Set(said).size).toBe(3);
  });
});

describe('the calendar', () => {
  const round = { roundId: 'r1', roundName: about.round, calledAt: '2020-04-20T00:00:00.000Z', deadline };
  const calendar = deadlineCalendar(round, at);
  const sequenceOf = (written: string) => Number(/^SEQUENCE:(\d+)\r$/mu.exec(written)?.[1]);

  it('has lines of at most 75 octets that end in CRLF, and its alarms', () => {
    expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = calendar.replaceAll('\r\n ', '');
    expect(unfolded).toContain('DTSTART:20200531T150000Z\r\n');
    expect(unfolded).toContain('SUMMARY:제안서 마감 · Proposals due: 2020년 회차 · Round of 2020\r\n');
    expect([...unfolded.matchAll(/^TRIGGER:(.+)\r$/gmu)].map(([, trigger]) => trigger)).toEqual([
      '-P7D',
      '-P1D',
      '-PT1H',
    ]);
  });

  it('is one event of RFC 5545 that keeps nobody busy, and each alarm says of what', () => {
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
    const open: string[] = [];
    const said: Record<string, string[]> = {};
    for (const line of lines) {
      const [, name = '', value = ''] = /^([A-Z]+):(.*)$/u.exec(line) ?? [];
      if (name === 'BEGIN') open.push(value);
      else if (name === 'END') expect(open.pop()).toBe(value);
      else (said[`${open.join('/')} ${name}`] ??= []).push(value);
    }
    expect(open).toEqual([]);
    const alarm = 'VCALENDAR/VEVENT/VALARM';
    const summary = '제안서 마감 · Proposals due: 2020년 회차 · Round of 2020';
    expect(said).toMatchObject({
      'VCALENDAR VERSION': ['2.0'],
      'VCALENDAR PRODID': [expect.stringContaining('first-buyer')],
      'VCALENDAR CALSCALE': ['GREGORIAN'],
      'VCALENDAR METHOD': ['PUBLISH'],
      'VCALENDAR/VEVENT UID': [expect.stringContaining(round.roundId)],
      'VCALENDAR/VEVENT DTSTAMP': ['20200520T030000Z'],
      'VCALENDAR/VEVENT SUMMARY': [summary],
      'VCALENDAR/VEVENT STATUS': ['CONFIRMED'],
      'VCALENDAR/VEVENT TRANSP': ['TRANSPARENT'],
      [`${alarm} ACTION`]: ['DISPLAY', 'DISPLAY', 'DISPLAY'],
      [`${alarm} DESCRIPTION`]: [summary, summary, summary],
    });
    const description = said['VCALENDAR/VEVENT DESCRIPTION']?.[0] ?? '';
    const [inKorean, inEnglish] = description.split(String.raw`\n`);
    expect(inKorean).toMatch(/2020년 6월 1일.*접수된 제안서만/u);
    expect(inEnglish).toMatch(/received before.*1 June 2020/u);
    expect(calendarType).toMatch(/^text\/calendar;/u);
  });

  it('fills a line before it breaks it', () => {
    const long = deadlineCalendar({ ...round, roundName: { ko: '회차', en: 'a'.repeat(300) } }, at);
    expect(Math.max(...long.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75);
  });

  it('keeps its UID and grows its SEQUENCE when the deadline moves', () => {
    const moved = deadlineCalendar({ ...round, deadline: '2020-05-31T17:00:00.000Z' }, at);
    expect(/^UID:.+$/mu.exec(moved)?.[0]).toBe(/^UID:.+$/mu.exec(calendar)?.[0]);
    expect(sequenceOf(moved)).toBeGreaterThan(sequenceOf(calendar));
    expect(sequenceOf(calendar)).toBe((41 * 24 + 15) * 3600);
  });

  it('escapes what a name may hold', () => {
    const named = deadlineCalendar({ ...round, roundName: { ko: 'a;b,c\\d', en: 'e\nEND:VEVENT' } }, at);
    expect(named.replaceAll('\r\n ', '')).toContain(
      String.raw`SUMMARY:제안서 마감 · Proposals due: a\;b\,c\\d · e\nEND:VEVENT`,
    );
  });

  it('goes with what may still be done before the deadline, and not after it', () => {
    const submitted = noticeOf('proposal-submitted', samples['proposal-submitted']);
    expect(carriesCalendar(submitted, deadline, at)).toBe(true);
    expect(carriesCalendar(submitted, deadline, deadline)).toBe(false);
    expect(carriesCalendar(noticeOf('round-opened', samples['round-opened']), deadline, at)).toBe(false);
    const scoring = { which: 'evaluation', previous: at, deadline };
    expect(carriesCalendar(noticeOf('deadline-moved', scoring), deadline, at)).toBe(false);
    expect(carriesCalendar(submitted, null, at)).toBe(false);
    const carrying = Object.entries(samples)
      .filter(([kind, facts]) => carriesCalendar(noticeOf(kind, facts), deadline, at))
      .map(([kind]) => kind);
    expect(carrying).toEqual([
      'proposal-submitted',
      'proposal-replaced',
      'proposal-withdrawn',
      'deadline-in-7-days',
      'deadline-in-24-hours',
      'deadline-in-1-hour',
      'deadline-moved',
      'call-corrected',
    ]);
  });
});

describe('a reminder', () => {
  const call = { challengeCall: null, evaluation: null, standstill: null };
  const round = roundLike({ state: 'CALL_FOR_PROPOSALS', deadlines: { ...call, proposals: deadline } });

  it('is due 7 days, 24 hours and 1 hour before', () => {
    expect(remindersOf('proposals', deadline)).toEqual([
      { kind: 'deadline-in-7-days', dueAt: '2020-05-24T15:00:00.000Z' },
      { kind: 'deadline-in-24-hours', dueAt: '2020-05-30T15:00:00.000Z' },
      { kind: 'deadline-in-1-hour', dueAt: '2020-05-31T14:00:00.000Z' },
    ]);
  });

  it('of the end of scoring is due 3 days, 24 hours and 1 hour before, and of no other deadline at all', () => {
    expect(remindersOf('evaluation', deadline)).toEqual([
      { kind: 'scoring-ends-in-3-days', dueAt: '2020-05-28T15:00:00.000Z' },
      { kind: 'scoring-ends-in-24-hours', dueAt: '2020-05-30T15:00:00.000Z' },
      { kind: 'scoring-ends-in-1-hour', dueAt: '2020-05-31T14:00:00.000Z' },
    ]);
    for (const name of ['challengeCall', 'standstill'] as const)
      expect(remindersOf(name, deadline)).toEqual([]);
  });

  it('of the end of scoring goes to who has something to lock, in the evaluation alone', () => {
    const scored = roundLike({
      state: 'EVALUATION',
      deadlines: { ...call, proposals: at, evaluation: deadline },
    });
    const remind = (different: Partial<typeof scored>) =>
      reminder({ ...scored, ...different }, 'scoring-ends-in-3-days', deadline, '2020-05-28T15:00:00.000Z');
    expect(remind({})).toMatchObject({
      noticeId: `scoring-ends-in-3-days/${scored.roundId}/${deadline}`,
      audience: { kind: 'round-scorers', roundId: scored.roundId },
      facts: { deadline },
    });
    expect(remind({ state: 'DECISION' })).toBeNull();
    expect(remind({ deadlines: { ...scored.deadlines, evaluation: '2020-06-10T00:00:00.000Z' } })).toBeNull();
    // Both deadlines at one instant: each phase is reminded of its own.
    expect(remind({ state: 'CALL_FOR_PROPOSALS', deadlines: { ...call, proposals: deadline } })).toBeNull();
  });

  it.each([
    ['early', '2020-05-24T14:59:59.999Z', false],
    ['in time', '2020-05-24T15:00:00.000Z', true],
    ['late, with the next not due', '2020-05-30T14:59:59.999Z', true],
    ['so late that the next is due', '2020-05-30T15:00:00.000Z', false],
  ])('that fires %s is recorded: %s, %s', (_, firedAt, isRecorded) => {
    expect(reminder(round, 'deadline-in-7-days', deadline, firedAt) !== null).toBe(isRecorded);
  });

  it('of a deadline that moved, or of a call that is over, is none', () => {
    const firedAt = '2020-05-31T14:30:00.000Z';
    expect(reminder(round, 'deadline-in-1-hour', deadline, firedAt)).not.toBeNull();
    const moved = { ...round, deadlines: { ...round.deadlines, proposals: '2020-05-31T17:00:00.000Z' } };
    expect(reminder(moved, 'deadline-in-1-hour', deadline, firedAt)).toBeNull();
    expect(reminder({ ...round, state: 'CANCELLED' }, 'deadline-in-1-hour', deadline, firedAt)).toBeNull();
  });
});

describe('a warning of the quorum', () => {
  const due = (kind: 'scoring-ends-in-3-days' | 'scoring-ends-in-24-hours') =>
    ({
      noticeId: 'reminder',
      kind,
      audience: { kind: 'round-scorers', roundId: 'round-id' },
      roundId: 'round-id',
      proposalId: null,
      facts: { deadline },
    }) as const;

  it('goes to staff a day before scoring ends, where a proposal is below', () => {
    expect(
      quorumWarning(due('scoring-ends-in-24-hours'), { proposalsBelowQuorum: ['P1', 'P2'] }),
    ).toMatchObject({
      noticeId: `quorum-at-risk/round-id/${deadline}`,
      audience: { kind: 'agency', roles: ['staff'] },
      facts: { proposals: 2, deadline },
    });
    expect(quorumWarning(due('scoring-ends-in-24-hours'), { proposalsBelowQuorum: [] })).toBeNull();
    expect(quorumWarning(due('scoring-ends-in-3-days'), { proposalsBelowQuorum: ['P1'] })).toBeNull();
  });

  it('says that further evaluators can be proposed, and of a fresh panel what else is held', () => {
    const said = (isFresh: boolean) =>
      messageOf(noticeOf('quorum-lost', { ...samples['quorum-lost'], isFresh }), about, 'en').text;
    for (const isFresh of [true, false])
      expect(said(isFresh)).toContain('propose further evaluators for the pool');
    expect(said(true)).toContain('after an upheld objection');
    expect(said(false)).toContain('filled from them at once');
    expect(said(false)).toContain('cancel the round');
    expect(said(true)).not.toContain('cancel the round');
  });
});

describe('what tells of proposals', () => {
  it('is whatever concerns one, by its subject or by whom it is for', () => {
    const tells = (more: Partial<Notice>, kind: NoticeKind = 'round-opened') =>
      tellsOfProposals(noticeOf(kind, samples[kind], more));
    expect(tells({})).toBe(false);
    expect(tells({ proposalId: 'proposal-id' })).toBe(true);
    expect(tells({ audience: { kind: 'round-holders', roundId: 'round-id' } })).toBe(true);
    expect(tells({}, 'question-declined')).toBe(true);
    expect(tells({}, 'consortium-invited')).toBe(true);
    expect(tells({}, 'consortium-ended')).toBe(true);
  });
});
