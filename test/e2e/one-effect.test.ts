import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../functions/platform/instant.ts';
import { loadDataset } from '../../infra/local/dataset/dataset.ts';
import { excerptOf } from '../../infra/local/replay/excerpt.ts';
import type { Stage } from '../../infra/local/replay/cast.ts';
import { playRound } from '../../infra/local/replay/round.ts';
import { openCall } from '../support/open-call.ts';
import { ownAgency } from '../support/own-agency.ts';
import { writeRarely } from '../support/rare-writes.ts';
import { replayWrites } from '../support/replayed-writes.ts';
import { newPerson, sharedStack } from '../support/stack.ts';
import { runOf, stageOf } from '../support/stage.ts';

const stack = sharedStack();

/**
 * Writes that neither script comes to: what goes wrong in a round (an outlier, a question of the
 * panel, an objection, a termination), and what
 * comes after it (an incubation, a designation, a repurchase). The replay comes to most of them.
 */
const notReached = [
  'incubateChallenge',
  'returnChallenge',
  'approveRevision',
  'recommendRevision',
  'changeDesignation',
  'prepareDesignation',
  'requestToBuy',
  'answerClarification',
  'answerOutlier',
  'askClarification',
  'declareFreshConflict',
  'proposeClarification',
  'saveScorecard',
  'recordOutcome',
  'decideObjection',
  'makeObjection',
  'applyForFirstUse',
  'approveMoveUp',
  'declineFirstUse',
  'prepareMoveUp',
  'terminatePurchase',
];

describe('a write under one Idempotency-Key', () => {
  let replays: Awaited<ReturnType<typeof replayWrites>>;
  let agency: Stage['agency'];

  beforeAll(async () => {
    agency = await ownAgency(stack, runOf('one-effect-agency'));
    replays = await replayWrites(stack, await newPerson(stack, 'stranger'));
  });

  afterAll(() => {
    replays.stop();
  });

  const faults = async () => (await replays.outcomes()).filter((outcome) => outcome.faults.length > 0);

  it('has one effect and one answer in a whole round', async () => {
    await playRound(
      { ...stageOf('one-effect', 1), agency },
      excerptOf(loadDataset(), ['drone-mountain-rescue'], { perChallenge: 2, evaluators: 7 }),
      {
        name: { ko: '한 번', en: 'Once' },
        policy: {
          holdInSeconds: 1,
          standstillInSeconds: 2,
          inspectionInSeconds: 3600,
          trialInSeconds: 0,
          verdictCommentInSeconds: 0,
        },
        // Time for what is sent fifty times before the deadline of the call; the others are brought forward.
        tempo: { measure: (_, work) => work(), deadlineAfter: () => instantOf(Date.now() + 50_000) },
        inHurry: true,
      },
    );
    expect(await faults()).toEqual([]);
  }, 240_000);

  it('has one effect and one answer in an open call', async () => {
    // After the round, so that what opens a call is not held up by its repetitions.
    await writeRarely(stack, await openCall('one-effect-open', 30 * 24 * 3600, { concurrency: 1, agency }));
    expect(await faults()).toEqual([]);
  }, 240_000);

  it('is all that the API writes (R5)', async () => {
    const outcomes = await replays.outcomes();
    const repetitions = outcomes.reduce((sum, outcome) => sum + outcome.repetitions, 0);
    console.log(
      `R5: ${outcomes.length} operations, ${repetitions} repetitions, ${(await faults()).length} with a second effect or answer; ` +
        `not reached: ${replays.missing().join(', ')}`,
    );
    expect(replays.missing()).toEqual(notReached);
  });
});
