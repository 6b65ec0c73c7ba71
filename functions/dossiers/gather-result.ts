import type { Challenge } from '../challenges/rules.ts';
import { type Decision, explainSheet, type PinnedObject } from '../decisions/rules.ts';
import { readDecision, readPriorityList, readScoreSheet, type Records } from '../decisions/store.ts';
import { pageOfRequests, readDesignation } from '../designations/store.ts';
import type { FirstUse } from '../first-use/rules.ts';
import { readFirstUse } from '../first-use/store.ts';
import { listOutcomesOfRound } from '../first-use/store/outcomes.ts';
import { isToEvaluators } from '../notices/rules.ts';
import { pageOfRound } from '../notices/store.ts';
import type { Objection } from '../objections/rules.ts';
import { readObjection } from '../objections/store.ts';
import type { Table } from '../platform/table.ts';
import { documentsOfPurchase, type Purchase } from '../purchases/rules.ts';
import { listFirstUseApplications, listPurchasesOfRound, readMoveUp } from '../purchases/store.ts';
import { joined, jsonText, own, type Part } from './dossier-content.ts';
import { enclose } from './enclose.ts';

type Dependencies = { readonly table: Table; readonly records: Records };

type Result = {
  readonly sheetSha256: string;
  readonly listSha256: string;
  readonly sheetObject: PinnedObject;
  readonly listObject: PinnedObject;
};

/** The decision with its approvals; every score sheet and list that was decided on, and what explains the present one. */
export const gatherDecision = async (
  { table, records }: Dependencies,
  { roundId, challengeId }: Challenge,
): Promise<Part> => {
  const decision = await readDecision(table, roundId);
  if (decision === null) return { texts: [], entities: [] };
  const results: readonly (readonly [string, Result])[] = [
    ['decision', decision],
    ...decision.earlier.map((earlier, at) => [`decision/earlier-${at + 1}`, earlier] as const),
    ...(decision.revision === null ? [] : [['decision/revision', decision.revision] as const]),
  ];
  const texts = await Promise.all(results.map(([folder, result]) => textsOf(records, folder, result)));
  return {
    texts: [
      ...jsonText('decision/decision.json', own(decision)),
      ...texts.flat(),
      ...jsonText('decision/explanations.json', await explanationsOf(records, decision, challengeId)),
    ],
    entities: [`decision/${roundId}`],
  };
};

const textsOf = async (records: Records, folder: string, result: Result) => {
  const [sheet, list] = await Promise.all([
    records.get(result.sheetObject, result.sheetSha256),
    records.get(result.listObject, result.listSha256),
  ]);
  return [
    [`${folder}/score-sheet.json`, sheet],
    [`${folder}/list.json`, list],
  ] as const;
};

const explanationsOf = async (records: Records, decision: Decision, challengeId: string) => {
  const [sheet, list] = await Promise.all([
    readScoreSheet(records, decision),
    readPriorityList(records, decision),
  ]);
  return explainSheet(sheet, list).filter(({ row }) => row.challengeId === challengeId);
};

/** What followed for the proposals: objections, purchases with each step, first use, outcomes, designations. */
export const gatherConsequences = async (
  { table }: Pick<Dependencies, 'table'>,
  { roundId, challengeId }: Challenge,
  proposalIds: readonly string[],
): Promise<Part> => {
  const [objections, designations, requests, purchases, outcomes, applications, moveUp] = await Promise.all([
    Promise.all(proposalIds.map((proposalId) => readObjection(table, { roundId, proposalId }))),
    Promise.all(proposalIds.map((proposalId) => readDesignation(table, proposalId))),
    Promise.all(proposalIds.map((proposalId) => requestsOf(table, proposalId))),
    listPurchasesOfRound(table, roundId),
    listOutcomesOfRound(table, roundId),
    listFirstUseApplications(table, challengeId),
    readMoveUp(table, roundId),
  ]);
  const bought = purchases.filter((purchase) => purchase.challengeId === challengeId);
  const firstUses = await Promise.all(bought.map(({ purchaseId }) => readFirstUse(table, purchaseId)));
  const files = await Promise.all([
    ...objections.map((one) => filesOfObjection(table, one)),
    ...bought.map((one, at) => filesOfPurchase(table, one, firstUses[at] ?? null)),
  ]);
  const ids = new Set(bought.map(({ purchaseId }) => purchaseId));
  const recorded = outcomes.filter((outcome) => outcome.challengeId === challengeId);
  const told: Part = {
    texts: [
      ...objections.flatMap((one) => jsonText(`objections/${one?.proposalId}.json`, own(one))),
      ...designations.flatMap((one) => jsonText(`designations/${one?.proposalId}.json`, own(one))),
      ...jsonText('designations/requests.json', requests.flat()),
      ...bought.flatMap((one) => jsonText(`purchases/${one.purchaseId}.json`, own(one))),
      ...firstUses.flatMap((one) => jsonText(`first-use/${one?.purchaseId}.json`, own(one))),
      ...jsonText('first-use/applications.json', applications.map(own)),
      ...jsonText('first-use/outcomes.json', recorded),
      ...jsonText('purchases/move-up.json', own(moveUp)),
    ],
    entities: [
      `move-up/${roundId}`,
      `first-use-application/${challengeId}/`,
      ...proposalIds.map((proposalId) => `objection/${proposalId}`),
      ...[...ids].flatMap((purchaseId) => [`purchase/${purchaseId}`, `first-use/${purchaseId}`]),
      ...recorded.map(({ outcomeId }) => `outcome/${outcomeId}`),
    ],
  };
  return joined([told, ...files]);
};

const filesOfObjection = async (table: Table, objection: Objection | null): Promise<Part> =>
  objection === null
    ? { texts: [], entities: [] }
    : enclose(
        table,
        `objections/${objection.proposalId}`,
        { kind: 'objection', id: objection.proposalId },
        objection.documents,
      );

const filesOfPurchase = async (table: Table, purchase: Purchase, firstUse: FirstUse | null): Promise<Part> =>
  enclose(table, `purchases/${purchase.purchaseId}`, { kind: 'purchase', id: purchase.purchaseId }, [
    ...documentsOfPurchase(purchase),
    ...(firstUse?.report?.documents ?? []),
  ]);

const requestsOf = async (table: Table, proposalId: string) => {
  const requests: Awaited<ReturnType<typeof pageOfRequests>>['rows'][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfRequests>> = await pageOfRequests(table, proposalId, cursor);
    requests.push(page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return requests.flat();
};

/** The notices that tell of the challenge or of its proposals: to whom, when, and whether they arrived. */
export const gatherNotices = async (
  { table }: Pick<Dependencies, 'table'>,
  { roundId, challengeId }: Challenge,
  {
    proposalIds,
    tellsEvaluators,
  }: { readonly proposalIds: readonly string[]; readonly tellsEvaluators: boolean },
): Promise<Part> => {
  const sent: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfRound>> = await pageOfRound(table, roundId, true, cursor);
    const shown = page.rows.filter(({ notice }) => tellsEvaluators || !isToEvaluators(notice));
    const ours = shown.filter(
      ({ notice: { proposalId, facts } }) =>
        (proposalId !== null && proposalIds.includes(proposalId)) ||
        ('challengeId' in facts && facts.challengeId === challengeId),
    );
    sent.push(...ours);
    cursor = page.cursor;
  } while (cursor !== null);
  return { texts: jsonText('notices.json', sent), entities: [] };
};
