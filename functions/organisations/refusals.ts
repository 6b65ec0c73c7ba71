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
    en: 'An organisation with this number is registered already. Ask its administrator to appoint you; if that person is gone, or is not of the organisation, claim its recovery.',
    ko: '이미 등록된 사업자등록번호입니다. 해당 기관의 관리자에게 등록을 요청해 주세요. 관리자가 없거나 기관의 사람이 아니면 복구를 신청해 주세요.',
  },
  'too-many-claims': {
    status: 409,
    en: 'You have «maximum» claims that staff have not decided yet. Wait for a decision before you make another one.',
    ko: '아직 결정되지 않은 신청이 «maximum»건 있습니다. 결정된 뒤에 다시 신청해 주세요.',
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
  'no-offer': {
    status: 409,
    en: 'No membership is offered to you here. Ask the organisation’s administrator for an offer.',
    ko: '제안된 구성원 자격이 없습니다. 기관의 관리자에게 제안을 요청해 주세요.',
  },
  'invitation-not-open': {
    status: 404,
    en: 'This invitation is used, withdrawn or older than fourteen days, or its link is not whole. Ask for another one.',
    ko: '이미 사용되었거나 취소되었거나 14일이 지난 초대이거나, 링크가 온전하지 않습니다. 새 초대를 요청해 주세요.',
  },
  'invitation-needed': {
    status: 409,
    en: 'New people join the agency by an invitation alone, whose code one of its administrators hands to them.',
    ko: '조달기관의 새 구성원은 관리자가 직접 전달한 초대 코드로만 들어올 수 있습니다.',
  },
  'invitation-exists': {
    status: 409,
    en: 'There is an invitation with this code already. Make up another code.',
    ko: '같은 코드의 초대가 이미 있습니다. 다른 코드를 만들어 주세요.',
  },
  'member-already': {
    status: 409,
    en: 'You are a member of this organisation already. Leave the invitation to whom it is for.',
    ko: '이미 이 기관의 구성원입니다. 초대는 받을 사람에게 남겨 주세요.',
  },
  'no-such-membership': {
    status: 409,
    en: 'There is no membership and no offer to end. Read the organisation again.',
    ko: '끝낼 구성원 자격이나 제안이 없습니다. 기관 정보를 다시 불러와 주세요.',
  },
  'too-many-people': {
    status: 409,
    en: 'An organisation has at most «maximum» members, offers and invitations. End some of them first.',
    ko: '한 기관의 구성원·제안·초대는 모두 «maximum»명까지입니다. 먼저 일부를 끝내 주세요.',
  },
  'nothing-to-recover': {
    status: 409,
    en: 'No organisation is confirmed under this number. Claim it instead.',
    ko: '이 번호로 확인된 기관이 없습니다. 복구가 아니라 기관 등록을 신청해 주세요.',
  },
  'agency-not-recoverable': {
    status: 409,
    en: 'The agency is not recovered by a claim. Its operator appoints its administrators.',
    ko: '조달기관은 복구 신청의 대상이 아닙니다. 운영자가 관리자를 지정합니다.',
  },
  'deputy-of-oneself': {
    status: 422,
    en: 'Somebody else must stand in. Choose another member.',
    ko: '본인을 본인의 직무대행자로 지정할 수 없습니다. 다른 구성원을 선택해 주세요.',
  },
  'deputy-period': {
    status: 422,
    en: 'Standing in ends after it begins, ahead of now, and within «days» days. Choose another time.',
    ko: '대행 기간의 끝은 시작과 현재보다 뒤여야 하며 «days»일을 넘을 수 없습니다. 기간을 다시 정해 주세요.',
  },
  'nothing-to-stand-in-for': {
    status: 409,
    en: 'The member holds all roles of the colleague already; administering is not handed on. Nobody need stand in.',
    ko: '그 구성원은 이미 같은 역할을 모두 맡고 있습니다. 관리자 역할은 대행할 수 없습니다.',
  },
  'no-such-deputy': {
    status: 404,
    en: 'This member stands in for nobody. It may have ended already.',
    ko: '이 구성원이 맡은 직무대행이 없습니다. 이미 끝났을 수 있습니다.',
  },
  'last-administrator': {
    status: 409,
    en: 'An organisation keeps at least one administrator. Appoint another one first.',
    ko: '관리자는 최소 한 명이 있어야 합니다. 다른 관리자를 먼저 지정해 주세요.',
  },
});
