import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { planRound, transitionRound } from '../../functions/rounds/schema.ts';
import { agencyApis, type Stage } from '../../infra/local/replay/cast.ts';

/** Staff plan another round and call for challenges for an hour; answers its id. */
export const callForChallenges = async (stage: Stage): Promise<string> => {
  const { staff } = agencyApis(stage);
  const { roundId } = await staff.must(planRound, { body: { name: { ko: '다음', en: 'Next' } } });
  await staff.must(transitionRound, {
    parameters: { roundId },
    body: {
      action: 'call-for-challenges',
      deadline: addSeconds(instantOf(Date.now()), 3600),
      confirmNonWorkingDay: true,
    },
  });
  return roundId;
};
