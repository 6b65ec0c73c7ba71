import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseDossier = refusalsOf({
  'dossier-sealed': {
    status: 403,
    en: 'There is no dossier before the opening. Ask for it when the round is open.',
    ko: '개봉 전에는 기록철을 만들 수 없습니다. 회차가 개봉된 뒤 요청해 주세요.',
    concernsFairness: true,
  },
  'dossier-before-notice': {
    status: 403,
    en: 'Staff get a dossier from the notice of the results on. Until then an auditor may ask for it.',
    ko: '담당자는 결과 통지 후부터 기록철을 받을 수 있습니다. 그 전에는 감사자가 요청할 수 있습니다.',
  },
  'dossier-of-own-matter': {
    status: 403,
    en: 'You or your organisation take part in this challenge, or you declared a conflict in it. Somebody uninvolved asks for its dossier.',
    ko: '본인 또는 소속 기관이 이 과제의 당사자이거나, 이 과제에 이해충돌을 신고하셨습니다. 관련 없는 사람이 기록철을 요청해야 합니다.',
    concernsFairness: true,
  },
});
