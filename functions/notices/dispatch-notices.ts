import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { addSeconds, epochMillisecondsOf, type Instant } from '../platform/instant.ts';
import { createLogOnce } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { carriesCalendar, deadlineCalendar, type Delivery, isOverdue, messageOf, retryAt } from './rules.ts';
import {
  handOn,
  keepProgress,
  lease,
  listDue,
  listForgotten,
  makeDelivery,
  type Outgoing,
  postpone,
  readAbout,
  readLanguage,
  readOutgoing,
  recipientsOf,
  settle,
} from './store.ts';
import type { AddressLookup } from './store/addresses.ts';
import type { Mailer } from './store/mail.ts';

export type DispatchDependencies = {
  readonly table: Table;
  readonly mailer: Pick<Mailer, 'send'>;
  readonly addressOf: AddressLookup;
  readonly clock: Clock;
  readonly portalOrigin: string;
  /** How long one call may work; what it leaves, a sweep takes up. */
  readonly budgetInSeconds: number;
};

/** One call's own. */
type Call = DispatchDependencies & { readonly say: ReturnType<typeof createLogOnce> };

/** The table's stream, or the schedule of the sweep. */
const eventSchema = v.union([
  v.object({
    Records: v.array(
      v.object({
        dynamodb: v.object({ NewImage: v.object({ noticeId: v.object({ S: v.string() }) }) }),
      }),
    ),
  }),
  v.object({ task: v.literal('sweep') }),
]);

/** The stream gets so long before a sweep takes a notice for forgotten. */
const streamHeadStartInSeconds = 30;
const duePerShard = 20;
const lettersAtOnce = 8;

/**
 * Sends what the outbox holds: from the table's stream as it is recorded, and from a sweep what was forgotten or failed.
 * A notice becomes one delivery a person, however often it is worked on; a delivery is sent at least once, by one worker
 * at a time (DOMAIN.md, invariant 14). Nothing is lost by a crash: what is pending stays on its list until it is settled.
 * The log names neither people nor proposals, and tells no number of them (invariant 2).
 */
export const createDispatchNotices =
  (dependencies: DispatchDependencies) =>
  async (event: unknown): Promise<void> => {
    const parsed = v.parse(eventSchema, event);
    const deps: Call = { ...dependencies, say: createLogOnce() };
    const until = addSeconds(deps.clock(), deps.budgetInSeconds);
    if ('task' in parsed) return sweep(deps, until);
    for (const { dynamodb } of parsed.Records) {
      // A record that fails must not hold up the others, nor be sent again with them: the sweep finds it.
      await leaveToSweep(deps, async () => {
        const outgoing = await readOutgoing(deps.table, dynamodb.NewImage.noticeId.S);
        if (outgoing !== null) await dispatch(deps, outgoing, until);
      });
    }
  };

const leaveToSweep = async ({ say }: Call, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    say('WARN', 'notice-left-to-sweep', { name: nameOf(error) });
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const sweep = async (deps: Call, until: Instant): Promise<void> => {
  const { table, clock, say } = deps;
  const forgotten = await listForgotten(table, addSeconds(clock(), -streamHeadStartInSeconds));
  const due = await listDue(table, clock(), duePerShard);
  // Without a number, for the alarm.
  if ([...forgotten, ...due].some(({ recordedAt }) => isOverdue(recordedAt, clock())))
    say('ERROR', 'notices-overdue', {});
  for (const outgoing of forgotten) await leaveToSweep(deps, () => dispatch(deps, outgoing, until));
  let rest = due;
  while (rest.length > 0 && clock() < until) {
    await sendAll(deps, rest, (delivery) => lease(table, delivery, clock()));
    rest = await listDue(table, clock(), duePerShard);
  }
};

/** Makes the deliveries of a notice and sends them; where the time is over, the sweep goes on from there. */
const dispatch = async (deps: Call, outgoing: Outgoing, until: Instant): Promise<void> => {
  const { table, clock } = deps;
  if (outgoing.state !== 'RECORDED') return;
  const { noticeId, audience } = outgoing.notice;
  for await (const { accountIds, cursor } of recipientsOf(table, audience, outgoing.progress, clock())) {
    await sendAll(deps, accountIds, (accountId) => makeDelivery(table, outgoing, accountId, clock()));
    if (cursor !== null && clock() >= until) return keepProgress(table, noticeId, cursor);
  }
  await handOn(table, noticeId);
};

/** Takes each by `take`, which answers null for what is another worker's, and sends it; some at a time. */
const sendAll = async <T>(
  deps: Call,
  things: readonly T[],
  take: (thing: T) => Promise<Delivery | null>,
): Promise<void> => {
  for (let start = 0; start < things.length; start += lettersAtOnce)
    await Promise.all(
      things.slice(start, start + lettersAtOnce).map(async (thing) => {
        const delivery = await take(thing);
        if (delivery !== null) await send(deps, delivery);
      }),
    );
};

/** Sends a leased delivery. What fails is tried again later; what crashes here is, when the lease has run out. */
const send = async (deps: Call, delivery: Delivery): Promise<void> => {
  const { table, mailer, addressOf, clock, portalOrigin, say } = deps;
  try {
    const [to, language, about] = await Promise.all([
      addressOf(delivery.accountId),
      readLanguage(table, delivery.accountId),
      readAbout(table, delivery.notice),
    ]);
    if (to === null) {
      await settle(table, delivery, {
        state: 'UNDELIVERABLE',
        sentAt: null,
        failure: 'no-verified-address',
      });
      return;
    }
    const at = clock();
    const calledAt = about.of?.calledAt ?? null;
    await mailer.send({
      ...messageOf(delivery.notice, { ...about, portalOrigin }, language),
      to,
      calendar:
        about.of !== null &&
        calledAt !== null &&
        about.deadline !== null &&
        carriesCalendar(delivery.notice, about.deadline, at)
          ? deadlineCalendar(
              { roundId: about.of.roundId, roundName: about.of.name, calledAt, deadline: about.deadline },
              at,
            )
          : null,
      tags: {
        account: delivery.accountId,
        recorded: String(epochMillisecondsOf(delivery.recordedAt)),
        delivery: delivery.deliveryId,
      },
    });
    await settle(table, delivery, { state: 'SENT', sentAt: clock(), failure: null });
  } catch (error) {
    say('WARN', 'letter-not-sent', { name: nameOf(error) });
    await postpone(table, delivery, retryAt(delivery.attempts, clock()), 'mail-service');
  }
};
