import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  type Idempotency,
  idempotencyRow,
  recordedAnswer,
  requestDigest,
} from '../../../functions/platform/idempotency.ts';

const idempotency: Idempotency = { accountId: 'a1', key: 'k1', requestSha256: 'aa' };
const answered = { status: 201, body: { id: 'x', ko: '한글' }, headers: { etag: '"1"' } } as const;

describe('the digest of a request', () => {
  it('is SHA-256 over method, path and body as canonical JSON', () => {
    const digest = createHash('sha256').update('["POST","/rounds",{"a":1,"b":2}]').digest('hex');
    expect(requestDigest('POST', '/rounds', { b: 2, a: 1 })).toBe(digest);
    expect(requestDigest('POST', '/rounds', null)).toBe(
      createHash('sha256').update('["POST","/rounds",null]').digest('hex'),
    );
  });
});

describe('the answer under a key', () => {
  const row = idempotencyRow(idempotency, answered, '2020-05-01T00:00:00.500Z');

  it('stands under the account and the key for 30 days', () => {
    expect(row).toMatchObject({
      pk: 'ACCOUNT#a1',
      sk: 'IDEMPOTENCY#k1',
      expiresAtEpochSeconds: Date.parse('2020-05-31T00:00:00Z') / 1000,
    });
  });

  it('is given again to the same request', () => {
    expect(recordedAnswer(idempotency, row)).toEqual(answered);
  });

  it('is refused to another request', () => {
    expect(recordedAnswer({ ...idempotency, requestSha256: 'bb' }, row)).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('is a fault where it cannot be read', () => {
    expect(() => recordedAnswer(idempotency, { ...row, answer: '{"status":200}' })).toThrow(TypeError);
  });
});
