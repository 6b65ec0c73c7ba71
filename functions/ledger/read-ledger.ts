import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readEvaluator } from '../evaluation/store.ts';
import { readRound } from '../rounds/store.ts';
import { checkAuditing, checkNoPeer, checkPublicReading } from './rules.ts';
import { auditLedger, exportLedger, listRefusals } from './schema.ts';
import { pageOfEntries, pageOfRefusals } from './store.ts';

/** The leaves alone: they name nobody. */
export const createExportLedger = ({ table }: { readonly table: Table }): Implementation =>
  implement(exportLedger, async ({ parameters: { roundId }, query }) => {
    const round = await readRound(table, roundId);
    if (round === null) return refuse('not-found');
    const refusal = checkPublicReading(round);
    if (refusal !== null) return refusal;
    const page = await pageOfEntries(table, `round/${roundId}`, query.cursor ?? null);
    return answer(200, { rows: page.rows.map(({ leaf }) => leaf), cursor: page.cursor });
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
