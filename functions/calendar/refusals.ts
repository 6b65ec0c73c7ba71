import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseCalendar = refusalsOf({
  'not-a-working-day': {
    status: 422,
    en: 'The deadline falls on «day», which is no working day: see «why». Choose «nextWorkingDay», or confirm the day with confirmNonWorkingDay.',
    ko: '마감일이 근무일이 아닙니다(«day», 사유는 «why»). «nextWorkingDay»를 선택하거나 confirmNonWorkingDay로 확인해 주세요.',
  },
});
