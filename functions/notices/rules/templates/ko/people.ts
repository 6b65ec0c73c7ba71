import type { Instant } from '../../../../platform/instant.ts';
import type { NoticeFacts, NoticeKind } from '../../../../platform/notice.ts';
import type { Templates } from '../../message.ts';
import { momentIn } from '../../moment.ts';

const moment = (instant: Instant): string => momentIn('ko', instant);

const awaited: Readonly<Record<NoticeFacts['approval-awaited']['what'], string>> = {
  'deadline-move': '마감 변경',
  opening: '제안서 개봉',
  decision: '구매 결정',
  revision: '수정 결정',
  'move-up': '예비 순위 승격',
  'pool-supplement': '평가위원 추가 후보',
  designation: '혁신제품 지정',
  'designation-extension': '지정 기간 연장',
  recovery: '기관 관리 권한 복구',
};

/** The notices for the people of organisations, about them and what awaits them, in Korean. */
export const people = {
  'approval-awaited': ({ what }, { round }) => ({
    subject: `[승인 대기] ${awaited[what]}`,
    paragraphs: [
      `담당자가 ${round === '-' ? '' : `«${round}»의 `}${awaited[what]}을(를) 준비했습니다. 다른 사람이 승인해야 효력이 생깁니다.`,
      '포털의 승인 대기함에서 달라지는 내용과 함께 확인하실 수 있습니다. 준비한 사람은 승인할 수 없습니다.',
    ],
  }),
  'membership-offered': (_, { organisation }) => ({
    subject: '[소속 초대] 기관 구성원 초대',
    paragraphs: [
      `${organisation}에서 귀하를 구성원으로 초대했습니다.`,
      '포털의 계정 화면에서 초대를 수락하거나 거절해 주시기 바랍니다. 수락하기 전에는 아무 권한도 생기지 않습니다.',
    ],
  }),
  'deputy-appointed': ({ from, until }, { organisation }) => ({
    subject: '[직무대행] 직무대행자로 지정되었습니다',
    paragraphs: [
      `${organisation}의 관리자가 귀하를 부재 중인 동료의 직무대행자로 지정했습니다. 대행 기간에는 귀하의 역할에 그 동료의 역할이 더해집니다.`,
      `시작: ${moment(from)}\n종료: ${moment(until)}`,
      '대행은 정해진 시각에 저절로 시작되고 끝납니다. 처리하신 일은 귀하의 이름으로 기록되며, 직접 준비한 건은 승인할 수 없습니다.',
    ],
  }),
  'organisation-recovered': ({ members }, { organisation }) => ({
    subject: '[기관 관리 권한 복구]',
    paragraphs: [
      `조달기관의 확인을 거쳐 ${organisation}의 관리자가 새로 지정되었습니다.`,
      members === 'keep'
        ? '귀하의 소속과 권한은 그대로 유지됩니다.'
        : '이에 따라 귀하의 소속과 권한은 종료되었습니다.',
      '잘못된 처리라고 생각하시면 바로 조달기관에 알려 주시기 바랍니다.',
    ],
  }),
  'claim-decided': ({ decision }, { organisation }) =>
    decision === 'confirm'
      ? {
          subject: '[기관 등록 승인]',
          paragraphs: [
            `${organisation}의 기관 등록이 승인되었습니다.`,
            '이제 이 기관의 구성원으로 활동하고 다른 구성원을 초대할 수 있습니다.',
          ],
        }
      : {
          subject: '[기관 등록 반려]',
          paragraphs: [
            `${organisation}의 기관 등록이 반려되었습니다.`,
            '사유는 포털의 기관 화면에서 확인할 수 있으며, 내용을 보완하여 다시 신청할 수 있습니다.',
          ],
        },
} satisfies Pick<
  Templates,
  Extract<
    NoticeKind,
    | 'approval-awaited'
    | 'membership-offered'
    | 'deputy-appointed'
    | 'organisation-recovered'
    | 'claim-decided'
  >
>;
