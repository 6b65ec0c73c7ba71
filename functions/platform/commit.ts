import { setTimeout } from 'node:timers/promises';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from './canonical-json.ts';
import { bookkeepingOf, type Change, type PreparedChange, prepareChange, type Stored } from './change.ts';
import { accountKey } from './identity.ts';
import { type Answer, type Idempotency, idempotencyRow, recordedAnswer } from './idempotency.ts';
import type { Instant } from './instant.ts';
import type { Actor, LedgerEntry } from './ledger.ts';
import { type Notice, noticeRow } from './notice.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { EntrySigner } from './signing.ts';
import { type Cancellation, type Row, type Table, type TableKey, toAttributes } from './table.ts';

/** A row that changes with the changes, such as a budget: its write, and what to answer when refused. */
export type AlongsideWrite = {
  readonly write: TransactWriteItem;
  readonly refusal: (present: Row | null) => Refusal;
};

/** Makes another change hold only while a thing is as it was read, null for one that was not there. */
export const whileUnchanged = (
  key: TableKey,
  before: Stored<unknown> | null,
  refusal: AlongsideWrite['refusal'],
): AlongsideWrite => ({
  write: {
    ConditionCheck: {
      TableName: undefined,
      Key: toAttributes(key),
      ...(before === null
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: toAttributes({ ':version': before.bookkeeping.version }),
          }),
    },
  },
  refusal,
});

/** An entry as committed, with the secret that opens its commitments and its signature where one was asked. */
export type CommittedEntry = {
  readonly leaf: LedgerEntry;
  readonly secret: string;
  readonly signature: string | null;
};

/** What the transaction writes: the entries, and the new version of each changed thing, in the order of changes. */
export type Written = {
  readonly entries: readonly CommittedEntry[];
  readonly versions: readonly number[];
};

export type Commit = {
  readonly at: Instant;
  readonly actor: Actor;
  readonly changes: readonly Change[];
  readonly alongside?: readonly AlongsideWrite[];
  /**
   * What people are told of it: recorded with the change, sent afterwards (DOMAIN.md, invariant 14). A function where
   * the message names an entry that the transaction writes.
   */
  readonly notices?: readonly Notice[] | ((written: Written) => readonly Notice[]);
  /** The request's key, so that a repetition has no second effect. `null` for the system's own work. */
  readonly idempotency: Idempotency | null;
  /** The answer to keep under the key; built before the write, so that both stand or fall together. */
  readonly answer: (written: Written) => Answer;
  /** Signs each entry before it is written. One that fails or hangs holds nothing up: the signature follows. */
  readonly signer?: EntrySigner;
};

/**
 * Writes changes, their ledger entries, the notices of them, what moves alongside, the person's right and the answer in one
 * transaction (DOMAIN.md, invariants 8, 12). Answers the kept answer for a repeated key, or a refusal that says
 * which expectation did not hold: `not-found`, `wrong-state`, `changed-meanwhile`, `already-exists`,
 * `membership-changed`, `idempotency-key-reused`, `busy`, a guard's own. Throws only for faults.
 */
export const commit = async (table: Table, work: Commit): Promise<Answer | Refusal> => {
  const prepared = work.changes.map((change) => prepareChange(change, work.actor, work.at));
  const entries = await Promise.all(
    prepared.flatMap(({ entry }) => (entry === null ? [] : [sign(entry, work.signer)])),
  );
  const written: Written = { entries, versions: prepared.map(({ version }) => version) };
  const answer = work.answer(written);
  const notices = typeof work.notices === 'function' ? work.notices(written) : (work.notices ?? []);
  // A repeated key explains every other failure, so it stands first.
  const writes = [
    ...idempotencyWrite(work, answer),
    ...work.changes.map((change, index) => changeWrite(change, prepared[index])),
    ...entries.map(({ row, signature }) => plainWrite({ ...row, signature })),
    ...notices.map((notice) => plainWrite(noticeRow(notice, work.at))),
    ...(work.alongside ?? []),
    ...membershipCheck(work.actor, work.at),
  ];
  const cancelled = await table.transact(writes.map(({ write }) => withTable(write, table.tableName)));
  if (cancelled === null) return answer;
  return explain(writes, cancelled);
};

type ExplainedWrite = {
  readonly write: TransactWriteItem;
  readonly refusal: (present: Row | null) => Refusal | Answer;
};

const sign = async (entry: NonNullable<PreparedChange['entry']>, signer: EntrySigner | undefined) => ({
  ...entry,
  signature: signer === undefined ? null : await signatureInTime(signer(canonicalJson(entry.leaf))),
});

/** Who is sent away by a key service that hangs would come back after the deadline. */
const signingTimeoutInMilliseconds = 2_000;

const signatureInTime = (signing: Promise<string>): Promise<string | null> =>
  Promise.race([signing, setTimeout(signingTimeoutInMilliseconds, null, { ref: false })]).catch(() => null);

const changeWrite = (change: Change, prepared: PreparedChange | undefined): ExplainedWrite => {
  if (prepared === undefined) throw new Error('Each change has its prepared write');
  return { write: prepared.stateWrite, refusal: (present) => explainChange(change, present) };
};

const explainChange = (change: Change, present: Row | null): Refusal => {
  if (change.before === null) {
    if (present === null) return change.guard?.refusal({}) ?? refuse('busy');
    return change.exists?.(present) ?? refuse('already-exists', { entity: change.entity });
  }
  if (present === null) return refuse('not-found');
  if (present['state'] !== change.before.state)
    return refuse('wrong-state', { state: present['state'], expected: change.before.state });
  if (bookkeepingOf(present).version !== change.before.bookkeeping.version)
    return refuse('changed-meanwhile', { version: present['version'] });
  return change.guard?.refusal(present) ?? refuse('changed-meanwhile');
};

const plainWrite = (row: Row): ExplainedWrite => ({
  write: {
    Put: { TableName: undefined, Item: toAttributes(row), ConditionExpression: 'attribute_not_exists(pk)' },
  },
  refusal: () => refuse('changed-meanwhile'),
});

/** The right by which somebody acts holds when it is written: the own role, or that of whom they stand in for. */
const membershipCheck = (actor: Actor, at: Instant): readonly ExplainedWrite[] =>
  actor.kind !== 'person'
    ? []
    : [
        {
          write: {
            ConditionCheck: {
              TableName: undefined,
              Key: toAttributes(accountKey(actor.accountId)),
              ConditionExpression: [
                'contains(#memberships.#organisation.#roles, :role)',
                '(contains(#memberships.#organisation.#deputy.#roles, :role)' +
                  ' AND #memberships.#organisation.#deputy.#from <= :at' +
                  ' AND #memberships.#organisation.#deputy.#until > :at)',
              ].join(' OR '),
              ExpressionAttributeNames: {
                '#memberships': 'memberships',
                '#organisation': actor.organisationId,
                '#roles': 'roles',
                '#deputy': 'deputy',
                '#from': 'from',
                '#until': 'until',
              },
              ExpressionAttributeValues: toAttributes({ ':role': actor.role, ':at': at }),
            },
          },
          refusal: () => refuse('membership-changed'),
        },
      ];

const idempotencyWrite = ({ idempotency, at }: Commit, answer: Answer): readonly ExplainedWrite[] =>
  idempotency === null
    ? []
    : [
        {
          write: {
            Put: {
              TableName: undefined,
              Item: toAttributes(idempotencyRow(idempotency, answer, at)),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          refusal: (present) => (present === null ? refuse('busy') : recordedAnswer(idempotency, present)),
        },
      ];

const withTable = (write: TransactWriteItem, TableName: string): TransactWriteItem => ({
  ...(write.Put && { Put: { ...write.Put, TableName } }),
  ...(write.Update && { Update: { ...write.Update, TableName } }),
  ...(write.Delete && { Delete: { ...write.Delete, TableName } }),
  ...(write.ConditionCheck && { ConditionCheck: { ...write.ConditionCheck, TableName } }),
});

/** Says what the first write that failed says. */
const explain = (writes: readonly ExplainedWrite[], cancelled: readonly Cancellation[]): Answer | Refusal => {
  const failed = cancelled.findIndex(({ code }) => code === 'ConditionalCheckFailed');
  const first = writes[failed];
  if (first !== undefined) return first.refusal(cancelled[failed]?.row ?? null);
  if (cancelled.some(({ code }) => code === 'Other'))
    throw new Error(`The transaction was cancelled: ${cancelled.map(({ code }) => code).join(', ')}`);
  return refuse('busy');
};
