import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseLedger = refusalsOf({
  sealed: {
    status: 403,
    en: 'The ledger of a round is closed until its opening: it would tell who has submitted.',
    ko: '회차의 기록은 개봉 전까지 공개되지 않습니다. 누가 제출했는지 드러나기 때문입니다.',
    concernsFairness: true,
  },
  'evaluator-audits': {
    status: 403,
    en: 'You are in this round’s pool of evaluators. Another auditor reads its ledger until the notice.',
    ko: '이 회차의 평가위원 후보입니다. 결과 통지 전까지는 다른 감사자가 기록을 열람합니다.',
    concernsFairness: true,
  },
  'not-yet-public': {
    status: 403,
    en: 'The ledger becomes public with the notice of the results.',
    ko: '기록은 결과 통지와 함께 공개됩니다.',
  },
});
