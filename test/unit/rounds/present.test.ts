import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { presentRound } from '../../../functions/rounds/present.ts';
import { roundView } from '../../../functions/rounds/schema.ts';
import { roundLike } from '../../support/rounds.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const round = roundLike({
  state: 'CALL_FOR_PROPOSALS',
  deadlines: { challengeCall: null, proposals: deadline, evaluation: null, standstill: null },
  sealKeyArn: 'arn:aws:kms:ap-northeast-2:000000000000:key/k1',
  openingPrepared: {
    accountId: 'preparer',
    at: deadline,
    outage: { deadline, expectedHeartbeats: 0, keptHeartbeats: 0, outages: [], reason: 'seen' },
  },
});

describe('a round as everybody sees it', () => {
  it('has the clock’s phase and the server’s time', () => {
    expect(presentRound(round, 3, '2020-05-31T14:59:59.999Z')).toMatchObject({
      phase: 'CALL_FOR_PROPOSALS',
      serverTime: '2020-05-31T14:59:59.999Z',
      earliestOpeningAt: '2020-05-31T18:00:00.000Z',
      version: 3,
    });
    expect(presentRound(round, 3, deadline)).toMatchObject({ phase: 'CLOSED_FOR_PROPOSALS' });
  });

  it('is what the API’s description says', () => {
    const shown = presentRound(round, 3, deadline);
    expect(v.parse(v.strictObject(roundView.entries), shown)).toEqual(shown);
  });

  it('tells neither the key of the seal nor who prepares the opening', () => {
    const written = JSON.stringify(presentRound(round, 3, deadline));
    expect(written).not.toContain('arn:');
    expect(written).not.toContain('preparer');
  });
});
