import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseObjection = refusalsOf({
  'nothing-decided-yet': {
    status: 409,
    en: 'There is no decision to object to yet. The time for objections begins with the notice.',
    ko: '아직 이의를 제기할 결정이 없습니다. 결과 통지 후에 이의를 제기할 수 있습니다.',
  },
  'standstill-over': {
    status: 409,
    en: 'Objections were taken until «deadline»; the gateway received yours at «receivedAt».',
    ko: '이의 제기는 «deadline»까지 받았으며, 보내신 요청은 «receivedAt»에 접수되었습니다.',
    concernsFairness: true,
  },
  'objected-already': {
    status: 409,
    en: 'An objection was made to the decision on this proposal. It is decided once, with all its grounds.',
    ko: '이 제안서의 결정에 대한 이의가 이미 접수되었습니다. 이의는 한 번에 모든 사유를 심사합니다.',
  },
  'judge-took-part': {
    status: 403,
    en: 'You took part in what this objection is about. An approver who had no part in it decides.',
    ko: '이의 대상 결정에 참여하셨습니다. 참여하지 않은 승인자가 심사해야 합니다.',
    concernsFairness: true,
  },
  'fresh-panel-too-small': {
    status: 409,
    en: 'Fewer evaluators than the quorum are left who were drawn and never sat on the first panel; see «found». Have staff propose further evaluators for the pool and an approver approve them, then decide.',
    ko: '첫 평가에 참여하지 않은 추첨 순위의 평가위원이 정족수보다 적습니다(«found»). 담당자가 추가 후보를 제안하고 승인자가 승인한 뒤에 결정해 주세요.',
  },
  'no-longer-funded': {
    status: 409,
    en: 'The revised list does not fund this purchase any more. Terminate it; its money is free again.',
    ko: '수정된 목록에서는 이 구매가 더 이상 선정되지 않았습니다. 구매를 해지해 주세요.',
    concernsFairness: true,
  },
  'objection-open': {
    status: 409,
    en: 'An objection that is not settled yet could change this purchase. Wait until it is decided.',
    ko: '아직 처리되지 않은 이의가 이 구매에 영향을 줄 수 있습니다. 이의가 처리된 뒤에 진행해 주세요.',
    concernsFairness: true,
  },
});
