import { applyOutcomes } from '../../functions/decisions/apply-outcomes.ts';
import { createApproveRevision } from '../../functions/decisions/approve-revision.ts';
import { createReadRevision } from '../../functions/decisions/read-decision.ts';
import { createRecommendRevision } from '../../functions/decisions/recommend-revision.ts';
import { createListFreshPanels, createRenewFreshPanel } from '../../functions/evaluation/fresh-panels.ts';
import { createDecideObjection } from '../../functions/objections/decide-objection.ts';
import { createMakeObjection } from '../../functions/objections/make-objection.ts';
import { createListObjections, createReadObjection } from '../../functions/objections/read-objections.ts';
import { serve } from '../../functions/platform/http.ts';
import type { Round } from '../../functions/rounds/rules.ts';
import { readRound } from '../../functions/rounds/store.ts';
import { declareClear } from './declare-conflict.ts';
import { approve, createDecidedWorld, noticeAt, recommend } from './decided-world.ts';
import { expectStatus, moveRound } from './evaluation-world.ts';
import { callApi } from './http-event.ts';
import { createMember, type Member } from './members.ts';

export const standstill = '2020-08-10T00:00:00.000Z';
export const inStandstill = '2020-08-09T23:59:59.999Z';

/** The fields of a round of which notice was given. */
export const noticed: Partial<Round> = {
  state: 'NOTICE',
  noticeAt,
  deadlines: {
    challengeCall: '2020-04-01T00:00:00.000Z',
    proposals: '2020-05-31T15:00:00.000Z',
    evaluation: '2020-07-01T00:00:00.000Z',
    standstill,
  },
};

/** A round in its standstill, the outcomes applied, with an approver who had no part in its decision. */
export const createObjectionWorld = async () => {
  const world = await createDecidedWorld();
  const { table, records, roundId } = world;
  expectStatus(await approve(world, world.approver, await recommend(world)), 200);
  await moveRound(world, noticed);
  const round = await readRound(table, roundId);
  if (round === null) throw new Error('The round is gone');
  await applyOutcomes({ table, records }, round, noticeAt);
  const woken: string[] = [];
  const dependencies = {
    table,
    wakeRound: (woke: string) => {
      woken.push(woke);
      return Promise.resolve();
    },
  };
  const handler = serve(
    [
      createMakeObjection(dependencies),
      createDecideObjection({ ...dependencies, records }),
      createReadObjection({ table }),
      createListObjections({ table, records }),
      createListFreshPanels({ table }),
      createRenewFreshPanel(dependencies),
      createRecommendRevision({ table, records }),
      createReadRevision({ table, records }),
      createApproveRevision({ ...dependencies, records }),
    ],
    table,
  );
  const call = (
    method: 'GET' | 'POST',
    who: Member,
    path: string,
    { body, at = inStandstill }: { readonly body?: unknown; readonly at?: string } = {},
  ) =>
    callApi(handler, {
      method,
      path,
      receivedAt: at,
      accountId: who.accountId,
      ...(body === undefined ? {} : { body }),
    });
  const judge = await createMember(table, 'AGENCY', ['approver'], world.approver.organisationId);
  await declareClear(table, roundId, [judge]);
  return {
    ...world,
    woken,
    judge,
    object: (who: Member, proposalId: string, at = inStandstill, attachmentIds: readonly string[] = []) =>
      call('POST', who, `/proposals/${proposalId}/objection`, {
        body: { text: 'Two cards are wrong', attachmentIds },
        at,
      }),
    decide: (who: Member, proposalId: string, outcome: string, at = inStandstill) =>
      call('POST', who, `/proposals/${proposalId}/objection/decision`, {
        body: { outcome, reasons: 'As the file shows' },
        at,
      }),
    readObjection: (who: Member, proposalId: string) =>
      call('GET', who, `/proposals/${proposalId}/objection`),
    listFreshPanels: (who: Member, at = inStandstill) =>
      call('GET', who, `/rounds/${roundId}/fresh-panels`, { at }),
    renewFreshPanel: (who: Member, proposalId: string, at: string) =>
      call('POST', who, `/proposals/${proposalId}/fresh-panel/renewal`, { at }),
    recommendRevision: (who: Member, at = inStandstill) =>
      call('POST', who, `/rounds/${roundId}/decision/revision`, { at }),
    readRevision: (who: Member) => call('GET', who, `/rounds/${roundId}/decision/revision/records`),
    approveRevision: (who: Member, sheetSha256: string) =>
      call('POST', who, `/rounds/${roundId}/decision/revision/approval`, { body: { sheetSha256 } }),
    listObjections: (who: Member) => call('GET', who, `/rounds/${roundId}/objections`),
  };
};

export type ObjectionWorld = Awaited<ReturnType<typeof createObjectionWorld>>;
