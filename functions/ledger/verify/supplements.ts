import { checkOrder, checkSame, type Draw, textsAt } from './draw.ts';
import { sha256Hex } from './entry.ts';
import { Broken, countAt, hashAt, isFields, listAt, objectAt, textAt } from './reading.ts';

export const supplementsFormat = 'first-buyer/draw-supplements/1';

/** What the supplements of a draw prove beside its record. */
export type Supplements = { readonly supplementCount: number; readonly candidateCount: number };

/** The hash of the draw's record that the supplements continue. */
export const drawOfSupplements = (file: unknown): string =>
  hashAt(isFields(file) ? file['drawSha256'] : undefined, '/drawSha256').toString('hex');

/**
 * Checks the approved supplements of a pool against the record of the draw that they continue: that each is of people whom
 * neither the draw nor an earlier one knows, and that its order for every challenge is by the lots of the draw's own seed,
 * without whom the rule bars. The first place that differs is named. Throws `Broken`.
 */
export const checkSupplements = (file: unknown, draw: Draw): Supplements => {
  const fields = objectAt(file, '', ['format', 'roundId', 'drawSha256', 'seed', 'supplements']);
  if (fields['format'] !== supplementsFormat)
    throw new Broken('/format', 'no-format', { format: supplementsFormat });
  if (textAt(fields['roundId'], '/roundId') !== draw.roundId) throw new Broken('/roundId', 'another-draw');
  if (drawOfSupplements(fields) !== draw.sha256) throw new Broken('/drawSha256', 'another-draw');
  if (hashAt(fields['seed'], '/seed').toString('hex') !== draw.seed)
    throw new Broken('/seed', 'another-seed');
  const known = new Set(draw.evaluatorIds);
  const supplements = listAt(fields['supplements'], '/supplements');
  for (const [at, supplement] of supplements.entries()) checkSupplement(supplement, at, draw, known);
  return {
    supplementCount: supplements.length,
    candidateCount: known.size - draw.evaluatorIds.length,
  };
};

const checkSupplement = (supplement: unknown, at: number, draw: Draw, known: Set<string>): void => {
  const place = `/supplements/${at}`;
  const fields = objectAt(supplement, place, ['number', 'approvedAt', 'candidates', 'challenges', 'orders']);
  if (countAt(fields['number'], `${place}/number`) !== at + 1)
    throw new Broken(`${place}/number`, 'supplement-out-of-turn', { expected: at + 1 });
  textAt(fields['approvedAt'], `${place}/approvedAt`);
  const candidates = candidatesAt(fields['candidates'], `${place}/candidates`, known);
  for (const candidate of candidates) known.add(candidate);
  const conflicted = ofEachChallenge(fields['challenges'], `${place}/challenges`, draw, 'conflicted');
  const orders = ofEachChallenge(fields['orders'], `${place}/orders`, draw, 'order');
  for (const [index, challengeId] of draw.challengeIds.entries())
    checkSame(
      orders[index] ?? [],
      candidates
        .filter((candidate) => conflicted[index]?.includes(candidate) !== true)
        .map((candidate) => ({ candidate, lot: sha256Hex(`${draw.seed}:${challengeId}:${candidate}`) }))
        .sort((one, other) => (one.lot < other.lot ? -1 : 1))
        .map(({ candidate }) => candidate),
      `${place}/orders/${index}/order`,
      challengeId,
    );
};

const candidatesAt = (value: unknown, place: string, known: ReadonlySet<string>): readonly string[] => {
  const candidates = listAt(value, place).map((one, at) => {
    const fields = objectAt(one, `${place}/${at}`, ['evaluatorId']);
    const evaluatorId = textAt(fields['evaluatorId'], `${place}/${at}/evaluatorId`);
    if (known.has(evaluatorId)) throw new Broken(`${place}/${at}/evaluatorId`, 'in-pool-already');
    return evaluatorId;
  });
  checkOrder(candidates, place, '/evaluatorId');
  return candidates;
};

/** A list for each challenge of the draw, in its order and for no other. */
const ofEachChallenge = (
  value: unknown,
  place: string,
  { challengeIds }: Draw,
  name: 'conflicted' | 'order',
): readonly (readonly string[])[] => {
  const lists = listAt(value, place);
  const found = challengeIds.map((challengeId, at) => {
    const one = lists[at];
    const given = isFields(one) ? one['challengeId'] : undefined;
    if (typeof given !== 'string') throw new Broken(`${place}/${at}`, 'panel-missing', { challengeId });
    if (given !== challengeId) throw new Broken(`${place}/${at}`, 'another-panel', { given, challengeId });
    const fields = objectAt(one, `${place}/${at}`, ['challengeId', name]);
    return textsAt(fields[name], `${place}/${at}/${name}`);
  });
  if (lists.length > challengeIds.length)
    throw new Broken(`${place}/${challengeIds.length}`, 'panel-surplus');
  return found;
};
