import { expect } from '@jest/globals';
import { type NoticeFacts, noticeKey } from '../../functions/platform/notice.ts';
import type { Table } from '../../functions/platform/table.ts';

/** Demands that the approvers were told of what was prepared. */
export const expectApproversTold = async (
  table: Table,
  what: NoticeFacts['approval-awaited']['what'],
  preparation: string,
): Promise<void> => {
  expect(await table.get(noticeKey(`approval-awaited/${what}/${preparation}`))).toMatchObject({
    kind: 'approval-awaited',
    audience: { kind: 'agency', roles: ['approver'] },
    facts: { what },
  });
};
