import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseOrganisation = refusalsOf({
  'business-number-invalid': {
    status: 422,
    en: 'This is no business registration number: it has ten digits, the last of which checks the others.',
    ko: '올바른 사업자등록번호가 아닙니다. 열 자리이며 마지막 자리가 검증 번호와 맞아야 합니다.',
  },
  'business-number-taken': {
    status: 409,
    en: 'An organisation with this number is registered already. Ask its administrator to appoint you, or the agency if the claim is not theirs.',
    ko: '이미 등록된 사업자등록번호입니다. 해당 기관의 관리자에게 등록을 요청하거나 조달기관에 문의해 주세요.',
  },
  'agency-founded': {
    status: 409,
    en: 'The agency is founded already. Its administrator appoints everybody else.',
    ko: '조달기관이 이미 등록되어 있습니다. 나머지 구성원은 관리자가 지정합니다.',
  },
  'role-not-of-this-kind': {
    status: 422,
    en: 'This kind of organisation does not have these roles. Choose from «possible».',
    ko: '이 유형의 기관에 없는 역할입니다. «possible»에서 선택해 주세요.',
  },
  'own-membership': {
    status: 409,
    en: 'You cannot change your own roles. Ask another administrator of your organisation.',
    ko: '본인의 역할은 바꿀 수 없습니다. 기관의 다른 관리자에게 요청해 주세요.',
  },
  'last-administrator': {
    status: 409,
    en: 'An organisation keeps at least one administrator. Appoint another one first.',
    ko: '관리자는 최소 한 명이 있어야 합니다. 다른 관리자를 먼저 지정해 주세요.',
  },
});
