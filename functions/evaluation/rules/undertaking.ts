import { sha256Hex } from '../../platform/digest.ts';
import type { Instant } from '../../platform/instant.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Transition } from '../../platform/transition.ts';
import type { Phase, UndertakingText } from '../../rounds/rules.ts';
import { refuseEvaluation } from '../refusals.ts';

/**
 * An evaluator's undertaking of confidentiality in a round (DOMAIN.md, «Who acts»: «undertakes confidentiality; declares
 * conflicts; reads only what is assigned and opened»), with the text as it was shown. It stands for all panels of the
 * round, and for no other round.
 */
export type Undertaking = Pick<UndertakingText, 'text'> & {
  readonly state: 'GIVEN';
  /** What the ledger names it by, so that its public part leads to no person. */
  readonly undertakingId: string;
  readonly roundId: string;
  readonly accountId: string;
  readonly organisationId: string;
  readonly textVersion: string;
  /** Of both, as `undertakingSha256` gives it. */
  readonly sha256: string;
  readonly givenAt: Instant;
};

export type UndertakingAction = 'undertake';

/** The only arrow of an undertaking: what is undertaken is not taken back. */
export const undertakingTransitions = [
  { action: 'undertake', from: null, to: 'GIVEN', by: ['evaluator'], guard: 'checkTextShown' },
] as const satisfies readonly Transition<Undertaking['state'], UndertakingAction, 'evaluator'>[];

/** While panels read and score, fresh ones after the notice among them. */
export const undertakingPhases = [
  'OPENED',
  'SCREENING',
  'EVALUATION',
  'DECISION',
  'NOTICE',
  'PURCHASE',
] as const satisfies readonly Phase[];

/** SHA-256, as lower-case hex, over the UTF-8 of the version, the Korean and the English text, parted by line feeds. */
export const undertakingSha256 = ({ version, text }: UndertakingText): string =>
  sha256Hex([version, text.ko, text.en].join('\n'));

/** Refuses an undertaking of another text than the one that was frozen with the call of its round. */
export const checkTextShown = (ofRound: UndertakingText, shownSha256: string): Refusal | null => {
  const sha256 = undertakingSha256(ofRound);
  return sha256 === shownSha256
    ? null
    : refuseEvaluation('undertaking-differs', { version: ofRound.version, sha256 });
};

/** Refuses who has given no undertaking in the round yet. */
export const checkUndertaken = (undertaking: Undertaking | null, roundId: string): Refusal | null =>
  undertaking === null ? refuseEvaluation('undertaking-missing', { roundId }) : null;
