import { beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { createChooseLanguage } from '../../../functions/notices/choose-language.ts';
import { createListNotices } from '../../../functions/notices/list-notices.ts';
import { createListRoundNotices } from '../../../functions/notices/list-round-notices.ts';
import { createReadDeadlineCalendar } from '../../../functions/notices/read-deadline-calendar.ts';
import { createRecordBounce } from '../../../functions/notices/record-bounce.ts';
import { listNotices, listRoundNotices } from '../../../functions/notices/schema.ts';
import { makeDelivery } from '../../../functions/notices/store/deliveries.ts';
import type { Letter } from '../../../functions/notices/store/mail.ts';
import { readOffers } from '../../../functions/organisations/store.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { serve } from '../../../functions/platform/http.ts';
import type { Notice } from '../../../functions/platform/notice.ts';
import { changeRound } from '../../support/call-world.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';
import { createMember, type Member } from '../../support/members.ts';
import { createNoticeWorld } from '../../support/notice-world.ts';
import { type Beginning, createProposalWorld } from '../../support/proposal-world.ts';
import { storeRound } from '../../support/rounds.ts';

const world = await createProposalWorld();
const { table, moveDeadline, open, ready, submit } = world;
const early = '2020-05-20T03:00:00.000Z';

const handler = serve(
  [
    createListNotices({ table }),
    createChooseLanguage({ table }),
    createListRoundNotices({ table }),
    createReadDeadlineCalendar({ table }),
  ],
  table,
);
const record = createRecordBounce({ table });

const get = (accountId: string | undefined, path: string, query: Record<string, string> = {}) =>
  callApi(handler, {
    method: 'GET',
    path,
    query,
    receivedAt: early,
    ...(accountId === undefined ? {} : { accountId }),
  });

const inboxOf = async (accountId: string, query: Record<string, string> = {}) =>
  v.parse(listNotices.answer, (await get(accountId, '/notices', query)).body);

const choose = (accountId: string, language: string, more: Partial<HttpRequest> = {}) =>
  callApi(handler, { method: 'PUT', path: '/account', accountId, body: { language }, ...more });

const tell = (notice: Notice, at = early) =>
  commit(table, {
    at,
    actor: { kind: 'system', task: 'test' },
    changes: [],
    notices: [notice],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });

/** A submission that was told by mail, with the letter to its author. */
const told = async () => {
  const beginning = await ready();
  await submit(beginning.supplier.signatory, beginning.proposalId, { receivedAt: early });
  const noticeId = `proposal/${beginning.proposalId}/2`;
  const notices = createNoticeWorld(table, early);
  await notices.dispatch(noticeId);
  const [letter] = notices.lettersTo(beginning.supplier.author);
  if (letter === undefined) throw new Error('Nobody was told');
  return { ...beginning, ...notices, letter };
};

/** As the mail service publishes it, with an address that is nobody's business. */
const eventOf = ({ to, tags }: Letter, eventType: string, more: object = {}) => ({
  version: '0',
  source: 'aws.ses',
  'detail-type': `Email ${eventType}`,
  detail: {
    eventType,
    mail: {
      messageId: '0102017',
      destination: [to],
      tags: {
        'ses:configuration-set': ['first-buyer'],
        ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      },
    },
    ...more,
  },
});
const bounce = (letter: Letter) => eventOf(letter, 'Bounce', { bounce: { bounceType: 'Permanent' } });

let staff: Member;
let auditor: Member;

beforeAll(async () => {
  staff = await createMember(table, 'AGENCY', ['staff']);
  auditor = await createMember(table, 'AGENCY', ['auditor']);
});

describe('the inbox', () => {
  it('tells a person what they were told, in their language, and nobody else', async () => {
    const { supplier, proposalId, challenge } = await told();
    expect(await inboxOf(supplier.author)).toMatchObject({
      rows: [
        {
          kind: 'proposal-submitted',
          challengeId: challenge.challengeId,
          proposalId,
          recordedAt: early,
        },
      ],
      cursor: null,
      language: 'ko',
    });
    const [korean] = (await inboxOf(supplier.author)).rows;
    expect(korean?.paragraphs[0]).toBe(`«${challenge.title.ko}» 과제에 제출하신 제안서가 접수되었습니다.`);
    await choose(supplier.author, 'en');
    const { rows, language } = await inboxOf(supplier.author);
    expect(language).toBe('en');
    expect(rows[0]?.paragraphs[0]).toBe(
      `Your proposal to the challenge «${challenge.title.en}» was received.`,
    );
    expect((await inboxOf(staff.accountId)).rows).toEqual([]);
    expect(await get(undefined, '/notices')).toMatchObject({ status: 401 });
  });

  it('comes page by page, the newest first', async () => {
    const { accountId } = staff;
    const { dispatch } = createNoticeWorld(table, early);
    for (let count = 10; count < 35; count += 1) {
      const noticeId = `membership-offered/${crypto.randomUUID()}`;
      const facts = { organisationId: crypto.randomUUID() };
      const audience = { kind: 'account', accountId } as const;
      await tell(
        { noticeId, kind: 'membership-offered', audience, roundId: null, proposalId: null, facts },
        `2020-05-20T03:00:${count}.000Z`,
      );
      await dispatch(noticeId);
    }
    const first = await inboxOf(accountId);
    expect(first.rows[0]).toMatchObject({ roundId: null, challengeId: null, proposalId: null });
    const second = await inboxOf(accountId, { cursor: first.cursor ?? '' });
    const instants = [...first.rows, ...second.rows].map(({ recordedAt }) => recordedAt);
    expect([first.rows.length, second.rows.length, second.cursor]).toEqual([20, 5, null]);
    expect(instants).toEqual(instants.toSorted().reverse());
  });
});

describe('the language of the account', () => {
  it('is what later letters are written in', async () => {
    const { supplier, proposalId } = await ready();
    expect(await choose(supplier.signatory, 'en')).toMatchObject({ status: 200, body: { language: 'en' } });
    await submit(supplier.signatory, proposalId, { receivedAt: early });
    const { dispatch, lettersTo } = createNoticeWorld(table, early);
    await dispatch(`proposal/${proposalId}/2`);
    expect(lettersTo(supplier.signatory)[0]?.subject).toMatch(/^\[Received\]/u);
    expect(lettersTo(supplier.author)[0]?.subject).toMatch(/^\[접수 확인\]/u);
  });

  it('is of two, chosen once under a key, by people without an organisation too', async () => {
    const accountId = crypto.randomUUID();
    expect(await choose(accountId, 'fr')).toMatchObject({ status: 400 });
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await choose(accountId, 'en', { headers });
    await choose(accountId, 'ko');
    expect(await choose(accountId, 'en', { headers })).toEqual(first);
    expect(await inboxOf(accountId)).toMatchObject({ language: 'ko' });
    expect(await readOffers(table, accountId)).toEqual({});
  });
});

describe('the notices of a round', () => {
  const rowsOf = async ({ round }: Beginning, who: Member) => {
    const answer = await get(who.accountId, `/rounds/${round.roundId}/notices`);
    return v.parse(listRoundNotices.answer, answer.body).rows;
  };

  it('tell of no proposal before the opening, whatever came back', async () => {
    const beginning = await told();
    const { challenge, dispatch, letter, proposalId, round, supplier } = beginning;
    const noticeId = `question-asked/${crypto.randomUUID()}`;
    await tell({
      noticeId,
      kind: 'question-asked',
      audience: { kind: 'account', accountId: auditor.accountId },
      roundId: round.roundId,
      proposalId: null,
      facts: { challengeId: challenge.challengeId, questionId: crypto.randomUUID() },
    });
    await dispatch(noticeId);
    await record(bounce(letter));
    for (const who of [staff, auditor])
      expect(await rowsOf(beginning, who)).toMatchObject([{ kind: 'question-asked', state: 'SENT' }]);
    const { body } = await get(staff.accountId, `/rounds/${round.roundId}/notices`);
    for (const secret of [proposalId, supplier.author, supplier.supplierId])
      expect(JSON.stringify(body)).not.toContain(secret);

    await changeRound(table, round.roundId, { state: 'CANCELLED' });
    expect(await rowsOf(beginning, staff)).toHaveLength(1);
  });

  it('tell after the opening what was sent, delivered and came back', async () => {
    const beginning = await told();
    const { letter, lettersTo, proposalId, supplier } = beginning;
    await record(bounce(letter));
    const [other] = lettersTo(supplier.signatory);
    if (other !== undefined) await record(eventOf(other, 'Delivery'));
    await open(beginning);
    const rows = await rowsOf(beginning, staff);
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          accountId: supplier.author,
          proposalId,
          state: 'BOUNCED',
          failure: 'bounce-permanent',
        }),
        expect.objectContaining({ accountId: supplier.signatory, state: 'DELIVERED', failure: null }),
      ]),
    );
  });

  it('show auditors alone which evaluators a message of a panel reached', async () => {
    const beginning = await told();
    await open(beginning);
    const { challenge, proposalId, round } = beginning;
    const audience = {
      kind: 'panel',
      roundId: round.roundId,
      challengeId: challenge.challengeId,
      proposalId,
    } as const;
    const evaluator = crypto.randomUUID();
    await makeDelivery(
      table,
      {
        notice: {
          noticeId: `panel/${challenge.challengeId}/meeting/1`,
          kind: 'panel-meeting-opened',
          audience,
          roundId: round.roundId,
          proposalId: null,
          facts: { challengeId: challenge.challengeId },
        },
        recordedAt: early,
      },
      evaluator,
      early,
    );
    const accounts = async (who: Member) => (await rowsOf(beginning, who)).map(({ accountId }) => accountId);
    expect(await accounts(auditor)).toContain(evaluator);
    expect(await accounts(staff)).toHaveLength(2);
    expect(await accounts(staff)).not.toContain(evaluator);
  });

  it('are for staff and auditors', async () => {
    const { round, supplier } = await ready();
    const path = `/rounds/${round.roundId}/notices`;
    expect(await get(supplier.signatory, path)).toMatchObject({ status: 403 });
    expect(await get(staff.accountId, `/rounds/${crypto.randomUUID()}/notices`)).toMatchObject({
      status: 404,
    });
    expect(await get(staff.accountId, path, { cursor: '99.x' })).toMatchObject({ status: 400 });
  });
});

describe('what the mail service tells', () => {
  const stateOf = async ({ supplier, deliveriesTo }: Awaited<ReturnType<typeof told>>) =>
    (await deliveriesTo(supplier.author))[0];

  it('is written down once, and an arrival never over a return', async () => {
    const sent = await told();
    await record(eventOf(sent.letter, 'Delivery'));
    expect(await stateOf(sent)).toMatchObject({ state: 'DELIVERED', failure: null });
    await record(bounce(sent.letter));
    await record(bounce(sent.letter));
    await record(eventOf(sent.letter, 'Delivery'));
    const bounced = await stateOf(sent);
    expect(bounced).toMatchObject({ state: 'BOUNCED', failure: 'bounce-permanent' });
    expect(bounced).not.toHaveProperty('collection');
    await record(eventOf(sent.letter, 'Complaint', { complaint: { complaintFeedbackType: 'abuse' } }));
    expect(await stateOf(sent)).toMatchObject({ state: 'COMPLAINED', failure: 'complaint-abuse' });
  });

  it('of what is not known, of other mails and of other events changes nothing', async () => {
    const sent = await told();
    const before = await stateOf(sent);
    const { letter } = sent;
    await record(bounce({ ...letter, tags: { ...letter.tags, delivery: '0'.repeat(32) } }));
    await record(bounce({ ...letter, tags: { ...letter.tags, account: crypto.randomUUID() } }));
    await record(bounce({ ...letter, tags: {} }));
    await record(eventOf(letter, 'Open'));
    expect(await stateOf(sent)).toEqual(before);
    await expect(record({ detail: 'none' })).rejects.toThrow();
  });
});

describe('the calendar file of the deadline', () => {
  const read = (roundId: string) => get(undefined, `/rounds/${roundId}/deadline.ics`);
  const sequenceIn = (body: unknown): number => Number(/^SEQUENCE:(\d+)\r$/mu.exec(String(body))?.[1]);

  it('is everybody’s, and follows the deadline', async () => {
    const beginning = await ready();
    const first = await read(beginning.round.roundId);
    expect(first).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="deadline.ics"',
      },
    });
    expect(first.body).toMatch(/^BEGIN:VCALENDAR\r\n/u);
    expect(first.body).toContain('DTSTART:20200531T150000Z\r\n');
    await moveDeadline(beginning, '2020-06-02T09:00:00.000Z');
    const moved = await read(beginning.round.roundId);
    expect(moved.body).toContain('DTSTART:20200602T090000Z\r\n');
    expect(sequenceIn(moved.body)).toBeGreaterThan(sequenceIn(first.body));
  });

  it('is not there before the call, nor of a cancelled round', async () => {
    const planned = await storeRound(table, {});
    expect(await read(planned.roundId)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const { round } = await ready();
    await changeRound(table, round.roundId, { state: 'CANCELLED' });
    expect(await read(round.roundId)).toMatchObject({ status: 404 });
    expect(await read(crypto.randomUUID())).toMatchObject({ status: 404 });
  });
});
