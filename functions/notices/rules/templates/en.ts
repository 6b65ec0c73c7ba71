import type { Instant } from '../../../platform/instant.ts';
import type { Named, Sentences, Templates } from '../message.ts';
import { momentIn } from '../moment.ts';
import { designations } from './en/designations.ts';
import { people } from './en/people.ts';

const moment = (instant: Instant): string => momentIn('en', instant);

const until = ({ deadline }: Named): string =>
  deadline === null ? '' : ` The deadline is ${moment(deadline)}; only what is received before it counts.`;

const receipt = (entryHash: string): readonly string[] => [
  `Hash of the ledger entry (entryHash):\n${entryHash}`,
  'The receipt is in the portal at any time: open the proposal, then «Receipts». Please check that its entryHash is the one above.',
];

const moved = { challengeCall: 'challenges', proposals: 'proposals', evaluation: 'the evaluation' } as const;

const reminder = (
  left: string,
  { deadline }: { readonly deadline: Instant },
  { round }: Named,
): Sentences => ({
  subject: `[${left} left] Proposals to ${round}`,
  paragraphs: [
    `You have written something for «${round}» that was not submitted yet. Proposals are due in ${left}.`,
    `Deadline: ${moment(deadline)}. Only what is received before this instant counts.`,
    'A draft that is not submitted is not evaluated. Many people submit in the last minutes, so please do it early: you can replace a submitted proposal until the deadline.',
  ],
});

const scoringReminder = (
  left: string,
  { deadline }: { readonly deadline: Instant },
  { round }: Named,
): Sentences => ({
  subject: `[${left} left] Scorecards of ${round}`,
  paragraphs: [
    `You have scorecards of «${round}» that are not submitted yet. Scoring ends in ${left}.`,
    `Scoring ends: ${moment(deadline)}.`,
    'Your assignments in the portal show which ones. Where you have not declared yet whether you have a conflict of interest, please do so first: if you have one, somebody else must step in.',
  ],
});

const ended = (
  by: 'lead' | 'partner',
  toldTo: 'lead' | 'partner',
  { challenge, organisation }: Named,
): string => {
  if (toldTo === 'lead')
    return by === 'partner'
      ? `${organisation} left your consortium for the challenge «${challenge}».`
      : `You took ${organisation} out of your consortium for the challenge «${challenge}».`;
  return by === 'partner'
    ? `Your organisation left the consortium that ${organisation} leads for the challenge «${challenge}».`
    : `${organisation} took your organisation out of its consortium, or took its invitation back, for the challenge «${challenge}».`;
};

/** The notices in English. */
export const en: Templates = {
  'proposal-submitted': ({ submissionNumber, submittedAt, entryHash }, named) => ({
    subject: `[Received] Proposal to ${named.round} (entry ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `Your proposal to the challenge «${named.challenge}» was received.`,
      `Received: ${moment(submittedAt)}\nSubmission number: ${submissionNumber}`,
      ...receipt(entryHash),
      `Until the deadline you may submit it again or withdraw it.${until(named)}`,
    ],
  }),
  'proposal-replaced': ({ submissionNumber, submittedAt, entryHash }, named) => ({
    subject: `[Received again] Proposal to ${named.round} (entry ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `Your proposal to the challenge «${named.challenge}» was received again. It takes the place of what you submitted before.`,
      `Received: ${moment(submittedAt)}\nSubmission number: ${submissionNumber}`,
      ...receipt(entryHash),
      `Until the deadline you may submit it again or withdraw it.${until(named)}`,
    ],
  }),
  'proposal-withdrawn': ({ withdrawnAt, entryHash }, named) => ({
    subject: `[Withdrawn] Proposal to ${named.round} (entry ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `Your proposal to the challenge «${named.challenge}» was withdrawn. If that was none of your doing, please tell your organisation’s administrator at once.`,
      `Withdrawn: ${moment(withdrawnAt)}`,
      ...receipt(entryHash),
      `What was withdrawn before the deadline may be submitted again until then.${until(named)}`,
    ],
  }),
  'deadline-in-7-days': (facts, named) => reminder('7 days', facts, named),
  'deadline-in-24-hours': (facts, named) => reminder('24 hours', facts, named),
  'deadline-in-1-hour': (facts, named) => reminder('1 hour', facts, named),
  'scoring-ends-in-3-days': (facts, named) => scoringReminder('3 days', facts, named),
  'scoring-ends-in-24-hours': (facts, named) => scoringReminder('24 hours', facts, named),
  'scoring-ends-in-1-hour': (facts, named) => scoringReminder('1 hour', facts, named),
  'deadline-moved': ({ which, previous, deadline }, { round }) => ({
    subject: `[Deadline extended] ${round}`,
    paragraphs: [
      `The deadline for ${moved[which]} of «${round}» was moved.`,
      `New deadline: ${moment(deadline)}\nBefore: ${moment(previous)}`,
      which === 'proposals'
        ? 'A proposal that you submitted still stands; until the new deadline you may submit it again or withdraw it. Opening the attached file moves the entry in your calendar.'
        : 'What you have submitted still stands.',
    ],
  }),
  'call-corrected': ({ correctionNumber }, named) => ({
    subject: `[Correction] ${named.round}`,
    paragraphs: [
      `The challenge «${named.challenge}» was corrected (correction ${correctionNumber}). The new text is on the challenge’s page of the portal.`,
      `If you have submitted a proposal, please acknowledge the correction or submit again.${until(named)}`,
    ],
  }),
  'question-asked': (_, named) => ({
    subject: `[Question received] ${named.round}`,
    paragraphs: [
      `There is a question about «${named.challenge}», the challenge that your organisation proposed. Nobody is told who asks.`,
      'Please answer it on the challenge’s page of the portal. The answer is published for everybody.',
    ],
  }),
  'question-declined': (_, named) => ({
    subject: `[Question declined] ${named.round}`,
    paragraphs: [
      `The question that you asked about the challenge «${named.challenge}» is not answered. The reason is with your question in the portal.`,
    ],
  }),
  'question-answered': (_, named) => ({
    subject: `[Question answered] ${named.round}`,
    paragraphs: [
      `A question about the challenge «${named.challenge}» was answered. The answer is on the challenge’s page of the portal.`,
    ],
  }),
  'consortium-invited': (_, named) => ({
    subject: `[Invitation to a consortium] ${named.round}`,
    paragraphs: [
      `${named.organisation} invites your organisation to propose together to the challenge «${named.challenge}».`,
      `Please accept or decline the invitation in the portal.${until(named)}`,
    ],
  }),
  'consortium-answered': ({ answer }, named) => ({
    subject: `[Answer to your invitation] ${named.round}`,
    paragraphs: [
      `${named.organisation} ${answer} the invitation to propose together to the challenge «${named.challenge}».`,
    ],
  }),
  'consortium-ended': ({ by, toldTo, submissionStands }, named) => ({
    subject: `[Change in a consortium] ${named.round}`,
    paragraphs: [
      ended(by, toldTo, named),
      submissionStands
        ? `What was submitted before stands as it was, with both organisations, until the lead submits again or withdraws.${until(named)}`
        : `Nothing that is submitted at present names both organisations.${until(named)}`,
    ],
  }),
  'attachment-refused': ({ finding }, named) => ({
    subject: `[Attachment to be replaced] ${named.round}`,
    paragraphs: [
      `A file that you uploaded for your proposal to the challenge «${named.challenge}» did not pass the check of files (code: ${finding}).`,
      `Please look at the file and the reason in the portal and replace it. If you have submitted, submit again after that.${until(named)}`,
    ],
  }),
  'supplement-requested': ({ deadline }, named) => ({
    subject: `[Supplement requested] ${named.round}`,
    paragraphs: [
      `The agency asks you to supplement your proposal to the challenge «${named.challenge}».`,
      `To be answered before: ${moment(deadline)}`,
      'What is asked stands with your proposal in the portal. You may bring a new certificate of an old fact, but no new fact.',
    ],
  }),
  'supplement-answered': (_, named) => ({
    subject: `[Supplement received] ${named.round}`,
    paragraphs: [
      `A supplier has answered a request to supplement its proposal to the challenge «${named.challenge}».`,
      'Please go on with the screening of this proposal.',
    ],
  }),
  'eligibility-decided': ({ outcome, mayReply }, named) => ({
    subject: `[Formal eligibility] ${named.round}`,
    paragraphs: [
      outcome === 'eligible'
        ? `Your reply convinced: your proposal to the challenge «${named.challenge}» is eligible after all and goes to the panel.`
        : `Your proposal to the challenge «${named.challenge}» was found formally ineligible.`,
      'The reasons are with your proposal in the portal.',
      ...(outcome === 'ineligible'
        ? [
            mayReply
              ? 'You may reply there until scoring ends. If the reply convinces, the proposal becomes eligible.'
              : 'Your reply did not change this. After the notice of the results you may object.',
          ]
        : []),
    ],
  }),
  'quorum-lost': ({ members, quorum, isFresh }, named) => ({
    subject: `[Quorum out of reach] ${named.round}`,
    paragraphs: [
      `A member of the panel for the challenge «${named.challenge}» is recused, and nobody of the drawn order is left to step in.`,
      `Members left: ${members}\nQuorum: ${quorum}`,
      isFresh
        ? 'This panel evaluates a proposal again after an upheld objection. Its result stays open, and the purchases that it could change stay held, as long as the quorum is not reached.'
        : 'Scoring cannot be closed and no decision recommended while an eligible proposal of this challenge is below the quorum.',
      isFresh
        ? 'On the page of the panels you can propose further evaluators for the pool. Once an approver has approved them they stand behind the drawn order: whoever is recused from then on is replaced by them, and so is who is missing when the panel ends below its quorum and you renew it.'
        : 'On the page of the panels you can propose further evaluators for the pool. Once an approver has approved them, this panel is filled from them at once, in an order that the draw gives and nobody chooses. On the round’s page you can announce that the decision is delayed, or cancel the round. A later deadline alone brings no new member.',
    ],
  }),
  'quorum-at-risk': ({ proposals, deadline }, named) => ({
    subject: `[Quorum not reached] ${named.round}`,
    paragraphs: [
      `Scoring of «${named.round}» ends within 24 hours, and proposals have fewer submitted scorecards than the quorum.`,
      `Proposals below the quorum: ${proposals}\nScoring ends: ${moment(deadline)}`,
      'The evaluators who are behind have been reminded. If they need more time, prepare a later deadline for scoring on the round’s page of the portal before this one passes; an approver has to approve it.',
      'Without that, scoring stays open past the deadline until each of these proposals has its quorum, and the decision is late.',
    ],
  }),
  'panel-stepped-in': ({ deadline }, named) => ({
    subject: `[You step in on a panel] ${named.round}`,
    paragraphs: [
      `You sit on the panel for the challenge «${named.challenge}» from now on, in the place of somebody who is recused. The proposals stand among your assignments in the portal. Please undertake confidentiality and declare first whether you have a conflict of interest.${deadline === null ? '' : `\nScoring ends: ${moment(deadline)}, and stays open past it while a proposal has fewer scorecards than its quorum.`}`,
    ],
  }),
  'fresh-panel-seated': ({ deadline }, named) => ({
    subject: `[Evaluation after an objection] ${named.round}`,
    paragraphs: [
      `An objection was upheld, and a proposal to the challenge «${named.challenge}» is evaluated again. You sit on the panel that does so.`,
      `Scorecards are taken before: ${moment(deadline)}`,
      'The proposal stands among your assignments in the portal. If you have not, please declare first whether you have a conflict of interest: if you have one, somebody else must step in, and needs the time that is left.',
      'After the deadline nobody of this panel can score. The result goes by the scorecards that were submitted by then.',
    ],
  }),
  'fresh-panel-renewed': ({ deadline }, named) => ({
    subject: `[Evaluation takes longer] ${named.round}`,
    paragraphs: [
      `Your objection was upheld, and your proposal to the challenge «${named.challenge}» is evaluated again. The panel ended with fewer scorecards than its quorum, so there is no result yet.`,
      `It now scores until: ${moment(deadline)}`,
      'Members who had submitted nothing are replaced in the drawn order as far as it reaches; nobody chooses them. Scorecards that were submitted stand. You need not do anything: you are told when the revised result is approved.',
    ],
  }),
  'fresh-quorum-missing': ({ deadline, locked, quorum, isOver }, named) => ({
    subject: `[Quorum not reached] ${named.round}`,
    paragraphs: [
      isOver
        ? `The panel that evaluates a proposal to the challenge «${named.challenge}» again ended below its quorum, so there is no result to revise the list by. What it could change stays held.`
        : `The panel that evaluates a proposal to the challenge «${named.challenge}» again ends within 24 hours, below its quorum as it stands.`,
      `Submitted scorecards: ${locked}\nQuorum: ${quorum}\nDeadline: ${moment(deadline)}`,
      isOver
        ? 'On the page of the panels you can renew it: whoever submitted nothing is replaced by the next of the drawn order as far as it reaches, and all who have not scored get as much time again. What was submitted stands. Where nobody is left of that order, propose further evaluators for the pool there first, and renew once an approver has approved them.'
        : 'Its members have been reminded; whoever has a conflict of interest and declares it now is replaced at once. If it ends below the quorum, you can renew it with as much time, on the page of the panels.',
    ],
  }),
  'clarification-proposed': (_, named) => ({
    subject: `[Question of the panel] ${named.round}`,
    paragraphs: [
      `A member of the panel proposes a question about a proposal to the challenge «${named.challenge}».`,
      'Please put it to the supplier with a deadline. The supplier is not told who proposed it.',
    ],
  }),
  'clarification-declined': (_, named) => ({
    subject: `[Question not put] ${named.round}`,
    paragraphs: [
      `A question that a member of the panel proposed about a proposal to the challenge «${named.challenge}» is not put to the supplier.`,
      'The reason stands with the question in the portal, for the whole panel. Please score by what is there, or propose another question.',
    ],
  }),
  'clarification-asked': ({ deadline }, named) => ({
    subject: `[Clarification asked] ${named.round}`,
    paragraphs: [
      `The panel asks you to clarify your proposal to the challenge «${named.challenge}».`,
      `To be answered before: ${moment(deadline)}`,
      'The question stands with your proposal in the portal. Answer it there in writing; your offer, its price and its scope stay as you submitted them.',
    ],
  }),
  'clarification-answered': (_, named) => ({
    subject: `[Clarification received] ${named.round}`,
    paragraphs: [
      `A supplier has answered a question of the panel about its proposal to the challenge «${named.challenge}».`,
      'Question and answer stand with the proposal in the portal, for the whole panel.',
    ],
  }),
  'panel-meeting-opened': (_, named) => ({
    subject: `[Panel meets] ${named.round}`,
    paragraphs: [
      `The panel of the challenge «${named.challenge}» meets. What it is to talk about stands with your assignments in the portal.`,
      'While the meeting is open you may revise a scorecard that you submitted, with a reason. What you do not revise stays as it is.',
    ],
  }),
  'outlier-flagged': ({ deadline }, named) => ({
    subject: `[Scorecard to look at again] ${named.round}`,
    paragraphs: [
      `A scorecard that you submitted in the challenge «${named.challenge}» stands apart from those of the rest of the panel.`,
      ...(deadline === null ? [] : [`To be answered before: ${moment(deadline)}`]),
      'Open it among your assignments in the portal, and either stand by it or revise it with a reason. Neither is expected of you more than the other; without your answer there is no result.',
    ],
  }),
  'exclusion-replied': (_, named) => ({
    subject: `[Reply to an exclusion] ${named.round}`,
    paragraphs: [
      `A supplier has replied to the exclusion of its proposal to the challenge «${named.challenge}».`,
      'Please decide before scoring ends whether the reply convinces.',
    ],
  }),
  'objection-made': ({ decideBefore }, named) => ({
    subject: `[Objection to decide] ${named.round}`,
    paragraphs: [
      `A supplier objects to the decision on its proposal to the challenge «${named.challenge}».`,
      `To be decided by: ${moment(decideBefore)}`,
      'An approver who took no part in the decision decides, with reasons, on the round’s page of the portal. Until then the purchases that the objection could change are held.',
    ],
  }),
  'objection-decided': ({ outcome }, named) => ({
    subject: `[Objection decided] ${named.round}`,
    paragraphs: [
      outcome === 'upheld'
        ? `Your objection to the decision on your proposal to the challenge «${named.challenge}» was upheld. The proposal is evaluated again by another panel.`
        : outcome === 'dismissed'
          ? `Your objection to the decision on your proposal to the challenge «${named.challenge}» was dismissed. The decision stands.`
          : `Your objection to the decision on your proposal to the challenge «${named.challenge}» was found inadmissible. The decision stands.`,
      'The reasons are with your objection in the portal.',
    ],
  }),
  'objection-overdue': ({ decideBefore }, named) => ({
    subject: `[Objection overdue] ${named.round}`,
    paragraphs: [
      `An objection about the challenge «${named.challenge}» was to be decided by ${moment(decideBefore)} and is still open.`,
      'Please have it decided at once: the purchases that it could change stay held.',
    ],
  }),
  'delivery-recorded': ({ inspectBefore }, named) => ({
    subject: `[Delivery to inspect] ${named.round}`,
    paragraphs: [
      `The supplier has recorded the delivery of what was bought for the challenge «${named.challenge}».`,
      `Please inspect it by: ${moment(inspectBefore)}`,
      'An inspection that is not made by then counts as passed.',
    ],
  }),
  'inspection-due': ({ inspectBefore }, named) => ({
    subject: `[Inspection due] ${named.round}`,
    paragraphs: [
      `What was delivered for the challenge «${named.challenge}» is not inspected yet.`,
      `If it is not inspected by ${moment(inspectBefore)}, it counts as passed.`,
    ],
  }),
  'first-user-appointed': (_, named) => ({
    subject: `[You are first user] ${named.round}`,
    paragraphs: [
      `The first user of what is bought for the challenge «${named.challenge}» has declined. Your organisation is next in order and takes its place.`,
      'The purchase is in the portal. You will inspect the delivery, try it, and report what the trial shows.',
    ],
  }),
  'purchase-terminated': (_, named) => ({
    subject: `[Purchase terminated] ${named.round}`,
    paragraphs: [
      `The purchase for the challenge «${named.challenge}» was terminated by the procurement agency. The reason is with the purchase in the portal.`,
    ],
  }),
  'report-due': ({ dueSince }, named) => ({
    subject: `[Report due] ${named.round}`,
    paragraphs: [
      `The trial of what was bought for the challenge «${named.challenge}» ended, and its report is due since ${moment(dueSince)}.`,
      'Please measure each target of the challenge and report in the portal what the trial has shown.',
    ],
  }),
  'verdict-reported': ({ commentUntil }, named) => ({
    subject: `[First use reported] ${named.round}`,
    paragraphs: [
      `The first user has reported what the trial of your product for the challenge «${named.challenge}» has shown.`,
      `You may comment on it in the portal until ${moment(commentUntil)}; the comment is published with the report.`,
    ],
  }),
  ...designations,
  'round-opened': ({ openedAt }, { round }) => ({
    subject: `[Opened] ${round}`,
    paragraphs: [
      `The proposals to «${round}» were opened.`,
      `Opened: ${moment(openedAt)}`,
      'The check of eligibility and the evaluation follow. We write to you when something is asked of you and when there is a result. The proof that your receipt stands in the ledger is in the portal.',
    ],
  }),
  'result-announced': ({ objectBefore }, { round }) => ({
    subject: `[Result] ${round}`,
    paragraphs: [
      `Notice was given of the decision on the proposals to «${round}».`,
      'What was decided on a proposal that you submitted, its points and their reasons are on its page of the portal. The priority list is public.',
      `You can object on the same page, once, with all your grounds, before ${moment(objectBefore)}.`,
    ],
  }),
  'result-revised': ({ revisedAt }, { round }) => ({
    subject: `[Revised result] ${round}`,
    paragraphs: [
      `The priority list of «${round}» was revised, by what a fresh panel found after an upheld objection.`,
      `Revised: ${moment(revisedAt)}`,
      'What stands now of a proposal that you submitted is on its page of the portal. The list before stays on record.',
    ],
  }),
  'round-cancelled': ({ cancelledAt }, { round }) => ({
    subject: `[Cancelled] ${round}`,
    paragraphs: [
      `«${round}» was cancelled.`,
      `Cancelled: ${moment(cancelledAt)}`,
      'Your proposal is void. What was not opened stays unread, and nothing of it is used.',
    ],
  }),
  ...people,
};
