import { commit } from '../platform/commit.ts';
import { answer, type Implementation, implement } from '../platform/http.ts';
import type { Table } from '../platform/table.ts';
import { chooseLanguage } from './schema.ts';
import { languageWrite } from './store.ts';

/** A person chooses the language that they are written to in. It is nobody's right, so no ledger tells of it. */
export const createChooseLanguage = ({ table }: { readonly table: Table }): Implementation =>
  implement(chooseLanguage, ({ account: { accountId }, body: { language }, idempotency, receivedAt }) =>
    commit(table, {
      at: receivedAt,
      actor: { kind: 'account', accountId },
      changes: [],
      alongside: [languageWrite(accountId, language)],
      idempotency,
      answer: () => answer(200, { accountId, language }),
    }),
  );
