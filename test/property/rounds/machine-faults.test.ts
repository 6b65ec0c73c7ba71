import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  everyFault,
  type Fault,
  playFaults,
  playStory,
} from '../../support/machine-faults/disturbed-round.ts';
import { createRoundStory, type RoundStory } from '../../support/machine-faults/round-story.ts';
import type { Breach } from '../../support/unsteady-table.ts';

/** As if things were written without asking what lies there. */
const withoutExpectation: Breach = (writes) =>
  writes.map((write) => {
    if (write.Put === undefined) return write;
    const { ConditionExpression: _, ...put } = write.Put;
    return { Put: put };
  });

/** As if a change left no entry. */
const withoutLedger: Breach = (writes) =>
  writes.filter(({ Put }) => Put?.Item?.['sk']?.S?.startsWith('ENTRY#') !== true);

/** Every fault is played by `npm run test:load`. */
const share = 6;

let story: RoundStory;
let faults: readonly Fault[];
// Who came second says so in the log.
const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
beforeAll(async () => {
  story = await createRoundStory();
  faults = await everyFault(story, [1]);
});

/** Faults of one kind in calls whose label matches. */
const chosen = async (kind: Fault['kind'], label: RegExp): Promise<readonly Fault[]> => {
  const { calls } = await playStory(story, null);
  return faults.filter(
    (fault) => fault.kind === kind && 'call' in fault && label.test(calls[fault.call]?.label ?? ''),
  );
};

describe('a round whose tasks are killed, throw, time out, run twice or late, or are thrown away', () => {
  it.each([
    ['what lies there is not asked for', withoutExpectation, /start-purchases/u],
    ['the ledger is not written', withoutLedger, /apply-outcomes|start-purchases/u],
  ])(
    'is found different where %s',
    async (_, breach, label) => {
      const twice = await chosen('doubled', label);
      expect(twice.length).toBeGreaterThan(0);
      expect((await playFaults(story, twice, breach)).differing).toHaveLength(twice.length);
    },
    60_000,
  );

  it('ends as the undisturbed round does', async () => {
    const told = await playFaults(
      story,
      faults.filter((_, place) => place % share === 0),
    );
    said.mockRestore();
    console.log(`R8: ${JSON.stringify(told)}`);
    expect(told.differing).toEqual([]);
    expect(Object.values(told.byKind).every((count) => count > 0)).toBe(true);
  }, 120_000);
});
