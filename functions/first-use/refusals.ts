import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseFirstUse = refusalsOf({
  'not-in-use-yet': {
    status: 409,
    en: 'The first use begins with the acceptance. Accept the delivery first.',
    ko: '시범 사용은 인수와 함께 시작됩니다. 먼저 납품을 인수해 주세요.',
  },
  'trial-still-running': {
    status: 409,
    en: 'The verdict is reported when the trial is over. See «trialEndsAt».',
    ko: '시범 사용 기간이 끝난 뒤 결과를 보고할 수 있습니다. «trialEndsAt»을 확인해 주세요.',
    concernsFairness: true,
  },
  'supplier-not-heard': {
    status: 409,
    en: 'The supplier may comment on the report until «commentUntil». Publish it after the comment or after that time.',
    ko: '공급 기업이 «commentUntil»까지 의견을 낼 수 있습니다. 의견이 접수되거나 그 시각이 지난 뒤에 공개해 주세요.',
    concernsFairness: true,
  },
  'commented-already': {
    status: 409,
    en: 'You have commented on this report. The comment is published with it.',
    ko: '이 보고서에 대한 의견을 이미 제출하셨습니다. 의견은 보고서와 함께 공개됩니다.',
  },
  'outcome-ahead': {
    status: 422,
    en: 'This day has not come yet. Record what has happened.',
    ko: '아직 오지 않은 날짜입니다. 이미 이루어진 실적을 기록해 주세요.',
  },
  'repurchase-recorded': {
    status: 409,
    en: 'This purchase is recorded already: of the same day and amount. Record another one with its own day.',
    ko: '같은 날짜와 금액의 구매가 이미 기록되어 있습니다. 다른 구매라면 그 날짜로 기록해 주세요.',
  },
  'targets-not-measured': {
    status: 422,
    en: 'Cover every target of the challenge once, by its name. See «missing» and «foreign».',
    ko: '과제의 모든 성능 목표를 이름별로 한 번씩 적어 주세요. «missing»과 «foreign»을 확인해 주세요.',
  },
  'success-not-measured': {
    status: 422,
    en: 'A success needs every target measured. Measure the targets named, or report another verdict.',
    ko: '성공으로 보고하려면 모든 목표를 측정해야 합니다. 표시된 목표를 측정하거나 다른 결과를 선택해 주세요.',
  },
  'measurement-contradicts': {
    status: 422,
    en: 'These values say otherwise about being met. Mend the value or «met» for the targets named.',
    ko: '측정값과 달성 여부가 서로 맞지 않습니다. 표시된 목표의 값이나 «met»을 고쳐 주세요.',
  },
});
