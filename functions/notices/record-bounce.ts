import * as v from 'valibot';
import { instantOf } from '../platform/instant.ts';
import type { Table } from '../platform/table.ts';
import { outcomeOf } from './rules.ts';
import { recordReturn } from './store/deliveries.ts';

const optionalText = v.optional(v.nullable(v.string()));

/** An event of the mail service (SES event publishing over EventBridge); what is not needed is not read. */
const eventSchema = v.object({
  detail: v.object({
    eventType: v.string(),
    bounce: v.optional(v.object({ bounceType: v.string() })),
    complaint: v.optional(v.object({ complaintFeedbackType: optionalText })),
    mail: v.object({ tags: v.optional(v.record(v.string(), v.array(v.string())), {}) }),
  }),
});

/** The tags that the dispatcher gave the message; a mail without them is none of a notice. */
const tagsSchema = v.object({
  account: v.tuple([v.pipe(v.string(), v.minLength(1))]),
  recorded: v.tuple([v.pipe(v.string(), v.regex(/^\d{1,15}$/u), v.transform(Number))]),
  delivery: v.tuple([v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u))]),
});

/**
 * Writes down what became of a notice's mail. The same event again changes nothing; a message that is unknown is left
 * alone. The event names an address, so nothing of it is logged.
 */
export const createRecordBounce =
  ({ table }: { readonly table: Table }) =>
  async (event: unknown): Promise<void> => {
    const { detail } = v.parse(eventSchema, event);
    const outcome = outcomeOf(detail);
    const tags = v.safeParse(tagsSchema, detail.mail.tags);
    if (outcome === null || !tags.success) return;
    const [accountId] = tags.output.account;
    const [recorded] = tags.output.recorded;
    const [deliveryId] = tags.output.delivery;
    await recordReturn(table, { accountId, recordedAt: instantOf(recorded), deliveryId }, outcome);
  };
