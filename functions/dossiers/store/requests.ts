import * as v from 'valibot';
import {
  listOwnConflicts,
  readEvaluator,
  readFreshPanel,
  readPanel,
  refusalOfUndeclared,
} from '../../evaluation/store.ts';
import type { Challenge } from '../../challenges/rules.ts';
import { bookkeepingOf, type Change, type Stored } from '../../platform/change.ts';
import type { Account } from '../../platform/identity.ts';
import type { Refusal } from '../../platform/refusal.ts';
import type { Table, TableKey } from '../../platform/table.ts';
import { suppliersOf } from '../../proposals/rules.ts';
import { listProposalsOfChallenge } from '../../proposals/store.ts';
import { checkReader, type DossierAction, type DossierRequest, dossierStates } from '../rules.ts';

const dossierRow = v.object({
  state: v.picklist(dossierStates),
  dossierId: v.string(),
  roundId: v.string(),
  challengeId: v.string(),
  requestedBy: v.string(),
  tellsEvaluators: v.boolean(),
  requestedAt: v.string(),
  wokenAt: v.string(),
  builtAt: v.nullable(v.string()),
  archive: v.nullable(
    v.object({ key: v.string(), versionId: v.string(), sha256: v.string(), sizeInBytes: v.number() }),
  ),
}) satisfies v.GenericSchema<unknown, DossierRequest>;

const dossierKey = (dossierId: string): TableKey => ({ pk: `DOSSIER#${dossierId}`, sk: 'DOSSIER' });

/** A dossier by id, or null. */
export const readDossierRequest = async (
  table: Table,
  dossierId: string,
): Promise<Stored<DossierRequest> | null> => {
  const row = await table.get(dossierKey(dossierId));
  return row === null ? null : { ...v.parse(dossierRow, row), bookkeeping: bookkeepingOf(row) };
};

/** The change of a dossier by one of its arrows; with `action` null only its making is set going again. */
export const dossierChange = (
  before: Stored<DossierRequest> | null,
  after: DossierRequest,
  action: DossierAction | null,
  reason: string | null = null,
): Change<DossierRequest> => ({
  key: dossierKey(after.dossierId),
  entity: `dossier/${after.dossierId}`,
  log: `round/${after.roundId}`,
  action,
  reason,
  before,
  after,
});

/**
 * The refusal of whoever takes part in a challenge of an opened round, evaluates in the round or declared a conflict; null for
 * others. Not to be asked before the opening (DOMAIN.md, invariant 2).
 */
export const readInvolvement = async (
  table: Table,
  { accountId, memberships }: Pick<Account, 'accountId' | 'memberships'>,
  {
    challengeId,
    roundId,
    buyerId,
    coProposerIds,
  }: Pick<Challenge, 'challengeId' | 'roundId' | 'buyerId' | 'coProposerIds'>,
): Promise<Refusal | null> => {
  const undeclared = await refusalOfUndeclared(table, { accountId, memberships }, roundId);
  if (undeclared !== null) return undeclared;
  const [proposals, panel, evaluator, conflicts] = await Promise.all([
    listProposalsOfChallenge(table, challengeId),
    readPanel(table, challengeId),
    readEvaluator(table, roundId, accountId),
    listOwnConflicts(table, roundId, accountId),
  ]);
  const fresh = await Promise.all(proposals.map((proposal) => readFreshPanel(table, proposal)));
  const seated = [panel, ...fresh];
  const reader = {
    organisationIds: Object.keys(memberships),
    isInPool: evaluator !== null,
    hasConflict: conflicts.some((conflict) => conflict.challengeId === challengeId),
  };
  const parties = [
    buyerId,
    ...coProposerIds,
    ...proposals.flatMap(suppliersOf),
    ...seated.flatMap((one) => one?.parties ?? []),
  ];
  return checkReader(reader, { parties, roundId, challengeId });
};
