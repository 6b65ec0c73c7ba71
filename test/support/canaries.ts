import { randomBytes } from 'node:crypto';
import type * as v from 'valibot';
import { removeAttachment } from '../../functions/attachments/schema.ts';
import { addSeconds, instantOf } from '../../functions/platform/instant.ts';
import { undertaking } from '../../functions/proposals/rules.ts';
import {
  answerInvitation,
  draftProposal,
  invitePartner,
  readProposal,
  saveProposal,
  submitProposal,
  withdrawProposal,
} from '../../functions/proposals/schema.ts';
import { askQuestion } from '../../functions/questions/schema.ts';
import { assembleCast, type Member } from '../../infra/local/replay/cast.ts';
import { memberOf } from '../../infra/local/replay/challenges.ts';
import { sha256Of, uploadFile } from '../../infra/local/upload.ts';
import type { openCall } from './open-call.ts';
import { pdfFile } from './sample-files.ts';

type Call = Awaited<ReturnType<typeof openCall>>;

/** Where a supplier may write freely in its proposal, and beside it. */
export const canaryPlaces = [
  'title in Korean',
  'title in English',
  'summary in Korean',
  'summary in English',
  'solution',
  'file name',
  'file',
  'refused file name',
  'partner share',
  'secret field',
  'secret file',
  'earlier save',
  'conflicting save',
  'unsubmitted save',
  'withdrawal',
  'question',
  'price',
] as const;
export type CanaryPlace = (typeof canaryPlaces)[number];

/** What tells that there is a proposal, though nothing of what is in it. */
export const traceNames = ['proposal', 'attachment', 'file hash', 'receipt'] as const;
export type TraceName = (typeof traceNames)[number];

/** A word that stands in one place alone, or an id of one thing alone. */
export type Needle = { readonly name: CanaryPlace | TraceName; readonly word: string };

/** What was planted, and by whom. */
export type Planted = {
  readonly canaries: readonly Needle[];
  readonly traces: readonly Needle[];
  readonly partner: Member;
  /** Fills the addresses of the API. */
  readonly parameters: Readonly<Record<string, string>> & { readonly proposalId: string };
};

/** A word as it stands, and as it looks in base64 at each of the three places that it may begin, in hex and with commas. */
export const formsOf = (word: string): readonly string[] => [
  word,
  ...[0, 1, 2].map((before) =>
    Buffer.from(`${' '.repeat(before)}${word}`)
      .toString('base64')
      .replaceAll('=', '')
      // The letters at both ends carry bits of their neighbours.
      .slice(before === 0 ? 0 : before + 1, -1),
  ),
  Buffer.from(word).toString('hex'),
  ...(/^\d+$/u.test(word) ? [Number(word).toLocaleString('en')] : []),
];

type Draft = v.InferInput<(typeof saveProposal)['body']>;

/**
 * A proposal with a word of its own in every free field, also in what its supplier has replaced, taken back or not
 * yet submitted, that was submitted, withdrawn and submitted again; with a partner, and a question beside it.
 */
export const plantCanaries = async ({
  stage,
  supplier,
  challengeId,
  roundId,
  proposal,
}: Call): Promise<Planted> => {
  const price = proposal.priceInWon - Number.parseInt(randomBytes(2).toString('hex'), 16) - 1;
  const words = new Map<CanaryPlace, string>(
    canaryPlaces.map((place) => [
      place,
      place === 'price' ? String(price) : `canary${randomBytes(12).toString('hex')}`,
    ]),
  );
  const word = (place: CanaryPlace): string => words.get(place) ?? '';
  const { api, organisationId } = supplier;
  const { questionId } = await api.must(askQuestion, {
    parameters: { challengeId },
    body: { supplierId: organisationId, text: word('question') },
  });
  const { proposalId } = await api.must(draftProposal, { parameters: { challengeId }, body: null });
  const parameters = { proposalId };
  const save = async (different: Draft, version?: number) =>
    api.call(saveProposal, {
      parameters,
      version: version ?? (await api.must(readProposal, { parameters })).version,
      body: { ...whole, ...different },
    });
  const whole: Draft = {
    title: { ko: word('title in Korean'), en: word('title in English') },
    summary: { ko: word('summary in Korean'), en: word('summary in English') },
    solution: word('solution'),
    priceInWon: price,
    technologyReadinessLevel: 8,
    validUntil: addSeconds(instantOf(Date.now()), 200 * 24 * 3600),
    deliveryInDays: 90,
  };

  const bytes = Buffer.concat([await pdfFile(), Buffer.from(`\n%${word('file')}\n`), await pdfFile()]);
  const { attachmentId } = await uploadFile(api, proposalId, {
    fileName: `${word('file name')}.pdf`,
    contentType: 'application/pdf',
    bytes,
  });
  const refused = await uploadFile(api, proposalId, {
    fileName: `${word('refused file name')}.pdf`,
    contentType: 'application/pdf',
    bytes: Buffer.from('This is no PDF'),
  });
  await api.must(removeAttachment, { parameters: { proposalId, attachmentId: refused.attachmentId } });

  const partner = await invite(stage, api, proposalId, word('partner share'));
  const { version } = await api.must(readProposal, { parameters });
  await save({ solution: word('earlier save') });
  await save({
    tradeSecrets: [
      { kind: 'field', field: 'solution', reason: word('secret field') },
      { kind: 'attachment', attachmentId, reason: word('secret file') },
    ],
  });
  await save({ solution: word('conflicting save') }, version);
  await api.must(submitProposal, { parameters, body: null });
  await api.must(withdrawProposal, { parameters, body: { reason: word('withdrawal') } });
  const { receipt } = await api.must(submitProposal, { parameters, body: null });
  await save({ solution: word('unsubmitted save') });
  const trace = (name: TraceName, found: string): Needle => ({ name, word: found });
  return {
    canaries: canaryPlaces.map((name) => ({ name, word: word(name) })),
    traces: [
      trace('proposal', proposalId),
      trace('attachment', attachmentId),
      trace('file hash', sha256Of(bytes)),
      trace('receipt', receipt.entryHash),
    ],
    partner,
    parameters: { roundId, challengeId, proposalId, attachmentId, organisationId, questionId, year: '2026' },
  };
};

const invite = async (
  stage: Call['stage'],
  lead: Member['api'],
  proposalId: string,
  work: string,
): Promise<Member> => {
  const cast = await assembleCast(stage, [
    {
      key: 'partner',
      kind: 'SUPPLIER',
      name: { ko: '협력사', en: 'Partner' },
      businessNumber: '9990000001',
      isSmallOrMedium: true,
      people: ['partner'],
    },
  ]);
  const partner = memberOf(cast, 'partner');
  const { organisationId } = partner;
  await lead.must(invitePartner, { parameters: { proposalId }, body: { organisationId, work, percent: 20 } });
  await partner.api.must(answerInvitation, {
    parameters: { proposalId, organisationId },
    body: { answer: 'confirm', undertaking: undertaking.version },
  });
  return partner;
};
