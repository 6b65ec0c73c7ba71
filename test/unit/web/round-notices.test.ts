import { describe, expect, it } from '@jest/globals';
import { en } from '../../../functions/notices/rules/templates/en.ts';
import { type Delivery, found, standingOf } from '../../../web/src/agency/notices/delivery.ts';
import { noticeKinds } from '../../../web/src/agency/notices/kinds.ts';
import { pageOf } from '../../../web/src/agency/notices/page-of.ts';

const now = Date.parse('2026-01-01T12:00:00.000Z');

const delivery = (changed: Partial<Delivery>): Delivery => ({
  deliveryId: 'd',
  kind: 'round-opened',
  proposalId: null,
  accountId: 'a',
  recordedAt: '2026-01-01T11:59:00.000Z',
  state: 'SENT',
  sentAt: null,
  attempts: 1,
  failure: null,
  ...changed,
});

describe('the notices of a round', () => {
  it('have a name for every kind that there is', () => {
    expect([...noticeKinds].sort()).toEqual(Object.keys(en).sort());
  });

  it.each([
    [{ state: 'SENT' }, 'sent'],
    [{ state: 'DELIVERED' }, 'sent'],
    [{ state: 'PENDING' }, 'waiting'],
    [{ state: 'PENDING', recordedAt: '2026-01-01T11:45:00.000Z' }, 'trouble'],
    [{ state: 'BOUNCED' }, 'trouble'],
    [{ state: 'COMPLAINED' }, 'trouble'],
    [{ state: 'UNDELIVERABLE' }, 'trouble'],
  ] as const)('stand as %j by what became of them', (changed, standing) => {
    expect(standingOf(delivery(changed), now)).toBe(standing);
  });

  it('are found by kind and standing, the newest first', () => {
    const all = [
      delivery({ deliveryId: 'old', recordedAt: '2026-01-01T10:00:00.000Z' }),
      delivery({ deliveryId: 'new' }),
      delivery({ deliveryId: 'bounced', state: 'BOUNCED' }),
      delivery({ deliveryId: 'other', kind: 'deadline-moved' }),
    ];
    const ids = (sought: Parameters<typeof found>[1]) =>
      found(all, sought, now).map(({ deliveryId }) => deliveryId);
    expect(ids({ kind: 'round-opened', standing: 'sent' })).toEqual(['new', 'old']);
    expect(ids({ kind: null, standing: 'trouble' })).toEqual(['bounced']);
    expect(ids({ kind: null, standing: null })).toHaveLength(4);
  });

  it('are shown fifty at a time, the last page where a list has become shorter', () => {
    const rows = Array.from({ length: 101 }, (_, place) => place);
    expect(pageOf(rows, 1)).toMatchObject({ count: 101, place: 1, pages: 3, rows: { length: 50 } });
    expect(pageOf(rows, 7)).toMatchObject({ place: 2, rows: [100] });
    expect(pageOf([], 0)).toEqual({ rows: [], count: 0, place: 0, pages: 1 });
  });
});
