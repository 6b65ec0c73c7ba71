import type { Attachment } from './owner.ts';

/** What was chosen of the files of a side for one act. */
export type Choice = {
  /** When the side acted last: what it had attached until then goes along only where it is chosen again. */
  readonly since: string | null;
  /** False where what is attached is rather meant for another act: then only what is chosen for this one goes along. */
  readonly takesAll: boolean;
  /** What was brought for this act, by its id. */
  readonly brought: readonly string[];
  /** What was said of each file, by its id, where anything was. */
  readonly wanted: ReadonlyMap<string, boolean>;
};

/** True for what an act can take along: the store has it, and no check has refused it. */
export const isReady = ({ state }: Attachment): boolean => state === 'RECEIVED' || state === 'VERIFIED';

/** True for what the side had attached before it acted last, and has not brought again. */
export const isEarlier = ({ attachmentId, declaredAt }: Attachment, { since, brought }: Choice): boolean =>
  since !== null && Date.parse(declaredAt) <= Date.parse(since) && !brought.includes(attachmentId);

/** True for what is to go along, whether it can or not. */
export const isWanted = (attachment: Attachment, choice: Choice): boolean =>
  choice.wanted.get(attachment.attachmentId) ?? (choice.takesAll && !isEarlier(attachment, choice));
