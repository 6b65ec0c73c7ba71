import { answer, type Implementation, implement } from '../platform/http.ts';
import { refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { readRound } from '../rounds/store.ts';
import { isPublished } from './rules.ts';
import { listCorrections } from './schema.ts';
import { listCorrections as listStoredCorrections, readChallenge } from './store.ts';

/** The corrections of a published challenge, for everybody, oldest first, each with the terms before it. */
export const createListCorrections = ({ table }: { readonly table: Table }): Implementation =>
  implement(listCorrections, async ({ parameters: { challengeId } }) => {
    const challenge = await readChallenge(table, challengeId);
    const round = challenge === null ? null : await readRound(table, challenge.roundId);
    if (challenge === null || round === null || !isPublished(challenge, round)) return refuse('not-found');
    return answer(200, { rows: await listStoredCorrections(table, challengeId) });
  });
