import type { Decision } from '../../decisions/rules.ts';
import { readDecision, readScoreSheet, type Records } from '../../decisions/store.ts';
import type { Table } from '../../platform/table.ts';
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
  // Counted first: one that is made meanwhile is then noticed by whoever writes on the strength of this.
  const made = await countObjections(table, roundId);
  const [objections, decision] = await Promise.all([
    listObjections(table, roundId),
    readDecision(table, roundId),
  ]);
  const unsettled = unsettledOf(objections, decision);
  if (unsettled.length === 0 || decision === null)
    return { proposalIds: new Set(), made, isUnsettled: unsettled.length > 0 };
  const sheet = await readScoreSheet(records, decision);
  return { proposalIds: heldProposals(sheet, unsettled), made, isUnsettled: true };
};

/** True while an objection of the round is open, or an upheld one has no approved result yet. */
export const hasUnsettledObjection = async (table: Table, roundId: string): Promise<boolean> => {
  const [objections, decision] = await Promise.all([
    listObjections(table, roundId),
    readDecision(table, roundId),
  ]);
  return unsettledOf(objections, decision).length > 0;
};

const unsettledOf = (
  objections: readonly { readonly state: string; readonly proposalId: string }[],
  decision: Pick<Decision, 'reopened'> | null,
): readonly string[] => [
  ...objections.filter(({ state }) => state === 'OPEN').map(({ proposalId }) => proposalId),
  ...(decision?.reopened ?? []),
];
