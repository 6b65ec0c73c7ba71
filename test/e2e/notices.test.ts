import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { draftProposal, submitProposal } from '../../functions/proposals/schema.ts';
import { readMails } from '../../infra/local/mails.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import { openCall } from '../support/open-call.ts';

/** Waits until somebody's mail with this in its subject is there. */
const mailTo = async (endpoint: string, address: string, subject: string) => {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const mails = await readMails(endpoint);
    const found = mails.find((mail) => mail.to.includes(address) && mail.subject.includes(subject));
    if (found !== undefined) return found;
    await wait(500);
  }
  throw new Error(`No mail came to ${address}`);
};

describe('a submission on the running system', () => {
  it('is told by mail, with the receipt’s hash and the deadline for the calendar', async () => {
    const call = await openCall(`notices-${randomUUID().slice(0, 8)}`, 3600);
    const { api, person } = call.supplier;
    const { proposalId } = await api.must(draftProposal, {
      parameters: { challengeId: call.challengeId },
      body: null,
    });
    await writeVersion(api, proposalId, call.proposal, 1);
    const { receipt } = await api.must(submitProposal, { parameters: { proposalId }, body: null });

    const mail = await mailTo(call.stack.endpoint, person.email, '접수 확인');
    expect(mail.from).toBe('notices@first-buyer.example');
    expect(mail.text).toContain('제안서가 접수되었습니다');
    expect(mail.text).toContain(receipt.entryHash);
    expect(mail.text).toContain('Asia/Seoul');
    const [calendar] = mail.attachments;
    expect(calendar?.name).toBe('deadline.ics');
    expect(calendar?.content).toContain(`UID:round-${call.roundId}-proposals@first-buyer\r\n`);
    expect(calendar?.content).toContain(
      `DTSTART:${call.closesAt.slice(0, 19).replaceAll(/[-:]/gu, '')}Z\r\n`,
    );
  }, 120_000);
});
