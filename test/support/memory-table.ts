import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Cancellation, keyNames, type Row, type Table } from '../../functions/platform/table.ts';
import { fakeTable } from './fake-table.ts';

type Expressed = {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
};

/**
 * A table in memory that judges the very conditions and updates that stores write, for properties over more cases
 * than an engine takes in seconds. One call after another, a whole list in one page; an expression that it does not
 * know fails the test.
 */
export const memoryTable = (): Table => createMemoryTable().table;

/** The same with all that lies in it, from what lay in another. */
export const createMemoryTable = (
  startingWith: readonly Row[] = [],
): { readonly table: Table; readonly rows: () => readonly Row[] } => {
  const partitions = new Map<string, Map<string, Row>>();
  const partitionOf = ({ pk }: Row): Map<string, Row> => {
    const found = partitions.get(String(pk)) ?? new Map<string, Row>();
    partitions.set(String(pk), found);
    return found;
  };
  const read = (key: Row): Row | null => partitionOf(key).get(String(key['sk'])) ?? null;
  const keep = (row: Row): void => void partitionOf(row).set(String(row['sk']), row);
  const rows = (): readonly Row[] => [...partitions.values()].flatMap((partition) => [...partition.values()]);
  startingWith.forEach(keep);

  const check = (write: TransactWriteItem): { readonly holds: boolean; readonly row: Row | null } => {
    const { Put, Update, ConditionCheck, Delete } = write;
    const target = Put ?? Update ?? ConditionCheck ?? Delete;
    if (target === undefined) throw new Error('A transaction writes something');
    const key = unmarshall('Item' in target ? (target.Item ?? {}) : (target.Key ?? {}));
    const row = read(key);
    const condition = target.ConditionExpression;
    return { holds: condition === undefined || holds(condition, target, row ?? {}), row };
  };

  const apply = ({ Put, Update, Delete }: TransactWriteItem): void => {
    if (Delete !== undefined) {
      const key = unmarshall(Delete.Key ?? {});
      partitionOf(key).delete(String(key['sk']));
    }
    if (Put !== undefined) keep(unmarshall(Put.Item ?? {}));
    if (Update === undefined) return;
    const key = unmarshall(Update.Key ?? {});
    keep(updated({ ...(read(key) ?? {}), ...key }, Update.UpdateExpression ?? '', Update));
  };

  const list: Table['all'] = (partition, options) => {
    const { prefix = '', index } = options ?? {};
    const names = keyNames[index ?? 'table'];
    const place = (row: Row): string => String(row[names.sort]);
    const found = index === undefined ? [...partitionOf({ pk: partition }).values()] : rows();
    return Promise.resolve(
      found
        .filter((row) => row[names.partition] === partition && place(row).startsWith(prefix))
        .sort((one, other) => (place(one) < place(other) ? -1 : 1)),
    );
  };

  const table = fakeTable({
    get: (key) => Promise.resolve(read(key)),
    getMany: (keys) => Promise.resolve(keys.map((key) => read(key))),
    all: list,
    page: async (partition, options) => ({ rows: await list(partition, options), cursor: null }),
    put: (row) => {
      keep(row);
      return Promise.resolve();
    },
    putNew: (row) => {
      if (read(row) !== null) return Promise.resolve(false);
      keep(row);
      return Promise.resolve(true);
    },
    transact: (writes) => {
      const checked = writes.map(check);
      if (checked.every((outcome) => outcome.holds)) {
        writes.forEach(apply);
        return Promise.resolve(null);
      }
      return Promise.resolve(
        checked.map((outcome): Cancellation => ({
          code: outcome.holds ? 'None' : 'ConditionalCheckFailed',
          row: outcome.row,
        })),
      );
    },
  });
  return { table, rows };
};

/** The value of a path such as `#a.#b`, a plain name, or a placeholder such as `:now`. */
const valueOf = (operand: string, expressed: Expressed, row: Row): unknown => {
  if (operand.startsWith(':')) {
    const value = expressed.ExpressionAttributeValues?.[operand];
    if (value === undefined) throw new Error(`No value for ${operand}`);
    return unmarshall({ value })['value'];
  }
  let value: unknown = row;
  for (const step of operand.split('.')) {
    const name = step.startsWith('#') ? expressed.ExpressionAttributeNames?.[step] : step;
    if (name === undefined) throw new Error(`No name for ${step}`);
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  return value;
};

const ordered = (one: unknown, other: unknown): number | null => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
  return null;
};

/** The parts of a condition between a word that stands outside all brackets. */
const partsBetween = (condition: string, word: 'AND' | 'OR'): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let begun = 0;
  for (let place = 0; place < condition.length; place += 1) {
    depth += condition[place] === '(' ? 1 : condition[place] === ')' ? -1 : 0;
    if (depth !== 0 || !condition.startsWith(` ${word} `, place)) continue;
    parts.push(condition.slice(begun, place));
    begun = place + word.length + 2;
  }
  return [...parts, condition.slice(begun)].map((part) => part.trim());
};

/** True if a condition holds of the row; AND binds before OR, as in the real table. */
const holds = (condition: string, expressed: Expressed, row: Row): boolean => {
  const within = (part: string): boolean => holds(part, expressed, row);
  const alternatives = partsBetween(condition, 'OR');
  if (alternatives.length > 1) return alternatives.some(within);
  const parts = partsBetween(condition, 'AND');
  if (parts.length > 1) return parts.every(within);
  const inner = /^\((?<inner>.*)\)$/u.exec(condition)?.groups?.['inner'];
  return inner === undefined ? holdsAlone(condition, expressed, row) : within(inner);
};

const verdicts: Readonly<Record<string, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '<>': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};
const never = (): boolean => false;

const holdsAlone = (part: string, expressed: Expressed, row: Row): boolean => {
  const operand = (written = '') => valueOf(written.trim(), expressed, row);
  const call = /^(?<name>[a-z_]+)\((?<first>[^,()]+)(?:,(?<second>[^()]+))?\)$/u.exec(part)?.groups;
  if (call?.['name'] === 'attribute_not_exists') return operand(call['first']) === undefined;
  if (call?.['name'] === 'attribute_exists') return operand(call['first']) !== undefined;
  if (call?.['name'] === 'contains') return includes(operand(call['first']), operand(call['second']));
  const list = /^(?<left>\S+) IN \((?<all>[^()]+)\)$/u.exec(part)?.groups;
  if (list !== undefined) return includes((list['all'] ?? '').split(',').map(operand), operand(list['left']));
  return compares(part, operand);
};

const compares = (part: string, operand: (written?: string) => unknown): boolean => {
  const comparison = /^(?<left>\S+) (?<sign>=|<>|<|<=|>|>=) (?<right>\S+)$/u.exec(part)?.groups;
  if (comparison === undefined) throw new Error(`The table in memory does not know the condition ${part}`);
  const difference = ordered(operand(comparison['left']), operand(comparison['right']));
  if (difference === null) return false;
  const sign = comparison['sign'] ?? '';
  return (verdicts[sign] ?? never)(difference);
};

const includes = (list: unknown, value: unknown): boolean => Array.isArray(list) && list.includes(value);

const assignmentForm =
  /^(?<name>#\w+) = (?:(?:(?<of>#\w+)|if_not_exists\((?<given>#\w+), (?<else>:\w+)\)) (?<sign>[+-]) )?(?<value>:\w+)$/u;

/** The row after `SET #name = :value, …` with sums of `#name` or `if_not_exists(#name, :value)`, or after `REMOVE #name`. */
const updated = (row: Row, expression: string, expressed: Expressed): Row => {
  const removed = /^REMOVE (?<name>#\w+)$/u.exec(expression)?.groups?.['name'];
  if (removed !== undefined) {
    const gone = expressed.ExpressionAttributeNames?.[removed];
    return Object.fromEntries(Object.entries(row).filter(([name]) => name !== gone));
  }
  // The comma of a function is no comma of the list.
  const assignments = /^SET (?<all>.+)$/u.exec(expression)?.groups?.['all']?.split(/, (?=#\w+ = )/u) ?? [];
  return assignments.reduce<Row>((after, assignment) => {
    const parts = assignmentForm.exec(assignment)?.groups ?? {};
    const name = expressed.ExpressionAttributeNames?.[parts['name'] ?? ''];
    if (name === undefined) throw new Error(`The table in memory does not know the update ${assignment}`);
    return { ...after, [name]: assigned(parts, expressed, row) };
  }, row);
};

/** What one assignment sets: a value, or its sum with what the row holds. */
const assigned = (
  parts: Readonly<Record<string, string | undefined>>,
  expressed: Expressed,
  row: Row,
): unknown => {
  const value = valueOf(parts['value'] ?? '', expressed, row);
  const of = parts['of'] ?? parts['given'];
  if (of === undefined) return value;
  const held = valueOf(of, expressed, row) ?? valueOf(parts['else'] ?? of, expressed, row);
  return Number(held) + (parts['sign'] === '-' ? -1 : 1) * Number(value);
};
