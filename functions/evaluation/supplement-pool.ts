import { listChallengesOfRound } from '../challenges/store.ts';
import { listObjections } from '../objections/store.ts';
import {
  readDeciders,
  readDecision,
  readInvolvement,
  type Records,
  whileDecisionIs,
} from '../decisions/store.ts';
import { readOrganisations } from '../organisations/store.ts';
import { type Change, fieldsOf, type Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs } from '../platform/identity.ts';
import { newId } from '../platform/ids.ts';
import type { Instant } from '../platform/instant.ts';
import { approvalAwaited } from '../platform/notice.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Table } from '../platform/table.ts';
import { findTransition } from '../platform/transition.ts';
import { listProposalsOfRound } from '../proposals/store.ts';
import type { Phase, Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { withConflicts } from './prepare-draw.ts';
import { steppedIn } from './notices.ts';
import { presentPoolSupplement } from './present.ts';
import { refuseEvaluation } from './refusals.ts';
import {
  activeSeats,
  checkEvaluator,
  checkProposed,
  checkSupplementApproval,
  checkUndecided,
  checkUntellable,
  type Draw,
  drawSupplement,
  type DrawSupplement,
  filledPanel,
  namedEntries,
  newlySeated,
  type Panel,
  type PoolSupplement,
  publishedSupplements,
  supplementCandidates,
  type SupplementEntry,
  supplementPhases,
  supplementTransitions,
  withSupplements,
} from './rules.ts';
import {
  approvePoolSupplement,
  proposePoolSupplement,
  readDrawSupplements,
  readPoolSupplement,
} from './schema.ts';
import {
  drawSupplementChange,
  evaluatorChange,
  listDrawSupplements,
  listEvaluators,
  listPanels,
  panelChange,
  poolSupplementChange,
  readDraw,
  readDrawRecord,
  readPoolSupplement as readStoredSupplement,
  readSupplementProposers,
} from './store.ts';

type Dependencies = { readonly table: Table; readonly records: Records };

/** Staff propose further evaluators for a drawn round, whose panels lack people; another person approves them. */
export const createProposePoolSupplement = ({ table }: Pick<Dependencies, 'table'>): Implementation =>
  implement(
    proposePoolSupplement,
    async ({ account, body, idempotency, parameters: { roundId }, receivedAt: at }) => {
      const actor = actAs(account, ['staff']);
      if (isRefusal(actor)) return actor;
      const [round, draw, before, involved] = await Promise.all([
        readRound(table, roundId),
        readDraw(table, roundId),
        readStoredSupplement(table, roundId),
        readInvolvement(table, account, roundId),
      ]);
      if (round === null) return refuse('not-found');
      if (involved !== null) return involved;
      if (draw === null) return refuseEvaluation('supplement-before-draw', { roundId });
      const row = findTransition(supplementTransitions, 'propose-supplement', before?.state ?? null);
      if (isRefusal(row)) return row;
      const [pool, deciders] = await Promise.all([
        listEvaluators(table, roundId),
        readDecidersAndJudges(table, roundId),
      ]);
      const listed = new Set(pool.map(({ accountId }) => accountId));
      const refusal =
        checkProposed(body.people, { proposedBy: actor.accountId, listed, deciders }, roundId) ??
        (await refusalOfPeople(table, body.people));
      if (refusal !== null) return refusal;
      const people = body.people.map(({ name = null, ...person }) => ({ ...person, name }));
      const after: PoolSupplement = {
        state: row.to,
        roundId,
        number: (before?.number ?? 0) + 1,
        ...namedEntries(people, before, newId),
        proposedBy: actor.accountId,
        proposedAt: at,
        approvedBy: null,
        approvedAt: null,
      };
      return commit(table, {
        at,
        actor,
        changes: [poolSupplementChange(before, after, row.action)],
        notices: [approvalAwaited('pool-supplement', `${roundId}/${after.number}`, roundId)],
        alongside: [whileRoundIs(roundId, supplementPhases)],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(201, presentPoolSupplement(after, version), version),
      });
    },
  );

/**
 * An approver of no pool, another person than who proposed them, approves further evaluators: from then on they stand
 * behind the drawn order of every panel. First panels that have lost their quorum are filled at once, as by the
 * replacement that was not there; fresh ones by their renewal.
 */
export const createApprovePoolSupplement = ({ table, records }: Dependencies): Implementation =>
  implement(
    approvePoolSupplement,
    async ({ account, body, idempotency, parameters: { roundId }, receivedAt: at }) => {
      const actor = actAs(account, ['approver']);
      if (isRefusal(actor)) return actor;
      const [round, draw, before, involved, proposers, decision, deciders] = await Promise.all([
        readRound(table, roundId),
        readDraw(table, roundId),
        readStoredSupplement(table, roundId),
        readInvolvement(table, account, roundId),
        readSupplementProposers(table, roundId),
        readDecision(table, roundId),
        readDecidersAndJudges(table, roundId),
      ]);
      if (round === null || draw === null || before === null) return refuse('not-found');
      if (involved !== null) return involved;
      const row = findTransition(supplementTransitions, 'approve-supplement', before.state);
      if (isRefusal(row)) return row;
      const refusal =
        checkSupplementApproval(before, { accountId: actor.accountId, number: body.number, proposers }) ??
        // Who was proposed may have decided since: nobody of an open proposal is in the pool yet.
        checkUndecided(before.entries, deciders, roundId) ??
        (await refusalOfPeople(table, before.entries));
      if (refusal !== null) return refusal;
      const earlier = await listDrawSupplements(table, roundId);
      const drawn = await drawnOf({ table, records }, draw, before, earlier, at);
      const telling = checkUntellable(drawn);
      if (telling !== null) return telling;
      const filled = await fillings(table, round, [...earlier, drawn]);
      const after: PoolSupplement = {
        ...fieldsOf(before),
        state: row.to,
        approvedBy: actor.accountId,
        approvedAt: at,
      };
      return commit(table, {
        at,
        actor,
        changes: [
          poolSupplementChange(before, after, row.action),
          drawSupplementChange(drawn, 'draw-supplement'),
          ...before.entries.map((entry) => listing(entry, roundId, at)),
          ...filled.map(({ before: panel, after: whole }) => panelChange(panel, whole, 'fill')),
        ],
        notices: filled.flatMap(({ before: panel, after: whole }) =>
          steppedIn(whole, newlySeated(panel, whole), round.deadlines.evaluation),
        ),
        alongside: [
          whileRoundIs(roundId, filled.length > 0 ? fillingPhases : supplementPhases),
          whileDecisionIs(roundId, decision),
        ],
        idempotency,
        answer: ({ versions: [version = 0] }) => answer(200, presentPoolSupplement(after, version), version),
      });
    },
  );

/** Who was proposed last, by name and without pseudonyms. */
export const createReadPoolSupplement = ({ table }: Pick<Dependencies, 'table'>): Implementation =>
  implement(readPoolSupplement, async ({ account, parameters: { roundId } }) => {
    const actor = actAs(account, ['staff', 'approver', 'auditor']);
    if (isRefusal(actor)) return actor;
    const supplement = await readStoredSupplement(table, roundId);
    if (supplement === null) return answer(200, null);
    const { version } = supplement.bookkeeping;
    return answer(200, presentPoolSupplement(supplement, version), version);
  });

/** What approved supplements add to the draw, for everybody; there is nothing before the draw. */
export const createReadDrawSupplements = ({ table }: Pick<Dependencies, 'table'>): Implementation =>
  implement(readDrawSupplements, async ({ parameters: { roundId } }) => {
    const [draw, supplements] = await Promise.all([
      readDraw(table, roundId),
      listDrawSupplements(table, roundId),
    ]);
    return draw === null ? refuse('not-found') : answer(200, publishedSupplements(draw, supplements));
  });

/** Who recommended or approved in the round, and who judged an objection in it. */
const readDecidersAndJudges = async (table: Table, roundId: string): Promise<ReadonlySet<string>> => {
  const [deciders, objections] = await Promise.all([
    readDeciders(table, roundId),
    listObjections(table, roundId),
  ]);
  const judges = objections.flatMap(({ decision }) => (decision === null ? [] : [decision.accountId]));
  return new Set([...deciders, ...judges]);
};

/** Refuses whoever is not an evaluator of a confirmed institute, or not any more. */
const refusalOfPeople = async (
  table: Table,
  people: readonly Pick<SupplementEntry, 'accountId' | 'organisationId'>[],
): Promise<Refusal | null> => {
  const institutes = await readOrganisations(
    table,
    people.map(({ organisationId }) => organisationId),
  );
  return (
    people
      .map(({ accountId, organisationId }) =>
        checkEvaluator(institutes.get(organisationId) ?? null, accountId),
      )
      .find((refusal) => refusal !== null) ?? null
  );
};

/** The supplement as it is drawn: without those in conflict with a challenge, in the order of the draw's lots. */
const drawnOf = async (
  { table, records }: Dependencies,
  draw: Draw,
  { roundId, entries }: PoolSupplement,
  earlier: readonly DrawSupplement[],
  at: Instant,
): Promise<DrawSupplement> => {
  const [record, pool, challenges, proposals] = await Promise.all([
    readDrawRecord(records, draw),
    listEvaluators(table, roundId),
    listChallengesOfRound(table, roundId),
    listProposalsOfRound(table, roundId),
  ]);
  const known = [...record.candidates, ...earlier.flatMap((supplement) => supplement.candidates)];
  const groups = new Map(known.map(({ evaluatorId, group }) => [evaluatorId, group]));
  const groupOfOrganisation = new Map(
    pool.map(({ evaluatorId, organisationId }) => [organisationId, groups.get(evaluatorId) ?? evaluatorId]),
  );
  const ofChallenge = Map.groupBy(proposals, ({ challengeId }) => challengeId);
  const drawnFor = record.challenges.flatMap(({ challengeId }) => {
    const challenge = challenges.find((one) => one.challengeId === challengeId);
    return challenge === undefined ? [] : [{ challenge, ofChallenge: ofChallenge.get(challengeId) ?? [] }];
  });
  const input = {
    seed: record.seed,
    candidates: supplementCandidates(entries, groupOfOrganisation),
    challenges: await withConflicts(table, drawnFor, entries),
  };
  return {
    state: 'DRAWN',
    roundId,
    number: earlier.length + 1,
    drawSha256: draw.recordSha256,
    ...input,
    orders: drawSupplement(input),
    approvedAt: at,
  };
};

const listing = (entry: SupplementEntry, roundId: string, at: Instant): Change =>
  evaluatorChange({ ...entry, state: 'LISTED', roundId, listingId: newId(), listedAt: at }, 'list-late');

/** In which a first panel declares and scores. */
const fillingPhases: readonly Phase[] = ['SCREENING', 'EVALUATION'];

/** So many writes of a transaction are left for the panels; what would not fit waits for the next supplement. */
const mostWrites = 70;

/** The first panels that have lost their quorum, each with the next of its order on the empty seats. */
const fillings = async (
  table: Table,
  { roundId, state, policy }: Round,
  supplements: readonly DrawSupplement[],
): Promise<readonly { readonly before: Stored<Panel>; readonly after: Panel }[]> => {
  if (!fillingPhases.includes(state)) return [];
  const { size, quorum } = policy.panel;
  let writes = 0;
  return (await listPanels(table, roundId))
    .filter((panel) => activeSeats(panel).length < quorum)
    .map((before) => ({
      before,
      after: filledPanel<Panel>(withSupplements(fieldsOf(before), supplements), size),
    }))
    .filter(({ before, after }) => after.seats.length > before.seats.length)
    .filter(({ before, after }) => {
      // The panel, its entry, and a notice for each who comes.
      const own = 2 + after.seats.length - before.seats.length;
      const isRoom = writes + own <= mostWrites;
      if (isRoom) writes += own;
      return isRoom;
    });
};
