import { isPublished } from '../challenges/rules.ts';
import { listChallengesOfRound } from '../challenges/store.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { isInTheRunning, suppliersOf } from '../proposals/rules.ts';
import { listProposalsOfChallenge } from '../proposals/store.ts';
import { isOpened, type Round } from '../rounds/rules.ts';
import { readRound } from '../rounds/store.ts';
import { readOrganisations } from '../organisations/store.ts';
import { type DeclaredConflict, declaringRoles, type RoundDeclaration } from './rules.ts';
import { declareForRound, listRoundDeclarations, readRoundDeclaration } from './schema.ts';
import {
  conflictChange,
  declarationChange,
  inTurns,
  listDeclarations,
  listOwnConflicts,
  readDeclaration,
} from './store.ts';

type Dependencies = { readonly table: Table };

/** Who screens, decides, buys or inspects declares for an opened round: clear, or the challenges with a stake. */
export const createDeclareForRound = ({ table }: Dependencies): Implementation =>
  implement(declareForRound, async ({ account, body, idempotency, parameters, receivedAt: at }) => {
    const actor = actAs(account, declaringRoles);
    if (isRefusal(actor)) return actor;
    const { roundId } = parameters;
    const round = await readRound(table, roundId);
    if (round === null || !isOpened(round)) return refuse('not-found');
    const { accountId, organisationId } = actor;
    const [challenges, declared] = await Promise.all([
      listPublished(table, round),
      listOwnConflicts(table, roundId, accountId),
    ]);
    const known = new Set(challenges.map(({ challengeId }) => challengeId));
    if (body.conflicts.some(({ challengeId }) => !known.has(challengeId))) return refuse('not-found');
    const stakes = new Map(body.conflicts.map(({ challengeId, reason }) => [challengeId, reason]));
    const before = new Set(declared.map(({ challengeId }) => challengeId));
    const conflicts = [...stakes]
      .filter(([challengeId]) => !before.has(challengeId))
      .map(([challengeId, reason]): DeclaredConflict => ({
        state: 'DECLARED',
        conflictId: newId(),
        roundId,
        challengeId,
        accountId,
        organisationId,
        reason,
        declaredAt: at,
      }));
    const declaration: RoundDeclaration = {
      state: 'DECLARED',
      declarationId: newId(),
      roundId,
      accountId,
      organisationId,
      challengeIds: [...new Set([...before, ...stakes.keys()])].sort(),
      declaredAt: at,
    };
    return commit(table, {
      at,
      actor,
      changes: [
        declarationChange(declaration, 'declare-for-round'),
        ...conflicts.map((conflict) => conflictChange(conflict, 'declare-own-conflict')),
      ],
      idempotency,
      answer: ({ versions: [version = 0] }) =>
        answer(201, { roundId, challengeIds: declaration.challengeIds, declaredAt: at }, version),
    });
  });

/**
 * Whether the person has declared for a round, with what a stake may be in: its challenges and, for the agency, who
 * proposed to them. Buyers are told no supplier here; theirs stands in the purchase.
 */
export const createReadRoundDeclaration = ({ table }: Dependencies): Implementation =>
  implement(readRoundDeclaration, async ({ account, parameters }) => {
    const actor = actAs(account, declaringRoles);
    if (isRefusal(actor)) return actor;
    const { roundId } = parameters;
    const round = await readRound(table, roundId);
    if (round === null || !isOpened(round)) return refuse('not-found');
    const [declaration, challenges] = await Promise.all([
      readDeclaration(table, roundId, actor.accountId),
      listPublished(table, round),
    ]);
    const suppliers = await inTurns(challenges, 8, async ({ challengeId }) =>
      actor.role === 'buyer'
        ? []
        : [
            ...new Set(
              (await listProposalsOfChallenge(table, challengeId))
                .filter(isInTheRunning)
                .flatMap(suppliersOf),
            ),
          ],
    );
    const names = await readOrganisations(table, suppliers.flat());
    return answer(200, {
      roundId,
      declaredAt: declaration?.declaredAt ?? null,
      challenges: challenges.map(({ challengeId, title }, index) => ({
        challengeId,
        title,
        suppliers: (suppliers[index] ?? []).flatMap((id) => names.get(id)?.name ?? []),
      })),
    });
  });

/** Who has declared for a round, for auditors. */
export const createListRoundDeclarations = ({ table }: Dependencies): Implementation =>
  implement(listRoundDeclarations, async ({ account, parameters }) => {
    const actor = actAs(account, ['auditor']);
    if (isRefusal(actor)) return actor;
    const declarations = await listDeclarations(table, parameters.roundId);
    return answer(200, {
      rows: declarations.map(({ accountId, organisationId, challengeIds, declaredAt }) => ({
        accountId,
        organisationId,
        challengeIds,
        declaredAt,
      })),
    });
  });

/** The challenges that proposals were asked for, by ascending id. */
const listPublished = async (table: Table, round: Round) =>
  (await listChallengesOfRound(table, round.roundId))
    .filter((challenge) => isPublished(challenge, round))
    .sort((left, right) => (left.challengeId < right.challengeId ? -1 : 1));
