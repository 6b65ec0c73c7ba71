import type { Instant } from '../../../platform/instant.ts';
import type { Named, Sentences, Templates } from '../message.ts';
import { momentIn } from '../moment.ts';
import { designations } from './ko/designations.ts';
import { people } from './ko/people.ts';

const moment = (instant: Instant): string => momentIn('ko', instant);

const until = ({ deadline }: Named): string =>
  deadline === null ? '' : ` 마감은 ${moment(deadline)}이며, 그 전까지 접수된 것만 인정됩니다.`;

const receipt = (entryHash: string): readonly string[] => [
  `원장 기록 해시(entryHash):\n${entryHash}`,
  '접수증은 포털에서 해당 제안서의 «접수증»을 열면 언제든지 다시 받을 수 있습니다. 접수증에 적힌 entryHash가 위의 값과 같은지 확인해 주시기 바랍니다.',
];

const moved = { challengeCall: '과제 제안', proposals: '제안서', evaluation: '평가' } as const;

const reminder = (
  left: string,
  { deadline }: { readonly deadline: Instant },
  { round }: Named,
): Sentences => ({
  subject: `[마감 ${left} 전] ${round} 제안서 제출 안내`,
  paragraphs: [
    `«${round}»에 아직 제출하지 않은 작성 내용이 있습니다. 제안서 마감까지 ${left} 남았습니다.`,
    `마감: ${moment(deadline)}. 이 시각이 되기 전에 접수된 제안서만 인정됩니다.`,
    '작성 중인 내용은 제출하지 않으면 평가 대상이 되지 않습니다. 마감 직전에는 접속이 몰릴 수 있으니 미리 제출해 주시기 바랍니다. 제출한 뒤에도 마감 전까지는 다시 제출할 수 있습니다.',
  ],
});

const scoringReminder = (
  left: string,
  { deadline }: { readonly deadline: Instant },
  { round }: Named,
): Sentences => ({
  subject: `[평가 마감 ${left} 전] ${round} 평가표 제출 안내`,
  paragraphs: [
    `«${round}»에 아직 제출하지 않으신 평가표가 있습니다. 평가 마감까지 ${left} 남았습니다.`,
    `평가 마감: ${moment(deadline)}.`,
    '남은 평가표는 포털의 배정된 평가에서 확인해 주세요. 이해충돌 여부를 아직 신고하지 않은 과제가 있다면 먼저 신고해 주세요. 이해충돌이 있으면 다른 위원이 대신해야 합니다.',
  ],
});

const ended = (
  by: 'lead' | 'partner',
  toldTo: 'lead' | 'partner',
  { challenge, organisation }: Named,
): string => {
  if (toldTo === 'lead')
    return by === 'partner'
      ? `«${challenge}» 과제의 공동 제안에서 ${organisation}의 참여가 종료되었습니다. 해당 기관이 직접 참여를 철회했습니다.`
      : `«${challenge}» 과제의 공동 제안에서 ${organisation}의 참여를 종료하셨습니다.`;
  return by === 'partner'
    ? `${organisation}이(가) 대표하는 «${challenge}» 과제의 공동 제안에서 귀 기관의 참여를 종료하셨습니다.`
    : `${organisation}에서 «${challenge}» 과제의 공동 제안 초대를 취소하거나 귀 기관의 참여를 종료했습니다.`;
};

/** The notices in Korean. */
export const ko: Templates = {
  'proposal-submitted': ({ submissionNumber, submittedAt, entryHash }, named) => ({
    subject: `[접수 확인] ${named.round} 제안서 (기록 ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `«${named.challenge}» 과제에 제출하신 제안서가 접수되었습니다.`,
      `접수 시각: ${moment(submittedAt)}\n제출 차수: ${submissionNumber}차`,
      ...receipt(entryHash),
      `마감 전까지는 제안서를 다시 제출하거나 철회할 수 있습니다.${until(named)}`,
    ],
  }),
  'proposal-replaced': ({ submissionNumber, submittedAt, entryHash }, named) => ({
    subject: `[재접수 확인] ${named.round} 제안서 (기록 ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안서가 다시 접수되었습니다. 이전에 제출하신 내용은 이번 제출로 바뀌었습니다.`,
      `접수 시각: ${moment(submittedAt)}\n제출 차수: ${submissionNumber}차`,
      ...receipt(entryHash),
      `마감 전까지는 제안서를 다시 제출하거나 철회할 수 있습니다.${until(named)}`,
    ],
  }),
  'proposal-withdrawn': ({ withdrawnAt, entryHash }, named) => ({
    subject: `[철회 확인] ${named.round} 제안서 (기록 ${entryHash.slice(0, 8)})`,
    paragraphs: [
      `«${named.challenge}» 과제에 제출하신 제안서가 철회되었습니다. 직접 철회하신 것이 아니라면 바로 소속 기관의 관리자에게 알려 주시기 바랍니다.`,
      `철회 시각: ${moment(withdrawnAt)}`,
      ...receipt(entryHash),
      `제안서 마감 전에 철회하신 경우에는 마감 전까지 다시 제출할 수 있습니다.${until(named)}`,
    ],
  }),
  'deadline-in-7-days': (facts, named) => reminder('7일', facts, named),
  'deadline-in-24-hours': (facts, named) => reminder('24시간', facts, named),
  'deadline-in-1-hour': (facts, named) => reminder('1시간', facts, named),
  'scoring-ends-in-3-days': (facts, named) => scoringReminder('3일', facts, named),
  'scoring-ends-in-24-hours': (facts, named) => scoringReminder('24시간', facts, named),
  'scoring-ends-in-1-hour': (facts, named) => scoringReminder('1시간', facts, named),
  'deadline-moved': ({ which, previous, deadline }, { round }) => ({
    subject: `[마감 연장] ${round}`,
    paragraphs: [
      `«${round}»의 ${moved[which]} 마감이 연장되었습니다.`,
      `새 마감: ${moment(deadline)}\n이전 마감: ${moment(previous)}`,
      which === 'proposals'
        ? '이미 제출하신 제안서는 그대로 유효하며, 새 마감 전까지 다시 제출하거나 철회할 수 있습니다. 첨부된 일정 파일을 열면 캘린더의 일정이 새 마감으로 바뀝니다.'
        : '이미 제출하신 내용은 그대로 유효합니다.',
    ],
  }),
  'call-corrected': ({ correctionNumber }, named) => ({
    subject: `[정정 공고] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 공고가 정정되었습니다(정정 ${correctionNumber}차). 정정된 내용은 포털의 과제 화면에서 확인할 수 있습니다.`,
      `이미 제안서를 제출하셨다면 정정 내용을 확인했음을 표시하거나 제안서를 다시 제출해 주시기 바랍니다.${until(named)}`,
    ],
  }),
  'question-asked': (_, named) => ({
    subject: `[질의 접수] ${named.round}`,
    paragraphs: [
      `귀 기관이 제안한 «${named.challenge}» 과제에 대한 질의가 접수되었습니다. 질의한 기관은 공개되지 않습니다.`,
      '포털의 과제 화면에서 답변을 작성해 주시기 바랍니다. 답변은 모두에게 공개됩니다.',
    ],
  }),
  'question-declined': (_, named) => ({
    subject: `[질의 반려] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 대해 보내신 질의에는 답변하지 않기로 하였습니다. 사유는 포털의 질의 화면에서 확인할 수 있습니다.`,
    ],
  }),
  'question-answered': (_, named) => ({
    subject: `[질의 답변] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 대한 질의의 답변이 등록되었습니다. 포털의 과제 화면에서 확인해 주시기 바랍니다.`,
    ],
  }),
  'consortium-invited': (_, named) => ({
    subject: `[공동 제안 초대] ${named.round}`,
    paragraphs: [
      `${named.organisation}에서 «${named.challenge}» 과제의 공동 제안에 귀 기관을 초대했습니다.`,
      `포털에서 초대를 수락하거나 거절해 주시기 바랍니다.${until(named)}`,
    ],
  }),
  'consortium-answered': ({ answer }, named) => ({
    subject: `[공동 제안 회신] ${named.round}`,
    paragraphs: [
      `${named.organisation}에서 «${named.challenge}» 과제의 공동 제안 초대를 ${answer === 'accepted' ? '수락' : '거절'}했습니다.`,
    ],
  }),
  'consortium-ended': ({ by, toldTo, submissionStands }, named) => ({
    subject: `[공동 제안 변경] ${named.round}`,
    paragraphs: [
      ended(by, toldTo, named),
      submissionStands
        ? `이미 제출된 제안은 대표 기업이 다시 제출하거나 철회할 때까지 두 기관이 함께한 그대로 유효합니다.${until(named)}`
        : `현재 제출된 제안 중 두 기관이 함께 적힌 것은 없습니다.${until(named)}`,
    ],
  }),
  'attachment-refused': ({ finding }, named) => ({
    subject: `[첨부 파일 확인 필요] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안서에 올리신 첨부 파일 하나가 파일 검사를 통과하지 못했습니다(사유 코드: ${finding}).`,
      `포털에서 해당 파일과 사유를 확인한 뒤 다른 파일로 바꾸어 주시기 바랍니다. 이미 제출하셨다면 파일을 바꾼 뒤 다시 제출해야 합니다.${until(named)}`,
    ],
  }),
  'supplement-requested': ({ deadline }, named) => ({
    subject: `[보완 요청] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 내신 제안서의 보완을 요청드립니다.`,
      `보완 기한: ${moment(deadline)} 전까지`,
      '요청 내용은 포털의 제안서 화면에서 확인해 주세요. 기존 사실을 증명하는 새 자료는 낼 수 있으나 새로운 사실은 더할 수 없습니다.',
    ],
  }),
  'supplement-answered': (_, named) => ({
    subject: `[보완 자료 제출] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안기업이 보완 요청에 답했습니다.`,
      '해당 제안서의 적격 심사를 이어서 진행해 주세요.',
    ],
  }),
  'eligibility-decided': ({ outcome, mayReply }, named) => ({
    subject: `[적격 심사 결과] ${named.round}`,
    paragraphs: [
      outcome === 'eligible'
        ? `소명이 받아들여져 «${named.challenge}» 과제에 내신 제안서가 적격으로 바뀌었습니다. 평가위원의 평가를 받게 됩니다.`
        : `«${named.challenge}» 과제에 내신 제안서가 적격 심사에서 제외되었습니다.`,
      '사유는 포털의 제안서 화면에서 확인하실 수 있습니다.',
      ...(outcome === 'ineligible'
        ? [
            mayReply
              ? '평가가 끝나기 전까지 같은 화면에서 소명하실 수 있습니다. 소명이 받아들여지면 적격으로 바뀝니다.'
              : '소명을 검토하였으나 결과는 그대로입니다. 결과 통지 후에는 이의를 제기하실 수 있습니다.',
          ]
        : []),
    ],
  }),
  'quorum-lost': ({ members, quorum, isFresh }, named) => ({
    subject: `[정족수 충족 불가] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 평가위원이 회피했으며, 추첨 순서에 따라 대신할 위원이 더 없습니다.`,
      `남은 위원: ${members}명\n정족수: ${quorum}명`,
      isFresh
        ? '이의신청이 인용되어 제안서를 다시 평가하는 위원회입니다. 정족수가 채워지지 않으면 결과가 확정되지 않으며, 그 결과에 따라 달라질 수 있는 구매도 보류됩니다.'
        : '이 과제의 적격 제안서가 정족수에 못 미치면 평가를 마치거나 결정을 추천할 수 없습니다.',
      isFresh
        ? '평가위원 화면에서 추가 후보를 제안할 수 있습니다. 승인자가 승인하면 추첨 순서의 뒤에 서게 되어, 이후 회피하는 위원을 대신하고, 정족수에 못 미친 채 마감된 위원회를 갱신할 때 빈자리를 채웁니다.'
        : '평가위원 화면에서 추가 후보를 제안할 수 있습니다. 승인자가 승인하면 누구도 고를 수 없는 추첨 순서에 따라 이 위원회의 빈자리가 바로 채워집니다. 회차 화면에서 결정 지연을 공지하거나 회차를 취소할 수도 있습니다. 평가 마감을 늦추는 것만으로는 위원이 늘지 않습니다.',
    ],
  }),
  'quorum-at-risk': ({ proposals, deadline }, named) => ({
    subject: `[정족수 미달] ${named.round}`,
    paragraphs: [
      `«${named.round}»의 평가 마감까지 24시간이 남지 않았는데, 제출된 평가표가 정족수에 못 미치는 제안서가 있습니다.`,
      `정족수 미달 제안서: ${proposals}건\n평가 마감: ${moment(deadline)}`,
      '평가표가 남은 위원에게는 안내를 보냈습니다. 시간이 더 필요하면 마감이 지나기 전에 포털의 회차 화면에서 평가 마감 연장을 준비해 주세요. 승인자의 승인이 필요합니다.',
      '연장하지 않으면 마감이 지나도 정족수가 채워질 때까지 평가가 계속되며 결정이 늦어집니다.',
    ],
  }),
  'panel-stepped-in': ({ deadline }, named) => ({
    subject: `[평가위원 배정] ${named.round}`,
    paragraphs: [
      `회피한 위원을 대신하여 지금부터 «${named.challenge}» 과제를 평가하는 위원이 되었습니다. 제안서는 포털의 배정된 평가에서 확인할 수 있습니다. 먼저 비밀유지를 서약하고 이해충돌 여부를 신고해 주세요.${deadline === null ? '' : `\n평가 마감: ${moment(deadline)}. 평가표가 정족수에 못 미치는 제안서가 있으면 마감이 지나도 평가가 계속됩니다.`}`,
    ],
  }),
  'fresh-panel-seated': ({ deadline }, named) => ({
    subject: `[재평가 위원 추첨] ${named.round}`,
    paragraphs: [
      `이의신청이 인용되어 «${named.challenge}» 과제의 제안서를 다시 평가합니다. 귀하는 이 제안서를 평가하는 위원입니다.`,
      `평가표 제출 기한: ${moment(deadline)} 전까지`,
      '제안서는 포털의 배정된 평가에서 확인할 수 있습니다. 아직 신고하지 않으셨다면 먼저 이해충돌 여부를 신고해 주세요. 이해충돌이 있으면 다른 위원이 남은 기간 안에 대신 평가해야 합니다.',
      '기한이 지나면 평가표를 제출할 수 없으며, 그 전까지 제출된 평가표로 결과를 정합니다.',
    ],
  }),
  'fresh-panel-renewed': ({ deadline }, named) => ({
    subject: `[재평가 연장] ${named.round}`,
    paragraphs: [
      `이의신청이 인용되어 «${named.challenge}» 과제에 제출하신 제안서를 다시 평가하고 있습니다. 제출된 평가표가 정족수에 못 미친 채 마감되어 아직 결과가 나오지 않았습니다.`,
      `새 평가 마감: ${moment(deadline)}`,
      '평가표를 제출하지 않은 위원은 추첨 순서에 따라 다음 위원으로 바뀌며, 누구도 위원을 고를 수 없습니다. 이미 제출된 평가표는 그대로 유효합니다. 따로 하실 일은 없으며, 변경된 결과가 승인되면 알려 드립니다.',
    ],
  }),
  'fresh-quorum-missing': ({ deadline, locked, quorum, isOver }, named) => ({
    subject: `[정족수 미달] ${named.round}`,
    paragraphs: [
      isOver
        ? `«${named.challenge}» 과제의 제안서를 다시 평가하는 위원회가 정족수에 못 미친 채 마감되었습니다. 목록을 수정할 결과가 없으며, 이에 따라 달라질 수 있는 구매는 계속 보류됩니다.`
        : `«${named.challenge}» 과제의 제안서를 다시 평가하는 위원회의 마감까지 24시간이 남지 않았는데, 제출된 평가표가 정족수에 못 미칩니다.`,
      `제출된 평가표: ${locked}건\n정족수: ${quorum}명\n마감: ${moment(deadline)}`,
      isOver
        ? '포털의 평가위원 화면에서 위원회를 갱신할 수 있습니다. 평가표를 제출하지 않은 위원은 추첨 순서에 따라 다음 위원으로 바뀌고, 남은 위원에게 같은 기간이 다시 주어집니다. 이미 제출된 평가표는 그대로 유효합니다. 추첨 순서에 남은 위원이 없으면 먼저 추가 후보를 제안하고, 승인된 뒤에 갱신해 주세요.'
        : '위원에게는 안내를 보냈습니다. 지금 이해충돌을 신고하는 위원은 바로 다음 위원으로 바뀝니다. 정족수에 못 미친 채 마감되면 평가위원 화면에서 같은 기간으로 갱신할 수 있습니다.',
    ],
  }),
  'clarification-proposed': (_, named) => ({
    subject: `[평가위원 질문] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안서에 대해 평가위원이 질문을 제안했습니다.`,
      '답변 기한을 정해 제안기업에 질문해 주세요. 누가 제안했는지는 기업에 알려지지 않습니다.',
    ],
  }),
  'clarification-declined': (_, named) => ({
    subject: `[평가위원 질문 반려] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안서에 대해 평가위원이 제안한 질문을 기업에 보내지 않기로 했습니다.`,
      '사유는 포털에서 해당 질문과 함께 평가위원 모두가 볼 수 있습니다. 제출된 내용으로 평가하거나 다른 질문을 제안해 주세요.',
    ],
  }),
  'clarification-asked': ({ deadline }, named) => ({
    subject: `[서면 질의] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 내신 제안서에 대해 평가위원의 질문이 있습니다.`,
      `답변 기한: ${moment(deadline)} 전까지`,
      '질문은 포털의 제안서 화면에서 확인하고 서면으로 답변해 주세요. 제안 내용과 가격, 범위는 제출하신 그대로이며 바꿀 수 없습니다.',
    ],
  }),
  'clarification-answered': (_, named) => ({
    subject: `[서면 답변 제출] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안기업이 평가위원의 질문에 답변했습니다.`,
      '질문과 답변은 포털의 제안서 화면에서 평가위원 모두가 볼 수 있습니다.',
    ],
  }),
  'panel-meeting-opened': (_, named) => ({
    subject: `[평가위원회 회의] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 평가위원회 회의가 열렸습니다. 안건은 포털의 평가 화면에서 확인하실 수 있습니다.`,
      '회의가 열려 있는 동안에는 제출한 평가표를 사유를 적어 수정하실 수 있습니다. 수정하지 않은 평가표는 그대로 유지됩니다.',
    ],
  }),
  'outlier-flagged': ({ deadline }, named) => ({
    subject: `[평가표 재확인] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 제출하신 평가표가 다른 평가위원의 점수와 차이가 큽니다.`,
      ...(deadline === null ? [] : [`답변 기한: ${moment(deadline)} 전까지`]),
      '포털의 평가 화면에서 점수를 그대로 확정하거나 사유를 적어 수정해 주세요. 어느 쪽을 선택하셔도 됩니다. 답변이 없으면 평가 결과가 확정되지 않습니다.',
    ],
  }),
  'exclusion-replied': (_, named) => ({
    subject: `[제외에 대한 소명] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에서 제외된 제안기업이 소명했습니다.`,
      '평가가 끝나기 전에 소명을 받아들일지 결정해 주세요.',
    ],
  }),
  'objection-made': ({ decideBefore }, named) => ({
    subject: `[이의 접수] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 제안서 평가 결과에 대한 이의가 접수되었습니다.`,
      `처리 기한: ${moment(decideBefore)}`,
      '결정에 참여하지 않은 승인자가 포털의 회차 화면에서 사유를 적어 처리해 주세요. 처리될 때까지 이의의 영향을 받을 수 있는 구매는 보류됩니다.',
    ],
  }),
  'objection-decided': ({ outcome }, named) => ({
    subject: `[이의 처리 결과] ${named.round}`,
    paragraphs: [
      outcome === 'upheld'
        ? `«${named.challenge}» 과제의 결과에 대한 이의가 받아들여졌습니다. 제안서는 다른 평가위원들이 다시 평가합니다.`
        : outcome === 'dismissed'
          ? `«${named.challenge}» 과제의 결과에 대한 이의가 기각되었습니다. 기존 결정이 유지됩니다.`
          : `«${named.challenge}» 과제의 결과에 대한 이의가 요건을 갖추지 못해 각하되었습니다. 기존 결정이 유지됩니다.`,
      '사유는 포털의 이의 화면에서 확인하실 수 있습니다.',
    ],
  }),
  'objection-overdue': ({ decideBefore }, named) => ({
    subject: `[이의 처리 지연] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제에 대한 이의가 처리 기한(${moment(decideBefore)})이 지나도록 처리되지 않았습니다.`,
      '영향을 받을 수 있는 구매가 계속 보류되고 있으니 조속히 처리해 주세요.',
    ],
  }),
  'delivery-recorded': ({ inspectBefore }, named) => ({
    subject: `[납품 검사 요청] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제로 구매한 제품의 납품이 기록되었습니다.`,
      `검사 기한: ${moment(inspectBefore)}`,
      '기한까지 검사하지 않으면 합격한 것으로 처리됩니다.',
    ],
  }),
  'inspection-due': ({ inspectBefore }, named) => ({
    subject: `[검사 기한 안내] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제로 납품된 제품이 아직 검사되지 않았습니다.`,
      `${moment(inspectBefore)}까지 검사하지 않으면 합격한 것으로 처리됩니다.`,
    ],
  }),
  'first-user-appointed': (_, named) => ({
    subject: `[시범 사용 기관 안내] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 시범 사용 기관이 사양하여, 다음 순서인 귀 기관이 시범 사용을 맡게 되었습니다.`,
      '구매 내용은 포털에서 확인하실 수 있습니다. 납품 검사와 시범 사용, 결과 보고를 진행해 주시기 바랍니다.',
    ],
  }),
  'purchase-terminated': (_, named) => ({
    subject: `[구매 해지 안내] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제의 구매가 해지되었습니다. 사유는 포털의 구매 화면에서 확인하실 수 있습니다.`,
    ],
  }),
  'report-due': ({ dueSince }, named) => ({
    subject: `[시범 사용 결과 보고 요청] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제로 구매한 제품의 시범 사용이 끝나, ${moment(dueSince)}부터 결과를 보고하실 수 있습니다.`,
      '과제의 성능 목표를 모두 측정하여 포털에서 결과를 보고해 주시기 바랍니다.',
    ],
  }),
  'verdict-reported': ({ commentUntil }, named) => ({
    subject: `[시범 사용 결과 안내] ${named.round}`,
    paragraphs: [
      `«${named.challenge}» 과제로 납품하신 제품의 시범 사용 결과가 보고되었습니다.`,
      `${moment(commentUntil)}까지 포털에서 의견을 제출하실 수 있으며, 의견은 보고서와 함께 공개됩니다.`,
    ],
  }),
  ...designations,
  'round-opened': ({ openedAt }, { round }) => ({
    subject: `[개봉] ${round}`,
    paragraphs: [
      `«${round}»의 제안서가 개봉되었습니다.`,
      `개봉 시각: ${moment(openedAt)}`,
      '이제 적격 심사와 평가가 진행됩니다. 보완 요청이나 결과는 별도로 안내해 드립니다. 접수증의 포함 증명은 포털에서 받을 수 있습니다.',
    ],
  }),
  'result-announced': ({ objectBefore }, { round }) => ({
    subject: `[결과 공고] ${round}`,
    paragraphs: [
      `«${round}»의 제안서 평가 결과가 공고되었습니다.`,
      '제출하신 제안서의 결과와 점수, 사유는 포털의 제안서 화면에서 확인하실 수 있습니다. 우선순위 목록은 모두에게 공개됩니다.',
      `이의는 ${moment(objectBefore)} 전까지 같은 화면에서 모든 사유를 적어 한 번 신청하실 수 있습니다.`,
    ],
  }),
  'result-revised': ({ revisedAt }, { round }) => ({
    subject: `[결과 변경] ${round}`,
    paragraphs: [
      `인용된 이의의 재평가 결과에 따라 «${round}»의 우선순위 목록이 변경되었습니다.`,
      `변경 시각: ${moment(revisedAt)}`,
      '제출하신 제안서의 현재 결과는 포털의 제안서 화면에서 확인해 주세요. 이전 목록도 기록으로 남습니다.',
    ],
  }),
  'round-cancelled': ({ cancelledAt }, { round }) => ({
    subject: `[취소] ${round}`,
    paragraphs: [
      `«${round}»이(가) 취소되었습니다.`,
      `취소 시각: ${moment(cancelledAt)}`,
      '제출하신 제안서는 효력을 잃습니다. 개봉되지 않은 제안서는 열어 보지 않은 채 종결되며, 심사에 쓰이지 않습니다.',
    ],
  }),
  ...people,
};
