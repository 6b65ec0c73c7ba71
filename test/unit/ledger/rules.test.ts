import { describe, expect, it } from '@jest/globals';
import { checkAuditing, checkPublicReading } from '../../../functions/ledger/rules.ts';
import { phases, type Round } from '../../../functions/rounds/rules.ts';
import { roundLike } from '../../support/rounds.ts';

const calledAt = '2020-04-01T00:00:00.000Z';
const openedAt = '2020-05-31T18:00:00.000Z';
const noticeAt = '2020-07-01T00:00:00.000Z';

/** A round in each phase with the instants that it has by then. */
const rounds: readonly Round[] = phases.map((state) => {
  const isFrom = (phase: Round['state']) =>
    state !== 'CANCELLED' && phases.indexOf(state) >= phases.indexOf(phase);
  return roundLike({
    state,
    calledAt: isFrom('CALL_FOR_PROPOSALS') ? calledAt : null,
    openedAt: isFrom('OPENED') ? openedAt : null,
    noticeAt: isFrom('NOTICE') ? noticeAt : null,
  });
});

const readable = (check: typeof checkAuditing) =>
  rounds.filter((round) => check(round) === null).map(({ state }) => state);

describe('the public', () => {
  it('reads from the notice on', () => {
    expect(readable(checkPublicReading)).toEqual(['NOTICE', 'PURCHASE', 'FIRST_USE', 'COMPLETED']);
    expect(checkPublicReading(roundLike())).toMatchObject({ code: 'not-yet-public', status: 403 });
  });

  it('goes on reading a round that was cancelled after its notice, and never one before', () => {
    const cancelled = roundLike({ state: 'CANCELLED', calledAt, openedAt });
    expect(checkPublicReading({ ...cancelled, noticeAt })).toBeNull();
    expect(checkPublicReading(cancelled)).not.toBeNull();
  });
});

describe('an auditor', () => {
  it('reads from the opening on, and a round that was cancelled before anybody could submit', () => {
    expect(readable(checkAuditing)).toEqual([
      ...phases.slice(phases.indexOf('OPENED'), phases.indexOf('CANCELLED')),
      'CANCELLED',
    ]);
  });

  it('is refused before it, which concerns fairness', () => {
    expect(checkAuditing(roundLike({ state: 'CALL_FOR_PROPOSALS', calledAt }))).toMatchObject({
      code: 'sealed',
      concernsFairness: true,
      details: { roundId: roundLike().roundId },
    });
  });

  it('never reads a round that was cancelled under seal', () => {
    expect(checkAuditing(roundLike({ state: 'CANCELLED', calledAt }))).toMatchObject({ code: 'sealed' });
    expect(checkAuditing(roundLike({ state: 'CANCELLED', calledAt, openedAt }))).toBeNull();
  });
});
