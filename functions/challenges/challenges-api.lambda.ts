import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createDecideChallenge } from './decide-challenge.ts';
import { createDraftChallenge } from './draft-challenge.ts';
import { createEditChallenge } from './edit-challenge.ts';
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
    createListChallenges({ table }),
    createReadChallenge({ table }),
    createListProposedChallenges({ table }),
    createReadProposedChallenge({ table }),
  ],
  table,
);
