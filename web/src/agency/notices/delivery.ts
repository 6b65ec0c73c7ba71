import type { paths } from '../../api/description.ts';

/** A notice of a round on its way to one person. */
export type Delivery =
  paths['/rounds/{roundId}/notices']['get']['responses'][200]['content']['application/json']['rows'][number];

/** What staff look for among deliveries: whether it went out, waits, or needs somebody. */
export const standings = ['trouble', 'waiting', 'sent'] as const;
export type Standing = (typeof standings)[number];

/** As long as a healthy system lets nothing wait. */
const overdueInMilliseconds = 15 * 60_000;

/** True for what waits for longer than it should. */
export const isOverdue = ({ recordedAt, state }: Delivery, now: number): boolean =>
  state === 'PENDING' && Date.parse(recordedAt) + overdueInMilliseconds <= now;

/** How a delivery stands at an instant of the server's. */
export const standingOf = (delivery: Delivery, now: number): Standing => {
  switch (delivery.state) {
    case 'BOUNCED':
    case 'COMPLAINED':
    case 'UNDELIVERABLE':
      return 'trouble';
    case 'PENDING':
      return isOverdue(delivery, now) ? 'trouble' : 'waiting';
    case 'SENT':
    case 'DELIVERED':
      return 'sent';
  }
};

/** What somebody looks for; null for everything. */
export type Sought = { readonly kind: string | null; readonly standing: Standing | null };

/** The deliveries that somebody looks for, the newest first. */
export const found = (
  deliveries: readonly Delivery[],
  { kind, standing }: Sought,
  now: number,
): readonly Delivery[] =>
  deliveries
    .filter((delivery) => kind === null || delivery.kind === kind)
    .filter((delivery) => standing === null || standingOf(delivery, now) === standing)
    .toSorted((one, other) => other.recordedAt.localeCompare(one.recordedAt));
