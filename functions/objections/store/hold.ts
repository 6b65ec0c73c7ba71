import type { Decision } from '../../decisions/rules.ts';
import { readDecision, readScoreSheet, type Records } from '../../decisions/store.ts';
import type { Table } from '../../platform/table.ts';
import { readProposals } from '../../proposals/store.ts';
import { heldProposals } from '../rules.ts';
import { countObjections, listObjections } from './objections.ts';

/** What objections hold in a round, and how many had been made when it was read. */
export type Hold = {
  readonly proposalIds: ReadonlySet<string>;
  readonly made: number;
  /** True while an objection is open, or an upheld one has no approved result yet. */
  readonly isUnsettled: boolean;
};

/**
 * The funded proposals that no purchase may be made of now (DOMAIN.md, invariant 10): those that an open objection, or
 * an upheld one whose fresh result is not approved yet, could change.
 */
export const readHold = async (table: Table, records: Records, roundId: string): Promise<Hold> => {
  const { made, unsettled, decision } = await readStanding(table, roundId);
  if (unsettled.length === 0 || decision === null)
    return { proposalIds: new Set(), made, isUnsettled: unsettled.length > 0 };
  const sheet = await readScoreSheet(records, decision);
  return { proposalIds: heldProposals(sheet, unsettled), made, isUnsettled: true };
};

/** How many objections had been made in a round when it was read, and whether one of them is not settled. */
export const readSettlement = async (
  table: Table,
  roundId: string,
): Promise<Pick<Hold, 'made' | 'isUnsettled'>> => {
  const { made, unsettled } = await readStanding(table, roundId);
  return { made, isUnsettled: unsettled.length > 0 };
};

/** True while an objection of the round is open, or an upheld one has no approved result yet. */
export const hasUnsettledObjection = async (table: Table, roundId: string): Promise<boolean> =>
  (await readSettlement(table, roundId)).isUnsettled;

/**
 * The same of the objections about one challenge: also not settled while an upheld one's fresh result may still match
 * it, or has and the challenge does not say so yet.
 */
export const readSettlementOfChallenge = async (
  table: Table,
  { roundId, challengeId }: { readonly roundId: string; readonly challengeId: string },
): Promise<Pick<Hold, 'made' | 'isUnsettled'>> => {
  const made = await countObjections(table, roundId);
  const own = (await listObjections(table, roundId)).filter((one) => one.challengeId === challengeId);
  const upheld = own.filter(({ state }) => state === 'UPHELD').map(({ proposalId }) => proposalId);
  const inTheRunning = (await readProposals(table, upheld)).filter(
    ({ state }) => state === 'ELIGIBLE' || state === 'PRIORITISED',
  );
  return { made, isUnsettled: inTheRunning.length > 0 || own.some(({ state }) => state === 'OPEN') };
};

const readStanding = async (table: Table, roundId: string) => {
  // Counted first: one that is made meanwhile is then noticed by whoever writes on the strength of this.
  const made = await countObjections(table, roundId);
  const objections = await listObjections(table, roundId);
  // After the objections: one that is upheld stands in the decision from the same instant on.
  const decision = await readDecision(table, roundId);
  return { made, unsettled: unsettledOf(objections, decision), decision };
};

const unsettledOf = (
  objections: readonly { readonly state: string; readonly proposalId: string }[],
  decision: Pick<Decision, 'reopened'> | null,
): readonly string[] => [
  ...objections.filter(({ state }) => state === 'OPEN').map(({ proposalId }) => proposalId),
  ...(decision?.reopened ?? []),
];
