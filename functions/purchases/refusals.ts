import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refusePurchase = refusalsOf({
  'price-over-ceiling': {
    status: 409,
    en: 'The price exceeds the challenge’s ceiling or the round’s highest price. Nothing was reserved; have the decision checked.',
    ko: '가격이 과제의 상한 또는 회차의 최고 가격을 넘습니다. 예산은 배정되지 않았으니 결정을 확인해 주세요.',
    concernsFairness: true,
  },
  'budget-exceeded': {
    status: 409,
    en: 'The round’s budget does not hold this amount any more. See «leftInWon» for what is left.',
    ko: '남은 예산으로는 처리할 수 없습니다. «leftInWon»에서 잔액을 확인해 주세요.',
  },
  'delivery-due-not-ahead': {
    status: 422,
    en: 'The delivery must fall due in the future. Choose a later instant.',
    ko: '납품 기한은 현재보다 뒤여야 합니다. 더 늦은 시각을 선택해 주세요.',
  },
  'delivery-day-ahead': {
    status: 422,
    en: 'This day has not come yet. Record the delivery once it has happened.',
    ko: '아직 오지 않은 날짜입니다. 납품한 뒤에 기록해 주세요.',
  },
  'remedy-due-not-ahead': {
    status: 422,
    en: 'The remedy must fall due in the future. Choose a later instant.',
    ko: '보완 기한은 현재보다 뒤여야 합니다. 더 늦은 시각을 선택해 주세요.',
  },
  'inspection-deemed-passed': {
    status: 409,
    en: 'The time for the inspection is over, so it counts as passed. Accept the delivery, or talk to the agency’s staff.',
    ko: '검사 기한이 지나 합격으로 처리되었습니다. 인수하거나 조달기관 담당자와 상의해 주세요.',
    concernsFairness: true,
  },
  'inspection-not-passed': {
    status: 409,
    en: 'This needs an inspection that the delivery has passed.',
    ko: '검사에 합격한 뒤에만 할 수 있습니다.',
    concernsFairness: true,
  },
  'no-other-first-user': {
    status: 409,
    en: 'Nobody else has applied to be first user yet. Have another public body apply for the challenge, then decline.',
    ko: '아직 첫 사용을 신청한 다른 기관이 없습니다. 다른 기관이 과제에 신청한 뒤 거절해 주세요.',
  },
  'breakdown-not-the-price': {
    status: 422,
    en: 'The items of the breakdown sum up to another amount than the price. See «sumInWon» and «priceInWon».',
    ko: '가격 내역의 합계가 계약 금액과 다릅니다. «sumInWon»과 «priceInWon»을 확인해 주세요.',
  },
  'purchases-still-to-begin': {
    status: 409,
    en: 'Some purchases of the list are still to begin or held by an objection. The reserve moves up after that.',
    ko: '아직 시작되지 않았거나 이의로 보류된 구매가 있습니다. 모두 시작된 뒤에 예비 순위를 올릴 수 있습니다.',
  },
  'nothing-moves-up': {
    status: 409,
    en: 'No proposal in reserve can be bought with the money that is free.',
    ko: '남은 예산으로 구매할 수 있는 예비 제안이 없습니다.',
  },
  'move-up-outdated': {
    status: 409,
    en: 'The reserve gives something else by now than you name. Have staff prepare it again.',
    ko: '예비 순위 결과가 지정하신 것과 다릅니다. 담당자가 다시 준비해야 합니다.',
    concernsFairness: true,
  },
  'supplier-decides': {
    status: 403,
    en: 'You belong to the supplier of this purchase or to one of its partners, so you cannot decide on it. Ask a colleague without ties to them.',
    ko: '이 구매의 공급 기업이나 참여 기업에 소속되어 있어 결정할 수 없습니다. 해당 기업과 관계없는 동료에게 요청해 주세요.',
    concernsFairness: true,
  },
  'not-the-first-user': {
    status: 403,
    en: 'Only the public body that is the first user inspects, accepts and reports on this purchase.',
    ko: '이 구매의 검사·인수·결과 보고는 시범 사용 기관만 할 수 있습니다.',
    concernsFairness: true,
  },
});
