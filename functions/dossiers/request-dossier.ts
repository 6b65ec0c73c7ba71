import { readChallenge } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentDossier } from './present.ts';
import { checkTime, requestOf } from './rules.ts';
import { requestDossier } from './schema.ts';
import { dossierChange, readInvolvement, type WakeBuilder } from './store.ts';

export type DossierDependencies = {
  readonly table: Table;
  readonly wakeBuilder: WakeBuilder;
  readonly keptInDays: number;
};

/** A request that is lost is made again by whoever asks whether the dossier is ready. */
export const wake = async ({ wakeBuilder }: Pick<DossierDependencies, 'wakeBuilder'>, dossierId: string) => {
  try {
    await wakeBuilder(dossierId);
  } catch (error) {
    log('WARN', 'dossier-not-begun', { dossierId, name: error instanceof Error ? error.name : 'unknown' });
  }
};

/** An auditor or staff ask for a challenge's dossier, on record with the reason; it is made meanwhile. */
export const createRequestDossier = (deps: DossierDependencies): Implementation =>
  implement(requestDossier, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const { table, keptInDays } = deps;
    const actor = actAs(account, ['auditor', 'staff']);
    if (isRefusal(actor)) return actor;
    const challenge = await readChallenge(table, parameters.challengeId);
    if (challenge === null || challenge.state === 'DRAFT') return refuse('not-found');
    const round = await readRound(table, challenge.roundId);
    if (round === null) return refuse('not-found');
    const role = actor.role === 'auditor' ? 'auditor' : 'staff';
    const early = checkTime({ role }, round);
    if (early !== null) return early;
    const involved = await readInvolvement(table, account, challenge);
    if (involved !== null) return involved;

    const { challengeId, roundId } = challenge;
    const dossier = requestOf(
      {
        dossierId: newId(),
        roundId,
        challengeId,
        requestedBy: actor.accountId,
        tellsEvaluators: role === 'auditor',
      },
      at,
    );
    const outcome = await commit(table, {
      at,
      actor,
      changes: [dossierChange(null, dossier, 'request', body.reason)],
      idempotency,
      answer: () => answer(202, presentDossier(dossier, keptInDays, null)),
    });
    if (!isRefusal(outcome)) await wake(deps, dossier.dossierId);
    return outcome;
  });
