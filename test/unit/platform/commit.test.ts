import { createHash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import type { Change } from '../../../functions/platform/change.ts';
import { commit, type Commit } from '../../../functions/platform/commit.ts';
import type { Idempotency } from '../../../functions/platform/idempotency.ts';
import { entryHash } from '../../../functions/platform/ledger.ts';
import { isRefusal, refuse } from '../../../functions/platform/refusal.ts';
import type { Cancellation, Row } from '../../../functions/platform/table.ts';
import { fakeTable } from '../../support/fake-table.ts';

const at = '2020-05-31T14:59:59.999Z';
const person = { kind: 'person', accountId: 'a1', organisationId: 'o1', role: 'staff' } as const;
const idempotency: Idempotency = { accountId: 'a1', key: 'k1', requestSha256: 'aa' };
const bookkeeping = { version: 4, entryCount: 2, lastEntryHash: 'ab'.repeat(32) };

const change = {
  key: { pk: 'ROUND#r1', sk: 'ROUND' },
  entity: 'round/r1',
  log: 'round/r1',
  action: 'call',
  before: { state: 'PLANNED', bookkeeping },
  after: { state: 'CALLED' },
} as const satisfies Change;

const { before: _, ...rest } = change;
const making: Change = { ...rest, before: null };

const budget: NonNullable<Commit['alongside']>[number] = {
  write: { Update: { TableName: undefined, Key: {}, UpdateExpression: 'SET a = b' } },
  refusal: (present) => refuse('already-exists', { present }),
};

const work = (more: Partial<Commit> = {}): Commit => ({
  at,
  actor: person,
  changes: [change],
  alongside: [budget],
  idempotency,
  answer: ({ versions }) => ({ status: 200, body: { versions } }),
  ...more,
});

/** The names of the writes of a `work()` by what they are, to cancel one by name. */
const nameOf = ({ Put, Update, ConditionCheck }: TransactWriteItem): string => {
  if (Update !== undefined) return 'alongside';
  if (ConditionCheck !== undefined) return 'membership';
  const sk = String(unmarshall(Put?.Item ?? {})['sk']);
  return sk.startsWith('ENTRY#') ? 'entry' : sk.startsWith('IDEMPOTENCY#') ? 'key' : 'change';
};

const none: Cancellation = { code: 'None', row: null };
const unmet = (row: Row | null): Cancellation => ({ code: 'ConditionalCheckFailed', row });

/** Commits on a table that cancels the named writes. */
const cancelling = (reasons: Readonly<Record<string, Cancellation>>, more: Partial<Commit> = {}) =>
  commit(
    fakeTable({
      transact: (writes) => Promise.resolve(writes.map((write) => reasons[nameOf(write)] ?? none)),
    }),
    work(more),
  );

/** Commits on a table that takes everything, and answers what was written too. */
const written = async (more: Partial<Commit> = {}) => {
  const writes: TransactWriteItem[] = [];
  const outcome = await commit(
    fakeTable({
      transact: (given) => {
        writes.push(...given);
        return Promise.resolve(null);
      },
    }),
    work(more),
  );
  return { outcome, writes };
};

const present = { pk: 'ROUND#r1', sk: 'ROUND', state: 'PLANNED', ...bookkeeping };

describe('what one transaction writes', () => {
  it('is the change, its entry, what moves alongside, the right and the answer, all in the one table', async () => {
    const { outcome, writes } = await written();
    expect(outcome).toEqual({ status: 200, body: { versions: [5] } });
    expect(writes.map(nameOf).sort()).toEqual(['alongside', 'change', 'entry', 'key', 'membership']);
    for (const { Put, Update, ConditionCheck } of writes)
      expect((Put ?? Update ?? ConditionCheck)?.TableName).toBe('fake');
  });

  it('asks that the membership still gives the role', async () => {
    const { writes } = await written();
    const check = writes.find((write) => nameOf(write) === 'membership')?.ConditionCheck;
    expect(check?.ConditionExpression).toBe(
      'contains(#memberships.#organisation.#roles, :role) OR ' +
        '(contains(#memberships.#organisation.#deputy.#roles, :role) AND ' +
        '#memberships.#organisation.#deputy.#from <= :at AND #memberships.#organisation.#deputy.#until > :at)',
    );
    expect(check?.ExpressionAttributeNames).toMatchObject({ '#organisation': 'o1' });
    expect(unmarshall(check?.Key ?? {})).toEqual({ pk: 'ACCOUNT#a1', sk: 'ACCOUNT' });
    expect(unmarshall(check?.ExpressionAttributeValues ?? {})).toEqual({ ':role': 'staff', ':at': at });
  });

  it('asks no membership of the system, nor of a person who has none yet, and keeps no answer without a key', async () => {
    for (const actor of [
      { kind: 'system', task: 't' } as const,
      { kind: 'account', accountId: 'a1' } as const,
    ]) {
      const { writes } = await written({ actor, idempotency: null, alongside: [] });
      expect(writes.map(nameOf)).toEqual(['change', 'entry']);
    }
  });

  it('makes entry and key only where nothing lies', async () => {
    const { writes } = await written();
    for (const name of ['entry', 'key'])
      expect(writes.find((write) => nameOf(write) === name)?.Put?.ConditionExpression).toBe(
        'attribute_not_exists(pk)',
      );
  });

  it('records what people are told of it, once for a notice’s id', async () => {
    const { writes } = await written({
      notices: [
        {
          noticeId: 'round/r1/call',
          kind: 'deadline-moved',
          audience: { kind: 'round-holders', roundId: 'r1' },
          roundId: 'r1',
          proposalId: null,
          facts: { which: 'proposals', previous: at, deadline: at },
        },
      ],
    });
    const { Put } = writes.find(({ Put }) => unmarshall(Put?.Item ?? {})['sk'] === 'NOTICE') ?? {};
    expect(Put?.ConditionExpression).toBe('attribute_not_exists(pk)');
    expect(unmarshall(Put?.Item ?? {})).toMatchObject({
      pk: 'NOTICE#round/r1/call',
      state: 'RECORDED',
      recordedAt: at,
      position: `${at}#round/r1/call`,
    });
  });

  it('lets a notice name the entry that it tells of', async () => {
    const { writes } = await written({
      notices: ({ entries: [entry] }) => [
        {
          noticeId: 'proposal/p1/3',
          kind: 'proposal-withdrawn',
          audience: { kind: 'account', accountId: 'a1' },
          roundId: 'r1',
          proposalId: 'p1',
          facts: {
            challengeId: 'c1',
            withdrawnAt: at,
            entryHash: entry === undefined ? '' : entryHash(entry.leaf),
          },
        },
      ],
    });
    const rows = writes.map(({ Put }) => unmarshall(Put?.Item ?? {}));
    const changed = rows.find(({ sk }) => sk === 'ROUND');
    const entryHashOfChange: unknown = changed?.['lastEntryHash'];
    expect(rows.find(({ sk }) => sk === 'NOTICE')?.['facts']).toMatchObject({ entryHash: entryHashOfChange });
  });

  it('leaves no entry for a draft', async () => {
    const { writes } = await written({ changes: [{ ...change, action: null }] });
    expect(writes.map(nameOf)).not.toContain('entry');
  });

  it('keeps the answer that was given, with the hash of the entry it speaks of', async () => {
    const { outcome, writes } = await written({
      answer: ({ entries: [entry] }) => ({ status: 201, body: entry?.leaf, headers: { etag: '"5"' } }),
    });
    const kept = unmarshall(writes.find((write) => nameOf(write) === 'key')?.Put?.Item ?? {});
    expect(kept['answer']).toBe(JSON.stringify(outcome));
    const change = unmarshall(writes.find((write) => nameOf(write) === 'change')?.Put?.Item ?? {});
    const leaf = isRefusal(outcome) ? null : outcome.body;
    expect(change['lastEntryHash']).toBe(createHash('sha256').update(canonicalJson(leaf)).digest('hex'));
  });
});

describe('a signature', () => {
  it('stands on the entry’s canonical JSON, in the answer and beside the entry', async () => {
    const signed: string[] = [];
    const { outcome, writes } = await written({
      signer: (text) => {
        signed.push(text);
        return Promise.resolve('c2ln');
      },
      answer: ({ entries }) => ({ status: 200, body: entries }),
    });
    const entry = unmarshall(writes.find((write) => nameOf(write) === 'entry')?.Put?.Item ?? {});
    expect(entry['signature']).toBe('c2ln');
    expect(signed).toEqual([canonicalJson(entry['leaf'])]);
    expect(outcome).toMatchObject({ body: [{ signature: 'c2ln' }] });
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no key'))],
    ['hangs', () => new Promise<string>(() => undefined)],
  ])('that %s holds nothing up', async (_, signer) => {
    const { outcome, writes } = await written({
      signer,
      answer: ({ entries }) => ({ status: 200, body: entries }),
    });
    expect(outcome).toMatchObject({ status: 200, body: [{ signature: null }] });
    expect(writes).toHaveLength(5);
  });
});

describe('why nothing was written', () => {
  it.each([
    ['the thing is gone', null, { code: 'not-found' }],
    [
      'the thing is in another state',
      { ...present, state: 'CALLED', version: 5 },
      { code: 'wrong-state', details: { state: 'CALLED', expected: 'PLANNED' } },
    ],
    [
      'the thing has another version',
      { ...present, version: 5 },
      { code: 'changed-meanwhile', details: { version: 5 } },
    ],
  ])('%s', async (_, row, refusal) => {
    expect(await cancelling({ change: unmet(row) })).toMatchObject(refusal);
  });

  it('the guard did not hold, asked with the row as it lies there', async () => {
    const guard: Change['guard'] = {
      condition: '#deadline > :at',
      refusal: (row) => refuse('same-person', { deadline: row['deadline'] }),
    };
    const changes = [{ ...change, guard }];
    expect(await cancelling({ change: unmet({ ...present, deadline: at }) }, { changes })).toMatchObject({
      code: 'same-person',
      details: { deadline: at },
    });
    expect(await cancelling({ change: unmet({ ...present, version: 9 }) }, { changes })).toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it('the thing to be made exists', async () => {
    expect(await cancelling({ change: unmet(present) }, { changes: [making] })).toMatchObject({
      code: 'already-exists',
      details: { entity: 'round/r1' },
    });
    const changes: Change[] = [{ ...making, exists: (row) => refuse('busy', { state: row['state'] }) }];
    expect(await cancelling({ change: unmet(present) }, { changes })).toMatchObject({
      code: 'busy',
      details: { state: 'PLANNED' },
    });
  });

  it('the entry exists', async () => {
    expect(await cancelling({ entry: unmet(null) })).toMatchObject({ code: 'changed-meanwhile' });
  });

  it('what moves alongside did not', async () => {
    expect(await cancelling({ alongside: unmet({ left: 3 }) })).toMatchObject({
      code: 'already-exists',
      details: { present: { left: 3 } },
    });
  });

  it('the membership no longer gives the right', async () => {
    expect(await cancelling({ membership: unmet(null) })).toMatchObject({ code: 'membership-changed' });
  });

  it('of several reasons the change’s own is told', async () => {
    expect(
      await cancelling({
        change: unmet({ ...present, version: 5 }),
        alongside: unmet(null),
        membership: unmet(null),
      }),
    ).toMatchObject({ code: 'changed-meanwhile' });
  });

  it('too many collided', async () => {
    const collided: Cancellation = { code: 'TransactionConflict', row: null };
    expect(await cancelling({ change: collided })).toMatchObject({ code: 'busy', status: 503 });
    expect(await cancelling({ change: collided, membership: unmet(null) })).toMatchObject({
      code: 'membership-changed',
    });
  });

  it('is a fault where no condition was to blame', async () => {
    await expect(cancelling({ entry: { code: 'Other', row: null } })).rejects.toThrow('Other');
  });
});

describe('a repeated key', () => {
  const answer = canonicalJson({ status: 201, body: { kept: true } });

  it('is answered as the first time, whatever else did not hold', async () => {
    expect(
      await cancelling({
        key: unmet({ requestSha256: 'aa', answer }),
        change: unmet({ ...present, state: 'CALLED' }),
        entry: unmet(null),
        alongside: unmet(null),
        membership: unmet(null),
      }),
    ).toEqual({ status: 201, body: { kept: true } });
  });

  it('on another request is refused, whatever else did not hold', async () => {
    expect(
      await cancelling({
        key: unmet({ requestSha256: 'bb', answer }),
        change: unmet({ ...present, state: 'CALLED' }),
      }),
    ).toMatchObject({ code: 'idempotency-key-reused' });
  });
});
