import { describe, expect, it } from '@jest/globals';
import { outdatedBy, readyResults } from '../../../web/src/agency/decision/outdated.ts';

const sheet = {
  proposals: [{ proposalId: 'P1' }, { proposalId: 'P2' }],
  scorecards: [{ proposalId: 'P1' }],
};

describe('a recommended sheet', () => {
  it.each([
    [null, 'of the proposals as they are', 'ELIGIBLE', 'INELIGIBLE'],
    ['withdrawn', 'with a proposal that was withdrawn', 'WITHDRAWN_AFTER_OPENING', 'INELIGIBLE'],
    ['eligible', 'with one that became eligible by its reply', 'ELIGIBLE', 'ELIGIBLE'],
    ['eligible', 'with both, of which this takes longer', 'WITHDRAWN_AFTER_OPENING', 'ELIGIBLE'],
  ] as const)('is outdated by %s: %s', (found, _, first, second) => {
    const proposals = [
      { proposalId: 'P1', state: first },
      { proposalId: 'P2', state: second },
    ];
    expect(outdatedBy(sheet, proposals)).toBe(found);
  });

  it('is not outdated by what was withdrawn before it was made, but by what it has not at all', () => {
    expect(outdatedBy(sheet, [{ proposalId: 'P3', state: 'WITHDRAWN_AFTER_OPENING' }])).toBeNull();
    expect(outdatedBy(sheet, [{ proposalId: 'P3', state: 'ELIGIBLE' }])).toBe('eligible');
  });
});

describe('a fresh result is ready to be listed', () => {
  const panel = { proposalId: 'P1', isOver: true, isRenewable: false };

  it.each([
    [['P1'], 'once its panel is over with its quorum', panel, ['P1']],
    [[], 'not while it goes on', { ...panel, isOver: false }, ['P1']],
    [[], 'not below its quorum', { ...panel, isRenewable: true }, ['P1']],
    [[], 'no more once a list has it', panel, []],
  ] as const)('%j: %s', (ready, _, one, reopened) => {
    expect(readyResults([one], reopened)).toEqual(ready);
  });
});
