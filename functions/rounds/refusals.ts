import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseRound = refusalsOf({
  'policy-contradictory': {
    status: 422,
    en: 'No round could be decided by this policy. Mend what «faults» names.',
    ko: '이 기준으로는 평가할 수 없습니다. «faults»에 적힌 항목을 고쳐 주세요.',
  },
  'policy-frozen': {
    status: 409,
    en: 'The rules of a round are frozen from its call for challenges on: people may have acted by them.',
    ko: '과제 공모가 시작된 뒤에는 회차의 기준을 바꿀 수 없습니다. 이미 그 기준에 따라 움직인 사람이 있을 수 있습니다.',
    concernsFairness: true,
  },
  'deadline-not-ahead': {
    status: 422,
    en: 'The deadline must lie in the future. Choose a later instant.',
    ko: '마감 시각은 현재보다 뒤여야 합니다. 더 늦은 시각을 선택해 주세요.',
  },
  'promise-before-deadline': {
    status: 422,
    en: 'The decision cannot be promised for before the deadline for proposals. Choose a later date.',
    ko: '결정 예정일은 제안 마감보다 뒤여야 합니다. 더 늦은 날짜를 선택해 주세요.',
  },
  'deadline-still-ahead': {
    status: 409,
    en: 'The deadline has not passed yet. This happens by itself when it does.',
    ko: '아직 마감 전입니다. 마감이 되면 자동으로 진행됩니다.',
  },
  'selection-incomplete': {
    status: 409,
    en: 'Decide every submitted challenge, and select at least one, before you publish the call.',
    ko: '제안된 과제를 모두 심사하고 한 건 이상 선정한 뒤 공고해 주세요.',
  },
  'too-early-to-open': {
    status: 409,
    en: 'Proposals stay sealed until the hold after the deadline is over.',
    ko: '마감 후 보류 시간이 끝날 때까지 제안서는 봉인됩니다.',
    concernsFairness: true,
  },
  'opening-not-prepared': {
    status: 409,
    en: 'A member of staff prepares the opening first; then another person approves it.',
    ko: '담당자가 먼저 개봉을 준비한 뒤 다른 사람이 승인해야 합니다.',
  },
  'evaluation-not-ready': {
    status: 409,
    en: 'Screen every proposal and draw a panel for every challenge with an eligible one first.',
    ko: '모든 제안서의 적격 심사와 과제별 평가위원 추첨을 먼저 마쳐 주세요.',
  },
  'quorum-not-met': {
    status: 409,
    en: 'Some proposals have fewer locked scorecards than the quorum. Scoring stays open until they have enough.',
    ko: '정족수에 못 미친 제안서가 있습니다. 채워질 때까지 평가가 계속됩니다.',
  },
  'decision-not-approved': {
    status: 409,
    en: 'Notice is given when an approver has approved the decision.',
    ko: '승인자가 결정을 승인한 뒤에 통지할 수 있습니다.',
  },
  'objections-still-coming': {
    status: 409,
    en: 'An objection that came within the standstill may still be on its way. Try again from «notBefore» on.',
    ko: '이의 제기 기간 안에 접수된 이의가 아직 처리 중일 수 있습니다. «notBefore»부터 다시 시도해 주세요.',
    concernsFairness: true,
  },
  'objections-unsettled': {
    status: 409,
    en: 'An objection is not settled yet. Have it decided, and the revised list approved where it was upheld, before the round goes on.',
    ko: '아직 처리되지 않은 이의가 있습니다. 이의를 결정하고, 인용된 경우 수정된 목록을 승인한 뒤에 진행해 주세요.',
    concernsFairness: true,
  },
  'purchases-open': {
    status: 409,
    en: 'Every purchase must be paid or terminated first.',
    ko: '모든 구매가 지급되거나 해지되어야 합니다.',
  },
  'verdicts-missing': {
    status: 409,
    en: 'Every first use needs a published verdict first.',
    ko: '모든 시범 사용 결과가 공개되어야 합니다.',
  },
  'round-phase': {
    status: 409,
    en: 'The round is in another phase. See «phase» for where it stands.',
    ko: '현재 단계에서는 할 수 없습니다. «phase»에서 진행 단계를 확인해 주세요.',
  },
  'deadline-not-running': {
    status: 409,
    en: 'The round’s present phase does not end by this deadline. See «phase» for where it stands.',
    ko: '현재 단계는 이 마감으로 끝나지 않습니다. «phase»에서 진행 단계를 확인해 주세요.',
  },
  'move-not-later': {
    status: 422,
    en: 'A deadline may only move later, to an instant that lies ahead. Choose a later one.',
    ko: '마감은 지금보다 뒤의 더 늦은 시각으로만 옮길 수 있습니다. 더 늦은 시각을 선택해 주세요.',
    concernsFairness: true,
  },
  'deadline-not-movable': {
    status: 409,
    en: 'The deadline has passed. After that only an outage moves it, and only that for proposals.',
    ko: '마감이 지났습니다. 이후에는 제안 마감만, 장애가 있었을 때에만 옮길 수 있습니다.',
    concernsFairness: true,
  },
  'outage-evidence-missing': {
    status: 422,
    en: 'Say where the measurements of the outage are found.',
    ko: '장애 측정 기록의 위치를 적어 주세요.',
  },
  'move-already-prepared': {
    status: 409,
    en: 'Another move of a deadline waits for its approval. Have it approved, or drop it first.',
    ko: '승인을 기다리는 마감 변경이 이미 있습니다. 먼저 승인받거나 취소해 주세요.',
  },
  'move-not-prepared': {
    status: 409,
    en: 'A member of staff prepares the move first; then another person approves it.',
    ko: '담당자가 먼저 마감 변경을 준비한 뒤 다른 사람이 승인해야 합니다.',
  },
  'another-move-prepared': {
    status: 409,
    en: 'The move that waits is another one than you approve. Look at «to», and drop it if it is outdated.',
    ko: '대기 중인 마감 변경이 승인하려는 내용과 다릅니다. «to»를 확인하고, 더 이상 맞지 않으면 취소해 주세요.',
  },
  'delay-not-later': {
    status: 422,
    en: 'A delay leads to a day later than the promised one. Choose a later date.',
    ko: '지연 일자는 기존 결정 예정일보다 뒤여야 합니다. 더 늦은 날짜를 선택해 주세요.',
  },
});
