import {
  type Attachment,
  proposalOwner,
  type ReceivedAttachment,
} from '../../functions/attachments/rules.ts';
import type { Beside, DraftContent, Partner, Proposal } from '../../functions/proposals/rules.ts';
import { proposalLike } from './proposals.ts';

/** Something sealed, by the look of it. */
export const sealedLike = (name: string) => ({
  keyArn: 'arn:aws:kms:ap-northeast-2:000000000000:key/round',
  wrappedKey: `wrapped-${name}`,
  nonce: 'bm9uY2U=',
  ciphertext: name,
  tag: 'dGFn',
});

/** A draft that is ready to be submitted before 2020-05-31T15:00Z; a test says what is different. */
export const readyDraft = (different: Partial<Proposal> = {}): Proposal =>
  proposalLike({
    state: 'DRAFT',
    draft: sealedLike('draft'),
    submissionNumber: 0,
    submittedAt: null,
    ...different,
  });

/** Some files beside a proposal, and no partners. */
export const beside = (...attachments: readonly Attachment[]): Beside => ({ attachments, partners: [] });

/** A file that has arrived; a test says what is different. */
export const attachmentLike = (different: Partial<ReceivedAttachment> = {}): ReceivedAttachment => ({
  state: 'RECEIVED',
  attachmentId: '5f0e1d2c-3b4a-4958-8776-6a5b4c3d2e1f',
  owner: proposalOwner('2d9a4f60-11c2-4e0b-8f0a-5b6c7d8e9f01'),
  proposalId: '2d9a4f60-11c2-4e0b-8f0a-5b6c7d8e9f01',
  challengeId: '9b8a7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d',
  roundId: '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e',
  organisationId: '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  fileName: '성능 시험 성적서.pdf',
  contentType: 'application/pdf',
  sizeInBytes: 1024,
  sha256: 'a'.repeat(64),
  objectKey:
    'attachments/6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e/proposal/2d9a4f60-11c2-4e0b-8f0a-5b6c7d8e9f01/5f0e1d2c-3b4a-4958-8776-6a5b4c3d2e1f',
  versionId: 'v1',
  declaredAt: '2020-05-20T01:00:00.000Z',
  receivedAt: '2020-05-20T01:01:00.000Z',
  finding: null,
  findingPlace: null,
  scan: null,
  removedAt: null,
  partSha256s: [],
  uploadId: null,
  ...different,
});

/** A file of which nothing has arrived yet. */
export const declaredLike = (different: Partial<Attachment> = {}): Attachment => ({
  ...attachmentLike(),
  state: 'DECLARED',
  versionId: null,
  receivedAt: null,
  ...different,
});

/** A whole content, within the default policy and a ceiling of 400 million won. */
export const contentLike = (different: Partial<DraftContent> = {}): DraftContent => ({
  title: { ko: '무인기 거점', en: 'Drone station' },
  summary: { ko: '7분 안에 도착한다.', en: 'It arrives within seven minutes.' },
  solution: '자동 이착륙과 배터리 교환',
  priceInWon: 350_000_000,
  technologyReadinessLevel: 8,
  validUntil: '2020-12-31T14:59:59.000Z',
  deliveryInDays: 60,
  tradeSecrets: [],
  ...different,
});

/** An organisation that was asked and has not answered; a test says what is different. */
export const partnerLike = (different: Partial<Partner> = {}): Partner => ({
  state: 'INVITED',
  partnershipId: 'partnership',
  proposalId: 'proposal',
  roundId: 'round',
  challengeId: 'challenge',
  leadId: 'lead',
  organisationId: 'partner',
  share: sealedLike('share'),
  showsText: false,
  invitedAt: '2020-05-10T00:00:00.000Z',
  confirmedAt: null,
  undertaking: null,
  ...different,
});
