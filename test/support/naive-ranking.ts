import { createHash } from 'node:crypto';
import type { ScoreSheet } from '../../functions/decisions/rules/score-sheet.ts';

/**
 * The exact arithmetic once more, written from the domain's text as plainly as it goes and with nothing of the
 * program's: big integers, sorts of whole cards, the best set by trying every one. To compare with, on small sheets.
 */
export type NaiveRow = {
  readonly rank: number;
  readonly proposalId: string;
  readonly challengeId: string;
  readonly total: number | null;
  readonly dimensions: Readonly<Record<string, number | null>>;
  readonly keptScorecards: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly priceInWon: number;
};

// UTF-8 keeps the order of code points.
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const lot = (sheet: ScoreSheet, proposalId: string): string =>
  createHash('sha256').update(`${sheet.drawSeed}:${proposalId}`, 'utf8').digest('hex');

const sumOf = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, number) => sum + number, 0n);

type Scored = {
  readonly proposal: ScoreSheet['proposals'][number];
  readonly kept: number;
  readonly keptSums: readonly bigint[];
  readonly dimensions: ReadonlyMap<string, bigint> | null;
  readonly total: bigint | null;
};

const score = (sheet: ScoreSheet, proposal: ScoreSheet['proposals'][number]): Scored => {
  const own = sheet.scorecards.filter(({ proposalId }) => proposalId === proposal.proposalId);
  if (own.length === 0) return { proposal, kept: 0, keptSums: [], dimensions: null, total: null };
  const dimensions = new Map<string, bigint>();
  let kept = own.length;
  const keptSums: bigint[] = [];
  for (const { name, criteria } of sheet.dimensions) {
    const ordered = own
      .map(({ evaluatorId, points }) => ({
        evaluatorId,
        sum: sumOf(
          criteria.map((criterion) =>
            BigInt(Object.entries(points).find(([key]) => key === criterion.name)?.[1] ?? -1),
          ),
        ),
      }))
      .sort((a, b) => (a.sum === b.sum ? byCodePoint(a.evaluatorId, b.evaluatorId) : a.sum < b.sum ? -1 : 1));
    const rest = ordered.length >= sheet.trimFrom ? ordered.slice(1, -1) : ordered;
    kept = rest.length;
    const n = BigInt(rest.length);
    const keptSum = sumOf(rest.map(({ sum }) => sum));
    keptSums.push(keptSum);
    dimensions.set(name, (2n * keptSum + n) / (2n * n));
  }
  return { proposal, kept, keptSums, dimensions, total: sumOf([...dimensions.values()]) };
};

const rejection = (sheet: ScoreSheet, { proposal, dimensions, total }: Scored): string | null => {
  if (!proposal.gatesPassed) return 'gate-failed';
  if (dimensions === null || total === null) return 'not-evaluated';
  if (total < BigInt(sheet.passMark)) return 'below-pass-mark';
  for (const { name, criteria } of sheet.dimensions) {
    const maximum = sumOf(criteria.map((criterion) => BigInt(criterion.maximum)));
    if ((dimensions.get(name) ?? 0n) * 100n < BigInt(sheet.cutOffPercent) * maximum) return 'below-cut-off';
  }
  return null;
};

const inOrder = (sheet: ScoreSheet, scored: readonly Scored[]): readonly Scored[] =>
  scored.toSorted((a, b) => {
    if (a.total === null || b.total === null) {
      if (a.total !== b.total) return a.total === null ? 1 : -1;
      return byCodePoint(a.proposal.proposalId, b.proposal.proposalId);
    }
    if (a.total !== b.total) return a.total > b.total ? -1 : 1;
    for (const name of sheet.tieBreak) {
      const [ofA, ofB] = [a.dimensions?.get(name) ?? 0n, b.dimensions?.get(name) ?? 0n];
      if (ofA !== ofB) return ofA > ofB ? -1 : 1;
    }
    return (
      byCodePoint(lot(sheet, a.proposal.proposalId), lot(sheet, b.proposal.proposalId)) ||
      byCodePoint(a.proposal.proposalId, b.proposal.proposalId)
    );
  });

/** What the best set is chosen from; the place in the array is the rank less one. */
export type NaiveCandidate = {
  readonly challengeId: string;
  readonly total: number;
  readonly priceInWon: number;
};

/** Every subset that the budget and the cap allow, the best by total, price and ascending ranks. */
export const naiveBestSet = (
  candidates: readonly NaiveCandidate[],
  budgetInWon: number,
  cap: number,
): readonly number[] => {
  type Tried = { readonly places: readonly number[]; readonly total: bigint; readonly price: bigint };
  const isBetter = (a: Tried, b: Tried): boolean => {
    if (a.total !== b.total) return a.total > b.total;
    if (a.price !== b.price) return a.price < b.price;
    for (const [at, place] of a.places.entries()) {
      const other = b.places[at];
      if (other === undefined) return false;
      if (place !== other) return place < other;
    }
    return a.places.length < b.places.length;
  };
  let best: Tried = { places: [], total: 0n, price: 0n };
  for (let subset = 1; subset < 2 ** candidates.length; subset++) {
    const places = [...candidates.keys()].filter((place) => Math.floor(subset / 2 ** place) % 2 === 1);
    const chosen = candidates.filter((_, place) => places.includes(place));
    const price = sumOf(chosen.map(({ priceInWon }) => BigInt(priceInWon)));
    const isAllowed =
      price <= BigInt(budgetInWon) &&
      chosen.every(
        ({ challengeId }) => chosen.filter((other) => other.challengeId === challengeId).length <= cap,
      );
    const tried = { places, price, total: sumOf(chosen.map(({ total }) => BigInt(total))) };
    if (isAllowed && isBetter(tried, best)) best = tried;
  }
  return best.places;
};

const reserveReasons = (sheet: ScoreSheet, passed: readonly Scored[]): readonly (string | null)[] => {
  const fundedOf = (challengeId: string, places: readonly number[]): number =>
    places.filter((place) => passed[place]?.proposal.challengeId === challengeId).length;
  if (sheet.policy === 'max-score') {
    const best = naiveBestSet(
      passed.map(({ proposal, total }) => ({
        challengeId: proposal.challengeId,
        priceInWon: proposal.priceInWon,
        total: Number(total),
      })),
      sheet.budgetInWon,
      sheet.maxFundedPerChallenge,
    );
    return passed.map(({ proposal }, place) => {
      if (best.includes(place)) return null;
      const isFull = fundedOf(proposal.challengeId, best) >= sheet.maxFundedPerChallenge;
      return isFull ? 'challenge-served' : 'not-in-best-set';
    });
  }
  const funded: number[] = [];
  const reasons: (string | null)[] = [];
  for (const [place, { proposal }] of passed.entries()) {
    const spent = sumOf(funded.map((at) => BigInt(passed[at]?.proposal.priceInWon ?? 0)));
    if (fundedOf(proposal.challengeId, funded) >= sheet.maxFundedPerChallenge)
      reasons.push('challenge-served');
    else if (sheet.policy === 'strict' && reasons.includes('does-not-fit'))
      reasons.push('after-first-misfit');
    else if (BigInt(proposal.priceInWon) > BigInt(sheet.budgetInWon) - spent) reasons.push('does-not-fit');
    else {
      funded.push(place);
      reasons.push(null);
    }
  }
  return reasons;
};

/** The list of a sheet, without the fields that the sheet itself gives. */
export const naiveRanking = (
  sheet: ScoreSheet,
): { readonly committedInWon: number; readonly list: readonly NaiveRow[] } => {
  const ordered = inOrder(
    sheet,
    sheet.proposals.map((proposal) => score(sheet, proposal)),
  );
  const passed = ordered.filter((scored) => rejection(sheet, scored) === null);
  const reasons = reserveReasons(sheet, passed);
  const list = [...passed, ...ordered.filter((scored) => rejection(sheet, scored) !== null)].map(
    (scored, at): NaiveRow => {
      const { proposal, kept, dimensions, total } = scored;
      const rejected = rejection(sheet, scored);
      const reason = rejected ?? reasons[at] ?? null;
      return {
        rank: at + 1,
        proposalId: proposal.proposalId,
        challengeId: proposal.challengeId,
        total: total === null ? null : Number(total),
        dimensions: Object.fromEntries(
          sheet.dimensions.map(({ name }) => [
            name,
            dimensions === null ? null : Number(dimensions.get(name)),
          ]),
        ),
        keptScorecards: kept,
        outcome: rejected !== null ? 'REJECTED' : reason === null ? 'FUNDED' : 'RESERVE',
        reason,
        priceInWon: proposal.priceInWon,
      };
    },
  );
  const committed = list.filter(({ outcome }) => outcome === 'FUNDED');
  return { committedInWon: committed.reduce((sum, { priceInWon }) => sum + priceInWon, 0), list };
};

/** Whether a sum that the rules speak of exceeds 2^53 − 1: of maxima, of kept cards, or a total. */
export const hasTooLargeSum = (sheet: ScoreSheet): boolean => {
  const greatest = BigInt(Number.MAX_SAFE_INTEGER);
  const maxima = sheet.dimensions.map(({ criteria }) =>
    sumOf(criteria.map(({ maximum }) => BigInt(maximum))),
  );
  const scored = sheet.proposals.map((proposal) => score(sheet, proposal));
  return [...maxima, ...scored.flatMap(({ keptSums, total }) => [...keptSums, total ?? 0n])].some(
    (sum) => sum > greatest,
  );
};
