import { defaultPolicy, type RoundPolicy } from '../../../../functions/rounds/rules/policy.ts';
import type { paths } from '../../api/description.ts';
import { decimal } from '../../i18n/typed.ts';

export type PlannedPolicy = NonNullable<
  NonNullable<paths['/rounds']['post']['requestBody']>['content']['application/json']['policy']
>;

/** How much of what the API takes is one of what people type. */
const unitSizes = {
  won: 1,
  count: 1,
  percent: 1,
  workingDays: 1,
  points: 100,
  minutes: 60,
  hours: 3600,
  days: 24 * 3600,
  years: 1,
} as const;
export type Unit = keyof typeof unitSizes;

const { allocation, designationNeeds, panel, scoring, outage } = defaultPolicy;

/** The numbers of a policy, by the groups in which they are shown: how they are typed, and the default. */
export const groups = {
  money: {
    budgetInWon: ['won', defaultPolicy.budgetInWon],
    maximumPriceInWon: ['won', defaultPolicy.maximumPriceInWon],
    maxFundedPerChallenge: ['count', allocation.maxFundedPerChallenge],
    incubationBudgetInWon: ['won', defaultPolicy.incubationBudgetInWon],
  },
  panel: {
    size: ['count', panel.size],
    quorum: ['count', panel.quorum],
    maximumOfOneOrganisation: ['count', panel.maximumOfOneOrganisation],
  },
  scoring: {
    passMark: ['points', scoring.passMark],
    cutOffPercent: ['percent', scoring.cutOffPercent],
    trimFrom: ['count', scoring.trimFrom],
    outlierPercent: ['percent', scoring.outlierPercent],
    belowPercent: ['percent', scoring.reasonsNeeded.belowPercent],
    abovePercent: ['percent', scoring.reasonsNeeded.abovePercent],
  },
  times: {
    employmentConflictInYears: ['years', defaultPolicy.employmentConflictInYears],
    questionsEndBeforeInSeconds: ['days', defaultPolicy.questionsEndBeforeInSeconds],
    correctionNoticeInWorkingDays: ['workingDays', defaultPolicy.correctionNoticeInWorkingDays],
    holdInSeconds: ['hours', defaultPolicy.holdInSeconds],
    standstillInSeconds: ['days', defaultPolicy.standstillInSeconds],
    objectionDecisionInSeconds: ['days', defaultPolicy.objectionDecisionInSeconds],
    inspectionInSeconds: ['days', defaultPolicy.inspectionInSeconds],
    trialInSeconds: ['days', defaultPolicy.trialInSeconds],
    verdictCommentInSeconds: ['days', defaultPolicy.verdictCommentInSeconds],
    designationInSeconds: ['days', defaultPolicy.designationInSeconds],
    cancellationCommentInSeconds: ['days', defaultPolicy.cancellationCommentInSeconds],
    expiryNoticeInSeconds: ['days', defaultPolicy.expiryNoticeInSeconds],
    contentsKeptInYears: ['years', defaultPolicy.contentsKeptInYears],
    boughtKeptInYears: ['years', defaultPolicy.boughtKeptInYears],
  },
  outage: {
    heartbeatIntervalInSeconds: ['minutes', outage.heartbeatIntervalInSeconds],
    missedHeartbeats: ['count', outage.missedHeartbeats],
    graceInSeconds: ['hours', outage.graceInSeconds],
    extensionInSeconds: ['hours', outage.extensionInSeconds],
    longOutageInSeconds: ['hours', outage.longOutageInSeconds],
  },
} as const;
export type Group = keyof typeof groups;
type NumberOf<G extends Group> = keyof (typeof groups)[G] & string;
export type NumberName = { [G in Group]: NumberOf<G> }[Group];

type Specification = readonly [unit: Unit, usual: number | null];

const specifications: Readonly<Record<string, Specification>> = Object.fromEntries(
  Object.values(groups).flatMap((group) => Object.entries(group)),
);

/** The numbers that a group shows, each with its unit and its default as people type it; null for no number. */
export const numbersOf = (group: Group) =>
  Object.entries<Specification>(groups[group]).map(([name, [unit, usual]]) => ({
    name,
    unit,
    usual: usual === null ? null : usual / unitSizes[unit],
  }));

/** What is decided by a tick or by one out of few. */
export type Choices = Pick<RoundPolicy, 'panelMeetings' | 'smallOrMediumOnly' | 'oneAnswerOnly'> & {
  readonly allocation: RoundPolicy['allocation']['policy'];
  /** Of a designation. */
  readonly inspectionNeeded: boolean;
  readonly resolutionNeeded: boolean;
};
export const usualChoices: Choices = {
  panelMeetings: defaultPolicy.panelMeetings,
  smallOrMediumOnly: defaultPolicy.smallOrMediumOnly,
  oneAnswerOnly: defaultPolicy.oneAnswerOnly,
  allocation: allocation.policy,
  inspectionNeeded: designationNeeds.inspection,
  resolutionNeeded: designationNeeds.resolution,
};

const ticks = [
  'panelMeetings',
  'smallOrMediumOnly',
  'oneAnswerOnly',
  'inspectionNeeded',
  'resolutionNeeded',
] as const;
const allocations = ['skip', 'strict', 'max-score'] as const;

/** The choices of a policy. */
export const choicesIn = (policy: RoundPolicy): Choices => ({
  panelMeetings: policy.panelMeetings,
  smallOrMediumOnly: policy.smallOrMediumOnly,
  oneAnswerOnly: policy.oneAnswerOnly,
  allocation: policy.allocation.policy,
  inspectionNeeded: policy.designationNeeds.inspection,
  resolutionNeeded: policy.designationNeeds.resolution,
});

/** The numbers of a policy by their names, each in its unit as people type it; null where it has none. */
export const numbersIn = (policy: RoundPolicy): Readonly<Record<string, number | null>> => {
  const flat: Readonly<Record<string, unknown>> = {
    ...policy,
    ...policy.allocation,
    ...policy.panel,
    ...policy.scoring,
    ...policy.scoring.reasonsNeeded,
    ...policy.outage,
  };
  return Object.fromEntries(
    Object.entries(specifications).map(([name, [unit]]) => {
      const value = flat[name];
      return [name, typeof value === 'number' ? value / unitSizes[unit] : null];
    }),
  );
};

/** The numbers of a policy as fields of a form. */
export const typedIn = (policy: RoundPolicy): Typed =>
  Object.fromEntries(
    Object.entries(numbersIn(policy)).map(([name, value]) => [name, value === null ? '' : String(value)]),
  );

/** The choices as fields of a form. */
export const choiceForm = (choices: Choices): Typed => ({
  allocation: choices.allocation,
  ...Object.fromEntries(ticks.map((name) => [name, choices[name] ? 'yes' : 'no'])),
});

/** The choices that stand in a form; the usual ones where it says nothing. */
export const choicesOf = (form: Typed): Choices => {
  const isTicked = (name: (typeof ticks)[number]): boolean =>
    form[name] === undefined ? usualChoices[name] : form[name] === 'yes';
  return {
    panelMeetings: isTicked('panelMeetings'),
    smallOrMediumOnly: isTicked('smallOrMediumOnly'),
    oneAnswerOnly: isTicked('oneAnswerOnly'),
    inspectionNeeded: isTicked('inspectionNeeded'),
    resolutionNeeded: isTicked('resolutionNeeded'),
    allocation: allocations.find((policy) => policy === form['allocation']) ?? usualChoices.allocation,
  };
};

/** What stands in the fields of the numbers, as typed, by their names. */
export type Typed = Readonly<Record<string, string>>;

/** A typed number as the API takes it; null for none, NaN for what is no such number. */
export const numberOf = (typed: Typed, name: string): number | null => {
  const [unit] = specifications[name] ?? ['count', null];
  const value = decimal(typed[name] ?? '');
  if (value === null) return null;
  const scaled = value * unitSizes[unit];
  return Number.isSafeInteger(scaled) && scaled >= 0 ? scaled : Number.NaN;
};

/** The names of the fields in which no such number is typed. */
export const wrongNumbers = (typed: Typed): readonly string[] =>
  Object.keys(specifications).filter((name) => Number.isNaN(numberOf(typed, name)));

/** The policy as it is sent: only what differs, since the API knows the defaults. Nothing typed may be wrong. */
export const policyOf = (typed: Typed, choices: Choices): PlannedPolicy => {
  const or = (name: NumberName, usual: number): number => numberOf(typed, name) ?? usual;
  const isTyped = (...names: readonly string[]): boolean =>
    names.some((name) => numberOf(typed, name) !== null);
  const alone = Object.fromEntries(
    [...Object.keys(groups.money), ...Object.keys(groups.times)]
      .filter((name) => name !== 'maxFundedPerChallenge' && isTyped(name))
      .map((name) => [name, numberOf(typed, name)]),
  );
  return {
    ...alone,
    ...(choices.allocation !== allocation.policy || isTyped('maxFundedPerChallenge')
      ? {
          allocation: {
            policy: choices.allocation,
            maxFundedPerChallenge: or('maxFundedPerChallenge', allocation.maxFundedPerChallenge),
          },
        }
      : {}),
    ...(isTyped(...Object.keys(groups.panel))
      ? {
          panel: {
            size: or('size', panel.size),
            quorum: or('quorum', panel.quorum),
            maximumOfOneOrganisation: or('maximumOfOneOrganisation', panel.maximumOfOneOrganisation),
          },
        }
      : {}),
    ...(isTyped(...Object.keys(groups.scoring)) ? { scoring: scoringOf(or) } : {}),
    ...(isTyped(...Object.keys(groups.outage))
      ? {
          outage: {
            heartbeatIntervalInSeconds: or('heartbeatIntervalInSeconds', outage.heartbeatIntervalInSeconds),
            missedHeartbeats: or('missedHeartbeats', outage.missedHeartbeats),
            graceInSeconds: or('graceInSeconds', outage.graceInSeconds),
            extensionInSeconds: or('extensionInSeconds', outage.extensionInSeconds),
            longOutageInSeconds: or('longOutageInSeconds', outage.longOutageInSeconds),
          },
        }
      : {}),
    ...needsOf(choices),
    ...(['panelMeetings', 'smallOrMediumOnly', 'oneAnswerOnly'] as const)
      .filter((name) => choices[name] !== usualChoices[name])
      .reduce<Partial<Pick<RoundPolicy, 'panelMeetings' | 'smallOrMediumOnly' | 'oneAnswerOnly'>>>(
        (sum, name) => ({ ...sum, [name]: choices[name] }),
        {},
      ),
  };
};

/** What a designation needs, where that differs from the usual. */
const needsOf = (choices: Choices): Pick<PlannedPolicy, 'designationNeeds'> => {
  const { inspectionNeeded: inspection, resolutionNeeded: resolution } = choices;
  const isUsual = inspection === designationNeeds.inspection && resolution === designationNeeds.resolution;
  return isUsual ? {} : { designationNeeds: { inspection, resolution } };
};

/** The whole of the scoring, with the usual criteria: the API takes it whole or not at all. */
const scoringOf = (
  or: (name: NumberName, usual: number) => number,
): NonNullable<PlannedPolicy['scoring']> => ({
  passMark: or('passMark', scoring.passMark),
  cutOffPercent: or('cutOffPercent', scoring.cutOffPercent),
  trimFrom: or('trimFrom', scoring.trimFrom),
  tieBreak: [...scoring.tieBreak],
  dimensions: scoring.dimensions.map(({ name, criteria }) => ({
    name,
    criteria: criteria.map((criterion) => ({ ...criterion, anchors: [...criterion.anchors] })),
  })),
  gates: [...scoring.gates],
  outlierPercent: or('outlierPercent', scoring.outlierPercent),
  reasonsNeeded: {
    belowPercent: or('belowPercent', scoring.reasonsNeeded.belowPercent),
    abovePercent: or('abovePercent', scoring.reasonsNeeded.abovePercent),
  },
});
