import { isPublished } from '../challenges/rules.ts';
import { readChallenge } from '../challenges/store.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { presentApplication } from './present.ts';
import { isOverseer } from './rules.ts';
import { listFirstUseApplications } from './schema.ts';
import { listFirstUseApplications as listStored } from './store.ts';

/** Who applied to be first user for a published challenge: all for the agency, its own for an organisation. */
export const createListFirstUseApplications = ({ table }: { readonly table: Table }): Implementation =>
  implement(listFirstUseApplications, async ({ account: { memberships }, parameters: { challengeId } }) => {
    const challenge = await readChallenge(table, challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null || !isPublished(challenge, round)) return refuse('not-found');
    const seesAll = isOverseer(memberships);
    const applications = await listStored(table, challengeId);
    return answer(200, {
      rows: applications
        .filter(({ organisationId }) => seesAll || memberships[organisationId] !== undefined)
        .map((application) => presentApplication(application, application.bookkeeping.version)),
    });
  });
