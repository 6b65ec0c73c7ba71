import { isRefusal, type Refusal } from '../platform/refusal.ts';
import { rankText, type Ranked } from './rank-text.ts';
import { refuseDecision } from './refusals.ts';
import type { Decision } from './rules.ts';
import { RecordChanged, RecordMissing, type Records } from './store.ts';

/** A sheet and the list that follows from it, as they are kept and pinned. */
type Result = Pick<Decision, 'sheetSha256' | 'listSha256' | 'sheetObject' | 'listObject'>;

/** Ranks a sheet and keeps both; refuses what cannot be ranked. */
export const keepResult = async (
  records: Records,
  roundId: string,
  sheetText: string,
): Promise<(Result & Pick<Decision, 'committedInWon'>) | Refusal> => {
  const ranked = rankText(sheetText);
  if (isRefusal(ranked)) return ranked;
  const [sheet, list] = await Promise.all([
    records.put(roundId, 'score-sheet.json', sheetText),
    records.put(roundId, 'list.json', ranked.listText),
  ]);
  return {
    sheetSha256: sheet.sha256,
    listSha256: list.sha256,
    sheetObject: sheet.object,
    listObject: list.object,
    committedInWon: ranked.list.committedInWon,
  };
};

/** The kept sheet, ranked anew; refuses when a record is not what it was or the list does not come out of it. */
export const rankAgain = async (
  records: Records,
  roundId: string,
  result: Result,
): Promise<Ranked | Refusal> => {
  try {
    const [sheetText, listText] = await Promise.all([
      records.get(result.sheetObject, result.sheetSha256),
      records.get(result.listObject, result.listSha256),
    ]);
    const ranked = rankText(sheetText);
    if (isRefusal(ranked) || ranked.listText === listText) return ranked;
  } catch (error) {
    if (!(error instanceof RecordChanged) && !(error instanceof RecordMissing)) throw error;
  }
  return refuseDecision('list-not-reproduced', { roundId });
};
