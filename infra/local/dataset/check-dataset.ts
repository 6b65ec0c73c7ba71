import { checkBusinessNumber } from '../../../functions/organisations/rules.ts';
import { isRefusal } from '../../../functions/platform/refusal.ts';
import { isMet } from './targets.ts';
import { type Challenge, type Dataset, type Proposal, type Verdict, verdicts } from './types.ts';

const maximumPriceInWon = 500_000_000;

/** Keys or other texts that occur twice. */
const repeated = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

const saidTwice = (what: string, texts: readonly string[]): readonly string[] =>
  repeated(texts).map((text) => `${what} «${text}» occurs twice`);

const checkUniqueness = (dataset: Dataset): readonly string[] => {
  const { publicBodies, suppliers, institutes, evaluators, challenges, proposals } = dataset;
  const organisations = [...publicBodies, ...suppliers, ...institutes];
  return [
    ...saidTwice(
      'The organisation',
      organisations.map(({ key }) => key),
    ),
    ...saidTwice(
      'The name',
      organisations.map(({ name }) => name.ko),
    ),
    ...saidTwice(
      'The business number',
      organisations.map(({ businessNumber }) => businessNumber),
    ),
    ...saidTwice(
      'The evaluator',
      evaluators.flatMap(({ key, name }) => [key, name.ko]),
    ),
    ...saidTwice(
      'The challenge',
      challenges.flatMap(({ key, title, problem }) => [key, title.ko, title.en, problem.ko, problem.en]),
    ),
    ...saidTwice(
      'The proposal',
      proposals.flatMap(({ key, title }) => [key, title.ko, title.en]),
    ),
    ...saidTwice(
      'The answer of',
      proposals.map(({ supplierKey, challengeKey }) => `${supplierKey} to ${challengeKey}`),
    ),
  ];
};

const checkNumbers = ({ publicBodies, suppliers, institutes }: Dataset): readonly string[] =>
  [...publicBodies, ...suppliers, ...institutes]
    .filter(({ businessNumber }) => isRefusal(checkBusinessNumber(businessNumber)))
    .map(({ key, businessNumber }) => `${key} has a wrong check digit in ${businessNumber}`);

const missingFrom = (rows: readonly { readonly key: string }[]) => {
  const keys = new Set(rows.map(({ key }) => key));
  return (holder: string, what: string, references: readonly string[]): readonly string[] =>
    references
      .filter((reference) => !keys.has(reference))
      .map((reference) => `${holder} names the ${what} «${reference}», which there is not`);
};

const checkReferences = (dataset: Dataset): readonly string[] => {
  const bodies = missingFrom(dataset.publicBodies);
  const firms = missingFrom(dataset.suppliers);
  const institutes = missingFrom(dataset.institutes);
  const called = missingFrom(dataset.challenges.filter(({ selected }) => selected));
  return [
    ...dataset.challenges.flatMap(({ key, proposerKey, coProposerKeys }) => [
      ...bodies(key, 'public body', [proposerKey, ...coProposerKeys]),
      ...saidTwice(`${key}: the proposer`, [proposerKey, ...coProposerKeys]),
    ]),
    ...dataset.proposals.flatMap(({ key, supplierKey, consortiumSupplierKeys, challengeKey }) => [
      ...firms(key, 'supplier', [supplierKey, ...consortiumSupplierKeys]),
      ...called(key, 'selected challenge', [challengeKey]),
    ]),
    ...dataset.evaluators.flatMap(({ key, instituteKey, recusesFrom, recusalReason }) => [
      ...institutes(key, 'institute', [instituteKey]),
      ...called(key, 'selected challenge', recusesFrom),
      ...(recusesFrom.length > 0 === (recusalReason !== undefined)
        ? []
        : [`${key} needs a reason for its recusals, and none without`]),
    ]),
  ];
};

/** A member of a consortium answers a challenge once, as lead or as partner. */
const checkConsortia = (proposals: readonly Proposal[]): readonly string[] =>
  [...Map.groupBy(proposals, ({ challengeKey }) => challengeKey)].flatMap(([challengeKey, rivals]) =>
    saidTwice(
      `${challengeKey}: the supplier`,
      rivals.flatMap(({ supplierKey, consortiumSupplierKeys }) => [supplierKey, ...consortiumSupplierKeys]),
    ),
  );

/** Whether the measured values of a trial bear its verdict out. */
const bearsOut = (challenge: Challenge, verdict: Verdict, measured: readonly (number | null)[]): boolean => {
  const met = challenge.requiredPerformance.map((target, index) => {
    const value = measured[index] ?? null;
    return value === null ? null : isMet(target, value);
  });
  if (verdict === 'SUCCESS') return met.every((outcome) => outcome === true);
  if (verdict === 'FAILURE') return met.every((outcome) => outcome !== null) && met.includes(false);
  return met.includes(null) && !met.includes(false);
};

const checkChallenges = ({ challenges, proposals }: Dataset): readonly string[] => {
  const answered = new Set(proposals.map(({ challengeKey }) => challengeKey));
  return challenges.flatMap((challenge) => {
    const { key, priceCeilingInWon, requiredPerformance } = challenge;
    const problems = [
      ...(priceCeilingInWon > maximumPriceInWon ? [`${key} has a ceiling above 500 million won`] : []),
      ...saidTwice(
        `${key}: the target`,
        requiredPerformance.flatMap(({ name }) => [name.ko, name.en]),
      ),
    ];
    if (!challenge.selected) return problems;
    const { trialOutcomes } = challenge;
    if (requiredPerformance.length !== 3) problems.push(`${key} needs three targets, since it is selected`);
    if (answered.has(key) !== (trialOutcomes !== undefined))
      problems.push(`${key} needs trial outcomes if it has proposals, and none without`);
    if (trialOutcomes === undefined) return problems;
    return [
      ...problems,
      ...verdicts
        .filter((verdict) => !bearsOut(challenge, verdict, trialOutcomes[verdict].measuredValues))
        .map((verdict) => `${key}: the measured values do not bear out ${verdict}`),
    ];
  });
};

const checkProposals = ({ challenges, suppliers, proposals }: Dataset): readonly string[] => {
  const ceilings = new Map(challenges.map(({ key, priceCeilingInWon }) => [key, priceCeilingInWon]));
  const large = new Set(suppliers.filter((firm) => !firm.isSmallOrMedium).map(({ key }) => key));
  return proposals.flatMap((proposal) => {
    const { key, fate, firstVersion, withdrawalReason, ineligible, supplierKey } = proposal;
    const ceiling = ceilings.get(proposal.challengeKey) ?? 0;
    const returns = fate === 'replace' || fate === 'withdraw-and-return';
    const withdraws = fate === 'withdraw' || fate === 'withdraw-and-return';
    return [
      ...([proposal.priceInWon, firstVersion?.priceInWon ?? 0].some((price) => price > ceiling)
        ? [`${key} asks more than the ceiling of its challenge`]
        : []),
      ...((firstVersion !== undefined) === returns ? [] : [`${key}: its fate and first version disagree`]),
      ...((withdrawalReason !== undefined) === withdraws
        ? []
        : [`${key}: its fate and reason of withdrawal disagree`]),
      ...((ineligible?.ground === 'not-small-or-medium') === large.has(supplierKey)
        ? []
        : [`${key}: its supplier's size and eligibility disagree`]),
    ];
  });
};

/** Everything that is wrong with a data set, each as a sentence; nothing when it is sound. */
export const problemsOf = (dataset: Dataset): readonly string[] => [
  ...checkUniqueness(dataset),
  ...checkNumbers(dataset),
  ...checkReferences(dataset),
  ...checkConsortia(dataset.proposals),
  ...checkChallenges(dataset),
  ...checkProposals(dataset),
];
