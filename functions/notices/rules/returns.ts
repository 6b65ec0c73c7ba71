import type { DeliveryState } from './delivery.ts';

/** What the mail service says became of a message, in its own words. */
export type MailEvent = {
  readonly eventType: string;
  readonly bounce?: { readonly bounceType: string } | undefined;
  readonly complaint?: { readonly complaintFeedbackType?: string | null | undefined } | undefined;
};

/** What became of a delivery; `failure` is the code of why it did not arrive. */
export type Outcome = {
  readonly state: Extract<DeliveryState, 'DELIVERED' | 'BOUNCED' | 'COMPLAINED'>;
  readonly failure: string | null;
};

const code = (...words: readonly string[]): string =>
  words
    .map((word) => word.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-'))
    .join('-')
    .slice(0, 60);

/** What an event makes of the delivery; null for one that says nothing of its arrival. */
export const outcomeOf = ({ eventType, bounce, complaint }: MailEvent): Outcome | null => {
  switch (eventType) {
    case 'Delivery':
      return { state: 'DELIVERED', failure: null };
    case 'Bounce':
      return { state: 'BOUNCED', failure: code('bounce', bounce?.bounceType ?? 'undetermined') };
    case 'Reject':
      return { state: 'BOUNCED', failure: 'rejected' };
    case 'Complaint':
      return {
        state: 'COMPLAINED',
        failure: code('complaint', complaint?.complaintFeedbackType ?? 'unsaid'),
      };
    default:
      return null;
  }
};
