import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { proposalPartition } from '../../attachments/store.ts';
import { deletion, keyOf, writeAll } from '../../platform/many-writes.ts';
import { type Row, type Table, type TableKey, toAttributes } from '../../platform/table.ts';
import { emptiedContents, emptiedSeal, type Proposal } from '../rules.ts';
import { isPartnerRow } from './partners.ts';

/** What holds a sealed text, by how its place begins: the entries of proposal and partners keep a copy for receipts. */
const isEntryOfText = ({ sk }: TableKey): boolean => /^ENTRY#PROPOSAL(?:-PARTNER)?#/u.test(sk);
const isKeptDraft = ({ sk }: TableKey): boolean => sk.startsWith('KEPT-DRAFT#');

/**
 * Deletes for good what a proposal says: its texts, its partners' shares, kept drafts, and the copies beside its entries, which
 * stay as the log has hashed them. Whoever reads it from then on is refused. Idempotent; throws where somebody wrote meanwhile.
 */
export const deleteTexts = async (
  table: Table,
  proposal: Pick<Proposal, 'proposalId' | 'sealKeyArn' | 'content' | 'draft' | 'partners'>,
): Promise<void> => {
  const rows = await table.all(proposalPartition(proposal.proposalId));
  await writeAll(
    table,
    rows.flatMap((row) => writeOf(table, row, proposal)),
    `The texts of the proposal ${proposal.proposalId} could not be deleted`,
  );
};

const writeOf = (
  table: Table,
  row: Row,
  proposal: Parameters<typeof deleteTexts>[1],
): readonly TransactWriteItem[] => {
  const key = keyOf(row);
  if (key.sk === 'PROPOSAL') return [setting(table, row, emptiedContents(proposal))];
  if (isPartnerRow(row)) return [setting(table, row, { share: emptiedSeal(proposal.sealKeyArn) })];
  if (isKeptDraft(key)) return [deletion(table, key)];
  return isEntryOfText(key) && row['disclosure'] !== undefined ? [closing(table, key)] : [];
};

/** Takes what opens an entry away: the sealed text lies in it again. */
const closing = (table: Table, key: TableKey): TransactWriteItem => ({
  Update: {
    TableName: table.tableName,
    Key: toAttributes(key),
    ConditionExpression: 'attribute_exists(pk)',
    UpdateExpression: 'REMOVE #disclosure',
    ExpressionAttributeNames: { '#disclosure': 'disclosure' },
  },
});

/** Sets these fields of a thing, which counts as a new version: nobody writes the old one over it. */
const setting = (table: Table, row: Row, fields: Readonly<Record<string, unknown>>): TransactWriteItem => {
  const names = Object.keys(fields);
  return {
    Update: {
      TableName: table.tableName,
      Key: toAttributes(keyOf(row)),
      ConditionExpression: '#version = :held',
      UpdateExpression: `SET #version = #version + :one, ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#version': 'version',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: toAttributes({
        ':one': 1,
        ':held': row['version'],
        ...Object.fromEntries(names.map((name) => [`:${name}`, fields[name]])),
      }),
    },
  };
};
