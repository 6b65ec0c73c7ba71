import {
  type Criterion,
  feasibilityCriteria,
  innovativenessCriteria,
  publicnessCriteria,
} from './criteria.ts';

/** How proposals are scored; frozen when the call opens (DOMAIN.md, «The innovation evaluation»). */
export type Scoring = {
  /** Hundredths of a point. */
  readonly passMark: number;
  readonly cutOffPercent: number;
  /** From this many scorecards the highest and lowest of each dimension are dropped. */
  readonly trimFrom: number;
  readonly tieBreak: readonly string[];
  readonly dimensions: readonly { readonly name: string; readonly criteria: readonly Criterion[] }[];
  /** What the panel passes or fails apart from points. */
  readonly gates: readonly string[];
  readonly outlierPercent: number;
  /** Points below or above so many percent of a criterion's maximum need a reason; those between may do without. */
  readonly reasonsNeeded: { readonly belowPercent: number; readonly abovePercent: number };
};

/** What evaluators undertake before anything assigned is shown to them; the text in both languages, under a version. */
export type UndertakingText = {
  readonly version: string;
  readonly text: { readonly ko: string; readonly en: string };
};

/** Everything of a round that is configuration: the rules marked † in DOMAIN.md. */
export type RoundPolicy = {
  readonly ruleVersion: '2020.1';
  readonly budgetInWon: number;
  readonly maximumPriceInWon: number;
  readonly allocation: {
    readonly policy: 'skip' | 'strict' | 'max-score';
    readonly maxFundedPerChallenge: number;
  };
  readonly panel: {
    readonly size: number;
    readonly quorum: number;
    readonly maximumOfOneOrganisation: number;
  };
  readonly scoring: Scoring;
  /** The undertaking of confidentiality; frozen with the call, so that a new text asks anew in a later round. */
  readonly undertaking: UndertakingText;
  /** Who was employed by a party so many years ago or less has a conflict of interest; the declarations say it in words. */
  readonly employmentConflictInYears: number;
  /** Whether a panel may meet and revise what its members locked. */
  readonly panelMeetings: boolean;
  /** Questions to the buyer are taken until so long before the deadline for proposals. */
  readonly questionsEndBeforeInSeconds: number;
  /** A correction of the call leaves suppliers at least so many working days; else the deadline moves first. */
  readonly correctionNoticeInWorkingDays: number;
  /** Between the deadline for proposals and the earliest opening. */
  readonly holdInSeconds: number;
  /** What an outage over the deadline for proposals does to it (DOMAIN.md, invariant 16). */
  readonly outage: {
    readonly heartbeatIntervalInSeconds: number;
    /** So many missing in a row are an outage. */
    readonly missedHeartbeats: number;
    /** A deadline so soon after the recovery moves as if it had fallen inside. */
    readonly graceInSeconds: number;
    /** From the recovery to the moved deadline. */
    readonly extensionInSeconds: number;
    /** An outage longer than this moves the deadline to the next working day. */
    readonly longOutageInSeconds: number;
  };
  /** From the notice; the time for objections. */
  readonly standstillInSeconds: number;
  /** From the end of the standstill; so long an objection that came in time may still be on its way into the table. */
  readonly standstillGraceInSeconds: number;
  /** From an objection; one that is not decided by then is reported to staff. */
  readonly objectionDecisionInSeconds: number;
  /** From the delivery; an inspection not made by then counts as passed. */
  readonly inspectionInSeconds: number;
  /** From the acceptance; null takes the challenge's own trial period. */
  readonly trialInSeconds: number | null;
  /** From a report; until then the supplier may comment on it before it is published. */
  readonly verdictCommentInSeconds: number;
  /** For challenges that nobody met, apart from the budget for purchases. */
  readonly incubationBudgetInWon: number;
  /** What a designation needs beside the evaluation. */
  readonly designationNeeds: { readonly inspection: boolean; readonly resolution: boolean };
  /** How long a designation holds, unless it is extended. */
  readonly designationInSeconds: number;
  /** From the notice that a designation is to be cancelled; until then its supplier may comment. */
  readonly cancellationCommentInSeconds: number;
  /** So long before a designation expires its supplier is told, and the bodies that asked to buy. */
  readonly expiryNoticeInSeconds: number;
  /** From the round's end; then the texts and files of proposals that were not bought are deleted. */
  readonly contentsKeptInYears: number;
  /** The same for what was bought or designated, and not while a designation holds. */
  readonly boughtKeptInYears: number;
  readonly smallOrMediumOnly: boolean;
  /** An organisation stands in one answer to a challenge, as its lead or as a partner. */
  readonly oneAnswerOnly: boolean;
};

const day = 24 * 3600;

/** The defaults of DOMAIN.md; staff may change each while the round is planned. */
export const defaultPolicy: RoundPolicy = {
  ruleVersion: '2020.1',
  budgetInWon: 3_300_000_000,
  maximumPriceInWon: 500_000_000,
  allocation: { policy: 'skip', maxFundedPerChallenge: 1 },
  panel: { size: 7, quorum: 5, maximumOfOneOrganisation: 1 },
  scoring: {
    passMark: 7000,
    cutOffPercent: 60,
    trimFrom: 5,
    tieBreak: ['innovativeness', 'publicness'],
    dimensions: [
      { name: 'publicness', criteria: publicnessCriteria },
      { name: 'innovativeness', criteria: innovativenessCriteria },
      { name: 'feasibility', criteria: feasibilityCriteria },
    ],
    gates: ['field-fit', 'innovative', 'readiness', 'safety', 'regulation'],
    outlierPercent: 10,
    reasonsNeeded: { belowPercent: 60, abovePercent: 90 },
  },
  undertaking: {
    version: '2020.1',
    text: {
      ko: '평가하며 알게 된 제안서와 첨부 문서, 제안한 기업, 점수와 사유, 논의 내용, 다른 평가위원이 누구인지를 평가하는 동안은 물론 평가가 끝난 뒤에도 밖에 알리지 않겠습니다. 알게 된 내용은 평가에만 쓰고 복사하거나 넘기지 않으며, 평가가 끝나면 가지고 있는 사본을 모두 지우겠습니다. 배정된 것만 읽겠습니다. 서약을 어기면 평가위원에서 제외되고 법에 따른 책임을 질 수 있음을 알고 있습니다.',
      en: 'I keep to myself, during the evaluation and after it, what I learn in it: the proposals and their documents, who proposed, points and reasons, what is discussed, and who else evaluates. I use it for the evaluation alone, neither copy it nor pass it on, and delete every copy that I hold when the evaluation is over. I read only what is assigned to me. I know that whoever breaks this undertaking is excluded from evaluating and may be liable under the law.',
    },
  },
  employmentConflictInYears: 3,
  panelMeetings: true,
  questionsEndBeforeInSeconds: 7 * day,
  correctionNoticeInWorkingDays: 5,
  holdInSeconds: 3 * 3600,
  outage: {
    heartbeatIntervalInSeconds: 60,
    missedHeartbeats: 2,
    graceInSeconds: 2 * 3600,
    extensionInSeconds: 2 * 3600,
    longOutageInSeconds: 2 * 3600,
  },
  standstillInSeconds: 20 * day,
  standstillGraceInSeconds: 30,
  objectionDecisionInSeconds: 15 * day,
  inspectionInSeconds: 14 * day,
  trialInSeconds: null,
  verdictCommentInSeconds: 7 * day,
  incubationBudgetInWon: 100_000_000,
  designationNeeds: { inspection: true, resolution: true },
  designationInSeconds: 3 * 365 * day,
  cancellationCommentInSeconds: 14 * day,
  expiryNoticeInSeconds: 90 * day,
  contentsKeptInYears: 5,
  boughtKeptInYears: 10,
  smallOrMediumOnly: true,
  oneAnswerOnly: true,
};
