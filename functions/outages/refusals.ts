import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseOutage = refusalsOf({
  'outage-unsettled': {
    status: 409,
    en: 'An outage was measured over this deadline. Approve the move that it makes; or, if it was none, say in «outageReason» what the evidence shows.',
    ko: '이 마감 시각에 걸친 장애가 측정되었습니다. 장애에 따른 마감 연장을 승인하거나, 장애가 아니었다면 그 근거를 «outageReason»에 적어 주세요.',
    concernsFairness: true,
  },
  'outage-unmeasured': {
    status: 409,
    en: 'Not all of the time around this deadline was measured. Say in «outageReason» how you know that suppliers could submit.',
    ko: '이 마감 전후의 일부 시간이 측정되지 않았습니다. 제출이 가능했음을 어떻게 확인했는지 «outageReason»에 적어 주세요.',
  },
  'outage-not-measured': {
    status: 409,
    en: 'The heartbeats show no outage that moves the deadline to this instant. The system prepares by itself the move that a measured outage makes.',
    ko: '측정 기록에는 마감을 이 시각으로 옮길 만한 장애가 없습니다. 장애가 측정되면 그에 따른 마감 연장은 시스템이 준비합니다.',
    concernsFairness: true,
  },
});
