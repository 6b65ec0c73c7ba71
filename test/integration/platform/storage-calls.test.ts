import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDeclareAttachment } from '../../../functions/attachments/declare-attachment.ts';
import { createReceiveAttachment } from '../../../functions/attachments/receive-attachment.ts';
import { serve } from '../../../functions/platform/http.ts';
import { createTable } from '../../../functions/platform/table.ts';
import { createSubmitProposal } from '../../../functions/proposals/submit-proposal.ts';
import { createAttachmentWorld } from '../../support/attachment-world.ts';
import { callApi, type HttpRequest } from '../../support/http-event.ts';

const world = await createAttachmentWorld();
const { links, objects, gatherings, now, file } = world;
const { open, arrived, created, stored, verifyAttachment } = world;

const calls: string[] = [];
const client = new DynamoDBClient({});
client.middlewareStack.add(
  (next, { commandName = '' }) =>
    (input) => {
      calls.push(commandName.replace('Command', ''));
      return next(input);
    },
  { step: 'initialize' },
);
const table = createTable(world.table.tableName, client);
const sign = () => Promise.resolve('signature');
const api = serve(
  [
    createDeclareAttachment({ table, links }),
    createReceiveAttachment({ table, objects, gatherings }),
    createSubmitProposal({ table, sign, keyId: 'ledger-key' }),
  ],
  table,
);

/** What a request asks of the table after the one read of who calls and whether the answer is kept. */
const callsOf = async (accountId: string, request: HttpRequest): Promise<readonly string[]> => {
  calls.length = 0;
  const { status } = await callApi(api, { receivedAt: now, ...request, accountId });
  if (status >= 300) throw new Error(`The request was answered ${status}`);
  const [identity, ...own] = calls;
  expect(identity).toBe('BatchGetItem');
  return own;
};

describe('what a supplier does on the last evening', () => {
  it('asks the table twice, one read of its own rows and one write, and once more where a link is given (P5)', async () => {
    const beginning = await open();
    const { author, signatory } = beginning.supplier;
    const path = `/proposals/${beginning.proposalId}`;
    const receipt = (attachmentId: string): HttpRequest => ({
      method: 'POST',
      path: `${path}/attachments/${attachmentId}/receipt`,
    });
    const [first, second] = [await arrived(beginning), await arrived(beginning)];
    const { objectKey } = await stored(beginning, second.attachmentId);
    const found = {
      receive: await callsOf(author, receipt(first.attachmentId)),
      // The store's event was faster than its owner's word.
      'receive, raced': await verifyAttachment(created(objectKey, second.versionId)).then(() =>
        callsOf(author, receipt(second.attachmentId)),
      ),
      submit: await callsOf(signatory, { method: 'POST', path: `${path}/submission` }),
      declare: await callsOf(author, { method: 'POST', path: `${path}/attachments`, body: file }),
    };
    for (const [what, asked] of Object.entries(found)) console.log(`P5: ${what}: ${asked.join(', ')}`);
    const { declare, ...others } = found;
    for (const asked of Object.values(others)) expect(asked.length).toBeLessThanOrEqual(2);
    // It tells the deadline, and reads it from the round: a copy that a move made stale would end the link too early.
    expect(declare).toEqual(['GetItem', 'GetItem', 'TransactWriteItems']);
  }, 60_000);
});
