import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DrawInput, drawPanels, drawSeedOf, panelOf } from '../../../functions/evaluation/rules.ts';
import { declareConflict, type Panel } from '../../../functions/evaluation/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';

const hex = fc.integer({ min: 0, max: 0xffff_ffff }).map((drawn) => drawn.toString(16).padStart(8, '0'));

const draws: fc.Arbitrary<DrawInput> = fc
  .record({
    seed: hex,
    size: fc.integer({ min: 1, max: 7 }),
    maximumOfOneOrganisation: fc.integer({ min: 1, max: 3 }),
    pool: fc.uniqueArray(
      fc.record({
        evaluatorId: hex,
        group: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
        listedWithCall: fc.boolean(),
      }),
      { selector: ({ evaluatorId }) => evaluatorId, maxLength: 25 },
    ),
    challengeIds: fc.uniqueArray(hex, { maxLength: 6 }),
  })
  .chain(({ pool, challengeIds, ...rest }) =>
    fc
      .tuple(...challengeIds.map(() => fc.subarray(pool.map(({ evaluatorId }) => evaluatorId))))
      .map((conflicts) => ({
        ...rest,
        candidates: pool,
        challenges: challengeIds.map((challengeId, index) => ({
          challengeId,
          conflicted: conflicts[index] ?? [],
        })),
      })),
  );

const groupOf = (input: DrawInput, evaluatorId: string): string =>
  input.candidates.find((candidate) => candidate.evaluatorId === evaluatorId)?.group ?? '';

const isWithinOrganisations = (input: DrawInput, members: readonly string[]): boolean =>
  [...Map.groupBy(members, (member) => groupOf(input, member)).values()].every(
    ({ length }) => length <= input.maximumOfOneOrganisation,
  );

describe('every draw', () => {
  it('seats or reserves each who is free of conflict once, and nobody else', () => {
    fc.assert(
      fc.property(draws, (input) => {
        for (const [index, { members, reserve }] of drawPanels(input).entries()) {
          const conflicted = input.challenges[index]?.conflicted ?? [];
          const free = input.candidates
            .map(({ evaluatorId }) => evaluatorId)
            .filter((evaluatorId) => !conflicted.includes(evaluatorId));
          expect([...members, ...reserve].sort()).toEqual(free.sort());
        }
      }),
    );
  });

  it('keeps to the size and to the most of one organisation, and is smaller only where it must be', () => {
    fc.assert(
      fc.property(draws, (input) => {
        for (const { members, reserve } of drawPanels(input)) {
          expect(isWithinOrganisations(input, members)).toBe(true);
          const possible = [...Map.groupBy([...members, ...reserve], (id) => groupOf(input, id)).values()]
            .map(({ length }) => Math.min(length, input.maximumOfOneOrganisation))
            .reduce((sum, count) => sum + count, 0);
          expect(members).toHaveLength(Math.min(input.size, possible));
        }
      }),
    );
  });

  it('is the same however the pool is listed', () => {
    fc.assert(
      fc.property(draws, fc.nat(), (input, at) => {
        const { candidates } = input;
        const cut = at % Math.max(1, candidates.length);
        const shuffled = [...candidates.slice(cut).reverse(), ...candidates.slice(0, cut)];
        expect(drawPanels({ ...input, candidates: shuffled })).toEqual(drawPanels(input));
      }),
    );
  });

  it('spreads the work evenly where nothing else binds', () => {
    fc.assert(
      fc.property(
        hex,
        fc.uniqueArray(hex, { minLength: 3, maxLength: 20 }),
        fc.uniqueArray(hex, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 3 }),
        (seed, evaluatorIds, challengeIds, size) => {
          const panels = drawPanels({
            seed,
            size,
            maximumOfOneOrganisation: 1,
            candidates: evaluatorIds.map((id) => ({ evaluatorId: id, group: id, listedWithCall: true })),
            challenges: challengeIds.map((challengeId) => ({ challengeId, conflicted: [] })),
          });
          const seats = panels.flatMap(({ members }) => members);
          const loads = evaluatorIds.map((id) => seats.filter((seat) => seat === id).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('seats nobody who came after the call while somebody of the call could have sat there', () => {
    fc.assert(
      fc.property(draws, (input) => {
        const isLate = (id: string): boolean =>
          input.candidates.some(({ evaluatorId, listedWithCall }) => evaluatorId === id && !listedWithCall);
        for (const { members, reserve } of drawPanels({ ...input, maximumOfOneOrganisation: 25 })) {
          if (members.some(isLate)) expect(reserve.every(isLate)).toBe(true);
        }
      }),
    );
  });

  it('is not changed by who comes after the call, as long as the published pool fills the panel', () => {
    fc.assert(
      fc.property(draws, hex, (input, newcomer) => {
        fc.pre(input.candidates.every(({ evaluatorId }) => evaluatorId !== newcomer));
        const published = input.candidates.filter(({ listedWithCall }) => listedWithCall);
        const before = drawPanels({ ...input, candidates: published });
        fc.pre(before.every(({ members }) => members.length === input.size));
        const late = { evaluatorId: newcomer, group: 'A', listedWithCall: false };
        const after = drawPanels({ ...input, candidates: [...published, late] });
        expect(after.map(({ members }) => members)).toEqual(before.map(({ members }) => members));
      }),
    );
  });
});

describe('the seed', () => {
  it('changes with any nonce and with the secret', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hex, { minLength: 1 }), hex, hex, fc.nat(), (nonces, secret, other, at) => {
        const seed = drawSeedOf(secret, nonces);
        fc.pre(!nonces.includes(other) && other !== secret);
        expect(drawSeedOf(other, nonces)).not.toBe(seed);
        expect(drawSeedOf(secret, nonces.with(at % nonces.length, other))).not.toBe(seed);
        expect(drawSeedOf(secret, [...nonces, other])).not.toBe(seed);
        expect(drawSeedOf(secret, nonces.toReversed())).toBe(seed);
      }),
    );
  });
});

describe('a panel through recusals', () => {
  it('keeps to the organisations, and loses a member only when nobody can step in', () => {
    fc.assert(
      fc.property(draws, fc.array(fc.nat(), { maxLength: 12 }), (input, choices) => {
        const [drawn] = drawPanels(input);
        fc.pre(drawn !== undefined);
        const facts = { roundId: 'R', drawSeed: input.seed, parties: [] };
        let panel: Panel = panelOf(drawn, input.candidates, {
          ...facts,
          maximumOfOneOrganisation: input.maximumOfOneOrganisation,
        });
        for (const choice of choices) {
          const open = panel.seats.filter(({ standing }) => standing === 'ASSIGNED');
          const seat = open[choice % Math.max(1, open.length)];
          if (seat === undefined) break;
          const after = declareConflict(panel, seat.evaluatorId, {
            conflict: choice % 3 > 0,
            reason: 'A conflict',
            at: '2020-06-16T00:00:00.000Z',
          });
          if (isRefusal(after)) throw new Error(after.code);
          const active = (of: Panel) => of.seats.filter(({ standing }) => standing !== 'RECUSED');
          const members = active(after).map(({ evaluatorId }) => evaluatorId);
          expect(isWithinOrganisations(input, members)).toBe(true);
          if (members.length < active(panel).length)
            for (const { group } of after.reserve)
              expect(members.filter((id) => groupOf(input, id) === group)).toHaveLength(
                input.maximumOfOneOrganisation,
              );
          panel = after;
        }
      }),
    );
  });
});
