import type { Dataset } from '../dataset/types.ts';

/** A small round out of the large one: some challenges, at most `perChallenge` proposals each, and who is needed. */
export const excerptOf = (
  dataset: Dataset,
  challengeKeys: readonly string[],
  {
    perChallenge,
    evaluators: evaluatorCount,
  }: { readonly perChallenge: number; readonly evaluators: number },
): Dataset => {
  const challenges = dataset.challenges.filter(({ key }) => challengeKeys.includes(key));
  const proposals = challengeKeys.flatMap((challengeKey) =>
    dataset.proposals.filter((proposal) => proposal.challengeKey === challengeKey).slice(0, perChallenge),
  );
  const bodyKeys = new Set(
    challenges.flatMap(({ proposerKey, coProposerKeys }) => [proposerKey, ...coProposerKeys]),
  );
  const supplierKeys = new Set(
    proposals.flatMap(({ supplierKey, consortiumSupplierKeys }) => [supplierKey, ...consortiumSupplierKeys]),
  );
  const evaluators = dataset.evaluators.filter(({ key }) => key.endsWith('-1')).slice(0, evaluatorCount);
  const instituteKeys = new Set(evaluators.map(({ instituteKey }) => instituteKey));
  return {
    challenges,
    proposals,
    evaluators,
    publicBodies: dataset.publicBodies.filter(({ key }) => bodyKeys.has(key)),
    suppliers: dataset.suppliers.filter(({ key }) => supplierKeys.has(key)),
    institutes: dataset.institutes.filter(({ key }) => instituteKeys.has(key)),
  };
};
