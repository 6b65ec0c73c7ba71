import type { Instant } from '../../../../platform/instant.ts';
import type { Templates } from '../../message.ts';
import { momentIn } from '../../moment.ts';

const moment = (instant: Instant): string => momentIn('en', instant);

const changes = {
  designated: { subject: 'Designated', text: 'is decided' },
  extended: { subject: 'Designation extended', text: 'was extended' },
  reviewed: {
    subject: 'Designation reviewed',
    text: 'was reviewed after the failed first use; the finding is in the portal',
  },
  kept: { subject: 'Designation stands', text: 'stands: the notice of its cancellation was dropped' },
  cancelled: { subject: 'Designation cancelled', text: 'was cancelled' },
} as const;

/** What is said of designated solutions. */
export const designations: Pick<
  Templates,
  | 'designation-cancellation-noticed'
  | 'designation-commented'
  | 'designation-changed'
  | 'designation-expiring'
  | 'designation-expired'
  | 'buying-requested'
  | 'designation-to-review'
> = {
  'designation-cancellation-noticed': ({ commentUntil }, named) => ({
    subject: `[Designation to be cancelled] ${named.round}`,
    paragraphs: [
      `The designation of your product for the challenge «${named.challenge}» is to be cancelled. The reason is in the portal.`,
      `You may comment on it there until ${moment(commentUntil)}. The designation holds until it is decided.`,
    ],
  }),
  'designation-changed': ({ change, activeUntil }, named) => ({
    subject: `[${changes[change].subject}] ${named.round}`,
    paragraphs: [
      `The designation of your product for the challenge «${named.challenge}» ${changes[change].text}.`,
      change === 'cancelled'
        ? 'Public bodies can no longer request to buy it. The reason is with your proposal in the portal.'
        : `It holds until ${moment(activeUntil)}; until then public bodies can request to buy it without another competition.`,
    ],
  }),
  'designation-commented': (_, named) => ({
    subject: `[Comment on a cancellation] ${named.round}`,
    paragraphs: [
      `The supplier has commented on the notice that the designation of its product for the challenge «${named.challenge}» is to be cancelled.`,
      'The comment is with the designation in the portal. Another person than who gave the notice may now decide.',
    ],
  }),
  'designation-expiring': ({ activeUntil, toldTo }, named) => ({
    subject: `[Designation expires soon] ${named.round}`,
    paragraphs: [
      toldTo === 'supplier'
        ? `The designation of your product for the challenge «${named.challenge}» expires at ${moment(activeUntil)}.`
        : `The designation of the product for the challenge «${named.challenge}», which you asked to buy, expires at ${moment(activeUntil)}.`,
      toldTo === 'supplier'
        ? 'From then on public bodies cannot request to buy it. If it should be extended, please write to the agency before that time.'
        : 'If you want to buy it without another competition, please conclude the contract with the supplier before that time.',
    ],
  }),
  'designation-expired': ({ activeUntil, toldTo }, named) => ({
    subject: `[Designation expired] ${named.round}`,
    paragraphs: [
      `The designation of ${toldTo === 'supplier' ? 'your' : 'the'} product for the challenge «${named.challenge}» expired at ${moment(activeUntil)}.`,
      'Contracts that were concluded are not touched. It can no longer be requested.',
    ],
  }),
  'buying-requested': (_, named) => ({
    subject: `[Request to buy] ${named.round}`,
    paragraphs: [
      `${named.organisation} wants to buy your designated product for the challenge «${named.challenge}».`,
      'The request is with the designation in the portal. Please get in touch with the body for a negotiated contract.',
    ],
  }),
  'designation-to-review': (_, named) => ({
    subject: `[Designation to review] ${named.round}`,
    paragraphs: [
      `The first use of what was bought for the challenge «${named.challenge}» has failed.`,
      'If the product is designated, please review whether the designation should stand. A cancellation needs written notice and the supplier’s comment.',
    ],
  }),
};
