import * as v from 'valibot';
import { id, text } from '../../platform/schemas.ts';
import { markableFields } from '../rules.ts';

const reason = text(1000);
/** A part of a proposal that its supplier marks as a trade secret. */
export const tradeSecret = v.variant('kind', [
  v.strictObject({ kind: v.literal('field'), field: v.picklist(markableFields), reason }),
  v.strictObject({ kind: v.literal('attachment'), attachmentId: id, reason }),
]);

const draftTextView = v.object({ ko: v.nullable(v.string()), en: v.nullable(v.string()) });

/** What a supplier has written so far, as it reads it. */
export const contentView = v.object({
  title: draftTextView,
  summary: draftTextView,
  solution: v.nullable(v.string()),
  priceInWon: v.nullable(v.number()),
  technologyReadinessLevel: v.nullable(v.number()),
  validUntil: v.nullable(v.string()),
  deliveryInDays: v.nullable(v.number()),
  tradeSecrets: v.array(tradeSecret),
});
