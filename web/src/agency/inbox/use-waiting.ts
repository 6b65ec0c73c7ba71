import { useQuery, useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useApi } from '../../app/services.tsx';
import { phaseOf } from '../../rounds/phase.ts';
import { isHeard } from '../designations/waiting-cancellation.tsx';
import {
  type Decision,
  decisionQuery,
  type MoveUp,
  moveUpQuery,
  type Objection,
  objectionsOrNoneQuery,
  type PoolSupplement,
  poolSupplementQuery,
  type Preparation,
  preparationsQuery,
  recoveriesQuery,
  type Recovery,
  type WaitingDesignation,
  waitingDesignationsQuery,
} from '../queries.ts';

/** Something that one person prepared, or asked for, and another decides. */
export type Waiting =
  | { readonly kind: 'move' | 'opening' | 'declaration'; readonly round: Preparation }
  | { readonly kind: 'decision' | 'revision'; readonly round: Preparation; readonly decision: Decision }
  | { readonly kind: 'move-up'; readonly round: Preparation; readonly moveUp: MoveUp }
  | {
      readonly kind: 'pool-supplement';
      readonly round: Preparation;
      readonly supplement: PoolSupplement;
    }
  | { readonly kind: 'objection'; readonly round: Preparation; readonly objection: Objection }
  | {
      readonly kind: 'designation' | 'cancellation' | 'extension';
      readonly round: Preparation;
      readonly designation: WaitingDesignation;
    }
  | { readonly kind: 'recovery'; readonly recovery: Recovery };

/** What tells one from another in a list. */
export const keyOf = (waiting: Waiting): string => {
  if (waiting.kind === 'recovery') return `recovery/${waiting.recovery.recoveryId}`;
  if (waiting.kind === 'objection') return `objection/${waiting.objection.proposalId}`;
  if (waiting.kind === 'designation' || waiting.kind === 'cancellation' || waiting.kind === 'extension')
    return `${waiting.kind}/${waiting.designation.proposalId}`;
  return `${waiting.kind}/${waiting.round.roundId}`;
};

/** What is prepared, an extension too, and what can be cancelled now; a supplier that is to be heard still is waited for by nobody. */
const designationsOf = (
  rounds: readonly Preparation[],
  designations: readonly WaitingDesignation[],
): Waiting[] =>
  designations.flatMap((designation): Waiting[] => {
    const round = rounds.find(({ roundId }) => roundId === designation.roundId);
    if (round === undefined) return [];
    if (designation.state === 'PREPARED') return [{ kind: 'designation', round, designation }];
    return [
      ...(designation.extension === null ? [] : [{ kind: 'extension' as const, round, designation }]),
      ...(isHeard(designation) ? [{ kind: 'cancellation' as const, round, designation }] : []),
    ];
  });

const movesOf = (rounds: readonly Preparation[]): Waiting[] =>
  rounds.flatMap((round) => [
    ...(round.deadlineMove === null ? [] : [{ kind: 'move' as const, round }]),
    ...(round.openingPrepared === null || phaseOf(round) !== 'CLOSED_FOR_PROPOSALS'
      ? []
      : [{ kind: 'opening' as const, round }]),
  ]);

const decisionsOf = (round: Preparation, decision: Decision | null): Waiting[] => {
  if (decision === null) return [];
  if (decision.state === 'RECOMMENDED') return [{ kind: 'decision', round, decision }];
  return decision.revisionSha256 === null ? [] : [{ kind: 'revision', round, decision }];
};

/** Everything that awaits a second pair of eyes, over all rounds; what expires first comes first. */
export const useWaiting = (): readonly Waiting[] => {
  const api = useApi();
  const { data: rounds } = useSuspenseQuery(preparationsQuery(api));
  const { data: recoveries = [] } = useQuery(recoveriesQuery(api));
  const { data: designations = [] } = useQuery(waitingDesignationsQuery(api));
  const within = (...phases: readonly string[]) => rounds.filter((round) => phases.includes(phaseOf(round)));
  // An objection of the standstill's last day, and what follows from it, is decided while others are bought.
  const deciding = within('DECISION', 'NOTICE', 'PURCHASE');
  const noticed = within('NOTICE', 'PURCHASE');
  const buying = within('PURCHASE', 'FIRST_USE');
  const decisions = useSuspenseQueries({
    queries: deciding.map(({ roundId }) => decisionQuery(api, roundId)),
  });
  const objections = useSuspenseQueries({
    queries: noticed.map(({ roundId }) => objectionsOrNoneQuery(api, roundId)),
  });
  // A panel may lack somebody from its draw on.
  const seated = within('SCREENING', 'EVALUATION', 'DECISION', 'NOTICE', 'PURCHASE');
  const supplements = useSuspenseQueries({
    queries: seated.map(({ roundId }) => poolSupplementQuery(api, roundId)),
  });
  const moveUps = useSuspenseQueries({ queries: buying.map(({ roundId }) => moveUpQuery(api, roundId)) });
  return [
    ...movesOf(rounds),
    ...deciding.flatMap((round, at) => decisionsOf(round, decisions[at]?.data ?? null)),
    ...noticed.flatMap((round, at): Waiting[] =>
      objections[at]?.data === null ? [{ kind: 'declaration', round }] : [],
    ),
    ...noticed.flatMap((round, at) =>
      (objections[at]?.data?.rows ?? [])
        .filter(({ decision }) => decision === null)
        .map((objection): Waiting => ({ kind: 'objection', round, objection })),
    ),
    ...seated.flatMap((round, at): Waiting[] => {
      const supplement = supplements[at]?.data ?? null;
      return supplement?.state === 'PROPOSED' ? [{ kind: 'pool-supplement', round, supplement }] : [];
    }),
    ...buying.flatMap((round, at): Waiting[] => {
      const moveUp = moveUps[at]?.data ?? null;
      return moveUp?.state === 'PREPARED' ? [{ kind: 'move-up', round, moveUp }] : [];
    }),
    ...designationsOf(rounds, designations),
    ...recoveries
      .filter(({ state }) => state === 'PREPARED')
      .map((recovery): Waiting => ({ kind: 'recovery', recovery })),
  ];
};
