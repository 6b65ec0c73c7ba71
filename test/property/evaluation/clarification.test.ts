import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkClarificationAnswer,
  checkClarificationDeadline,
  scoringPhases,
} from '../../../functions/evaluation/rules.ts';
import { instantOf } from '../../../functions/platform/instant.ts';

const start = Date.parse('2020-06-15T00:00:00.000Z');
const moment = fc.integer({ min: 0, max: 5000 }).map((after) => instantOf(start + after));

describe('a clarification', () => {
  it('that may be asked may be answered until its deadline, which lies within the scoring, and never after', () => {
    fc.assert(
      fc.property(moment, moment, moment, moment, (deadline, askedAt, answeredAt, evaluation) => {
        const deadlines = { challengeCall: null, proposals: null, evaluation, standstill: null };
        const round = { roundId: 'R1', state: 'EVALUATION', deadlines } as const;
        const phases = scoringPhases(false);
        const mayAsk = checkClarificationDeadline({ round, phases }, deadline, askedAt) === null;
        expect(mayAsk).toBe(askedAt < deadline && deadline <= evaluation);
        const scene = { round, phases, proposal: { proposalId: 'P1', state: 'ELIGIBLE' } } as const;
        expect(checkClarificationAnswer(scene, { deadline }, answeredAt) === null).toBe(
          answeredAt < deadline,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
