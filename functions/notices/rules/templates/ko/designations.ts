import type { Instant } from '../../../../platform/instant.ts';
import type { Templates } from '../../message.ts';
import { momentIn } from '../../moment.ts';

const moment = (instant: Instant): string => momentIn('ko', instant);

const changes = {
  designated: { subject: '지정', text: '혁신제품 지정이 결정되었습니다.' },
  extended: { subject: '지정 연장', text: '혁신제품 지정 기간이 연장되었습니다.' },
  reviewed: {
    subject: '지정 재검토 결과',
    text: '혁신제품 지정이 시범 사용 실패 이후 재검토되었습니다. 검토 결과는 포털에서 확인하실 수 있습니다.',
  },
  kept: { subject: '지정 유지', text: '혁신제품 지정 취소 예정 통지가 철회되어 지정이 유지됩니다.' },
  cancelled: { subject: '지정 취소', text: '혁신제품 지정이 취소되었습니다.' },
} as const;

/** What is said of designated solutions. */
export const designations: Pick<
  Templates,
  | 'designation-cancellation-noticed'
  | 'designation-commented'
  | 'designation-changed'
  | 'designation-expiring'
  | 'designation-expired'
  | 'buying-requested'
  | 'designation-to-review'
> = {
  'designation-cancellation-noticed': ({ commentUntil }, named) => ({
    subject: `[지정 취소 예정 통지] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제 제품의 혁신제품 지정이 취소될 예정입니다. 사유는 포털에서 확인하실 수 있습니다.`,
      `${moment(commentUntil)}까지 포털에서 의견을 제출하실 수 있으며, 결정될 때까지 지정은 유지됩니다.`,
    ],
  }),
  'designation-changed': ({ change, activeUntil }, named) => ({
    subject: `[${changes[change].subject}] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제 제품의 ${changes[change].text}`,
      change === 'cancelled'
        ? '공공기관이 새로 구매를 요청할 수 없습니다. 취소 사유는 포털의 제안 화면에서 확인하실 수 있습니다.'
        : `지정은 ${moment(activeUntil)}까지이며, 그동안 공공기관이 별도 경쟁 없이 구매를 요청할 수 있습니다.`,
    ],
  }),
  'designation-commented': (_, named) => ({
    subject: `[지정 취소 의견 접수] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제 제품의 지정 취소 예정 통지에 대해 공급 기업이 의견을 제출하였습니다.`,
      '의견은 포털의 지정 화면에서 확인하실 수 있으며, 통지한 사람이 아닌 다른 승인자가 결정할 수 있습니다.',
    ],
  }),
  'designation-expiring': ({ activeUntil, toldTo }, named) => ({
    subject: `[지정 만료 예정] ${named.round}`,
    paragraphs: [
      toldTo === 'supplier'
        ? `«${named.challenge}» 과제 제품의 혁신제품 지정이 ${moment(activeUntil)}에 만료됩니다.`
        : `구매를 요청하신 «${named.challenge}» 과제 제품의 혁신제품 지정이 ${moment(activeUntil)}에 만료됩니다.`,
      toldTo === 'supplier'
        ? '그 이후에는 공공기관이 구매를 요청할 수 없습니다. 연장이 필요하면 그 전에 전담 기관에 알려 주시기 바랍니다.'
        : '별도 경쟁 없이 구매하시려면 그 전에 공급 기업과 계약을 체결해 주시기 바랍니다.',
    ],
  }),
  'designation-expired': ({ activeUntil }, named) => ({
    subject: `[지정 만료] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제 제품의 혁신제품 지정이 ${moment(activeUntil)}에 만료되었습니다.`,
      '이미 체결된 계약에는 영향이 없으며, 새로 구매를 요청할 수는 없습니다.',
    ],
  }),
  'buying-requested': (_, named) => ({
    subject: `[구매 요청] ${named.round}`,
    paragraphs: [
      `«${named.organisation}»에서 «${named.challenge}» 과제의 지정 제품을 구매하고자 합니다.`,
      '요청 내용은 포털의 지정 화면에서 확인하시고, 수의계약을 위해 해당 기관에 연락해 주시기 바랍니다.',
    ],
  }),
  'designation-to-review': (_, named) => ({
    subject: `[지정 재검토 요청] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제로 구매한 제품의 시범 사용이 실패로 보고되었습니다.`,
      '지정된 제품이라면 지정을 유지할지 재검토해 주시기 바랍니다. 취소하려면 서면 통지와 공급 기업의 의견 청취가 필요합니다.',
    ],
  }),
};
