import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseDecision = refusalsOf({
  'stake-in-decision': {
    status: 403,
    en: 'You belong to an organisation that this decision is about. A colleague without a stake decides.',
    ko: '이 결정과 이해관계가 있는 기관에 소속되어 있습니다. 이해관계가 없는 동료가 결정해야 합니다.',
    concernsFairness: true,
  },
  'evaluator-decides': {
    status: 403,
    en: 'You stand in the pool of this round’s evaluators, so you may not decide it. Ask somebody else.',
    ko: '이 회차의 평가위원 후보이므로 결정에 참여할 수 없습니다. 다른 분께 요청해 주세요.',
    concernsFairness: true,
  },
  'sheet-changed': {
    status: 409,
    en: 'The recommended score sheet is another than the one you name. Read the recommendation again before you approve.',
    ko: '추천된 평가표가 지정하신 것과 다릅니다. 추천안을 다시 확인한 뒤 승인해 주세요.',
    concernsFairness: true,
  },
  'sheet-outdated': {
    status: 409,
    en: 'Proposals were withdrawn or became eligible since the recommendation. Have staff recommend again.',
    ko: '추천 이후 철회되거나 적격으로 바뀐 제안서가 있습니다. 담당자가 다시 추천해야 합니다.',
    concernsFairness: true,
  },
  'decision-stands': {
    status: 409,
    en: 'This decision is approved, and no proposal has changed since. Give notice of it.',
    ko: '이미 승인된 결정이며 이후 달라진 제안서가 없습니다. 결과를 통지해 주세요.',
    concernsFairness: true,
  },
  'sheet-not-rankable': {
    status: 422,
    en: 'This score sheet cannot be ranked: «place» says where, «reason» says why.',
    ko: '이 평가표로는 순위를 정할 수 없습니다. «place»와 «reason»을 확인해 주세요.',
  },
  'list-not-reproduced': {
    status: 409,
    en: 'The stored list does not follow from the stored sheet. Do not approve; tell the auditor.',
    ko: '보관된 목록이 보관된 평가표에서 나오지 않습니다. 승인하지 말고 감사자에게 알려 주세요.',
    concernsFairness: true,
  },
  'budget-exceeded': {
    status: 409,
    en: 'The list commits more than the round’s budget. Have staff recommend again.',
    ko: '목록의 금액이 회차 예산을 넘습니다. 담당자가 다시 추천해야 합니다.',
  },
  'nothing-reopened': {
    status: 409,
    en: 'No outcome is open: there is nothing to revise, or its revision was not recommended yet.',
    ko: '다시 결정할 결과가 없거나 아직 수정안이 추천되지 않았습니다.',
  },
  'fresh-evaluation-unfinished': {
    status: 409,
    en: 'No fresh panel has its result yet: each still scores before its deadline, or ended below its quorum; see «proposalIds». The page of the panels shows how far each is, and renews what ended below.',
    ko: '아직 결과가 나온 재평가가 없습니다. 진행 중이거나 정족수에 못 미친 채 마감되었습니다. «proposalIds»를 확인해 주세요. 평가위원 화면에서 현황을 보고, 정족수에 못 미친 위원회는 갱신할 수 있습니다.',
  },
  'revision-outdated': {
    status: 409,
    en: 'A scorecard of a fresh panel was revised, or a proposal withdrawn, since this list was recommended. Have it recommended again.',
    ko: '이 목록을 추천한 뒤에 재평가 평가표가 수정되었거나 제안서가 철회되었습니다. 다시 추천받아 주세요.',
    concernsFairness: true,
  },
  'result-not-approved': {
    status: 409,
    en: 'How firm the result is gets computed from the approval on. Approve the list first.',
    ko: '결과의 민감도는 승인 이후에 볼 수 있습니다. 먼저 목록을 승인해 주세요.',
  },
  'result-not-published': {
    status: 409,
    en: 'Results come with the notice. The promised date stands in the round.',
    ko: '결과는 통지와 함께 공개됩니다. 예정일은 회차 정보에서 확인해 주세요.',
  },
});
