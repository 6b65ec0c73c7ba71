import { describe, expect, it } from '@jest/globals';
import {
  answeredClarification,
  askedClarification,
  askedClarifications,
  checkClarificationAnswer,
  checkClarificationDeadline,
  checkClarifying,
  clarificationsLimit,
  clarificationStates,
  clarificationTransitions,
  raisedClarification,
  scoringPhases,
} from '../../../functions/evaluation/rules.ts';
import { phases } from '../../../functions/rounds/rules.ts';
import { codeOf } from '../../support/evaluation.ts';
import { expectOnlyArrows } from '../../support/transitions.ts';

const deadline = '2020-06-20T00:00:00.000Z';
const justBefore = '2020-06-19T23:59:59.999Z';
const scoringEndsAt = '2020-07-01T00:00:00.000Z';
const deadlines = { challengeCall: null, proposals: null, evaluation: scoringEndsAt, standstill: null };
const round = { roundId: 'R1', state: 'EVALUATION', deadlines } as const;
const proposal = { proposalId: 'P1', state: 'ELIGIBLE' } as const;
const scene = { round, proposal, phases: scoringPhases(false) };

const place = {
  clarificationId: 'Q1',
  roundId: 'R1',
  challengeId: 'C1',
  proposalId: 'P1',
  supplierId: 'S1',
};
const proposed = raisedClarification(place, 'How was it tested?', 'E1', justBefore);

describe('the arrows of a clarification', () => {
  it('are these and no others', () => {
    expectOnlyArrows(clarificationTransitions, clarificationStates, [
      ['propose', null, 'PROPOSED', ['evaluator']],
      ['decline', 'PROPOSED', 'DECLINED', ['staff']],
      ['ask', null, 'ASKED', ['staff']],
      ['ask', 'PROPOSED', 'ASKED', ['staff']],
      ['answer', 'ASKED', 'ANSWERED', ['signatory']],
    ]);
  });

  it('make what the table says', () => {
    expect(raisedClarification({ ...place, ...{ content: 'sealed' } }, 'Why?', null, justBefore)).toEqual({
      ...place,
      state: 'PROPOSED',
      question: 'Why?',
      proposedBy: null,
      raisedAt: justBefore,
      askedAt: null,
      deadline: null,
      answer: null,
      answeredAt: null,
      declineReason: null,
      declinedAt: null,
    });
    const asked = askedClarification(
      proposed,
      { question: 'Which tests?', deadline },
      '2020-06-19T00:00:00.000Z',
    );
    expect(asked).toEqual({
      ...proposed,
      state: 'ASKED',
      question: 'Which tests?',
      askedAt: '2020-06-19T00:00:00.000Z',
      deadline,
    });
    expect(answeredClarification(asked, 'Those of the file', justBefore)).toEqual({
      ...asked,
      state: 'ANSWERED',
      answer: 'Those of the file',
      answeredAt: justBefore,
    });
  });
});

describe('a question to a supplier', () => {
  it('is raised while the panel of the proposal scores, and for eligible proposals alone', () => {
    const openIn = (isFresh: boolean) =>
      phases.filter(
        (state) =>
          checkClarifying({ round: { ...round, state }, proposal, phases: scoringPhases(isFresh) }, 0) ===
          null,
      );
    expect(openIn(false)).toEqual(['EVALUATION']);
    expect(openIn(true)).toEqual(['NOTICE', 'PURCHASE']);
    expect(codeOf(checkClarifying({ ...scene, proposal: { ...proposal, state: 'INELIGIBLE' } }, 0))).toBe(
      'not-eligible',
    );
  });

  it('is raised so often and no more', () => {
    expect(checkClarifying(scene, clarificationsLimit - 1)).toBeNull();
    expect(checkClarifying(scene, clarificationsLimit)).toMatchObject({
      code: 'clarifications-exhausted',
      details: { limit: 20 },
    });
  });

  it('has a deadline ahead, by the end of the scoring', () => {
    expect(checkClarificationDeadline(scene, deadline, justBefore)).toBeNull();
    expect(checkClarificationDeadline(scene, deadline, deadline)).toMatchObject({
      code: 'clarification-deadline-past',
      details: { deadline },
    });
    expect(checkClarificationDeadline(scene, scoringEndsAt, justBefore)).toBeNull();
    const after = '2020-07-01T00:00:00.001Z';
    expect(checkClarificationDeadline(scene, after, justBefore)).toMatchObject({
      code: 'clarification-after-scoring',
      details: { deadline: after, scoringEndsAt },
    });
    // A fresh panel scores without a deadline, after that of the first has passed.
    expect(checkClarificationDeadline({ round, phases: scoringPhases(true) }, after, justBefore)).toBeNull();
    const undated = { ...round, deadlines: { ...deadlines, evaluation: null } };
    expect(checkClarificationDeadline({ ...scene, round: undated }, after, justBefore)).toBeNull();
  });

  it('is seen by the supplier once it is put to it', () => {
    const states = clarificationStates.map((state) => ({ state }));
    expect(askedClarifications(states)).toEqual([{ state: 'ASKED' }, { state: 'ANSWERED' }]);
  });
});

describe('an answer', () => {
  it('is taken until its deadline, exactly', () => {
    expect(checkClarificationAnswer(scene, { deadline }, justBefore)).toBeNull();
    expect(checkClarificationAnswer(scene, { deadline }, deadline)).toMatchObject({
      code: 'clarification-late',
      concernsFairness: true,
      details: { deadline, receivedAt: deadline, roundId: 'R1' },
    });
    expect(codeOf(checkClarificationAnswer(scene, { deadline: null }, justBefore))).toBe(
      'clarification-late',
    );
  });

  it('is of use only while the panel scores', () => {
    const decided = { ...scene, round: { ...round, state: 'DECISION' as const } };
    expect(codeOf(checkClarificationAnswer(decided, { deadline }, justBefore))).toBe('not-scoring-now');
  });
});
