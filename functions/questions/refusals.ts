import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseQuestion = refusalsOf({
  'questions-closed': {
    status: 409,
    en: 'Questions were taken until «deadline». What has been answered stands with the challenge.',
    ko: '질문은 «deadline»까지 받았습니다. 이미 답변된 내용은 과제 화면에서 확인해 주세요.',
    concernsFairness: true,
  },
  'too-many-open-questions': {
    status: 409,
    en: 'You have «limit» questions on this challenge that are not answered yet. Wait for the answers.',
    ko: '이 과제에 아직 답변되지 않은 질문이 «limit»건 있습니다. 답변을 기다려 주세요.',
  },
});
