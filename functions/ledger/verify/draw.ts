import { canonical, sha256Hex } from './entry.ts';
import { Broken, countAt, flagAt, hashAt, hashesAt, isFields, listAt, objectAt, textAt } from './reading.ts';

export const drawFormat = 'first-buyer/draw/1';

/** What the record of a draw proves of itself. */
export type Draw = {
  readonly roundId: string;
  readonly seed: string;
  /** SHA-256 of the secret: what was published with the call, before anybody had submitted. */
  readonly secretSha256: string;
  /** SHA-256 of the record's canonical JSON: what the ledger's entry of the draw commits to. */
  readonly sha256: string;
  readonly nonceCount: number;
  /** Who was drawn from, and for what, in the record's order. */
  readonly evaluatorIds: readonly string[];
  readonly challengeIds: readonly string[];
};

type Candidate = { readonly evaluatorId: string; readonly group: string; readonly listedWithCall: boolean };
type Challenge = { readonly challengeId: string; readonly conflicted: readonly string[] };
type Pool = {
  readonly seed: string;
  readonly size: number;
  readonly maximumOfOneOrganisation: number;
  readonly candidates: readonly Candidate[];
};
type Panel = { readonly members: readonly string[]; readonly reserve: readonly string[] };

/**
 * Checks the record of a draw: that secret and nonces make the seed, and that the seed, the pool and its conflicts make
 * each panel, its members and its reserve in their order. The first panel that differs is named. Whether the secret is
 * the one of the call is told by `secretSha256`, which the record cannot prove of itself. Throws `Broken`.
 */
export const checkDraw = (file: unknown): Draw => {
  const fields = objectAt(file, '', [
    'format',
    'roundId',
    'drawSecret',
    'drawNonces',
    'seed',
    'size',
    'maximumOfOneOrganisation',
    'candidates',
    'challenges',
    'panels',
  ]);
  if (fields['format'] !== drawFormat) throw new Broken('/format', 'no-format', { format: drawFormat });
  const secret = textAt(fields['drawSecret'], '/drawSecret');
  const nonces = hashesAt(fields['drawNonces'], '/drawNonces').map((nonce) => nonce.toString('hex'));
  const candidates = candidatesAt(fields['candidates']);
  const challenges = challengesAt(fields['challenges']);
  const seed = hashAt(fields['seed'], '/seed').toString('hex');
  checkOrder(nonces, '/drawNonces');
  if (sha256Hex([secret, ...nonces].join(':')) !== seed) throw new Broken('/seed', 'seed-wrong');
  const pool = {
    seed,
    size: countAt(fields['size'], '/size'),
    maximumOfOneOrganisation: countAt(fields['maximumOfOneOrganisation'], '/maximumOfOneOrganisation'),
    candidates,
  };
  checkPanels(listAt(fields['panels'], '/panels'), pool, challenges);
  return {
    roundId: textAt(fields['roundId'], '/roundId'),
    seed,
    secretSha256: sha256Hex(secret),
    sha256: sha256Hex(canonical(fields)),
    nonceCount: nonces.length,
    evaluatorIds: candidates.map(({ evaluatorId }) => evaluatorId),
    challengeIds: challenges.map(({ challengeId }) => challengeId),
  };
};

/** Each once and ascending, so that no second record of the same draw is as good as this one. */
export const checkOrder = (texts: readonly string[], place: string, name = ''): void => {
  const at = texts.findIndex((text, index) => index > 0 && text <= (texts[index - 1] ?? ''));
  if (at >= 0) throw new Broken(`${place}/${at}${name}`, 'unordered');
};

const candidatesAt = (value: unknown): readonly Candidate[] => {
  const candidates = listAt(value, '/candidates').map((one, at) => {
    const place = `/candidates/${at}`;
    const fields = objectAt(one, place, ['evaluatorId', 'group', 'listedWithCall']);
    return {
      evaluatorId: textAt(fields['evaluatorId'], `${place}/evaluatorId`),
      group: textAt(fields['group'], `${place}/group`),
      listedWithCall: flagAt(fields['listedWithCall'], `${place}/listedWithCall`),
    };
  });
  checkOrder(
    candidates.map(({ evaluatorId }) => evaluatorId),
    '/candidates',
    '/evaluatorId',
  );
  return candidates;
};

const challengesAt = (value: unknown): readonly Challenge[] => {
  const challenges = listAt(value, '/challenges').map((one, at) => {
    const place = `/challenges/${at}`;
    const fields = objectAt(one, place, ['challengeId', 'conflicted']);
    return {
      challengeId: textAt(fields['challengeId'], `${place}/challengeId`),
      conflicted: textsAt(fields['conflicted'], `${place}/conflicted`),
    };
  });
  const ids = challenges.map(({ challengeId }) => challengeId);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice >= 0) throw new Broken(`/challenges/${twice}/challengeId`, 'drawn-twice');
  return challenges;
};

export const textsAt = (value: unknown, place: string): readonly string[] =>
  listAt(value, place).map((text, at) => textAt(text, `${place}/${at}`));

const checkPanels = (panels: readonly unknown[], pool: Pool, challenges: readonly Challenge[]): void => {
  const seatsOf = new Map<string, number>();
  for (const [index, challenge] of challenges.entries()) {
    const place = `/panels/${index}`;
    const { challengeId } = challenge;
    const panel = panels[index];
    const given = isFields(panel) ? panel['challengeId'] : undefined;
    if (typeof given !== 'string') throw new Broken(place, 'panel-missing', { challengeId });
    if (given !== challengeId) throw new Broken(place, 'another-panel', { given, challengeId });
    const fields = objectAt(panel, place, ['challengeId', 'members', 'reserve']);
    const drawn = redrawn(pool, challenge, seatsOf);
    for (const name of ['members', 'reserve'] as const)
      checkSame(textsAt(fields[name], `${place}/${name}`), drawn[name], `${place}/${name}`, challengeId);
    for (const member of drawn.members) seatsOf.set(member, (seatsOf.get(member) ?? 0) + 1);
  }
  if (panels.length > challenges.length) throw new Broken(`/panels/${challenges.length}`, 'panel-surplus');
};

/** That a list is the drawn one in every place. */
export const checkSame = (
  given: readonly string[],
  drawn: readonly string[],
  place: string,
  challengeId: string,
): void => {
  for (let at = 0; at < Math.max(given.length, drawn.length); at += 1) {
    const [found, wanted] = [given[at], drawn[at]];
    if (found === wanted) continue;
    const where = `${place}/${at}`;
    if (found === undefined) throw new Broken(where, 'member-missing', { drawn: wanted ?? '', challengeId });
    if (wanted === undefined) throw new Broken(where, 'member-surplus', { given: found, challengeId });
    throw new Broken(where, 'another-member', { given: found, drawn: wanted, challengeId });
  }
};

/**
 * Draws one panel. Those free of conflict stand in this order: who was in the pool at the call before who came later, who
 * has fewer seats in the panels before this one, then ascending SHA-256 over `seed:challengeId:evaluatorId`. Down this
 * order each is seated until there are `size`, but of one group no more than `maximumOfOneOrganisation`; the others are
 * the reserve, in the same order.
 */
const redrawn = (
  { seed, size, maximumOfOneOrganisation, candidates }: Pool,
  { challengeId, conflicted }: Challenge,
  seatsOf: ReadonlyMap<string, number>,
): Panel => {
  const order = candidates
    .filter(({ evaluatorId }) => !conflicted.includes(evaluatorId))
    .map(({ evaluatorId, group, listedWithCall }) => ({
      evaluatorId,
      group,
      isLate: listedWithCall ? 0 : 1,
      seats: seatsOf.get(evaluatorId) ?? 0,
      lot: sha256Hex(`${seed}:${challengeId}:${evaluatorId}`),
    }))
    .sort(
      (one, other) => one.isLate - other.isLate || one.seats - other.seats || (one.lot < other.lot ? -1 : 1),
    );
  const [members, reserve]: [string[], string[]] = [[], []];
  const seatedOf = new Map<string, number>();
  for (const { evaluatorId, group } of order) {
    const ofGroup = seatedOf.get(group) ?? 0;
    const isSeated = members.length < size && ofGroup < maximumOfOneOrganisation;
    (isSeated ? members : reserve).push(evaluatorId);
    if (isSeated) seatedOf.set(group, ofGroup + 1);
  }
  return { members, reserve };
};

/** What the answer of `GET /rounds/{roundId}` says of the draw to come. */
export type Call = { readonly roundId: string; readonly secretSha256: string | null };

/** Reads the hash that was published with the call; null before it. */
export const callAt = (round: unknown): Call => {
  if (!isFields(round)) throw new Broken('', 'no-object');
  const secretSha256 = round['drawSecretSha256'];
  return {
    roundId: textAt(round['roundId'], '/roundId'),
    secretSha256: secretSha256 === null ? null : hashAt(secretSha256, '/drawSecretSha256').toString('hex'),
  };
};
