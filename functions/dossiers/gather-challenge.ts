import type { Challenge } from '../challenges/rules.ts';
import { listCorrections } from '../challenges/store.ts';
import { publishedSupplements } from '../evaluation/rules.ts';
import {
  readDraw,
  readPanel,
  readPanelMeeting,
  listConflictsOfChallenge,
  listDeclarations,
  listDrawSupplements,
  listEvaluators,
  listFreshPanels,
  listUndertakings,
} from '../evaluation/store.ts';
import type { Records } from '../decisions/store.ts';
import type { Stored } from '../platform/change.ts';
import type { Table } from '../platform/table.ts';
import type { Question } from '../questions/rules.ts';
import { pageOfQuestions } from '../questions/store.ts';
import type { Round } from '../rounds/rules.ts';
import { jsonText, own, type Part } from './dossier-content.ts';

/** The challenge with its corrections and questions, and the round with the policy that was frozen with the call. */
export const gatherChallenge = async (
  table: Table,
  challenge: Stored<Challenge>,
  round: Stored<Round>,
): Promise<Part> => {
  const { challengeId } = challenge;
  const [corrections, ...questions] = await Promise.all([
    listCorrections(table, challengeId),
    ...(['ASKED', 'ANSWERED', 'DECLINED'] as const).map((state) => questionsIn(table, challengeId, state)),
  ]);
  const asked = questions.flat().sort((left, right) => (left.askedAt < right.askedAt ? -1 : 1));
  return {
    texts: [
      ...jsonText('round.json', own(round)),
      ...jsonText('challenge/challenge.json', own(challenge)),
      ...jsonText('challenge/corrections.json', corrections),
      ...jsonText('challenge/questions.json', asked.map(own)),
    ],
    entities: [
      `round/${round.roundId}`,
      `challenge/${challengeId}`,
      ...asked.map(({ questionId }) => `question/${questionId}`),
    ],
  };
};

const questionsIn = async (table: Table, challengeId: string, state: Question['state']) => {
  const questions: Stored<Question>[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfQuestions>> = await pageOfQuestions(
      table,
      challengeId,
      state,
      cursor,
    );
    questions.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return questions;
};

/**
 * What staff, approvers and inspectors declared for the round, clear or not, and each conflict in the challenge: from then
 * on their colleagues acted on it.
 */
export const gatherConflicts = async (table: Table, { challengeId, roundId }: Challenge): Promise<Part> => {
  const [declared, declarations] = await Promise.all([
    listConflictsOfChallenge(table, roundId, challengeId),
    listDeclarations(table, roundId),
  ]);
  return {
    texts: [...jsonText('conflicts.json', declared), ...jsonText('declarations.json', declarations.map(own))],
    entities: [
      ...declared.map(({ conflictId }) => `conflict/${conflictId}`),
      ...declarations.map(({ declarationId }) => `declaration/${declarationId}`),
    ],
  };
};

/**
 * The panels with their conflicts, recusals and meetings, and the draw with what it was revealed by; where it tells
 * evaluators, also who sits in them.
 */
export const gatherPanels = async (
  { table, records }: { readonly table: Table; readonly records: Records },
  { challengeId, roundId }: Challenge,
  tellsEvaluators: boolean,
): Promise<Part> => {
  const [panel, meetings, draw, pool, freshPanels, undertaken, supplements] = await Promise.all([
    readPanel(table, challengeId),
    readPanelMeeting(table, { challengeId, freshFor: null }),
    readDraw(table, roundId),
    listEvaluators(table, roundId),
    listFreshPanels(table, roundId),
    listUndertakings(table, roundId),
    listDrawSupplements(table, roundId),
  ]);
  const fresh = [...freshPanels].filter(([, one]) => one.challengeId === challengeId);
  const freshMeetings = await Promise.all(
    fresh.map(([proposalId]) => readPanelMeeting(table, { challengeId, freshFor: proposalId })),
  );
  const seated = new Set(
    [panel, ...fresh.map(([, one]) => one)].flatMap((one) =>
      one === null ? [] : one.seats.map(({ evaluatorId }) => evaluatorId),
    ),
  );
  for (const [, { relieved }] of fresh) for (const evaluatorId of relieved) seated.add(evaluatorId);
  const members = tellsEvaluators ? pool.filter(({ evaluatorId }) => seated.has(evaluatorId)) : [];
  const undertakings = members.flatMap(({ accountId }) => undertaken.get(accountId) ?? []);
  return {
    texts: [
      ...jsonText('panel/panel.json', own(panel)),
      ...fresh.flatMap(([proposalId, one]) => jsonText(`panel/fresh-${proposalId}.json`, own(one))),
      ...jsonText('panel/meetings.json', own(meetings)),
      ...freshMeetings.flatMap((one) => jsonText(`panel/fresh-meetings-${one?.freshFor}.json`, own(one))),
      ...(tellsEvaluators ? jsonText('panel/members.json', members.map(own)) : []),
      ...(tellsEvaluators ? jsonText('panel/undertakings.json', undertakings.map(own)) : []),
      ...jsonText('panel/draw.json', own(draw)),
      ...(draw === null
        ? []
        : [['panel/draw-record.json', await records.get(draw.recordObject, draw.recordSha256)] as const]),
      ...(draw === null || supplements.length === 0
        ? []
        : jsonText('panel/draw-supplements.json', publishedSupplements(draw, supplements))),
    ],
    entities: [
      `panel/${challengeId}`,
      `panel-meeting/${challengeId}`,
      `draw/${roundId}`,
      ...supplements.map(({ number }) => `draw-supplement/${roundId}/${number}`),
      ...fresh.flatMap(([proposalId]) => [`fresh-panel/${proposalId}`, `panel-meeting/${proposalId}`]),
      ...members.map(({ listingId }) => `listing/${listingId}`),
      ...undertakings.map(({ undertakingId }) => `undertaking/${undertakingId}`),
    ],
  };
};
