import { createLinks } from '../../functions/attachments/store/links.ts';
import { createApproveDecision } from '../../functions/decisions/approve-decision.ts';
import {
  createReadDecision,
  createReadPriorityList,
  createReadRecommendation,
  createReadScoreSheet,
} from '../../functions/decisions/read-decision.ts';
import {
  createListExplanations,
  createReadBudgetComparison,
  createReadExplanation,
  createListDecisiveScorecards,
  createReadPublishedSensitivity,
  createReadSensitivity,
} from '../../functions/decisions/explain-decision.ts';
import { createReadResult } from '../../functions/decisions/read-result.ts';
import { createRecommendDecision } from '../../functions/decisions/recommend-decision.ts';
import type { Records } from '../../functions/decisions/store/records.ts';
import { createAnswerOutlier } from '../../functions/evaluation/answer-outlier.ts';
import {
  createAnswerClarification,
  createAskClarification,
  createDeclineClarification,
  createListClarifications,
  createProposeClarification,
} from '../../functions/evaluation/clarify-proposal.ts';
import { createDecideEligibility } from '../../functions/evaluation/decide-eligibility.ts';
import {
  createDeclareConflict,
  createDeclareFreshConflict,
} from '../../functions/evaluation/declare-conflict.ts';
import {
  createDeclareForRound,
  createListRoundDeclarations,
  createReadRoundDeclaration,
} from '../../functions/evaluation/declare-for-round.ts';
import {
  createDeclareOwnConflict,
  createListDeclaredConflicts,
  createListOwnConflicts,
} from '../../functions/evaluation/declare-own-conflict.ts';
import { createDownloadOpenedAttachment } from '../../functions/evaluation/download-opened-attachment.ts';
import { createDrawPanels } from '../../functions/evaluation/draw-panels.ts';
import { createGiveUndertaking } from '../../functions/evaluation/give-undertaking.ts';
import { createListEvaluations } from '../../functions/evaluation/list-evaluations.ts';
import { createListEvaluator } from '../../functions/evaluation/list-evaluator.ts';
import { createListEvaluators } from '../../functions/evaluation/list-evaluators.ts';
import { createListOpenedProposals } from '../../functions/evaluation/list-opened-proposals.ts';
import { createListProposedClarifications } from '../../functions/evaluation/list-proposed-clarifications.ts';
import { createListScorecards } from '../../functions/evaluation/list-scorecards.ts';
import { createReadOpenedProposal } from '../../functions/evaluation/read-opened-proposal.ts';
import { createListPanels, createReadDraw } from '../../functions/evaluation/read-panels.ts';
import { createReviseInMeeting } from '../../functions/evaluation/revise-in-meeting.ts';
import {
  createClosePanelMeeting,
  createOpenPanelMeeting,
  createReadPanelMeeting,
} from '../../functions/evaluation/panel-meetings.ts';
import { createSaveScorecard } from '../../functions/evaluation/save-scorecard.ts';
import {
  createApprovePoolSupplement,
  createProposePoolSupplement,
  createReadDrawSupplements,
  createReadPoolSupplement,
} from '../../functions/evaluation/supplement-pool.ts';
import {
  createAnswerSupplement,
  createReadScreening,
  createReplyToExclusion,
  createRequestSupplement,
} from '../../functions/evaluation/supplement-proposal.ts';
import { createSubmitScorecard } from '../../functions/evaluation/submit-scorecard.ts';
import { serve } from '../../functions/platform/http.ts';
import type { Sealer } from '../../functions/platform/sealing.ts';
import type { Table } from '../../functions/platform/table.ts';
import { callApi, type HttpAnswer } from './http-event.ts';
import type { Member } from './members.ts';

type Dependencies = {
  readonly table: Table;
  readonly sealer: Sealer;
  readonly records: Records;
  readonly bucketName: string;
};

/** When a request comes that says nothing else. */
export const screenedAt = '2020-06-10T00:00:00.000Z';

/** Every operation of evaluation and decisions, called as the gateway calls it. */
export const evaluationApi = ({ table, sealer, records, bucketName }: Dependencies) => {
  const handler = serve(
    [
      createListOpenedProposals({ table, sealer }),
      createReadOpenedProposal({ table, sealer }),
      createDownloadOpenedAttachment({ table, links: createLinks(bucketName) }),
      createDecideEligibility({ table, records, sealer }),
      createRequestSupplement({ table }),
      createAnswerSupplement({ table }),
      createReplyToExclusion({ table }),
      createReadScreening({ table }),
      createProposeClarification({ table }),
      createAskClarification({ table }),
      createDeclineClarification({ table }),
      createAnswerClarification({ table }),
      createListClarifications({ table }),
      createListProposedClarifications({ table }),
      createListEvaluator({ table }),
      createListEvaluators({ table }),
      createDrawPanels({ table, sealer, records }),
      createListPanels({ table }),
      createReadDraw({ table, records }),
      createReadDrawSupplements({ table }),
      createProposePoolSupplement({ table }),
      createApprovePoolSupplement({ table, records }),
      createReadPoolSupplement({ table }),
      createGiveUndertaking({ table }),
      createDeclareConflict({ table }),
      createDeclareFreshConflict({ table }),
      createDeclareForRound({ table }),
      createReadRoundDeclaration({ table }),
      createListRoundDeclarations({ table }),
      createDeclareOwnConflict({ table }),
      createListDeclaredConflicts({ table }),
      createListOwnConflicts({ table }),
      createListEvaluations({ table }),
      createSaveScorecard({ table }),
      createSubmitScorecard({ table }),
      createAnswerOutlier({ table }),
      createReviseInMeeting({ table }),
      createOpenPanelMeeting({ table }),
      createClosePanelMeeting({ table }),
      createReadPanelMeeting({ table }),
      createListScorecards({ table }),
      createRecommendDecision({ table, sealer, records }),
      createApproveDecision({ table, records }),
      createReadDecision({ table }),
      createReadRecommendation({ table, records }),
      createReadPriorityList({ table, records }),
      createReadScoreSheet({ table, records }),
      createReadResult({ table, records }),
      createListExplanations({ table, records }),
      createReadSensitivity({ table, records }),
      createReadPublishedSensitivity({ table, records }),
      createListDecisiveScorecards({ table, records }),
      createReadBudgetComparison({ table, records }),
      createReadExplanation({ table, records }),
    ],
    table,
  );
  const call =
    (method: 'GET' | 'POST' | 'PUT') =>
    (
      who: Member | null,
      path: string,
      body?: unknown,
      more: {
        readonly headers?: Readonly<Record<string, string>>;
        readonly query?: Readonly<Record<string, string>>;
        readonly at?: string;
      } = {},
    ): Promise<HttpAnswer> =>
      callApi(handler, {
        method,
        path,
        receivedAt: more.at ?? screenedAt,
        ...(who === null ? {} : { accountId: who.accountId }),
        ...(body === undefined ? {} : { body }),
        ...(more.headers === undefined ? {} : { headers: more.headers }),
        ...(more.query === undefined ? {} : { query: more.query }),
      });
  return { get: call('GET'), post: call('POST'), put: call('PUT') };
};
