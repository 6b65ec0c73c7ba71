import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseChallenge = refusalsOf({
  'incubation-budget-exceeded': {
    status: 409,
    en: 'The round’s budget for incubations does not hold this amount. See «spentInWon» and «limitInWon».',
    ko: '회차의 과제 육성 예산을 넘습니다. «spentInWon»과 «limitInWon»을 확인해 주세요.',
  },
  'returned-already': {
    status: 409,
    en: 'The challenge was submitted to this round already, as «challengeId». Edit or withdraw that one.',
    ko: '이 과제는 이미 «challengeId»(으)로 이 회차에 제출되었습니다. 그 과제를 수정하거나 철회해 주세요.',
  },
  'challenge-call-over': {
    status: 409,
    en: 'The call for challenges ended before your request arrived. Propose the challenge in the next round.',
    ko: '요청이 도착하기 전에 과제 공모가 마감되었습니다. 다음 회차에 제안해 주세요.',
    concernsFairness: true,
  },
  'organisation-ambiguous': {
    status: 422,
    en: 'You may act for several organisations. Name one of «organisationIds» as buyerId.',
    ko: '여러 기관의 권한이 있습니다. «organisationIds» 중 하나를 buyerId로 지정해 주세요.',
  },
  'price-above-maximum': {
    status: 422,
    en: 'The price ceiling exceeds what this round pays for one proposal. Stay within «maximumPriceInWon».',
    ko: '가격 상한이 이번 회차의 제안당 최고 금액을 넘습니다. «maximumPriceInWon» 이하로 정해 주세요.',
  },
  'own-challenge': {
    status: 403,
    en: 'You belong to a body that proposes this challenge. A colleague without a stake decides on it.',
    ko: '이 과제를 제안한 기관에 소속되어 있습니다. 이해관계가 없는 동료가 심사해야 합니다.',
    concernsFairness: true,
  },
  'nothing-corrected': {
    status: 422,
    en: 'This is the challenge as it stands. Change what is to be corrected.',
    ko: '현재 공고와 같은 내용입니다. 정정할 내용을 바꿔 주세요.',
  },
  'deadline-too-near-to-correct': {
    status: 409,
    en: 'Fewer than «correctionNoticeInWorkingDays» working days remain. Have the deadline moved first, then correct.',
    ko: '마감까지 남은 근무일이 «correctionNoticeInWorkingDays»일보다 적습니다. 먼저 마감을 연장한 뒤 정정해 주세요.',
    concernsFairness: true,
  },
  'target-missing': {
    status: 422,
    en: 'State at least one measurable target: a name, a unit, a comparison and a value.',
    ko: '측정할 수 있는 목표를 하나 이상 적어 주세요. 이름, 단위, 비교 방법, 값이 필요합니다.',
  },
  'target-repeated': {
    status: 422,
    en: 'Two targets have one name. Give each target a name of its own.',
    ko: '이름이 같은 목표가 있습니다. 목표마다 다른 이름을 사용해 주세요.',
  },
  'co-proposer-unknown': {
    status: 422,
    en: 'Co-proposers are confirmed public bodies other than your own. Check which body you name.',
    ko: '공동 제안 기관은 본 기관이 아닌, 등록이 확인된 공공기관이어야 합니다. 어느 기관인지 확인해 주세요.',
  },
  'too-many-co-proposers': {
    status: 422,
    en: 'A challenge has «most» co-proposers at most. Name fewer.',
    ko: '공동 제안 기관은 최대 «most»곳입니다. 기관 수를 줄여 주세요.',
  },
});
