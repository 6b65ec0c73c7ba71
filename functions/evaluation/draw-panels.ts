import { listChallengesOfRound } from '../challenges/store.ts';
import type { Records } from '../decisions/store/records.ts';
import type { Stored } from '../platform/change.ts';
import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import { actAs, type PersonActor } from '../platform/identity.ts';
import type { Instant } from '../platform/instant.ts';
import { keepAnswer } from '../platform/keep-answer.ts';
import { isRefusal, type Refusal, refuse } from '../platform/refusal.ts';
import type { Sealer } from '../platform/sealing.ts';
import type { Table } from '../platform/table.ts';
import { listProposalsOfRound } from '../proposals/store.ts';
import { refuseRound } from '../rounds/refusals.ts';
import type { Round } from '../rounds/rules.ts';
import { readRound, whileRoundIs } from '../rounds/store.ts';
import { partiesOf, prepareDraw } from './prepare-draw.ts';
import { presentPanel } from './present.ts';
import { refuseEvaluation } from './refusals.ts';
import { checkDrawSecret, type Draw, type DrawRecord, panelOf } from './rules.ts';
import { drawPanels } from './schema.ts';
import {
  drawChange,
  inTurns,
  panelChange,
  putDrawRecord,
  readDraw,
  readDrawRecord,
  readPanels,
} from './store.ts';

export type DrawDependencies = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly records: Records;
};

/**
 * Staff draw the panels. The draw itself is one fact, written once; each panel then follows from its record in a
 * transaction of its own. The same request under a new key seats what is missing, also for a challenge whose first eligible
 * proposal became so by a reply.
 */
export const createDrawPanels = (dependencies: DrawDependencies): Implementation =>
  implement(drawPanels, async ({ account, body, idempotency, parameters, receivedAt }) => {
    const { table } = dependencies;
    const actor = actAs(account, ['staff']);
    if (isRefusal(actor)) return actor;
    const round = await readRound(table, parameters.roundId);
    if (round === null) return refuse('not-found');
    const { roundId } = round;
    const refusal = checkDrawSecret(round, body.drawSecret);
    if (refusal !== null) return refusal;
    const found = await readDraw(table, roundId);
    if (round.state !== 'SCREENING' && (round.state !== 'EVALUATION' || found === null))
      return refuseRound('round-phase', { phase: round.state, roundId });

    const draw = found ?? (await drawOnce(dependencies, round, body.drawSecret, actor, receivedAt));
    if (isRefusal(draw)) return draw;
    const record = await readDrawRecord(dependencies.records, draw);
    const unseated = await seatPanels(table, round, record, actor, receivedAt);
    if (unseated !== null) return unseated;
    const panels = await readPanels(
      table,
      record.panels.map(({ challengeId }) => challengeId),
    );
    const drawn = answer(201, {
      seed: draw.seed,
      recordSha256: draw.recordSha256,
      drawnAt: draw.drawnAt,
      panels: [...panels.values()].map((panel) => presentPanel(panel, panel.bookkeeping.version)),
    });
    return keepAnswer(table, idempotency, drawn, receivedAt);
  });

/** Makes the draw a fact, or answers the one that somebody else made meanwhile. */
const drawOnce = async (
  dependencies: DrawDependencies,
  round: Stored<Round>,
  drawSecret: string,
  actor: PersonActor,
  at: Instant,
): Promise<Draw | Refusal> => {
  const { table, records } = dependencies;
  const { roundId } = round;
  const record = await prepareDraw(dependencies, round, drawSecret);
  if (isRefusal(record)) return record;
  const { sha256, object } = await putDrawRecord(records, record);
  const draw: Draw = {
    state: 'DRAWN',
    roundId,
    seed: record.seed,
    recordSha256: sha256,
    recordObject: object,
    drawnAt: at,
  };
  const outcome = await commit(table, {
    at,
    actor,
    changes: [drawChange(draw, 'draw')],
    alongside: [whileRoundIs(roundId, ['SCREENING'])],
    idempotency: null,
    answer: () => answer(201, null),
  });
  if (!isRefusal(outcome)) return draw;
  return outcome.code === 'already-exists' ? ((await readDraw(table, roundId)) ?? outcome) : outcome;
};

/** Seats the drawn panel of each challenge that has an eligible proposal and no panel; null when all are seated. */
const seatPanels = async (
  table: Table,
  round: Round,
  record: DrawRecord,
  actor: PersonActor,
  at: Instant,
): Promise<Refusal | null> => {
  const { roundId, policy } = round;
  const [proposals, challenges] = await Promise.all([
    listProposalsOfRound(table, roundId),
    listChallengesOfRound(table, roundId),
  ]);
  const byChallenge = Map.groupBy(proposals, ({ challengeId }) => challengeId);
  const seated = await readPanels(
    table,
    record.panels.map(({ challengeId }) => challengeId),
  );
  const missing = record.panels.filter(
    ({ challengeId }) =>
      !seated.has(challengeId) &&
      byChallenge.get(challengeId)?.some(({ state }) => state === 'ELIGIBLE') === true,
  );
  const tooSmall = missing.filter(({ members }) => members.length < policy.panel.quorum);
  if (tooSmall.length > 0)
    return refuseEvaluation('panel-too-small', {
      size: policy.panel.quorum,
      challenges: tooSmall.map(({ challengeId, members }) => ({ challengeId, found: members.length })),
    });
  const outcomes = await inTurns(missing, 4, async (drawn) => {
    const challenge = challenges.find(({ challengeId }) => challengeId === drawn.challengeId);
    if (challenge === undefined) return refuse('changed-meanwhile');
    const panel = panelOf(drawn, record.candidates, {
      roundId,
      drawSeed: record.seed,
      maximumOfOneOrganisation: record.maximumOfOneOrganisation,
      parties: partiesOf(challenge, byChallenge.get(drawn.challengeId) ?? []),
    });
    return commit(table, {
      at,
      actor,
      changes: [panelChange(null, panel, 'seat')],
      alongside: [whileRoundIs(roundId, ['SCREENING', 'EVALUATION'])],
      idempotency: null,
      answer: () => answer(201, null),
    });
  });
  return outcomes.filter(isRefusal).find(({ code }) => code !== 'already-exists') ?? null;
};
