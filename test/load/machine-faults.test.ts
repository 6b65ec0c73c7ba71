import { expect, it, jest } from '@jest/globals';
import { everyFault, playFaults } from '../support/machine-faults/disturbed-round.ts';
import { createRoundStory } from '../support/machine-faults/round-story.ts';

it('R8: every task in every phase is killed, throws, times out and is doubled, and every execution restarted', async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const story = await createRoundStory();
  const told = await playFaults(story, await everyFault(story, [1, 2, 3, 4, 5]));
  jest.restoreAllMocks();
  console.log(`R8: ${JSON.stringify(told)}`);
  expect(told.differing).toEqual([]);
}, 600_000);
