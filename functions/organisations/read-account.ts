import { answer, type Implementation, implement } from '../platform/http.ts';
import { readAccount } from './schema.ts';

/** Who the caller is and what the caller's memberships are now. */
export const createReadAccount = (): Implementation =>
  implement(readAccount, ({ account }) => Promise.resolve(answer(200, account)));
