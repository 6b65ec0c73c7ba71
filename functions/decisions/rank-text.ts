import { canonicalJson } from '../platform/canonical-json.ts';
import type { Refusal } from '../platform/refusal.ts';
import { refuseDecision } from './refusals.ts';
import {
  isSheetFault,
  parseScoreSheet,
  type PriorityList,
  rankSheet,
  type ScoreSheet,
  SheetCannotBeRanked,
} from './rules.ts';

/** A sheet with the list that follows from it, and the list's canonical JSON. */
export type Ranked = {
  readonly sheet: ScoreSheet;
  readonly list: PriorityList;
  readonly listText: string;
};

/**
 * Ranks a sheet from its text, as anybody does who downloads it: the result is a function of the stored bytes and
 * nothing else (DOMAIN.md, invariant 7). Refuses with `sheet-not-rankable`. Throws a `SyntaxError` for what is no
 * JSON.
 */
export const rankText = (sheetText: string): Ranked | Refusal => {
  const written: unknown = JSON.parse(sheetText);
  const sheet = parseScoreSheet(written);
  if (isSheetFault(sheet)) return refuseDecision('sheet-not-rankable', { ...sheet });
  try {
    const list = rankSheet(sheet);
    return { sheet, list, listText: canonicalJson(list) };
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) return refuseDecision('sheet-not-rankable', { ...error.fault });
    throw error;
  }
};
