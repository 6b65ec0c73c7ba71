import type { Instant } from '../../../../platform/instant.ts';
import type { NoticeFacts, NoticeKind } from '../../../../platform/notice.ts';
import type { Templates } from '../../message.ts';
import { momentIn } from '../../moment.ts';

const moment = (instant: Instant): string => momentIn('en', instant);

const awaited: Readonly<Record<NoticeFacts['approval-awaited']['what'], string>> = {
  'deadline-move': 'a new deadline',
  opening: 'the opening of the proposals',
  decision: 'a decision',
  revision: 'a revised decision',
  'move-up': 'purchases that move up from the reserve',
  'pool-supplement': 'further evaluators for the pool',
  designation: 'a designation',
  'designation-extension': 'the extension of a designation',
  recovery: 'the recovery of an organisation',
};

/** The notices for the people of organisations, about them and what awaits them, in English. */
export const people = {
  'approval-awaited': ({ what }, { round }) => ({
    subject: `[Approval awaited] ${awaited[what]}`,
    paragraphs: [
      `A member of staff has prepared ${awaited[what]}${round === '-' ? '' : ` of «${round}»`}. It holds only when another person approves it.`,
      'It stands in the approvers’ inbox of the portal, with what would change. Whoever prepared it cannot approve it.',
    ],
  }),
  'membership-offered': (_, { organisation }) => ({
    subject: '[Invitation] Membership of an organisation',
    paragraphs: [
      `${organisation} offers you a membership.`,
      'Please accept or decline it on your account’s page of the portal. Until you accept, it gives you no rights.',
    ],
  }),
  'deputy-appointed': ({ from, until }, { organisation }) => ({
    subject: '[Deputy] You stand in for a colleague',
    paragraphs: [
      `The administrator of ${organisation} lets you stand in for an absent colleague, with that colleague’s roles beside your own.`,
      `From: ${moment(from)}\nUntil: ${moment(until)}`,
      'It begins and ends by itself. What you do is recorded as yours: you cannot approve what you prepared.',
    ],
  }),
  'organisation-recovered': ({ members }, { organisation }) => ({
    subject: '[Organisation recovered]',
    paragraphs: [
      `After a check by the procurement agency, ${organisation} has a new administrator.`,
      members === 'keep'
        ? 'Your membership and your roles stay as they were.'
        : 'Your membership and your roles have ended with that.',
      'If you think that this is wrong, please tell the procurement agency at once.',
    ],
  }),
  'claim-decided': ({ decision }, { organisation }) =>
    decision === 'confirm'
      ? {
          subject: '[Organisation confirmed]',
          paragraphs: [
            `The claim on ${organisation} was confirmed.`,
            'You can act for this organisation now, and invite others to it.',
          ],
        }
      : {
          subject: '[Claim refused]',
          paragraphs: [
            `The claim on ${organisation} was refused.`,
            'The reason is on the organisation’s page of the portal; you may claim again with what was missing.',
          ],
        },
} satisfies Pick<
  Templates,
  Extract<
    NoticeKind,
    | 'approval-awaited'
    | 'membership-offered'
    | 'deputy-appointed'
    | 'organisation-recovered'
    | 'claim-decided'
  >
>;
