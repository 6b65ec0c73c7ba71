import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import { addSeconds } from '../../functions/platform/instant.ts';
import { createTable } from '../../functions/platform/table.ts';
import { draftProposal, readProposal, submitProposal } from '../../functions/proposals/schema.ts';
import { readExecutions, readRound } from '../../functions/rounds/schema.ts';
import { readRound as readStoredRound } from '../../functions/rounds/store.ts';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import { moveDeadline } from '../support/move-deadline.ts';
import { openCall } from '../support/open-call.ts';

/** Long enough for what is done before the first deadline, and between it and the moved one. */
const openForSeconds = 30;
const movedBySeconds = 20;

type Call = Awaited<ReturnType<typeof openCall>>;

/** What the round's machine has gone through, the newest last. */
const historyOf = async ({ stack, roundId, stage }: Call) => {
  const { round } = await agencyApis(stage).staff.must(readExecutions, { parameters: { roundId } });
  const machineArn = stack.outputs['RoundMachineArn'] ?? '';
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${round?.name ?? ''}`;
  const happened: { readonly at: number; readonly what: string }[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory(
    { client: new SFNClient({}) },
    { executionArn },
  ))
    for (const { timestamp, type = '', stateEnteredEventDetails: entered } of events)
      happened.push({ at: timestamp?.getTime() ?? 0, what: entered?.name ?? type });
  return happened;
};

/** The key's policy as it stands now: it says from when on the round may be opened. */
const lockOf = async ({ stack, roundId }: Call): Promise<string> => {
  const round = await readStoredRound(createTable(stack.outputs['TableName'] ?? ''), roundId);
  const { Policy = '' } = await new KMSClient({}).send(
    new GetKeyPolicyCommand({ KeyId: round?.sealKeyArn ?? '' }),
  );
  return Policy;
};

/** The one schedule of the deadline, which a move sets anew. */
const scheduleOf = ({ stack, roundId }: Call) =>
  new SchedulerClient({}).send(
    new GetScheduleCommand({ GroupName: stack.outputs['ScheduleGroupName'], Name: `${roundId}-proposals` }),
  );

const until = (instant: string): Promise<void> => wait(Math.max(0, Date.parse(instant) - Date.now()) + 500);

describe('a deadline that two people have moved', () => {
  let call: Call;

  beforeAll(async () => {
    call = await openCall(`moved-${randomUUID().slice(0, 8)}`, openForSeconds);
  }, 180_000);

  it('is kept by the lock, the schedule, the machine and the gateway alike, and by the old instant nothing is', async () => {
    const { roundId, closesAt, stage } = call;
    const { api } = call.supplier;
    const { public: anybody } = agencyApis(stage);
    const parameters = { roundId };
    const { proposalId } = await api.must(draftProposal, {
      parameters: { challengeId: call.challengeId },
      body: null,
    });
    const moved = await moveDeadline(call, movedBySeconds);
    expect(Date.now()).toBeLessThan(Date.parse(closesAt));
    const policy = await lockOf(call);
    expect(policy).toContain(lockedUntil(moved));
    expect(policy).not.toContain(lockedUntil(closesAt));
    await writeVersion(api, proposalId, call.proposal, 1);

    await until(closesAt);
    const submit = () => api.call(submitProposal, { parameters: { proposalId }, body: null });
    expect(await submit()).toMatchObject({ ok: true });
    const between = await anybody.must(readRound, { parameters });
    expect(between).toMatchObject({ phase: 'CALL_FOR_PROPOSALS', deadlines: { proposals: moved } });
    expect((await historyOf(call)).map(({ what }) => what)).not.toContain('AwaitOpening');
    const { ScheduleExpression, Target } = await scheduleOf(call);
    // Schedules fire at whole seconds: the first that is not before the deadline.
    expect(ScheduleExpression).toBe(`at(${addSeconds(moved, moved.endsWith('.000Z') ? 0 : 1).slice(0, 19)})`);
    expect(Target?.Input).toContain(moved);

    await until(moved);
    expect(await submit()).toMatchObject({ ok: false, status: 409, code: 'deadline-passed' });
    expect(await anybody.must(readRound, { parameters })).toMatchObject({ phase: 'CLOSED_FOR_PROPOSALS' });
    expect(await api.must(readProposal, { parameters: { proposalId } })).toMatchObject({
      state: 'SEALED',
      submissionNumber: 1,
      proposalDeadline: moved,
    });
    let history = await historyOf(call);
    while (!history.some(({ what }) => what === 'AwaitOpening') && Date.now() < Date.parse(moved) + 60_000) {
      await wait(1000);
      history = await historyOf(call);
    }
    const onwards = history.find(({ what }) => what === 'AwaitOpening');
    expect(onwards?.at).toBeGreaterThanOrEqual(Date.parse(moved));
    // The schedule woke it: it did not have to look by itself.
    expect(history.map(({ what }) => what).filter((what) => what.includes('TimedOut'))).toEqual([]);
  }, 180_000);
});

/** The hold of an open call of the tests is an hour. */
const lockedUntil = (deadline: string): string => addSeconds(deadline, 3600).slice(0, 19);
