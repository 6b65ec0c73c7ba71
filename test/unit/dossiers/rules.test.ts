import { describe, expect, it } from '@jest/globals';
import {
  building,
  checkReader,
  checkTime,
  dossierStates,
  dossierTransitions,
  isForgotten,
  isRefusalOf,
  keptUntil,
  requestOf,
} from '../../../functions/dossiers/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { roundLike } from '../../support/rounds.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const at = '2020-07-25T00:00:00.000Z';
const of = { dossierId: 'D1', roundId: 'R1', challengeId: 'C1', requestedBy: 'A1', tellsEvaluators: true };
const asked = requestOf(of, at);
const archive = { key: 'k', versionId: 'v', sha256: 'a'.repeat(64), sizeInBytes: 1 };
const opened = roundLike({ openedAt: '2020-06-01T00:00:00.000Z', noticeAt: null });
const noticed = roundLike({ openedAt: '2020-06-01T00:00:00.000Z', noticeAt: '2020-07-20T00:00:00.000Z' });
const sealed = roundLike({ openedAt: null, noticeAt: null });

describe('the arrows of a dossier', () => {
  it('are these and no others', () => {
    expectOnlyArrows(dossierTransitions, dossierStates, [
      ['request', null, 'REQUESTED', ['auditor', 'staff']],
      ['build', 'REQUESTED', 'BUILT', ['system']],
    ]);
  });
});

describe('the time of a dossier', () => {
  it.each([
    ['auditor', sealed, 'dossier-sealed'],
    ['staff', sealed, 'dossier-sealed'],
    ['auditor', opened, null],
    ['staff', opened, 'dossier-before-notice'],
    ['auditor', noticed, null],
    ['staff', noticed, null],
  ] as const)('of %s is as the round stands', (role, round, code) => {
    expect(checkTime({ role }, round)?.code ?? null).toBe(code);
  });

  it('is told to the refusal log where somebody asks before the opening', () => {
    expect(checkTime({ role: 'auditor' }, sealed)).toMatchObject({
      concernsFairness: true,
      details: { roundId: sealed.roundId },
    });
    expect(checkTime({ role: 'staff' }, opened)).toMatchObject({ details: { roundId: opened.roundId } });
  });
});

describe('the reader of a dossier', () => {
  const stake = { parties: ['S1', 'B1'], roundId: 'R1', challengeId: 'C1' };
  const reader = { role: 'auditor', organisationIds: ['AG'], isInPool: false, hasConflict: false } as const;

  it('is anybody of the agency who takes no part', () => {
    expect(checkReader(reader, stake)).toBeNull();
    expect(checkReader({ ...reader, organisationIds: [] }, stake)).toBeNull();
  });

  it.each([
    [{ ...reader, organisationIds: ['AG', 'B1'] }],
    [{ ...reader, organisationIds: ['S1'] }],
    [{ ...reader, isInPool: true }],
    [{ ...reader, hasConflict: true }],
  ])('is nobody who takes part: %j', (involved) => {
    expect(checkReader(involved, stake)).toMatchObject({
      code: 'dossier-of-own-matter',
      concernsFairness: true,
      details: { roundId: 'R1', challengeId: 'C1' },
    });
  });
});

describe('a dossier', () => {
  it('is asked for, then built, and built once', () => {
    expect(asked).toEqual({
      ...of,
      state: 'REQUESTED',
      requestedAt: at,
      wokenAt: at,
      builtAt: null,
      archive: null,
    });
    const step = building(asked, archive, '2020-07-25T00:01:00.000Z');
    if (isRefusal(step)) throw new Error(step.code);
    expect(step).toEqual({
      action: 'build',
      after: { ...asked, state: 'BUILT', builtAt: '2020-07-25T00:01:00.000Z', archive },
    });
    expect(building(step.after, archive, at)).toMatchObject({ code: 'wrong-state' });
  });

  it('is forgotten sixteen minutes after it was set going, until it is built', () => {
    expect(isForgotten(asked, '2020-07-25T00:15:59.999Z')).toBe(false);
    expect(isForgotten(asked, '2020-07-25T00:16:00.000Z')).toBe(true);
    expect(isForgotten({ ...asked, wokenAt: '2020-07-25T00:16:00.000Z' }, '2020-07-25T00:16:00.000Z')).toBe(
      false,
    );
    expect(isForgotten({ ...asked, state: 'BUILT' }, '2020-07-26T00:00:00.000Z')).toBe(false);
  });

  it('is kept for some days from when it was built', () => {
    expect(keptUntil(asked, 30)).toBeNull();
    expect(keptUntil({ ...asked, builtAt: at }, 30)).toBe('2020-08-24T00:00:00.000Z');
  });
});

describe('the refusals of a challenge', () => {
  const ids = new Set(['C1', 'P1']);
  const line = { operation: 'submitProposal', details: {}, parameters: {} };

  it('are those that name it, its proposals or purchases, and those of the draw', () => {
    expect(isRefusalOf(line, ids)).toBe(false);
    expect(isRefusalOf({ ...line, details: null }, ids)).toBe(false);
    expect(isRefusalOf({ ...line, parameters: { proposalId: 'P2' } }, ids)).toBe(false);
    expect(isRefusalOf({ ...line, parameters: { proposalId: 'P1' } }, ids)).toBe(true);
    expect(
      isRefusalOf({ ...line, details: { deadline: 'C2', of: { challengeIds: ['C2', 'C1'] } } }, ids),
    ).toBe(true);
    expect(isRefusalOf({ ...line, details: { deadline: 'C2', count: 1 } }, ids)).toBe(false);
    expect(isRefusalOf({ ...line, operation: 'drawPanels' }, ids)).toBe(true);
  });
});
