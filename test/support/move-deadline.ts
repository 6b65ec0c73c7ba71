import { addSeconds, type Instant } from '../../functions/platform/instant.ts';
import { transitionRound, transitionSealedRound } from '../../functions/rounds/schema.ts';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import type { openCall } from './open-call.ts';

type Call = Pick<Awaited<ReturnType<typeof openCall>>, 'roundId' | 'closesAt' | 'stage'>;

/** Two people move the deadline of an open call by `seconds`, before it passes; answers the moved one. */
export const moveDeadline = async ({ roundId, closesAt, stage }: Call, seconds: number): Promise<Instant> => {
  const { staff, approver } = agencyApis(stage);
  const parameters = { roundId };
  const deadline = addSeconds(closesAt, seconds);
  await staff.must(transitionRound, {
    parameters,
    body: {
      action: 'prepare-deadline-move',
      name: 'proposals',
      deadline,
      confirmNonWorkingDay: true,
      basis: 'extension',
      reason: 'Snow has closed the roads',
    },
  });
  await approver.must(transitionSealedRound, {
    parameters,
    body: { action: 'approve-deadline-move', deadline },
  });
  return deadline;
};
