import type { RoundFigures } from './queries.ts';

export type Way = RoundFigures['ways'][number];

/** The steps of a funded solution after its money was reserved, in their order, each with its own mark in the drawing. */
export const steps = [
  ['contractedAt', 'circle'],
  ['deliveredAt', 'square'],
  ['inspectedAt', 'diamond'],
  ['acceptedAt', 'triangle'],
  ['paidAt', 'star'],
  ['verdictAt', 'wye'],
  ['terminatedAt', 'times'],
] as const;
export type Step = (typeof steps)[number][0];

/** A stretch of a way: from one step to the next that it came to, or until now where that is still to come. */
export type Stretch = {
  readonly step: Step | 'open';
  readonly from: Date;
  readonly to: Date;
};

/** True where nothing is to come: the verdict is out, or the purchase was ended. */
const isOver = ({ verdictAt, terminatedAt }: Way): boolean => verdictAt !== null || terminatedAt !== null;

/** The stretches of a way, in the order of time; `now` are milliseconds since 1970. */
export const stretchesOf = (way: Way, now: number): readonly Stretch[] => {
  const reached = steps
    .flatMap(([step]) => (way[step] === null ? [] : [{ step, at: new Date(way[step]) }]))
    // A payment may come before the acceptance is a second old, and a verdict before a payment.
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const instants = [new Date(way.reservedAt), ...reached.map(({ at }) => at)];
  const walked = reached.map(({ step, at }, place) => ({ step, from: instants[place] ?? at, to: at }));
  const last = instants.at(-1);
  return isOver(way) || last === undefined
    ? walked
    : [...walked, { step: 'open', from: last, to: new Date(Math.max(now, last.getTime())) }];
};
