import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import { InvalidCursor, type Table } from '../platform/table.ts';
import { readEvaluator } from '../evaluation/store.ts';
import { isOpened } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { checkAuditing, checkNoPeer, checkPublicReading } from './rules.ts';
import {
  auditAgencyLedger,
  auditLedger,
  exportLedger,
  listAgencyCheckpoints,
  listCheckpoints,
  listRefusals,
} from './schema.ts';
import { lastCheckpoint, pageOfCheckpoints, pageOfEntries, pageOfLog, pageOfRefusals } from './store.ts';

/** The entries alone, up to the last checkpoint: they name nobody. */
export const createExportLedger = ({ table }: { readonly table: Table }): Implementation =>
  implement(exportLedger, async ({ parameters: { roundId }, query }) => {
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const refusal = checkPublicReading(round);
    if (refusal !== null) return refusal;
    const log = `round/${roundId}` as const;
    const last = await lastCheckpoint(table, log);
    const page = await pageOfLog(table, log, placeOf(query.cursor), last?.size ?? 0);
    return answer(200, { rows: page.rows, cursor: page.next === null ? null : String(page.next) });
  });

/** A cursor of the log is the index of the next entry. */
const placeOf = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  if (!/^[1-9]\d{0,14}$/u.test(cursor)) throw new InvalidCursor('This cursor does not belong to this list');
  return Number(cursor);
};

/** Signed commitments at any time. What opens them tells how many submitted, as do proofs: from the opening on. */
export const createListCheckpoints = ({ table }: { readonly table: Table }): Implementation =>
  implement(listCheckpoints, async ({ parameters: { roundId }, query }) => {
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const page = await pageOfCheckpoints(table, `round/${roundId}`, query.cursor ?? null);
    const rows = page.rows.map(({ note, opening, consistency }) =>
      isOpened(round) ? { note, opening, consistency } : { note, opening: null, consistency: [] },
    );
    return answer(200, { rows, cursor: page.cursor });
  });

/** The agency's log holds nothing sealed: what belongs to no round is about no proposal. */
export const createListAgencyCheckpoints = ({ table }: { readonly table: Table }): Implementation =>
  implement(listAgencyCheckpoints, async ({ query }) => {
    const page = await pageOfCheckpoints(table, 'agency', query.cursor ?? null);
    const rows = page.rows.map(({ note, opening, consistency }) => ({ note, opening, consistency }));
    return answer(200, { rows, cursor: page.cursor });
  });

/** The agency's leaves with what opens them. */
export const createAuditAgencyLedger = ({ table }: { readonly table: Table }): Implementation =>
  implement(auditAgencyLedger, async ({ account, query }) => {
    const actor = actAs(account, ['auditor']);
    if (isRefusal(actor)) return actor;
    return answer(200, await pageOfEntries(table, 'agency', query.cursor ?? null));
  });

/** The leaves with what opens them. */
export const createAuditLedger = ({ table }: { readonly table: Table }): Implementation =>
  implement(auditLedger, async ({ account, parameters: { roundId }, query }) => {
    const actor = actAs(account, ['auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const refusal = checkAuditing(round);
    if (refusal !== null) return refusal;
    const evaluator = await readEvaluator(table, roundId, actor.accountId);
    const peer = checkNoPeer(round, evaluator !== null);
    if (peer !== null) return peer;
    return answer(200, await pageOfEntries(table, `round/${roundId}`, query.cursor ?? null));
  });

/** The refusal log beside the ledger. */
export const createListRefusals = ({ table }: { readonly table: Table }): Implementation =>
  implement(listRefusals, async ({ account, parameters: { roundId }, query }) => {
    const actor = actAs(account, ['auditor']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const refusal = checkAuditing(round);
    if (refusal !== null) return refusal;
    return answer(200, await pageOfRefusals(table, `round/${roundId}`, query.cursor ?? null));
  });
