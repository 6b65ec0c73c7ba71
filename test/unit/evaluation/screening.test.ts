import { describe, expect, it } from '@jest/globals';
import {
  awaitedSupplement,
  checkNoneAwaited,
  checkPayable,
  checkScorable,
  checkSupplementRequest,
  screeningStates,
  screeningTransitions,
  type Screening,
  supplementsLimit,
} from '../../../functions/evaluation/rules.ts';
import { codeOf, smallPolicy } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const deadline = '2020-06-05T00:00:00.000Z';
const justBefore = '2020-06-04T23:59:59.999Z';

const requested = (count = 1): Pick<Screening, 'state' | 'supplements'> => ({
  state: 'SUPPLEMENT_REQUESTED',
  supplements: Array.from({ length: count }, () => ({
    request: 'The test report',
    requestedAt: '2020-06-02T00:00:00.000Z',
    deadline,
    answer: null,
    answeredAt: null,
    documents: [],
  })),
});

describe('the arrows of a screening', () => {
  it('are these and no others', () => {
    expectOnlyArrows(screeningTransitions, screeningStates, [
      ['request-supplement', null, 'SUPPLEMENT_REQUESTED', ['staff']],
      ['request-supplement', 'OPEN', 'SUPPLEMENT_REQUESTED', ['staff']],
      ['request-supplement', 'SUPPLEMENT_REQUESTED', 'SUPPLEMENT_REQUESTED', ['staff']],
      ['answer-supplement', 'SUPPLEMENT_REQUESTED', 'OPEN', ['signatory']],
      ['decide', null, 'DECIDED', ['staff']],
      ['decide', 'OPEN', 'DECIDED', ['staff']],
      ['decide', 'SUPPLEMENT_REQUESTED', 'DECIDED', ['staff']],
      ['reply', 'DECIDED', 'REPLIED', ['signatory']],
      ['weigh-reply', 'REPLIED', 'DECIDED', ['staff']],
    ]);
  });
});

describe('a supplement', () => {
  it('is awaited until its deadline, and by who decides for as long as an answer may be on its way', () => {
    expect(awaitedSupplement(requested(), justBefore)).toMatchObject({ deadline });
    expect(awaitedSupplement(requested(), deadline)).toBeNull();
    expect(awaitedSupplement({ ...requested(), state: 'OPEN' }, justBefore)).toBeNull();
    expect(awaitedSupplement(null, justBefore)).toBeNull();
    expect(codeOf(checkNoneAwaited(requested(), '2020-06-05T00:00:29.999Z'))).toBe('supplement-awaited');
    expect(checkNoneAwaited(requested(), '2020-06-05T00:00:30.000Z')).toBeNull();
  });

  it('is asked for in the screening, of what is not decided, ahead of its deadline, not too often', () => {
    const later = { deadline: '2020-06-09T00:00:00.000Z', at: '2020-06-06T00:00:00.000Z' };
    const scene = {
      round: { roundId: 'R1', state: 'SCREENING' },
      proposal: { state: 'SUBMITTED' },
      screening: requested(),
    } as const;
    expect(checkSupplementRequest(scene, later)).toBeNull();
    const codes = [
      checkSupplementRequest({ ...scene, round: { roundId: 'R1', state: 'EVALUATION' } }, later),
      checkSupplementRequest({ ...scene, proposal: { state: 'ELIGIBLE' } }, later),
      checkSupplementRequest(scene, { ...later, deadline: later.at }),
      checkSupplementRequest({ ...scene, screening: requested(supplementsLimit) }, later),
      checkSupplementRequest(scene, { ...later, at: justBefore }),
    ].map(codeOf);
    expect(codes).toEqual([
      'round-phase',
      'screened-already',
      'supplement-deadline-past',
      'supplements-exhausted',
      'supplement-awaited',
    ]);
  });
});

describe('a reply that convinces', () => {
  const scoringEndsAt = '2020-07-01T00:00:00.000Z';
  const deadlines = { challengeCall: null, proposals: null, evaluation: scoringEndsAt, standstill: null };
  const scored = { roundId: 'R1', state: 'EVALUATION', deadlines, policy: smallPolicy } as const;
  const screened = { ...scored, state: 'SCREENING', deadlines: { ...deadlines, evaluation: null } } as const;
  const lastMoment = '2020-06-30T23:59:59.999Z';

  it('lets a proposal into scoring while scoring is open and the panel has its quorum', () => {
    expect(checkScorable(scored, 2, lastMoment)).toBeNull();
    expect(codeOf(checkScorable(scored, 2, scoringEndsAt))).toBe('too-late-to-score');
    expect(checkScorable(scored, 1, lastMoment)).toMatchObject({
      code: 'quorum-unreachable',
      details: { members: 1, quorum: 2 },
    });
  });

  it('comes before a draw in the screening alone: none is made in the evaluation', () => {
    expect(checkScorable(screened, null, lastMoment)).toBeNull();
    expect(codeOf(checkScorable(screened, 1, lastMoment))).toBe('quorum-unreachable');
    expect(codeOf(checkScorable(scored, null, lastMoment))).toBe('quorum-unreachable');
  });
});

describe('checkPayable', () => {
  it('compares the price with the lower of ceiling and highest price', () => {
    const limits = { priceCeilingInWon: 200, maximumPriceInWon: 300, roundId: 'R1' };
    expect(checkPayable({ priceInWon: 200 }, limits)).toBeNull();
    expect(checkPayable({ priceInWon: 201 }, limits)).toMatchObject({
      code: 'price-above-ceiling',
      details: { priceInWon: 201, limitInWon: 200, roundId: 'R1' },
    });
    expect(checkPayable({ priceInWon: 101 }, { ...limits, maximumPriceInWon: 100 })).not.toBeNull();
  });
});
