import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';
import { languageWrite } from '../../../functions/notices/store.ts';
import { commit } from '../../../functions/platform/commit.ts';
import { type Notice, noticeKey } from '../../../functions/platform/notice.ts';
import type { Language } from '../../../functions/platform/problem.ts';
import { storePublished, storeSupplier } from '../../support/call-world.ts';
import { addressOf, createNoticeWorld, dyingAfter } from '../../support/notice-world.ts';
import { createConsortiumWorld } from '../../support/consortium.ts';
import { proposalIdIn, receiptIn } from '../../support/proposal-world.ts';

const world = await createConsortiumWorld();
const { table, begin, invite, ready, save, submit, withdraw } = world;
const early = '2020-05-20T03:00:00.000Z';

const tell = (notice: Notice, at = early) =>
  commit(table, {
    at,
    actor: { kind: 'system', task: 'test' },
    changes: [],
    notices: [notice],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });

const prefer = (accountId: string, language: Language) =>
  commit(table, {
    at: early,
    actor: { kind: 'system', task: 'test' },
    changes: [],
    alongside: [languageWrite(accountId, language)],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });

/** A submitted proposal, its notice not worked on yet. */
const submitted = async () => {
  const beginning = await ready();
  const answer = await submit(beginning.supplier.signatory, beginning.proposalId, { receivedAt: early });
  return { ...beginning, receipt: receiptIn(answer), noticeId: `proposal/${beginning.proposalId}/2` };
};

const stateOf = async (noticeId: string) => (await table.get(noticeKey(noticeId)))?.['state'];

let logged: string[] = [];

beforeEach(() => {
  logged = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged.push(String(line));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a submission', () => {
  it('is told to its author and signatory, each in their language, with the receipt’s hash and the deadline', async () => {
    const { supplier, round, challenge, receipt, noticeId } = await submitted();
    await prefer(supplier.author, 'en');
    const { dispatch, letters, lettersTo } = createNoticeWorld(table, early);
    await dispatch(noticeId);

    expect(letters.map(({ to }) => to).sort()).toEqual(
      [supplier.author, supplier.signatory].map(addressOf).sort(),
    );
    const [english] = lettersTo(supplier.author);
    const [korean] = lettersTo(supplier.signatory);
    expect(english?.text).toContain(`Your proposal to the challenge «${challenge.title.en}» was received.`);
    expect(korean?.text).toContain(`«${challenge.title.ko}» 과제에 제출하신 제안서가 접수되었습니다.`);
    for (const letter of [english, korean]) {
      expect(letter?.text).toContain(receipt.entryHash);
      expect(letter?.text).toContain('Asia/Seoul; 2020-05-31 15:00:00 UTC');
      expect(letter?.calendar).toContain(`UID:round-${round.roundId}-proposals@first-buyer\r\n`);
      expect(letter?.calendar).toContain('DTSTART:20200531T150000Z\r\n');
    }
    expect(await stateOf(noticeId)).toBe('HANDED_ON');
  });

  it('says by its kind what was done again and what was taken back', async () => {
    const { supplier, proposalId } = await submitted();
    await submit(supplier.signatory, proposalId, { receivedAt: early });
    await withdraw(supplier.signatory, proposalId, { receivedAt: early });
    const { dispatch, lettersTo } = createNoticeWorld(table, early);
    for (const entry of [2, 3, 4]) await dispatch(`proposal/${proposalId}/${entry}`);
    expect(lettersTo(supplier.author).map(({ subject }) => subject.slice(0, 7))).toEqual([
      '[접수 확인]',
      '[재접수 확인',
      '[철회 확인]',
    ]);
  });

  it('is recorded once however often it is sent under one key', async () => {
    const { supplier, proposalId } = await ready();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    await Promise.all(
      Array.from({ length: 5 }, () => submit(supplier.signatory, proposalId, { headers, receivedAt: early })),
    );
    expect(await stateOf(`proposal/${proposalId}/2`)).toBe('RECORDED');
    expect(await stateOf(`proposal/${proposalId}/3`)).toBeUndefined();
  });

  it('leaves a log that names neither people nor proposals, and tells no number', async () => {
    const { supplier, proposalId, challenge, round, noticeId } = await submitted();
    const { dispatch, sweep, pass } = createNoticeWorld(table, early);
    await dispatch(noticeId, { mailer: { send: () => Promise.reject(new Error(supplier.author)) } });
    // Two letters failed; as many lines as letters would count them.
    expect(logged.filter((line) => line.includes('letter-not-sent'))).toHaveLength(1);
    pass(3600);
    await sweep();
    const log = logged.join('');
    expect(log).toContain('letter-not-sent');
    for (const secret of [
      proposalId,
      supplier.supplierId,
      supplier.author,
      supplier.signatory,
      challenge.challengeId,
      round.roundId,
      '@',
    ])
      expect(log).not.toContain(secret);
    // A line holds its level, what it is about and the name of a fault.
    const line = v.strictObject({ level: v.string(), message: v.string(), name: v.optional(v.string()) });
    for (const written of logged) expect(v.is(line, JSON.parse(written))).toBe(true);
  });
});

describe('a notice that is worked on', () => {
  it('twice at a time and again becomes one delivery and one letter a person', async () => {
    const { supplier, noticeId } = await submitted();
    const { dispatch, lettersTo, deliveriesTo } = createNoticeWorld(table, early);
    await Promise.all([dispatch(noticeId), dispatch(noticeId), dispatch(noticeId)]);
    await dispatch(noticeId);
    for (const accountId of [supplier.author, supplier.signatory]) {
      expect(lettersTo(accountId)).toHaveLength(1);
      expect(await deliveriesTo(accountId)).toMatchObject([{ state: 'SENT', attempts: 1, sentAt: early }]);
    }
  });

  it('by a process that dies before any of its calls reaches everybody all the same', async () => {
    let isWhole = false;
    let deaths = 0;
    const lost: string[] = [];
    for (let calls = 0; !isWhole; calls += 1) {
      const { supplier, noticeId } = await submitted();
      const { deps, dispatch, sweep, pass, lettersTo, deliveriesTo } = createNoticeWorld(table, early);
      const mortal = dyingAfter(table, calls);
      await dispatch(noticeId, {
        table: mortal.table,
        mailer: {
          send: async (letter) => {
            mortal.die();
            await deps.mailer.send(letter);
          },
        },
        addressOf: async (accountId) => {
          mortal.die();
          return deps.addressOf(accountId);
        },
      });
      isWhole = (await stateOf(noticeId)) === 'HANDED_ON';
      deaths += isWhole ? 0 : 1;
      // The first sweep finds what was forgotten; the second what it, too, took a lease on.
      pass(120);
      await sweep();
      pass(120);
      await sweep();
      for (const accountId of [supplier.author, supplier.signatory]) {
        const [delivery, ...others] = await deliveriesTo(accountId);
        expect(others).toEqual([]);
        if (lettersTo(accountId).length === 0 || delivery?.['state'] !== 'SENT')
          lost.push(`before call ${calls}: ${accountId}`);
      }
      expect(await stateOf(noticeId)).toBe('HANDED_ON');
    }
    expect(deaths).toBeGreaterThan(10);
    jest.restoreAllMocks();
    console.log(`Notices: ${deaths} deaths between two calls, ${lost.length} lost`);
    expect(lost).toEqual([]);
  }, 60_000);

  it('is not sent by two sweeps at once', async () => {
    const { supplier, noticeId } = await submitted();
    const { dispatch, sweep, pass, lettersTo } = createNoticeWorld(table, early);
    await dispatch(noticeId, { mailer: { send: () => Promise.reject(new Error('down')) } });
    expect(lettersTo(supplier.author)).toEqual([]);
    pass(61);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(lettersTo(supplier.author)).toHaveLength(1);
  });

  it('is tried again after a minute, then later and later, while the mail service is down', async () => {
    const { supplier, noticeId } = await submitted();
    const { dispatch, sweep, pass, lettersTo, deliveriesTo } = createNoticeWorld(table, early);
    const down = { mailer: { send: () => Promise.reject(new Error('down')) } };
    await dispatch(noticeId, down);
    const dueAt = async () => (await deliveriesTo(supplier.author))[0]?.['dueAt'];
    expect(await dueAt()).toBe('2020-05-20T03:01:00.000Z');
    pass(30);
    await sweep(down);
    expect(await dueAt()).toBe('2020-05-20T03:01:00.000Z');
    pass(30);
    await sweep(down);
    expect(await dueAt()).toBe('2020-05-20T03:03:00.000Z');
    pass(1000);
    await sweep();
    expect(logged.join('')).toContain('notices-overdue');
    expect(lettersTo(supplier.author)).toHaveLength(1);
  });

  it('ends without a letter where no address is verified', async () => {
    const { supplier, noticeId } = await submitted();
    const { dispatch, letters, deliveriesTo } = createNoticeWorld(table, early);
    await dispatch(noticeId, { addressOf: () => Promise.resolve(null) });
    expect(letters).toEqual([]);
    expect(await deliveriesTo(supplier.author)).toMatchObject([
      { state: 'UNDELIVERABLE', failure: 'no-verified-address' },
    ]);
  });
});

describe('a notice to everybody with a proposal', () => {
  const everybody = (roundId: string): Notice => ({
    noticeId: `round-cancelled/${roundId}`,
    kind: 'round-cancelled',
    audience: { kind: 'round-holders', roundId },
    roundId,
    proposalId: null,
    facts: { cancelledAt: early },
  });

  const reminder = (roundId: string): Notice => ({
    noticeId: `deadline-in-7-days/${roundId}/x`,
    kind: 'deadline-in-7-days',
    audience: { kind: 'round-drafters', roundId },
    roundId,
    proposalId: null,
    facts: { deadline: '2020-05-31T15:00:00.000Z' },
  });

  /** Submitted to both challenges; a draft, with a partner that is asked; submitted and changed since; withdrawn; withdrawn and written on. */
  const round = async () => {
    const first = await submitted();
    const { roundId } = first.round;
    const second = await storePublished(table, roundId);
    const also = proposalIdIn(await begin(first.supplier, second.challengeId, { receivedAt: early }));
    await save(first.supplier.author, also, { receivedAt: early });
    await submit(first.supplier.signatory, also, { receivedAt: early });
    const store = () => storeSupplier(table);
    const [drafting, partner, changing] = await Promise.all([store(), store(), store()]);
    const [withdrawn, mending] = await Promise.all([store(), store()]);
    const drafted = proposalIdIn(await begin(drafting, second.challengeId, { receivedAt: early }));
    await invite(drafting.author, drafted, partner.supplierId, { receivedAt: early });
    for (const supplier of [changing, withdrawn, mending]) {
      const proposalId = proposalIdIn(await begin(supplier, second.challengeId, { receivedAt: early }));
      await save(supplier.author, proposalId, { receivedAt: early });
      await submit(supplier.signatory, proposalId, { receivedAt: early });
      if (supplier !== changing) await withdraw(supplier.signatory, proposalId, { receivedAt: early });
      if (supplier !== withdrawn) await save(supplier.author, proposalId, { receivedAt: early });
    }
    return { roundId, submitting: first.supplier, drafting, partner, changing, withdrawn, mending };
  };

  it('reaches drafts, their partners, submitted and withdrawn ones, once a person', async () => {
    const { roundId, ...suppliers } = await round();
    const { dispatch, lettersTo, deps } = createNoticeWorld(table, early);
    await tell(everybody(roundId));
    await dispatch(`round-cancelled/${roundId}`, deps);
    for (const { author, signatory } of Object.values(suppliers))
      for (const accountId of [author, signatory])
        expect(lettersTo(accountId).filter(({ subject }) => subject.startsWith('[취소]'))).toHaveLength(1);
  });

  it('goes on in a sweep where the time was over', async () => {
    const { roundId, ...suppliers } = await round();
    const { dispatch, sweep, pass, lettersTo } = createNoticeWorld(table, early);
    await tell(everybody(roundId));
    const noticeId = `round-cancelled/${roundId}`;
    await dispatch(noticeId, { budgetInSeconds: 0 });
    expect(await table.get(noticeKey(noticeId))).toMatchObject({
      state: 'RECORDED',
      progress: expect.any(String),
    });
    pass(60);
    await sweep();
    expect(await stateOf(noticeId)).toBe('HANDED_ON');
    for (const { author } of Object.values(suppliers))
      expect(lettersTo(author).filter(({ subject }) => subject.startsWith('[취소]'))).toHaveLength(1);
  });

  it('reminds those alone who wrote what is not submitted', async () => {
    const { roundId, submitting, drafting, partner, changing, withdrawn, mending } = await round();
    const { dispatch, lettersTo } = createNoticeWorld(table, early);
    await tell(reminder(roundId));
    await dispatch(`deadline-in-7-days/${roundId}/x`);
    const told = [submitting, drafting, partner, changing, withdrawn, mending];
    expect(told.map(({ author }) => lettersTo(author).length)).toEqual([0, 1, 1, 1, 0, 1]);
  });

  it('is recorded once for an id', async () => {
    const { roundId } = await round();
    await tell(reminder(roundId));
    expect(await tell(reminder(roundId))).toMatchObject({ code: 'changed-meanwhile' });
  });
});
