import type { DeclaredConflict, RoundDeclaration } from '../../functions/evaluation/rules.ts';
import { conflictChange, declarationChange } from '../../functions/evaluation/store.ts';
import type { Instant } from '../../functions/platform/instant.ts';
import type { Table } from '../../functions/platform/table.ts';
import { putNewThing } from './purchase-world.ts';
import type { Member } from './members.ts';

/** Lets somebody have declared a conflict in a challenge. */
export const declareConflict = async (
  table: Table,
  who: Pick<Member, 'accountId' | 'organisationId'>,
  place: { readonly roundId: string; readonly challengeId: string },
  declaredAt: Instant,
): Promise<void> => {
  const { roundId, challengeId } = place;
  const { accountId, organisationId } = who;
  const declared: DeclaredConflict = {
    state: 'DECLARED',
    conflictId: crypto.randomUUID(),
    roundId,
    challengeId,
    accountId,
    organisationId,
    reason: 'The supplier employs my sister',
    declaredAt,
  };
  await putNewThing(table, conflictChange(declared, 'declare-own-conflict'));
};

/** Lets people have declared for a round that they have no stake in it. */
export const declareClear = async (
  table: Table,
  roundId: string,
  people: readonly Pick<Member, 'accountId' | 'organisationId'>[],
): Promise<void> => {
  for (const { accountId, organisationId } of people) {
    const declared: RoundDeclaration = {
      state: 'DECLARED',
      declarationId: crypto.randomUUID(),
      roundId,
      accountId,
      organisationId,
      challengeIds: [],
      declaredAt: '2020-06-01T00:00:00.000Z',
    };
    await putNewThing(table, declarationChange(declared, 'declare-for-round'));
  }
};
