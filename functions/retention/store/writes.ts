import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type Row, type Table, toAttributes } from '../../platform/table.ts';
import { withoutPeople } from '../rules.ts';

/** Kinds of rows that are kept beside a thing without entries of their own, with that thing's kind. */
const kindsBeside: Readonly<Record<string, string>> = { CORRECTION: 'CHALLENGE' };

/** What a thing's rows in a partition begin with; an entry's place names it, too. */
export const kindOf = (sk: string): string => {
  const [first = '', second = ''] = sk.split('#');
  return first === 'ENTRY' ? second : (kindsBeside[first] ?? first);
};

/** True for an entry, which lies in the partition of its thing. */
export const isEntry = (row: Row): boolean => row['leaf'] !== undefined;

/** The write of a row as it is without people; none where it is so already. */
export const rewriting = (
  table: Table,
  row: Row,
  kind: string,
  pseudonyms: ReadonlyMap<string, string>,
): readonly TransactWriteItem[] => {
  const after = withoutPeople(row, kind, pseudonyms);
  if (JSON.stringify(after) === JSON.stringify(row)) return [];
  return [
    {
      Put: {
        TableName: table.tableName,
        Item: toAttributes(after),
        // What was deleted from it meanwhile must not come back.
        ...(typeof row['version'] === 'number'
          ? {
              ConditionExpression: '#version = :held',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: toAttributes({ ':held': row['version'] }),
            }
          : { ConditionExpression: 'attribute_exists(pk)' }),
      },
    },
  ];
};

/** What is said where a row was written meanwhile: the next run begins again. */
export const notRewritten = 'What names people could not be rewritten';
