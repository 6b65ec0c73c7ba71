import type { PinnedAttachment } from '../../attachments/rules.ts';
import type { ProposalContent } from './checklist.ts';

/**
 * What becomes of each field of a content when it is published. A field that is not named here does not compile,
 * and what is neither `shown` nor `unless-marked` never leaves: a new field is private until somebody decides.
 * Title and price are shown in any case, since the list that decides about public money names them.
 */
export const publicity = {
  title: 'shown',
  summary: 'unless-marked',
  solution: 'unless-marked',
  priceInWon: 'shown',
  technologyReadinessLevel: 'unless-marked',
  validUntil: 'unless-marked',
  deliveryInDays: 'unless-marked',
  tradeSecrets: 'private',
  drawNonce: 'private',
} as const satisfies Readonly<Record<keyof ProposalContent, 'shown' | 'unless-marked' | 'private'>>;

/** The fields that a supplier may mark as a trade secret. */
export const markableFields = [
  'summary',
  'solution',
  'technologyReadinessLevel',
  'validUntil',
  'deliveryInDays',
] as const satisfies readonly MarkableField[];

type MarkableField = {
  [Field in keyof typeof publicity]: (typeof publicity)[Field] extends 'unless-marked' ? Field : never;
}[keyof typeof publicity];

/**
 * A proposal as the public may see it after the notice: without what its supplier marked as a trade secret, which
 * is null and named in `withheld`, without the reasons, and without any attachment that is marked.
 */
export const publicView = (content: ProposalContent, attachments: readonly PinnedAttachment[]) => {
  const marks = content.tradeSecrets;
  const isMarked = (field: MarkableField): boolean =>
    marks.some((mark) => mark.kind === 'field' && mark.field === field);
  const unlessMarked = <Field extends MarkableField>(field: Field): ProposalContent[Field] | null =>
    isMarked(field) ? null : content[field];
  return {
    title: content.title,
    summary: unlessMarked('summary'),
    solution: unlessMarked('solution'),
    priceInWon: content.priceInWon,
    technologyReadinessLevel: unlessMarked('technologyReadinessLevel'),
    validUntil: unlessMarked('validUntil'),
    deliveryInDays: unlessMarked('deliveryInDays'),
    withheld: markableFields.filter(isMarked),
    attachments: attachments
      .filter(
        ({ attachmentId }) =>
          !marks.some((mark) => mark.kind === 'attachment' && mark.attachmentId === attachmentId),
      )
      .map(({ attachmentId, fileName, contentType, sizeInBytes, sha256 }) => ({
        attachmentId,
        fileName,
        contentType,
        sizeInBytes,
        sha256,
      })),
  };
};
