import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  commitTo,
  disclosureKey,
  entryHash,
  entryOf,
  type LedgerFact,
} from '../../../functions/platform/ledger.ts';

const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

const fact: LedgerFact = {
  log: 'round/r1',
  entity: 'proposal/p1',
  sequence: 2,
  previous: 'ab'.repeat(32),
  at: '2020-05-31T14:59:59.999Z',
  action: 'submit',
  from: 'DRAFT',
  to: 'SUBMITTED',
  actor: { kind: 'person', accountId: 'a1', organisationId: 'o1', role: 'signatory' },
  reason: '다시 냄',
  before: { state: 'DRAFT', priceInWon: 5 },
  after: { state: 'SUBMITTED', priceInWon: 4 },
};

/** The commitment as the README describes it, with nothing of the code under test. */
const committed = (field: string, canonical: string): string => {
  const key = createHmac('sha256', Buffer.from(secret, 'hex')).update(field).digest();
  return createHmac('sha256', key).update(canonical).digest('hex');
};

describe('an entry', () => {
  it('is the public part in the clear and a commitment for each private part', () => {
    expect(entryOf(fact, secret)).toEqual({
      format: 'first-buyer/ledger-entry/1',
      log: 'round/r1',
      entity: 'proposal/p1',
      sequence: 2,
      previous: 'ab'.repeat(32),
      at: '2020-05-31T14:59:59.999Z',
      action: 'submit',
      from: 'DRAFT',
      to: 'SUBMITTED',
      actor: committed(
        'actor',
        '{"accountId":"a1","kind":"person","organisationId":"o1","role":"signatory"}',
      ),
      reason: committed('reason', '"다시 냄"'),
      before: committed('before', '{"priceInWon":5,"state":"DRAFT"}'),
      after: committed('after', '{"priceInWon":4,"state":"SUBMITTED"}'),
    });
  });

  it('tells nothing of what is committed', () => {
    const written = JSON.stringify(entryOf(fact, secret));
    for (const privatePart of ['a1', 'o1', 'signatory', '다시', 'priceInWon', secret])
      expect(written).not.toContain(privatePart);
  });

  it('has no commitment where there is no reason and nothing before', () => {
    expect(entryOf({ ...fact, reason: null, before: null }, secret)).toMatchObject({
      reason: null,
      before: null,
    });
  });

  it('is hashed over its canonical JSON', () => {
    const entry = entryOf({ ...fact, reason: null, before: null }, secret);
    const canonical =
      `{"action":"submit","actor":"${entry.actor}","after":"${entry.after}",` +
      `"at":"2020-05-31T14:59:59.999Z","before":null,"entity":"proposal/p1",` +
      `"format":"first-buyer/ledger-entry/1","from":"DRAFT","log":"round/r1",` +
      `"previous":"${'ab'.repeat(32)}","reason":null,"sequence":2,"to":"SUBMITTED"}`;
    expect(entryHash(entry)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });
});

describe('a disclosed key', () => {
  it('opens its field and no other', () => {
    const entry = entryOf(fact, secret);
    const key = disclosureKey(secret, 'after');
    expect(commitTo(key, { priceInWon: 4, state: 'SUBMITTED' })).toBe(entry.after);
    expect(commitTo(key, { priceInWon: 5, state: 'SUBMITTED' })).not.toBe(entry.after);
    expect(commitTo(key, fact.before)).not.toBe(entry.before);
    expect(commitTo(key, fact.actor)).not.toBe(entry.actor);
  });
});
