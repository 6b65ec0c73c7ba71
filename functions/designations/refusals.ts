import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseDesignation = refusalsOf({
  'decision-unsettled': {
    status: 409,
    en: 'A solution is designated when the decision is final and every objection is settled.',
    ko: '결정이 확정되고 모든 이의가 처리된 뒤에 지정할 수 있습니다.',
    concernsFairness: true,
  },
  'solution-did-not-pass': {
    status: 409,
    en: 'Only a solution that passed the evaluation is designated. See «state».',
    ko: '평가를 통과한 제품만 지정할 수 있습니다. «state»를 확인해 주세요.',
    concernsFairness: true,
  },
  'inspection-missing': {
    status: 422,
    en: 'The rules of this round ask for an inspection on site. Add its day and what was found.',
    ko: '이 사업의 규칙은 현장 점검을 요구합니다. 점검일과 점검 결과를 적어 주세요.',
  },
  'resolution-missing': {
    status: 422,
    en: 'The rules of this round ask for a resolution of the committee. Add it.',
    ko: '이 사업의 규칙은 위원회 의결을 요구합니다. 의결 내용을 적어 주세요.',
  },
  'review-not-due': {
    status: 409,
    en: 'A published failure of the first use calls for a review, and it has been made or there is none.',
    ko: '검토할 시범 사용 실패 판정이 없거나, 이미 검토가 끝났습니다.',
  },
  'extension-not-later': {
    status: 422,
    en: 'An extension leads to a later day than «activeUntil». Choose a later one.',
    ko: '연장 기한은 «activeUntil»보다 뒤여야 합니다. 더 늦은 날짜를 선택해 주세요.',
  },
  'extension-not-prepared': {
    status: 409,
    en: 'No extension is prepared. Staff prepare it first, with its reason; another person approves it.',
    ko: '준비된 지정 연장이 없습니다. 담당자가 먼저 사유를 적어 준비하고 다른 사람이 승인합니다.',
  },
  'cancellation-not-noticed': {
    status: 409,
    en: 'Staff give written notice of the cancellation first, with its reason.',
    ko: '담당자가 먼저 사유를 적어 취소를 서면으로 통지해야 합니다.',
  },
  'cancellation-already-noticed': {
    status: 409,
    en: 'Notice of the cancellation was given at «noticedAt». Drop that one before giving another.',
    ko: '«noticedAt»에 이미 취소를 통지했습니다. 다시 통지하려면 먼저 그 통지를 철회해 주세요.',
  },
  'cancellation-commented': {
    status: 409,
    en: 'Your comment on this notice has been received; it is given once.',
    ko: '이 통지에 대한 의견이 이미 접수되었습니다. 의견은 한 번만 낼 수 있습니다.',
  },
  'supplier-not-heard': {
    status: 409,
    en: 'The supplier may comment until «commentUntil». Cancel after its comment or after that time.',
    ko: '공급 기업이 «commentUntil»까지 의견을 낼 수 있습니다. 의견이 접수되거나 그 시각이 지난 뒤에 취소해 주세요.',
    concernsFairness: true,
  },
  'not-on-offer': {
    status: 409,
    en: 'This solution is not designated any more. See the catalogue for those that are.',
    ko: '지정이 끝난 제품입니다. 현재 지정된 제품은 목록에서 확인해 주세요.',
  },
});
