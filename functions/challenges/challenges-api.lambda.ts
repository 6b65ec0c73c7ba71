import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createAnswerQuestion, createDeclineQuestion } from '../questions/answer-question.ts';
import { createAskQuestion } from '../questions/ask-question.ts';
import {
  createListAnswers,
  createListOpenQuestions,
  createListOwnQuestions,
} from '../questions/read-questions.ts';
import { createTable } from '../platform/table.ts';
import { createCorrectChallenge } from './correct-challenge.ts';
import { createDecideChallenge } from './decide-challenge.ts';
import { createIncubateChallenge } from './incubate-challenge.ts';
import { createReturnChallenge } from './return-challenge.ts';
import { createDraftChallenge } from './draft-challenge.ts';
import { createEditChallenge } from './edit-challenge.ts';
import { createListCorrections } from './list-corrections.ts';
import { createListChallenges, createReadChallenge } from './read-challenges.ts';
import { createListProposedChallenges, createReadProposedChallenge } from './read-proposed-challenges.ts';
import { createSubmitChallenge } from './submit-challenge.ts';
import { createWithdrawChallenge } from './withdraw-challenge.ts';

const table = createTable(readVariables('challenges-api').TABLE_NAME);

export const handler = serve(
  [
    createDraftChallenge({ table }),
    createEditChallenge({ table }),
    createSubmitChallenge({ table }),
    createWithdrawChallenge({ table }),
    createDecideChallenge({ table }),
    createIncubateChallenge({ table }),
    createReturnChallenge({ table }),
    createCorrectChallenge({ table }),
    createListCorrections({ table }),
    createListChallenges({ table }),
    createReadChallenge({ table }),
    createListProposedChallenges({ table }),
    createReadProposedChallenge({ table }),
    createAskQuestion({ table }),
    createAnswerQuestion({ table }),
    createDeclineQuestion({ table }),
    createListAnswers({ table }),
    createListOpenQuestions({ table }),
    createListOwnQuestions({ table }),
  ],
  table,
);
