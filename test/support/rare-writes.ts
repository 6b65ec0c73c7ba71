import { declareAttachment, openParts, removeAttachment } from '../../functions/attachments/schema.ts';
import { setCalendarDay } from '../../functions/calendar/schema.ts';
import {
  draftChallenge,
  editChallenge,
  listProposedChallenges,
  withdrawChallenge,
} from '../../functions/challenges/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { chooseLanguage } from '../../functions/notices/schema.ts';
import {
  acceptMembership,
  appointDeputy,
  appointMember,
  claimRecovery,
  decideRecovery,
  endDeputy,
  endMembership,
  inviteMember,
  joinOrganisation,
  readOrganisation,
  withdrawMemberInvitation,
} from '../../functions/organisations/schema.ts';
import { hashOfCode } from '../../functions/organisations/rules/invitations.ts';
import { undertaking } from '../../functions/proposals/rules.ts';
import {
  acknowledgeCorrection,
  answerInvitation,
  draftProposal,
  invitePartner,
  leaveConsortium,
  listKeptDrafts,
  readProposal,
  removePartner,
  restoreKeptDraft,
  submitProposal,
  withdrawProposal,
} from '../../functions/proposals/schema.ts';
import { answerQuestion, askQuestion, declineQuestion } from '../../functions/questions/schema.ts';
import { changePolicy, planRound, restartExecution } from '../../functions/rounds/schema.ts';
import { manifestOf } from '../../infra/local/upload.ts';
import { agencyApis } from '../../infra/local/replay/cast.ts';
import { writeVersion } from '../../infra/local/replay/proposals.ts';
import type { ApiClient } from '../../infra/local/api-client.ts';
import { callForChallenges } from './call-for-challenges.ts';
import { correctQuantity } from './correct-quantity.ts';
import type { openCall } from './open-call.ts';
import { challengeTerms } from './sample-terms.ts';
import { apiAs, newPerson, type SharedStack } from './stack.ts';

type Call = Awaited<ReturnType<typeof openCall>>;

/** What people write in an open call beside what every round sees: memberships, recovery, questions, drafts. */
export const writeRarely = async (stack: SharedStack, call: Call): Promise<void> => {
  await changePeople(stack, call);
  await askAndAnswer(call);
  await writeProposal(call, async () => {
    await correctQuantity(call);
  });
  await changeRounds(call);
};

const changePeople = async (stack: SharedStack, { stage, supplier }: Call): Promise<void> => {
  const { staff } = agencyApis(stage);
  const parameters = { organisationId: supplier.organisationId };
  const { businessNumber } = await staff.must(readOrganisation, { parameters });
  const [colleague, owner] = [await newPerson(stack, 'colleague'), await newPerson(stack, 'owner')];
  await supplier.api.must(appointMember, {
    parameters: { ...parameters, accountId: colleague.accountId },
    body: { roles: ['author'] },
  });
  await apiAs(stack, colleague).must(acceptMembership, { parameters, body: null });
  await apiAs(stack, colleague).must(endMembership, { parameters, body: null });
  const [code, unused] = [crypto.randomUUID(), crypto.randomUUID()];
  for (const codeSha256 of [hashOfCode(code), hashOfCode(unused)])
    await supplier.api.must(inviteMember, {
      parameters: { ...parameters, codeSha256 },
      body: { name: '이서연', roles: ['author'] },
    });
  await apiAs(stack, colleague).must(joinOrganisation, { parameters, body: { code } });
  const deputy = { ...parameters, accountId: colleague.accountId };
  const now = instantOf(Date.now());
  await supplier.api.must(appointDeputy, {
    parameters: deputy,
    body: { standsInFor: supplier.person.accountId, from: now, until: addSeconds(now, 24 * 3600) },
  });
  await supplier.api.must(endDeputy, { parameters: deputy, body: null });
  await supplier.api.must(withdrawMemberInvitation, {
    parameters: { ...parameters, codeSha256: hashOfCode(unused) },
    body: null,
  });
  await apiAs(stack, owner).must(chooseLanguage, { body: { language: 'en' } });
  const { recoveryId } = await apiAs(stack, owner).must(claimRecovery, {
    body: { businessNumber, reason: 'The administrator is none of us' },
  });
  await staff.must(decideRecovery, {
    parameters: { recoveryId },
    body: { decision: 'refuse', reason: 'The register says otherwise' },
  });
};

const askAndAnswer = async ({ supplier, buyer, stage, challengeId }: Call): Promise<void> => {
  const ask = (text: string) =>
    supplier.api.must(askQuestion, {
      parameters: { challengeId },
      body: { supplierId: supplier.organisationId, text },
    });
  const { questionId } = await ask('Is there power at the site?');
  await buyer.api.must(answerQuestion, { parameters: { questionId }, body: { answer: 'There is.' } });
  const other = await ask('What do others offer?');
  await agencyApis(stage).staff.must(declineQuestion, {
    parameters: { questionId: other.questionId },
    body: { reason: 'This is no question about the challenge' },
  });
};

const writeProposal = async (
  { supplier, rival, challengeId, proposal }: Call,
  correctNow: () => Promise<void>,
): Promise<void> => {
  const { api } = supplier;
  const { proposalId } = await api.must(draftProposal, { parameters: { challengeId }, body: null });
  const parameters = { proposalId };
  await writeVersion(api, proposalId, proposal, 1);
  await writeVersion(api, proposalId, proposal, 1);
  const { rows } = await api.must(listKeptDrafts, { parameters });
  const keptId = rows.at(-1)?.keptId ?? '';
  const { version } = await api.must(readProposal, { parameters });
  await api.must(restoreKeptDraft, { parameters: { proposalId, keptId }, version, body: null });
  await beginLargeFile(supplier.api, proposalId);
  await changePartners(supplier.api, proposalId, rival);
  await api.must(submitProposal, { parameters, body: null });
  await correctNow();
  await api.must(acknowledgeCorrection, { parameters, body: { correctionNumber: 1 } });
  await api.must(withdrawProposal, { parameters, body: null });
};

/** A partner that confirms and leaves, and is asked again in vain. */
const changePartners = async (
  lead: ApiClient,
  proposalId: string,
  { api, organisationId }: Call['rival'],
): Promise<void> => {
  const parameters = { proposalId, organisationId };
  const invite = () =>
    lead.must(invitePartner, {
      parameters: { proposalId },
      body: { organisationId, work: 'The masts', percent: null },
    });
  await invite();
  await api.must(answerInvitation, {
    parameters,
    body: { answer: 'confirm', undertaking: undertaking.version },
  });
  await api.must(leaveConsortium, { parameters, body: null });
  await invite();
  await lead.must(removePartner, { parameters, body: null });
};

/** A file in parts of which none comes. */
const beginLargeFile = async (api: ApiClient, proposalId: string): Promise<void> => {
  const { attachmentId } = await api.must(declareAttachment, {
    parameters: { proposalId },
    body: manifestOf({
      fileName: '시험.pdf',
      contentType: 'application/pdf',
      bytes: new Uint8Array(17 * 1024 * 1024),
    }),
  });
  const parameters = { proposalId, attachmentId };
  await api.must(openParts, { parameters, body: null });
  await api.must(removeAttachment, { parameters, body: null });
};

const changeRounds = async ({ stage, buyer }: Call): Promise<void> => {
  const { staff } = agencyApis(stage);
  const parameters = { roundId: await callForChallenges(stage) };
  const terms = { ...structuredClone(challengeTerms), buyerId: buyer.organisationId };
  const { challengeId } = await buyer.api.must(draftChallenge, { parameters, body: writable(terms) });
  await buyer.api.must(editChallenge, { parameters: { challengeId }, body: writable(challengeTerms) });
  await buyer.api.must(listProposedChallenges, { parameters });
  await buyer.api.must(withdrawChallenge, { parameters: { challengeId }, body: null });
  const planned = await staff.must(planRound, { body: { name: { ko: '다음다음', en: 'After next' } } });
  await staff.must(changePolicy, {
    parameters: { roundId: planned.roundId },
    body: { policy: { panelMeetings: false } },
  });
  await staff.must(restartExecution, { parameters, body: { reason: 'To see that it is started once' } });
  await staff.must(setCalendarDay, {
    parameters: { day: '2027-03-02' },
    body: { kind: 'closed', reason: { ko: '이전', en: 'Moving house' } },
  });
};

/** The same with arrays that may be written to, as the operations' types ask. */
const writable = <T extends typeof challengeTerms>(terms: T) => ({
  ...terms,
  coProposerIds: [...terms.coProposerIds],
  requiredPerformance: terms.requiredPerformance.map((target) => ({ ...target })),
});
