import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { listOwnClaims } from './schema.ts';
import { readOrganisations } from './store.ts';
import { type ClaimName, pageOfOwnClaims } from './store/own-claims.ts';
import { readRecoveries } from './store/recoveries.ts';

const idsOf = (claims: readonly ClaimName[], kind: ClaimName['kind']): readonly string[] =>
  claims.filter((claim) => claim.kind === kind).map(({ id }) => id);

/**
 * What the caller claimed and has not been granted: it awaits the agency, or was refused. What was granted stands among
 * the memberships, so that a page may be short though another follows.
 */
export const createListOwnClaims = ({ table }: { readonly table: Table }): Implementation =>
  implement(listOwnClaims, async ({ account, query }) => {
    const page = await pageOfOwnClaims(table, account.accountId, query.cursor ?? null);
    const [organisations, recoveries] = await Promise.all([
      readOrganisations(table, idsOf(page.rows, 'organisation')),
      readRecoveries(table, idsOf(page.rows, 'recovery')),
    ]);
    const claims = page.rows.flatMap(({ kind, id }) => {
      const found = kind === 'organisation' ? organisations.get(id) : recoveries.get(id);
      if (found === undefined || found.state === 'CONFIRMED') return [];
      const { state, claimedAt } = found;
      // Whoever claims an organisation back is not of it, and is told no name that the number does not tell.
      return [{ kind, id, name: 'name' in found ? found.name : null, state, claimedAt }];
    });
    return answer(200, { rows: claims, cursor: page.cursor });
  });
