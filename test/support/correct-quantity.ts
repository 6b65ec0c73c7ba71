import { correctChallenge, readChallenge } from '../../functions/challenges/schema.ts';
import { agencyApis, type Stage } from '../../infra/local/replay/cast.ts';

type Place = { readonly stage: Stage; readonly challengeId: string };

/** Staff correct a published challenge: one more is needed. Answers how many were before. */
export const correctQuantity = async ({ stage, challengeId }: Place): Promise<number> => {
  const { staff } = agencyApis(stage);
  const parameters = { challengeId };
  const { field, title, problem, requiredPerformance, placeOfUse, priceCeilingInWon, ...challenge } =
    await staff.must(readChallenge, { parameters });
  const { quantity, trialPeriodInDays, firstUseCommitment, contact } = challenge;
  await staff.must(correctChallenge, {
    parameters,
    body: {
      field,
      title,
      problem,
      requiredPerformance,
      placeOfUse,
      quantity: quantity + 1,
      priceCeilingInWon,
      trialPeriodInDays,
      firstUseCommitment,
      contact,
      explanation: { ko: '하나 더 필요합니다.', en: 'One more is needed.' },
    },
  });
  return quantity;
};
