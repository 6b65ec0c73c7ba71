import {
  createDispatchNotices,
  type DispatchDependencies,
} from '../../functions/notices/dispatch-notices.ts';
import type { Letter } from '../../functions/notices/store/mail.ts';
import { addSeconds, type Instant } from '../../functions/platform/instant.ts';
import { noticeKey } from '../../functions/platform/notice.ts';
import type { Row, Table } from '../../functions/platform/table.ts';

/** Everybody's address in these tests. */
export const addressOf = (accountId: string): string => `${accountId}@people.example`;

/** The stream's event of one recorded notice. */
export const recorded = (noticeId: string) => ({
  Records: [
    { eventName: 'INSERT', dynamodb: { NewImage: { ...noticeKey(noticeId), noticeId: { S: noticeId } } } },
  ],
});

/** A dispatcher with a mail service that keeps what it was handed, and a clock that tests put forward. */
export const createNoticeWorld = (table: Table, startsAt: Instant) => {
  const letters: Letter[] = [];
  let now = startsAt;
  const deps: DispatchDependencies = {
    table,
    mailer: {
      send: (letter) => {
        letters.push(letter);
        return Promise.resolve();
      },
    },
    addressOf: (accountId) => Promise.resolve(addressOf(accountId)),
    clock: () => now,
    portalOrigin: 'https://portal.example.org',
    budgetInSeconds: 40,
  };
  return {
    deps,
    letters,
    /** Puts the clock forward. */
    pass: (seconds: number): void => {
      now = addSeconds(now, seconds);
    },
    dispatch: (noticeId: string, different: Partial<DispatchDependencies> = {}): Promise<void> =>
      createDispatchNotices({ ...deps, ...different })(recorded(noticeId)),
    sweep: (different: Partial<DispatchDependencies> = {}): Promise<void> =>
      createDispatchNotices({ ...deps, ...different })({ task: 'sweep' }),
    lettersTo: (accountId: string): readonly Letter[] =>
      letters.filter(({ to }) => to === addressOf(accountId)),
    deliveriesTo: (accountId: string): Promise<readonly Row[]> =>
      table.all(`ACCOUNT#${accountId}`, { prefix: 'NOTICE#' }),
  };
};

/** A table whose process dies at its `calls`-th call: that call and all later ones fail. */
export const dyingAfter = (
  table: Table,
  calls: number,
): { readonly table: Table; readonly die: () => void } => {
  let left = calls;
  const die = (): void => {
    left -= 1;
    if (left < 0) throw new Error('The process died');
  };
  const dying =
    <A extends unknown[], R>(inner: (...parameters: A) => Promise<R>) =>
    async (...parameters: A): Promise<R> => {
      die();
      return inner(...parameters);
    };
  const mortal: Table = {
    ...table,
    get: dying((key) => table.get(key)),
    getMany: dying((keys) => table.getMany(keys)),
    page: dying((partition, options) => table.page(partition, options)),
    all: dying((partition, options) => table.all(partition, options)),
    put: dying((row) => table.put(row)),
    putNew: dying((row) => table.putNew(row)),
    transact: dying((writes) => table.transact(writes)),
  };
  return { table: mortal, die };
};
