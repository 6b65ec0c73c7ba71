import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../functions/platform/instant.ts';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { assembleCast, type Stage } from '../../infra/local/replay/cast.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import { organisationsOf, playRound } from '../../infra/local/replay/round.ts';
import { openCall } from './open-call.ts';
import { ownAgency } from './own-agency.ts';
import { writeRarely } from './rare-writes.ts';
import { replayWrites } from './replayed-writes.ts';
import { writeAfterwards, writeMeanwhile } from './round-writes.ts';
import { newPerson, sharedStack } from './stack.ts';
import { runOf, stageOf } from './stage.ts';

/** A challenge with somebody in reserve and somebody who fails, and one that nobody answers. */
const challengeKeys = ['rental-ventilation', 'boar-carcass-search'];

/** Two panels of seven, who have no seat in common. */
const dataset = excerptOf(loadDataset(), challengeKeys, { perChallenge: 4, evaluators: 16 });

/** R5: every write of the API is repeated `repetitions` times under its key, and has one effect and one answer. */
export const describeOneEffect = (repetitions: number): void => {
  describe('a write under one Idempotency-Key', () => {
    const stack = sharedStack();
    let replays: Awaited<ReturnType<typeof replayWrites>>;
    let agency: Stage['agency'];

    beforeAll(async () => {
      agency = await ownAgency(stack, runOf('one-effect-agency'));
      replays = await replayWrites(stack, await newPerson(stack, 'stranger'), repetitions);
    });

    afterAll(() => {
      replays.stop();
    });

    const faults = async () => (await replays.outcomes()).filter((outcome) => outcome.faults.length > 0);

    // A round that outlives its test would write beside the next one, and be taken for second effects there.
    const roundTakesAtMost = 600_000 + repetitions * 20_000;

    it(
      'has one effect and one answer in a whole round',
      async () => {
        const stage = { ...stageOf(runOf('one-effect'), 1), agency };
        const cast = await assembleCast(stage, organisationsOf(dataset));
        const { roundId } = await playRound(stage, dataset, {
          name: { ko: '한 번', en: 'Once' },
          policy: {
            holdInSeconds: 1,
            // Two objections, made and decided with all repetitions.
            standstillInSeconds: 10 + repetitions,
            standstillGraceInSeconds: 0,
            inspectionInSeconds: 3600,
            trialInSeconds: 0,
            verdictCommentInSeconds: 0,
          },
          // Time for what is sent again before the deadline of the call; the others are brought forward.
          tempo: {
            measure: (_, work) => work(),
            deadlineAfter: () => instantOf(Date.now() + 35_000 + repetitions * 1_200),
          },
          cast,
          inHurry: true,
          hasIncidents: true,
          betweenPhases: (round) => writeMeanwhile({ stage, cast, dataset, roundId: round }),
        });
        await writeAfterwards({ stage, cast, dataset, roundId });
        expect(await faults()).toEqual([]);
      },
      roundTakesAtMost,
    );

    it('has one effect and one answer in an open call', async () => {
      // After the round, so that what opens a call is not held up by its repetitions.
      await writeRarely(stack, await openCall('one-effect-open', 30 * 24 * 3600, { concurrency: 1, agency }));
      expect(await faults()).toEqual([]);
    }, 480_000);

    it('is all that the API writes (R5)', async () => {
      const outcomes = await replays.outcomes();
      const repeated = outcomes.reduce((sum, outcome) => sum + outcome.repetitions, 0);
      console.log(
        `R5: ${outcomes.length} operations, ${repeated} repetitions, ` +
          `${(await faults()).length} with a second effect or answer`,
      );
      expect(replays.missing()).toEqual([]);
    });
  });
};
