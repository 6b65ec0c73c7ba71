import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { candidatesOf, type DrawRecord } from '../../../functions/evaluation/rules.ts';
import { checkDraw } from '../../../functions/ledger/verify/draw.ts';
import { Broken } from '../../../functions/ledger/verify/reading.ts';
import { sha256Hex } from '../../../functions/platform/digest.ts';
import { recordOf } from '../../support/small-draw.ts';

const ids = fc.integer({ min: 0, max: 0xffff_ffff }).map((drawn) => drawn.toString(16).padStart(8, '0'));

/** Records as the program writes them, of pools that are small and large, with conflicts, and of panels that stay too small. */
const records: fc.Arbitrary<DrawRecord> = fc
  .record({
    drawSecret: fc.string({ minLength: 16, maxLength: 30 }),
    drawNonces: fc.uniqueArray(ids, { maxLength: 5 }).map((each) => each.map((one) => sha256Hex(one))),
    size: fc.integer({ min: 1, max: 7 }),
    maximumOfOneOrganisation: fc.integer({ min: 1, max: 3 }),
    pool: fc.uniqueArray(
      fc.record({
        evaluatorId: ids,
        organisationId: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
        listedWithCall: fc.boolean(),
      }),
      { selector: ({ evaluatorId }) => evaluatorId, maxLength: 25 },
    ),
    challengeIds: fc.uniqueArray(ids, { maxLength: 6 }),
  })
  .chain(({ pool, challengeIds, drawSecret, drawNonces, ...rest }) =>
    fc
      .tuple(...challengeIds.map(() => fc.subarray(pool.map(({ evaluatorId }) => evaluatorId))))
      .map((conflicts) =>
        recordOf(
          { drawSecret, drawNonces },
          {
            ...rest,
            candidates: candidatesOf(pool),
            challenges: challengeIds.map((challengeId, at) => ({
              challengeId,
              conflicted: conflicts[at] ?? [],
            })),
          },
        ),
      ),
  );

const placeOf = (record: unknown): string => {
  try {
    checkDraw(record);
  } catch (error) {
    if (error instanceof Broken) return error.place;
    throw error;
  }
  return 'none';
};

describe('the draw as an outsider makes it', () => {
  it('is that of the program, whatever the pool, the conflicts and the size', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(checkDraw(record)).toMatchObject({
          seed: record.seed,
          secretSha256: sha256Hex(record.drawSecret),
          challengeIds: record.challenges.map(({ challengeId }) => challengeId),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('differs at the very place where two evaluators changed theirs', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(), (record, ofPanel, ofPlace) => {
        const at = ofPanel % Math.max(1, record.panels.length);
        const panel = record.panels[at];
        const order = panel === undefined ? [] : [...panel.members, ...panel.reserve];
        fc.pre(panel !== undefined && order.length > 1);
        const place = ofPlace % (order.length - 1);
        const [one = '', other = ''] = order.slice(place, place + 2);
        const changed = order.with(place, other).with(place + 1, one);
        const seats = panel.members.length;
        const panels = record.panels.with(at, {
          ...panel,
          members: changed.slice(0, seats),
          reserve: changed.slice(seats),
        });
        expect(placeOf({ ...record, panels })).toBe(
          place < seats ? `/panels/${at}/members/${place}` : `/panels/${at}/reserve/${place - seats}`,
        );
      }),
    );
  });
});
