import { describe, expect, it } from '@jest/globals';
import { checkFiles, sentenceOf } from '../../../functions/ledger/check-files.ts';
import { checkDrawIsEntered } from '../../../functions/ledger/verify/dossier.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import { canonicalJson } from '../../../functions/platform/canonical-json.ts';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';
import { smallCall, smallDraw, smallSecret } from '../../support/small-draw.ts';

const whole = smallDraw();
const given = (name: string, value: unknown) => ({ name, text: JSON.stringify(value) });
const check = (draw: unknown, ...others: readonly ReturnType<typeof given>[]) =>
  checkFiles([given('draw.json', draw), ...others], null);

const sheet = (drawSeed: string) =>
  given('sheet.json', plainSheet({ drawSeed, proposals: [proposal('P1')], scorecards: cards('P1', 850) }));

/** The record with the panel at a place changed. */
const withPanel = (at: number, change: (panel: (typeof whole.panels)[number]) => unknown) => ({
  ...whole,
  panels: whole.panels.map((panel, index) => (index === at ? change(panel) : panel)),
});

const swapped = (list: readonly string[]): readonly string[] => {
  const [first, second, ...rest] = list;
  return first === undefined || second === undefined ? list : [second, first, ...rest];
};

describe('the record of a draw', () => {
  it('is drawn again, and says what to compare where nothing lies beside it', () => {
    const { held, broken } = check(whole);
    expect(broken).toBeNull();
    expect(held.map(sentenceOf)).toEqual([
      `draw.json: 3 panels of round 7, drawn again from 12 evaluators, the secret and 4 sealed nonces, are the same in every place; the secret’s SHA-256 is ${sha256Hex(smallSecret)}: compare it with the one that was published with the call, or give the answer of GET /rounds/7; the record’s SHA-256 is ${sha256Hex(canonicalJson(whole))}`,
    ]);
  });

  it('is held against the hash of the call and gives the seed of the sheet', () => {
    const { held, broken } = check(whole, given('round.json', smallCall()), sheet(whole.seed));
    expect(broken).toBeNull();
    expect(held.map(sentenceOf).join('\n')).toContain(
      'the secret is that whose hash round.json has from the call',
    );
    expect(held.map(sentenceOf)).toContain('sheet.json: decides ties by the seed of draw.json');
  });

  it('is not held against a sheet of a round in which nobody scored', () => {
    const empty = given('sheet.json', plainSheet({ drawSeed: 'another' }));
    expect(check(whole, empty).broken).toBeNull();
  });

  it('may be missing beside a round', () => {
    const found = (secretSha256: string | null) => {
      const { held, broken } = checkFiles([given('round.json', smallCall(secretSha256))], null);
      return { held: held.map(sentenceOf), broken };
    };
    expect(found('ab'.repeat(32))).toEqual({
      held: [
        `round.json: has SHA-256 ${'ab'.repeat(32)} of the draw’s secret from the call (give the draw to compare it)`,
      ],
      broken: null,
    });
    expect(found(null).held).toEqual(['round.json: is of before the call: no hash of a secret is in it']);
  });

  const [first, second, third] = whole.panels;
  const [one, other] = first?.members ?? [];
  const reserved = first?.reserve[0] ?? '';

  it.each<[string, unknown, string, string]>([
    ['another secret', { ...whole, drawSecret: 'another' }, '/seed', 'is not the SHA-256 of the secret'],
    [
      'another nonce',
      { ...whole, drawNonces: whole.drawNonces.with(0, '0'.repeat(64)) },
      '/seed',
      'is not the SHA-256 of the secret and the nonces',
    ],
    [
      'a nonce left out',
      { ...whole, drawNonces: whole.drawNonces.slice(1) },
      '/seed',
      'is not the SHA-256 of the secret and the nonces',
    ],
    [
      'nonces in another order',
      { ...whole, drawNonces: whole.drawNonces.toReversed() },
      '/drawNonces/1',
      'is not in ascending order',
    ],
    ['another seed', { ...whole, seed: '0'.repeat(64) }, '/seed', 'is not the SHA-256'],
    [
      'a member from the reserve',
      withPanel(0, (panel) => ({
        ...panel,
        members: panel.members.with(0, reserved),
        reserve: panel.reserve.with(0, one ?? ''),
      })),
      '/panels/0/members/0',
      `is ${reserved}, where the draw has ${one} (panel of challenge C2)`,
    ],
    [
      'members in another order',
      withPanel(0, (panel) => ({ ...panel, members: swapped(panel.members) })),
      '/panels/0/members/0',
      `is ${other}, where the draw has ${one}`,
    ],
    [
      'a member left out',
      withPanel(1, (panel) => ({ ...panel, members: panel.members.slice(0, -1) })),
      '/panels/1/members/2',
      `is nobody, where the draw has ${second?.members[2]}`,
    ],
    [
      'a reserve in another order',
      withPanel(2, (panel) => ({ ...panel, reserve: swapped(panel.reserve) })),
      '/panels/2/reserve/0',
      `where the draw has ${third?.reserve[0]} (panel of challenge C1)`,
    ],
    [
      'somebody more in the reserve',
      withPanel(0, (panel) => ({ ...panel, reserve: [...panel.reserve, 'E99'] })),
      `/panels/0/reserve/${first?.reserve.length}`,
      'is E99, where the draw has nobody',
    ],
    [
      'a panel left out',
      { ...whole, panels: [first, third] },
      '/panels/1',
      'is of C1, where the panel of challenge C3 belongs',
    ],
    [
      'the last panel left out',
      { ...whole, panels: [first, second] },
      '/panels/2',
      'is missing, where the panel of challenge C1 belongs',
    ],
    [
      'a panel more',
      { ...whole, panels: [...whole.panels, { challengeId: 'C9', members: [], reserve: [] }] },
      '/panels/3',
      'is of no challenge that was drawn for',
    ],
    [
      'somebody twice in the pool',
      { ...whole, candidates: [...whole.candidates, whole.candidates.at(-1)] },
      '/candidates/12/evaluatorId',
      'is not in ascending order',
    ],
    [
      'a challenge twice',
      { ...whole, challenges: [...whole.challenges, whole.challenges[0]] },
      '/challenges/3/challengeId',
      'is drawn for twice',
    ],
    [
      'a word for a truth',
      { ...whole, candidates: [{ evaluatorId: 'E', group: 'E', listedWithCall: 'no' }] },
      '/candidates/0/listedWithCall',
      'is neither true nor false',
    ],
    ['a field more', { ...whole, note: '' }, '/note', 'is no field of this format'],
  ])('with %s is found out', (_, record, place, reason) => {
    expect(check(record).broken).toMatchObject({
      file: 'draw.json',
      place,
      reason: expect.stringContaining(reason),
    });
  });

  it('that was made anew with another secret is found out by the call and by the sheet', () => {
    const anew = smallDraw('a-secret-chosen-afterwards');
    expect(check(anew).broken).toBeNull();
    expect(check(anew, given('round.json', smallCall())).broken).toMatchObject({
      file: 'draw.json',
      place: '/drawSecret',
      reason: 'is not the secret whose hash round.json has from the call',
    });
    expect(check(anew, sheet(whole.seed)).broken).toMatchObject({
      file: 'sheet.json',
      place: '/drawSeed',
      reason: 'is not the seed of the draw beside it',
    });
  });
});

describe('the record of a draw in a dossier', () => {
  const ledger = { entries: [{ entity: 'round/7' }, { entity: 'draw/7' }] };
  const shown = (recordSha256: string | null) => ({
    entries: [
      { entry: { entity: 'round/7' }, disclosure: null },
      {
        entry: { entity: 'draw/7' },
        disclosure: recordSha256 === null ? null : { after: { recordSha256 } },
      },
    ],
  });

  it('is the one that its entry commits to', () => {
    expect(checkDrawIsEntered(whole, shown(sha256Hex(canonicalJson(whole))), ledger)).toBe(true);
    expect(() => checkDrawIsEntered(smallDraw('another'), shown(whole.seed), ledger)).toThrow(
      'is not the record that the ledger’s entry of the draw commits to',
    );
  });

  it('is not told of where the entry was forgotten or is still to come, but must not be kept back', () => {
    expect(checkDrawIsEntered(whole, shown(null), ledger)).toBe(false);
    expect(checkDrawIsEntered(whole, { entries: [] }, { entries: [] })).toBe(false);
    expect(() => checkDrawIsEntered(whole, { entries: [] }, ledger)).toThrow('is not shown');
  });
});
