import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseProposal = refusalsOf({
  'deadline-passed': {
    status: 409,
    en: 'Your request arrived at or after the deadline for proposals. Nothing was changed; what you had submitted before it stands.',
    ko: '제안 마감 시각 이후에 요청이 도착했습니다. 바뀐 것은 없으며 마감 전에 제출한 내용은 그대로 유효합니다.',
    concernsFairness: true,
  },
  'price-above-ceiling': {
    status: 409,
    en: 'The corrected challenge pays «priceCeilingInWon» at most, and the price that you submitted is higher. Save the draft with a lower price and submit again, or withdraw.',
    ko: '정정된 과제의 가격 상한은 «priceCeilingInWon»이며 제출한 가격이 이보다 높습니다. 초안의 가격을 낮춰 저장한 뒤 다시 제출하거나 철회해 주세요.',
  },
  sealed: {
    status: 403,
    en: 'Proposals are sealed until the round is opened. Before that nobody learns whether there are any.',
    ko: '개봉 전까지 제안서는 봉인됩니다. 그전에는 제안서가 있는지도 알 수 없습니다.',
    concernsFairness: true,
  },
  'call-not-open': {
    status: 409,
    en: 'The call for proposals to this challenge is not open. See the round’s phase.',
    ko: '이 과제의 제안 공모가 진행 중이 아닙니다. 회차의 단계를 확인해 주세요.',
  },
  'supplier-not-confirmed': {
    status: 409,
    en: 'Only a confirmed supplier may propose. Wait until the agency has confirmed your organisation.',
    ko: '등록이 확인된 공급 기업만 제안할 수 있습니다. 조달기관의 확인을 기다려 주세요.',
  },
  'organisation-ambiguous': {
    status: 422,
    en: 'You may act for several suppliers. Name one of «organisationIds» as supplierId.',
    ko: '여러 기업의 권한이 있습니다. «organisationIds» 중 하나를 supplierId로 지정해 주세요.',
  },
  'proposal-incomplete': {
    status: 422,
    en: 'The draft is not ready to be submitted. Mend what «missing» names, save it, and submit again.',
    ko: '아직 제출할 수 없는 초안입니다. «missing»에 적힌 항목을 고쳐 저장한 뒤 다시 제출해 주세요.',
  },
  'signatory-needed': {
    status: 403,
    en: 'Submitting and withdrawing are acts of a signatory. Ask one of «signatories» of your organisation; your draft is saved.',
    ko: '제출과 철회는 서명 권한자만 할 수 있습니다. 소속 기관의 «signatories» 중 한 분께 요청해 주세요. 초안은 저장되어 있습니다.',
  },
  'version-required': {
    status: 428,
    en: 'Name the version that you wrote on in If-Match: the ETag that the draft was read or saved with last.',
    ko: '작성의 바탕이 된 버전을 If-Match에 적어 주세요. 초안을 마지막으로 불러오거나 저장할 때 받은 ETag입니다.',
  },
  'draft-conflict': {
    status: 412,
    en: 'The draft was changed after you read it. It stands as it is, and your text is kept as «keptId». Read both, then save what shall stand on the present version.',
    ko: '불러온 뒤에 초안이 변경되었습니다. 현재 초안은 그대로이며 작성하신 내용은 «keptId»로 보관되었습니다. 두 내용을 비교한 뒤 현재 버전에 저장해 주세요.',
  },
  'kept-drafts-closed': {
    status: 409,
    en: 'Earlier saves and conflict copies can be read until the deadline for proposals only. What was submitted stands.',
    ko: '이전 저장본과 충돌 사본은 제안 마감 전까지만 볼 수 있습니다. 제출한 내용은 그대로 유효합니다.',
  },
  'partner-not-possible': {
    status: 422,
    en: 'This organisation cannot be your partner («because»). Ask another confirmed supplier that does not propose the challenge itself.',
    ko: '참여 기업이 될 수 없는 기관입니다(«because»). 과제를 제안한 기관이 아니면서 등록이 확인된 다른 공급 기업을 초대해 주세요.',
  },
  'too-many-partners': {
    status: 409,
    en: 'A consortium has at most «atOnce» partners at a time, and a lead asks at most «asked» organisations. Take one out first.',
    ko: '참여 기업은 동시에 «atOnce»곳까지, 초대는 모두 «asked»곳까지 가능합니다. 먼저 한 곳을 제외해 주세요.',
  },
  'shares-exceed-whole': {
    status: 422,
    en: 'The partners’ shares of the price come to 100 % or more («taken» % without this one), which leaves you none. Lower «percent».',
    ko: '참여 기업의 분담 비율 합계가 100% 이상입니다(이 기업 제외 «taken»%). 대표 기업의 몫이 남도록 «percent»를 낮춰 주세요.',
  },
  'partners-changed': {
    status: 409,
    en: 'A partner answered or left at this moment. Nothing was written. Look at the partners again, then repeat what you wanted.',
    ko: '그사이 참여 기업의 상태가 바뀌었습니다. 저장된 것은 없으니 참여 기업을 다시 확인한 뒤 진행해 주세요.',
  },
  'answers-elsewhere': {
    status: 409,
    en: 'Your organisation stands in another answer to this challenge, as lead or as partner. Leave or withdraw that one first.',
    ko: '귀 기관은 대표 또는 참여 기업으로 이 과제의 다른 제안에 이미 참여하고 있습니다. 먼저 그 참여를 종료하거나 제안을 철회해 주세요.',
  },
  'correction-unknown': {
    status: 422,
    en: 'The challenge has no correction of this number. Its last is «correctionNumber»; 0 means that it was not corrected. Read the corrections, then acknowledge the last.',
    ko: '해당 번호의 정정이 없습니다. 마지막 정정은 «correctionNumber»번이며 0이면 정정된 적이 없습니다. 정정 내용을 확인한 뒤 마지막 정정을 확인해 주세요.',
  },
  'correction-superseded': {
    status: 409,
    en: 'The challenge was corrected once more: «correctionNumber» is the last correction. Read it, then acknowledge that one.',
    ko: '과제가 다시 정정되었습니다. 마지막 정정은 «correctionNumber»번입니다. 내용을 읽은 뒤 그 정정을 확인해 주세요.',
  },
  'contents-deleted': {
    status: 410,
    en: 'The time for which this round keeps texts and files of proposals is over: they were deleted for good, by the rule that the call published. The ledger, receipts and published results stay and can be verified.',
    ko: '이 회차의 제안서 내용과 파일은 보존 기간이 끝나 공고된 규칙에 따라 완전히 삭제되었습니다. 원장, 접수증, 공개된 결과는 그대로 남아 있어 검증할 수 있습니다.',
  },
  'attachments-not-ready': {
    status: 409,
    en: 'Every attachment must have arrived and none be refused. Finish, replace or remove those in «attachments».',
    ko: '모든 첨부 파일이 도착하고 거절된 파일이 없어야 합니다. «attachments»의 파일을 올리거나 바꾸거나 삭제해 주세요.',
  },
});
