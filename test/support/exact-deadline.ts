import { expect } from '@jest/globals';
import fc from 'fast-check';
import { addSeconds, epochMillisecondsOf, type Instant } from '../../functions/platform/instant.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import { serve } from '../../functions/platform/http.ts';
import type { Stored } from '../../functions/platform/change.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createSubmitProposal } from '../../functions/proposals/submit-proposal.ts';
import { createWithdrawProposal } from '../../functions/proposals/withdraw-proposal.ts';
import { readProposal } from '../../functions/proposals/store.ts';
import { effectiveProposalState } from '../../functions/proposals/rules.ts';
import { createDeadlineReached } from '../../functions/rounds/deadline-reached.ts';
import { prepareOutageMove } from '../../functions/rounds/prepare-outage-move.ts';
import { presentRound } from '../../functions/rounds/present.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { readRound } from '../../functions/rounds/store.ts';
import { storeCall } from './call-world.ts';
import { fakeWorkflow } from './fake-workflow.ts';
import { callApi } from './http-event.ts';
import { createMember, type Member } from './members.ts';
import { storeProposal } from './proposals.ts';
import { createRoundsApi } from './rounds-api.ts';
import { readyDraft } from './sample-proposal.ts';

const requestsPerTimeline = 20;
const day = 24 * 3600 * 1000;
const begin = '2020-05-31T15:00:00.000Z';

/** Milliseconds around an instant: the very ones, and up to a day. */
const around = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.integer({ min: -60_000, max: 60_000 }),
  fc.integer({ min: -day, max: day }),
);

/** A request for an owner's verb, so far from the deadline that holds last, written so long after it was received. */
const request = fc.record({
  verb: fc.constantFrom('submit', 'withdraw', 'replace'),
  /** Which of the deadlines that ever held it is near to. */
  nearTo: fc.nat({ max: 2 }),
  offset: around,
  takes: fc.integer({ min: 0, max: 29_999 }),
});

/** A move, approved before the deadline by staff's word, or in the hold for an outage, and by how much. */
const move = fc.record({
  isOutage: fc.boolean(),
  approvedBefore: fc.integer({ min: 1, max: 3_600_000 }),
  approvedAfter: fc.integer({ min: 0, max: 3 * 3_600_000 - 1 }),
  by: fc.integer({ min: 4 * 3_600_000, max: 3 * day }),
});

const timeline = fc.record({
  moves: fc.array(move, { maxLength: 2 }),
  requests: fc.array(request, {
    minLength: requestsPerTimeline,
    maxLength: requestsPerTimeline,
  }),
  /** When the schedule fires, from the deadline: never, once, twice; early or late. */
  firings: fc.array(around, { maxLength: 2 }),
  /** How wrong the clock of a function is. */
  skew: fc.integer({ min: -5000, max: 5000 }),
});
type Timeline = typeof timeline extends fc.Arbitrary<infer T> ? T : never;

const later = (instant: Instant, milliseconds: number): Instant => addSeconds(instant, milliseconds / 1000);

type Event = { readonly at: Instant; readonly run: () => Promise<void> };
type World = Awaited<ReturnType<typeof createWorld>>;

/** How the deadline is judged; a test shows with another one that a broken rule is found. */
export type Judging = {
  /** The instant that handlers judge by, of a request taken by the gateway at one and written at another. */
  readonly by: (receivedAt: Instant, writtenAt: Instant) => Instant;
  /** The phase that is shown of a round, given whether its schedule has fired for the deadline that holds. */
  readonly shown: (round: Stored<Round>, at: Instant, hasFired: boolean) => string;
  /** The table as the owner's verbs see it. */
  readonly table: (table: Table) => Table;
};

const asItIs: Judging = {
  by: (receivedAt) => receivedAt,
  shown: (round, at) => presentRound(round, 1, at).phase,
  table: (table) => table,
};

const createWorld = async (table: Table, judging: Judging) => {
  const agency = await createMember(table, 'AGENCY', ['staff']);
  const approver = await createMember(table, 'AGENCY', ['approver'], agency.organisationId);
  const signatory = await createMember(table, 'SUPPLIER', ['signatory']);
  const seen = judging.table(table);
  const receipts = { table: seen, sign: () => Promise.resolve('signature'), keyId: 'key' };
  return {
    table,
    judging,
    staff: agency,
    approver,
    signatory,
    rounds: createRoundsApi(table).handler,
    proposals: serve([createSubmitProposal(receipts), createWithdrawProposal(receipts)], seen),
  };
};

/** The deadlines that hold one after another, each with the instant from which it does, as the domain has it. */
const deadlinesOf = ({ moves }: Timeline): readonly { from: Instant; due: Instant; isOutage: boolean }[] => {
  const found = [{ from: later(begin, -30 * day), due: begin, isOutage: false }];
  for (const { isOutage, approvedBefore, approvedAfter, by } of moves) {
    const last = found.at(-1)?.due ?? begin;
    const from = later(last, isOutage ? approvedAfter : -approvedBefore);
    found.push({ from, due: later(last, by), isOutage });
  }
  return found;
};

/** What was judged wrongly, and how many were judged. */
type Tally = { requests: number; readonly misjudged: string[] };

/** Plays a timeline in the order of what happens, and holds each outcome against the deadline that held then. */
const play = async (world: World, tally: Tally, given: Timeline): Promise<void> => {
  const { table, judging } = world;
  const round = await storeCall(table, 'key', {
    generation: 1,
    decisionPromisedAt: later(begin, 60 * day),
  });
  const { roundId } = round;
  const proposal = await storeProposal(
    table,
    readyDraft({ roundId, supplierId: world.signatory.organisationId, proposalDeadline: begin }),
  );
  const path = `/proposals/${proposal.proposalId}`;
  const held = deadlinesOf(given);
  const dueAt = (at: Instant): Instant => held.findLast(({ from }) => from <= at)?.due ?? begin;

  const fired = new Set<Instant>();
  const events: Event[] = [
    ...held.slice(1).map(({ from, due, isOutage }) => ({
      at: from,
      run: () => moveDeadline(world, roundId, { at: from, due, isOutage }),
    })),
    ...given.firings.flatMap((offset) =>
      held.map(({ due }) => ({
        at: later(due, offset),
        run: () => {
          fired.add(due);
          return fire(table, roundId, due, later(due, offset + given.skew));
        },
      })),
    ),
    ...given.requests.map(({ verb, nearTo, offset, takes }) => {
      const receivedAt = later(held[Math.min(nearTo, held.length - 1)]?.due ?? begin, offset);
      const at = later(receivedAt, takes);
      return { at, run: () => send(receivedAt, at, verb) };
    }),
  ];

  const send = async (receivedAt: Instant, at: Instant, verb: string): Promise<void> => {
    tally.requests += 1;
    const before = await readProposal(table, proposal.proposalId);
    const stored = await readRound(table, roundId);
    if (before === null || stored === null) throw new Error('The case is gone');
    const due = dueAt(at);
    const withdraws = verb === 'withdraw' && before.state === 'SUBMITTED';
    const answer = await callApi(world.proposals, {
      method: 'POST',
      path: `${path}/${withdraws ? 'withdrawal' : 'submission'}`,
      accountId: world.signatory.accountId,
      receivedAt: judging.by(receivedAt, at),
    });
    const after = await readProposal(table, proposal.proposalId);
    const tookEffect = after?.bookkeeping.entryCount === before.bookkeeping.entryCount + 1;
    const shown = judging.shown(stored, receivedAt, fired.has(due));
    const state = effectiveProposalState(before, stored, receivedAt);
    const isOpen = receivedAt < due;
    const isRight =
      tookEffect === isOpen &&
      (answer.status === 200) === isOpen &&
      (shown === 'CALL_FOR_PROPOSALS') === isOpen &&
      ['DRAFT', 'SUBMITTED', 'WITHDRAWN'].includes(state) === (isOpen || before.state === 'WITHDRAWN');
    if (!isRight)
      tally.misjudged.push(
        JSON.stringify({ verb, receivedAt, at, due, status: answer.status, body: answer.body }),
      );
  };

  const inOrder = events.sort((one, other) => epochMillisecondsOf(one.at) - epochMillisecondsOf(other.at));
  for (const { run } of inOrder) await run();
};

/** Moves the deadline by the very acts of staff, system and approver. */
const moveDeadline = async (
  { table, rounds, staff, approver }: World,
  roundId: string,
  { at, due, isOutage }: { at: Instant; due: Instant; isOutage: boolean },
): Promise<void> => {
  const post = (who: Member, folder: string, body: object) =>
    callApi(rounds, {
      method: 'POST',
      path: `/rounds/${roundId}/${folder}`,
      accountId: who.accountId,
      body,
      receivedAt: at,
    });
  if (isOutage) {
    const outage = { to: due, reason: 'outage', evidence: 'heartbeats', task: 'watch' };
    const outcome = await prepareOutageMove(table, roundId, outage, at);
    if (isRefusal(outcome)) throw new Error(outcome.code);
  } else {
    const { status } = await post(staff, 'transitions', {
      action: 'prepare-deadline-move',
      name: 'proposals',
      deadline: due,
      confirmNonWorkingDay: true,
      basis: 'extension',
      reason: 'snow',
    });
    expect(status).toBe(200);
  }
  const approved = await post(approver, 'sealed-transitions', {
    action: 'approve-deadline-move',
    deadline: due,
  });
  expect(approved.status).toBe(200);
};

/** The schedule fires for a deadline, at what the function takes for the time. */
const fire = (table: Table, roundId: string, due: Instant, clock: Instant): Promise<void> =>
  createDeadlineReached({
    table,
    workflow: fakeWorkflow().workflow,
    clock: () => clock,
    settleInspection: () => Promise.resolve(),
  })({ kind: 'round', roundId, deadline: 'proposals', at: due });

/**
 * R1: judges `cases` requests on `table`, around deadlines that move, with stale copies, late writes, schedules that
 * fire early, late, twice or never, and clocks that are wrong; each by the real handlers, rules and write conditions,
 * held against the deadline that the domain says holds then. `judging` breaks a rule, to show that it is found.
 */
export const judgeRequests = async (
  table: Table,
  cases: number,
  judging: Partial<Judging> = {},
): Promise<Tally> => {
  const world = await createWorld(table, { ...asItIs, ...judging });
  const tally: Tally = { requests: 0, misjudged: [] };
  await fc.assert(
    fc.asyncProperty(timeline, (given) => play(world, tally, given)),
    { numRuns: cases / requestsPerTimeline },
  );
  return tally;
};
