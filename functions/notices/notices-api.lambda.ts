import { readVariables } from '../platform/environment.ts';
import { serve } from '../platform/http.ts';
import { createTable } from '../platform/table.ts';
import { createChooseLanguage } from './choose-language.ts';
import { createListNotices } from './list-notices.ts';
import { createListRoundNotices } from './list-round-notices.ts';
import { createReadDeadlineCalendar } from './read-deadline-calendar.ts';

const table = createTable(readVariables('notices-api').TABLE_NAME);

export const handler = serve(
  [
    createListNotices({ table }),
    createChooseLanguage({ table }),
    createListRoundNotices({ table }),
    createReadDeadlineCalendar({ table }),
  ],
  table,
);
