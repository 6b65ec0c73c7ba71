import { isRecord } from '../api/problem.ts';
import type { Receipt } from './queries.ts';

/** A file that a submission names. */
export type NamedFile = {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly sizeInBytes: number;
  readonly sha256: string;
};

/** What a receipt opens of the proposal as it stood then; null where it opens it no more. */
type Disclosed = {
  readonly submissionNumber: number | null;
  readonly files: readonly NamedFile[] | null;
};

const isNamedFile = (value: unknown): value is NamedFile =>
  isRecord(value) &&
  typeof value['attachmentId'] === 'string' &&
  typeof value['fileName'] === 'string' &&
  typeof value['sizeInBytes'] === 'number' &&
  typeof value['sha256'] === 'string';

/** Of the receipt itself, not of the proposal, which may have been submitted anew since. */
export const disclosedIn = ({ disclosure }: Pick<Receipt, 'disclosure'>): Disclosed => {
  const after: unknown = disclosure?.after;
  if (!isRecord(after)) return { submissionNumber: null, files: null };
  const { submissionNumber, attachments } = after;
  return {
    submissionNumber: typeof submissionNumber === 'number' ? submissionNumber : null,
    files: Array.isArray(attachments) ? attachments.filter(isNamedFile) : null,
  };
};

/** What a receipt is for: which submission of several it was, or the withdrawal. */
export const kindOfReceipt = ({
  action,
  from,
  to,
}: {
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
}): 'submitted' | 'replaced' | 'broughtBack' | 'withdrawn' | 'other' => {
  if (to === 'WITHDRAWN') return 'withdrawn';
  // Whoever acknowledges a correction submits nothing.
  if (action !== 'submit') return 'other';
  if (from === 'SUBMITTED') return 'replaced';
  return from === 'WITHDRAWN' ? 'broughtBack' : 'submitted';
};
