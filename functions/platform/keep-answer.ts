import {
  type Answer,
  type Idempotency,
  idempotencyKey,
  idempotencyRow,
  recordedAnswer,
} from './idempotency.ts';
import type { Instant } from './instant.ts';
import type { Refusal } from './refusal.ts';
import type { Table } from './table.ts';

/**
 * Keeps an answer under its key after work that took more than one transaction; where one is kept already, that one is
 * the answer. Work of one transaction keeps its answer in it: see `commit`.
 */
export const keepAnswer = async (
  table: Table,
  idempotency: Idempotency | null,
  answer: Answer,
  at: Instant,
): Promise<Answer | Refusal> => {
  if (idempotency === null) return answer;
  if (await table.putNew(idempotencyRow(idempotency, answer, at))) return answer;
  const kept = await table.get(idempotencyKey(idempotency.accountId, idempotency.key));
  return kept === null ? answer : recordedAnswer(idempotency, kept);
};
