import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from './instant.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Row, TableKey } from './table.ts';

/** What a verb answers when it did what was asked. */
export type Answer = {
  readonly status: 200 | 201 | 202;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A caller's promise that requests under one key are one request. */
export type Idempotency = {
  readonly accountId: string;
  readonly key: string;
  /** SHA-256 over method, path and body, so that a key cannot stand on two requests. */
  readonly requestSha256: string;
};

const keptForSeconds = 30 * 24 * 3600;

/** SHA-256 of a request's method, path and parsed body. */
export const requestDigest = (method: string, path: string, body: unknown): string =>
  sha256Hex(canonicalJson([method, path, body ?? null]));

/** Where the answer under a key is kept. */
export const idempotencyKey = (accountId: string, key: string): TableKey => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `IDEMPOTENCY#${key}`,
});

/** The row that keeps an answer under its key for 30 days. */
export const idempotencyRow = (idempotency: Idempotency, answer: Answer, at: Instant): Row => ({
  ...idempotencyKey(idempotency.accountId, idempotency.key),
  requestSha256: idempotency.requestSha256,
  // In its own order, so that a repetition is answered byte for byte.
  answer: JSON.stringify(answer),
  expiresAtEpochSeconds: Math.floor(epochMillisecondsOf(addSeconds(at, keptForSeconds)) / 1000),
});

/** The first answer, or `idempotency-key-reused` when the key stood on another request. */
export const recordedAnswer = (idempotency: Idempotency, row: Row): Answer | Refusal => {
  if (row['requestSha256'] !== idempotency.requestSha256) return refuse('idempotency-key-reused');
  const answer: unknown = JSON.parse(String(row['answer']));
  if (!isAnswer(answer)) throw new TypeError(`The answer kept under ${idempotency.key} cannot be read`);
  return answer;
};

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value;
