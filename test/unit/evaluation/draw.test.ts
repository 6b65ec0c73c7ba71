import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  candidatesOf,
  checkDrawSecret,
  checkPanelSizes,
  conflictedCandidates,
  drawPanels,
  drawSeedOf,
  drawTransitions,
} from '../../../functions/evaluation/rules.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const candidate = (evaluatorId: string, group = evaluatorId, listedWithCall = true) => ({
  evaluatorId,
  group,
  listedWithCall,
});

const input = (different: Partial<Parameters<typeof drawPanels>[0]> = {}) => ({
  seed: 'seed',
  size: 2,
  maximumOfOneOrganisation: 1,
  candidates: ['E1', 'E2', 'E3', 'E4'].map((id) => candidate(id)),
  challenges: [{ challengeId: 'C1', conflicted: [] }],
  ...different,
});

/** What an outsider computes by hand: ascending hash over seed, challenge and pseudonym. */
const byLot = (challengeId: string, ...ids: readonly string[]): readonly string[] =>
  ids.toSorted((left, right) =>
    sha256(`seed:${challengeId}:${left}`) < sha256(`seed:${challengeId}:${right}`) ? -1 : 1,
  );

describe('the draw of a round', () => {
  it('happens once', () => {
    expectOnlyArrows(drawTransitions, ['DRAWN'], [['draw', null, 'DRAWN', ['staff']]]);
  });
});

describe('the seed', () => {
  it('is the hash of the secret and the ascending nonces, joined by colons', () => {
    expect(drawSeedOf('secret', ['bb', 'aa'])).toBe(sha256('secret:aa:bb'));
    expect(drawSeedOf('secret', [])).toBe(sha256('secret'));
  });

  it('does not depend on the order of the nonces, and leaves the list as it is', () => {
    const nonces = ['c', 'a', 'b'];
    expect(drawSeedOf('secret', nonces)).toBe(drawSeedOf('secret', ['a', 'b', 'c']));
    expect(nonces).toEqual(['c', 'a', 'b']);
  });
});

describe('the secret', () => {
  const round = { roundId: 'R1', drawSecretSha256: sha256('the secret of the call') };

  it('is the one whose hash was published', () => {
    expect(checkDrawSecret(round, 'the secret of the call')).toBeNull();
  });

  it('is refused when it is another, or none was published', () => {
    expect(checkDrawSecret(round, 'the secret of the call ')).toMatchObject({
      code: 'draw-secret-wrong',
      concernsFairness: true,
      details: { roundId: 'R1' },
    });
    expect(checkDrawSecret({ ...round, drawSecretSha256: null }, '')).toMatchObject({
      code: 'draw-secret-wrong',
    });
  });
});

describe('the candidates', () => {
  it('are pseudonyms in groups that carry the least pseudonym of an organisation', () => {
    const pool = [
      { evaluatorId: 'E3', organisationId: 'O1', listedWithCall: false },
      { evaluatorId: 'E2', organisationId: 'O2', listedWithCall: true },
      { evaluatorId: 'E1', organisationId: 'O1', listedWithCall: true },
    ];
    expect(candidatesOf(pool)).toEqual([
      candidate('E1', 'E1'),
      candidate('E2', 'E2'),
      candidate('E3', 'E1', false),
    ]);
    expect(pool[0]?.evaluatorId).toBe('E3');
  });
});

describe('a panel', () => {
  it('is the first of the lot, and the rest is the reserve in order', () => {
    const order = byLot('C1', 'E1', 'E2', 'E3', 'E4');
    expect(drawPanels(input())).toEqual([
      { challengeId: 'C1', members: order.slice(0, 2), reserve: order.slice(2) },
    ]);
  });

  it('has nobody in conflict, neither seated nor in reserve', () => {
    const [first = ''] = byLot('C1', 'E1', 'E2', 'E3', 'E4');
    const [panel] = drawPanels(input({ challenges: [{ challengeId: 'C1', conflicted: [first] }] }));
    expect([...(panel?.members ?? []), ...(panel?.reserve ?? [])]).not.toContain(first);
    expect(panel?.reserve).toHaveLength(1);
  });

  it('has at most so many of one organisation; who is passed over stays in the reserve in order', () => {
    const [first = '', second = '', third = ''] = byLot('C1', 'E1', 'E2', 'E3');
    const candidates = [candidate(first, 'A'), candidate(second, 'A'), candidate(third, 'B')];
    expect(drawPanels(input({ candidates }))).toEqual([
      { challengeId: 'C1', members: [first, third], reserve: [second] },
    ]);
    expect(drawPanels(input({ candidates, maximumOfOneOrganisation: 2 }))[0]?.members).toEqual([
      first,
      second,
    ]);
  });

  it('prefers who has fewer panels already', () => {
    const [one, other] = drawPanels(
      input({
        challenges: [
          { challengeId: 'C1', conflicted: [] },
          { challengeId: 'C2', conflicted: [] },
        ],
      }),
    );
    const idle = ['E1', 'E2', 'E3', 'E4'].filter((id) => one?.members.includes(id) === false);
    expect(other?.members).toEqual(byLot('C2', ...idle));
    expect(other?.reserve).toEqual(byLot('C2', ...(one?.members ?? [])));
  });

  it('takes those who came after the call only behind all others', () => {
    const [first = '', second = '', third = ''] = byLot('C1', 'E1', 'E2', 'E3');
    const candidates = [candidate(first, first, false), candidate(second), candidate(third)];
    expect(drawPanels(input({ candidates }))[0]).toMatchObject({
      members: [second, third],
      reserve: [first],
    });
  });

  it('is smaller where too few are free of conflict', () => {
    const conflicted = ['E1', 'E2', 'E3'];
    expect(drawPanels(input({ challenges: [{ challengeId: 'C1', conflicted }] }))).toEqual([
      { challengeId: 'C1', members: ['E4'], reserve: [] },
    ]);
  });
});

describe('the size of panels', () => {
  const panels = [
    { challengeId: 'C1', members: ['E1', 'E2'], reserve: [] },
    { challengeId: 'C2', members: ['E1'], reserve: [] },
    { challengeId: 'C3', members: [], reserve: [] },
  ];

  it('is enough where each needed panel is full', () => {
    expect(checkPanelSizes(panels, { challengeIds: new Set(['C1']), size: 2 })).toBeNull();
    expect(checkPanelSizes(panels, { challengeIds: new Set(), size: 2 })).toBeNull();
  });

  it('names each needed panel that is too small, and no other', () => {
    expect(checkPanelSizes(panels, { challengeIds: new Set(['C1', 'C2']), size: 2 })).toMatchObject({
      code: 'panel-too-small',
      details: { size: 2, challenges: [{ challengeId: 'C2', found: 1 }] },
    });
    expect(checkPanelSizes(panels, { challengeIds: new Set(['C3', 'C2']), size: 1 })).toMatchObject({
      details: { challenges: [{ challengeId: 'C3', found: 0 }] },
    });
  });
});

describe('a conflict by rule', () => {
  const pool = [
    { evaluatorId: 'E3', accountId: 'A3', organisationId: 'INSTITUTE' },
    { evaluatorId: 'E2', accountId: 'A2', organisationId: 'INSTITUTE' },
    { evaluatorId: 'E1', accountId: 'A1', organisationId: 'OTHER' },
  ];

  it('is a membership in a party, or a party as institute', () => {
    expect(conflictedCandidates(pool, [{ organisationId: 'BUYER', members: { A3: [], A2: [] } }])).toEqual([
      'E2',
      'E3',
    ]);
    expect(conflictedCandidates(pool, [{ organisationId: 'OTHER', members: {} }])).toEqual(['E1']);
  });

  it('is with any one of the parties', () => {
    const parties = [
      { organisationId: 'BUYER', members: { A9: [] } },
      { organisationId: 'SUPPLIER', members: { A2: [] } },
    ];
    expect(conflictedCandidates(pool, parties)).toEqual(['E2']);
  });

  it('is nothing else, such as a name that all objects have', () => {
    expect(conflictedCandidates(pool, [{ organisationId: 'BUYER', members: { A9: [] } }])).toEqual([]);
    const odd = [{ evaluatorId: 'E1', accountId: 'toString', organisationId: 'INSTITUTE' }];
    expect(conflictedCandidates(odd, [{ organisationId: 'BUYER', members: {} }])).toEqual([]);
  });
});
