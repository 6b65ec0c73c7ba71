import { createLinks } from '../attachments/store/links.ts';
import { createRecords } from '../decisions/store/records.ts';
import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createSealer } from '../platform/sealing.ts';
import { createTable } from '../platform/table.ts';
import { createAnswerOutlier } from './answer-outlier.ts';
import {
  createAnswerClarification,
  createAskClarification,
  createDeclineClarification,
  createListClarifications,
  createProposeClarification,
} from './clarify-proposal.ts';
import { createDecideEligibility } from './decide-eligibility.ts';
import { createDeclareConflict, createDeclareFreshConflict } from './declare-conflict.ts';
import {
  createDeclareForRound,
  createListRoundDeclarations,
  createReadRoundDeclaration,
} from './declare-for-round.ts';
import {
  createDeclareOwnConflict,
  createListDeclaredConflicts,
  createListOwnConflicts,
} from './declare-own-conflict.ts';
import { createDownloadOpenedAttachment } from './download-opened-attachment.ts';
import { createDrawPanels } from './draw-panels.ts';
import { createGiveUndertaking } from './give-undertaking.ts';
import { createListEvaluations } from './list-evaluations.ts';
import { createListEvaluator } from './list-evaluator.ts';
import { createListEvaluators } from './list-evaluators.ts';
import { createListOpenedProposals } from './list-opened-proposals.ts';
import { createListProposedClarifications } from './list-proposed-clarifications.ts';
import { createListScorecards } from './list-scorecards.ts';
import { createClosePanelMeeting, createOpenPanelMeeting, createReadPanelMeeting } from './panel-meetings.ts';
import { createReadOpenedProposal } from './read-opened-proposal.ts';
import { createListPanels, createReadDraw } from './read-panels.ts';
import { createReadEvaluationStanding } from './read-standing.ts';
import { createReviseInMeeting } from './revise-in-meeting.ts';
import { createSaveScorecard } from './save-scorecard.ts';
import {
  createApprovePoolSupplement,
  createProposePoolSupplement,
  createReadDrawSupplements,
  createReadPoolSupplement,
} from './supplement-pool.ts';
import {
  createAnswerSupplement,
  createReadScreening,
  createReplyToExclusion,
  createRequestSupplement,
} from './supplement-proposal.ts';

const variables = readVariables('evaluation-api');
const table = createTable(variables.TABLE_NAME);
const sealer = createSealer();
const records = createRecords(variables.BUCKET_NAME);

export const handler = serve(
  [
    createListOpenedProposals({ table, sealer }),
    createReadOpenedProposal({ table, sealer }),
    createDownloadOpenedAttachment({ table, links: createLinks(variables.BUCKET_NAME) }),
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
    createReadEvaluationStanding({ table }),
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
    createAnswerOutlier({ table }),
    createReviseInMeeting({ table }),
    createOpenPanelMeeting({ table }),
    createClosePanelMeeting({ table }),
    createReadPanelMeeting({ table }),
    createListScorecards({ table }),
  ],
  table,
);
