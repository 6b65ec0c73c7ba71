import { describe, expect, it } from '@jest/globals';
import {
  acknowledgement,
  correctionFindings,
  derivedProposalStates,
  proposalStates,
  submission,
} from '../../../functions/proposals/rules.ts';
import { proposalLike } from '../../support/proposals.ts';
import { beside, readyDraft, sealedLike } from '../../support/sample-proposal.ts';

const deadline = '2020-05-31T15:00:00.000Z';
const inTime = '2020-05-31T14:59:59.999Z';

describe('what a correction asks of a supplier', () => {
  const behind = { draft: null, draftCorrection: 1, acknowledgedCorrection: 1 };

  it('is nothing where the last one was taken note of', () => {
    expect(correctionFindings({ ...behind, draft: sealedLike('draft') }, 'SUBMITTED', 1)).toEqual([]);
    expect(correctionFindings(behind, 'DRAFT', 1)).toEqual([]);
  });

  it('is an acknowledgement of what was submitted, and a new save of what was not', () => {
    const asked = Object.fromEntries(
      [...proposalStates, ...derivedProposalStates].map((state) => [
        state,
        correctionFindings(behind, state, 2),
      ]),
    );
    const nothing = Object.fromEntries(Object.keys(asked).map((state) => [state, []]));
    expect(asked).toEqual({
      ...nothing,
      DRAFT: ['draft-before-correction'],
      WITHDRAWN: ['draft-before-correction'],
      SUBMITTED: ['correction-unacknowledged'],
    });
  });

  it('is both where a draft lies beside what was submitted', () => {
    const written = { ...behind, draft: sealedLike('draft') };
    expect(correctionFindings(written, 'SUBMITTED', 2)).toEqual([
      'draft-before-correction',
      'correction-unacknowledged',
    ]);
    expect(correctionFindings({ ...written, draftCorrection: 2 }, 'SUBMITTED', 2)).toEqual([
      'correction-unacknowledged',
    ]);
    expect(correctionFindings({ ...written, acknowledgedCorrection: 2 }, 'SUBMITTED', 2)).toEqual([
      'draft-before-correction',
    ]);
  });
});

describe('a submission', () => {
  it.each([
    [0, 0, 0],
    [2, 0, 2],
    [1, 2, 2],
  ])('of a draft saved at correction %d after %d takes note of %d', (draftCorrection, before, after) => {
    const draft = readyDraft({ draftCorrection, acknowledgedCorrection: before });
    expect(submission(draft, beside(), inTime)).toMatchObject({ after: { acknowledgedCorrection: after } });
  });
});

describe('an acknowledgement', () => {
  const submitted = proposalLike({ acknowledgedCorrection: 1, draftCorrection: 1 });

  it('takes note of the last correction and of no text', () => {
    expect(acknowledgement(submitted, 2, 2, inTime)).toEqual({
      action: 'acknowledge-correction',
      after: { ...submitted, acknowledgedCorrection: 2 },
    });
  });

  it('does nothing twice', () => {
    expect(acknowledgement(submitted, 1, 1, inTime)).toEqual({ action: null, after: submitted });
  });

  it.each([
    [3, 2, 'correction-unknown'],
    [1, 0, 'correction-unknown'],
    [1, 2, 'correction-superseded'],
  ])('of %d where %d is the last is %s', (stated, last, code) => {
    expect(acknowledgement(submitted, stated, last, inTime)).toMatchObject({
      code,
      details: { correctionNumber: last, challengeId: submitted.challengeId },
    });
  });

  it('is for what was submitted, in time', () => {
    for (const state of proposalStates.filter((other) => other !== 'SUBMITTED'))
      expect(acknowledgement(proposalLike({ state }), 1, 1, inTime)).toMatchObject({ code: 'wrong-state' });
    expect(acknowledgement(submitted, 2, 2, deadline)).toMatchObject({
      code: 'deadline-passed',
      concernsFairness: true,
    });
  });
});
