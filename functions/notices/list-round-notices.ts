import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import type { Notice } from '../platform/notice.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { isToEvaluators } from './rules.ts';
import { listRoundNotices } from './schema.ts';
import { pageOfRound } from './store.ts';

/**
 * What staff and auditors see of a round's notices. A bounce that concerns a proposal would tell that there is one, so
 * it is in the list from the opening on (DOMAIN.md, invariant 2), and never where a round ended unopened. Of whom among
 * the evaluators a message reached only auditors learn: to staff they are pseudonyms.
 */
export const createListRoundNotices = ({ table }: { readonly table: Table }): Implementation =>
  implement(listRoundNotices, async ({ account, parameters, query }) => {
    const actor = actAs(account, ['auditor', 'staff']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const mayShow = (notice: Notice): boolean => actor.role === 'auditor' || !isToEvaluators(notice);
    const page = await pageOfRound(table, round.roundId, round.openedAt !== null, query.cursor ?? null);
    return answer(200, {
      rows: page.rows
        .filter(({ notice }) => mayShow(notice))
        .map(({ notice, ...delivery }) => ({
          deliveryId: delivery.deliveryId,
          kind: notice.kind,
          proposalId: notice.proposalId,
          accountId: delivery.accountId,
          recordedAt: delivery.recordedAt,
          state: delivery.state,
          sentAt: delivery.sentAt,
          attempts: delivery.attempts,
          failure: delivery.failure,
        })),
      cursor: page.cursor,
    });
  });
