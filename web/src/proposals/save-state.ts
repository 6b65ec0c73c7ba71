import type { DraftState } from './use-draft.ts';

type SaveState = 'offline' | 'conflict' | 'failed' | 'invalid' | 'saving' | 'typed' | 'saved';

/** Where the saving of a draft stands: what keeps it from being saved goes before what it does. */
export const saveStateOf = (
  draft: Pick<DraftState, 'isDirty' | 'hasToSave' | 'theirs' | 'error' | 'invalid' | 'isPending'>,
  isOnline: boolean,
): SaveState => {
  if (!isOnline && draft.isDirty) return 'offline';
  if (draft.theirs !== null) return 'conflict';
  if (draft.error !== null && draft.isDirty) return 'failed';
  if (draft.isPending) return 'saving';
  if (draft.hasToSave) return 'typed';
  return draft.invalid.length > 0 ? 'invalid' : 'saved';
};
