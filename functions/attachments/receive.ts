import { fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer } from '../platform/http.ts';
import type { Answer, Idempotency } from '../platform/idempotency.ts';
import type { Instant } from '../platform/instant.ts';
import type { Actor } from '../platform/ledger.ts';
import { isRefusal, type Refusal } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { presentAttachment } from './present.ts';
import { arrival, type Attachment, type StoredObject } from './rules.ts';
import { attachmentChange } from './store.ts';

/** Records what the store tells of a declared attachment: it is received, or refused as another file. */
export const recordArrival = async (
  table: Table,
  before: Stored<Attachment>,
  object: StoredObject,
  by: { readonly actor: Actor; readonly at: Instant; readonly idempotency: Idempotency | null },
): Promise<Answer | Refusal> => {
  const step = arrival(fieldsOf(before), object, by.at);
  if (isRefusal(step)) return step;
  return commit(table, {
    at: by.at,
    actor: by.actor,
    changes: [attachmentChange(before, step.after, step.action)],
    idempotency: by.idempotency,
    answer: ({ versions: [version = 0] }) => answer(200, presentAttachment(step.after, version), version),
  });
};
