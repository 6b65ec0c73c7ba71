import * as v from 'valibot';
import { proposalPartition } from '../../attachments/store.ts';
import { leafSchema } from '../../ledger/schema.ts';
import type { LogName } from '../../platform/ledger.ts';
import type { ProposalAction } from '../rules.ts';
import { type Page, type Table, type TableKey, toAttributes } from '../../platform/table.ts';

const isLogName = (value: unknown): boolean =>
  typeof value === 'string' && (value === 'agency' || value.startsWith('round/'));

const entryRow = v.object({
  pk: v.string(),
  sk: v.string(),
  leaf: v.object({ ...leafSchema.entries, log: v.custom<LogName>(isLogName) }),
  signature: v.nullable(v.string()),
  logIndex: v.optional(v.number()),
  disclosure: v.optional(v.object({ secret: v.string(), after: v.unknown() })),
});

/** An entry of a proposal with its signature, where it has one, and what opens it. */
export type ReceiptEntry = v.InferOutput<typeof entryRow>;

const receipted: readonly ProposalAction[] = [
  'submit',
  'acknowledge-correction',
  'withdraw',
  'withdraw-after-opening',
];

/** Tells the entries that a supplier has a receipt of. */
export const isReceipted = ({ leaf }: Pick<ReceiptEntry, 'leaf'>): boolean =>
  receipted.some((action) => action === leaf.action);

/** A row holds the sealed content again, so a page stays well below what an answer may carry. */
const pageSize = 20;

/** A page of a proposal's entries, oldest first. */
export const pageOfEntries = async (
  table: Table,
  proposalId: string,
  cursor: string | null,
): Promise<Page<ReceiptEntry>> => {
  const page = await table.page(proposalPartition(proposalId), {
    prefix: 'ENTRY#PROPOSAL#',
    limit: pageSize,
    cursor,
  });
  return { rows: page.rows.map((row) => v.parse(entryRow, row)), cursor: page.cursor };
};

/** Keeps a signature that was made late; one that is there stays. */
export const keepSignature = async (table: Table, { pk, sk }: TableKey, signature: string): Promise<void> => {
  await table.transact([
    {
      Update: {
        TableName: table.tableName,
        Key: toAttributes({ pk, sk }),
        ConditionExpression: 'attribute_type(#signature, :null)',
        UpdateExpression: 'SET #signature = :signature',
        ExpressionAttributeNames: { '#signature': 'signature' },
        ExpressionAttributeValues: toAttributes({ ':signature': signature, ':null': 'NULL' }),
      },
    },
  ]);
};
