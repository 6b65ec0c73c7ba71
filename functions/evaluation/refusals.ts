import { refusalsOf } from '../platform/refusal.ts';

/** `refuse` for the codes of this capability. */
export const refuseEvaluation = refusalsOf({
  'still-sealed': {
    status: 409,
    en: 'The proposals of this round are not opened. Read them after the opening.',
    ko: '아직 개봉되지 않은 회차입니다. 개봉 후에 열람해 주세요.',
    concernsFairness: true,
  },
  'price-above-ceiling': {
    status: 409,
    en: 'The price «priceInWon» is above «limitInWon», the most that the challenge pays as it was corrected. Find the proposal ineligible, with this as the reason.',
    ko: '가격 «priceInWon»이(가) 정정된 과제의 상한 «limitInWon»보다 높습니다. 이를 사유로 부적격 결정을 해 주세요.',
  },
  'supplement-awaited': {
    status: 409,
    en: 'A supplement is awaited until «deadline». Decide when it has come or its deadline has passed.',
    ko: '«deadline»까지 보완 자료를 기다리고 있습니다. 제출되거나 기한이 지난 뒤에 결정해 주세요.',
    concernsFairness: true,
  },
  'supplement-deadline-past': {
    status: 422,
    en: 'The deadline of a supplement must lie ahead. Give the supplier time to answer.',
    ko: '보완 기한은 앞으로의 시각이어야 합니다. 기업이 준비할 시간을 주세요.',
  },
  'supplements-exhausted': {
    status: 409,
    en: 'A supplement was asked of this proposal «limit» times. Decide on what is there.',
    ko: '이 제안서에 보완을 이미 «limit»번 요청했습니다. 제출된 자료로 결정해 주세요.',
  },
  'screened-already': {
    status: 409,
    en: 'The eligibility of this proposal is decided, so there is nothing to supplement.',
    ko: '이미 적격 여부가 결정되어 보완을 요청할 수 없습니다.',
  },
  'no-supplement-requested': {
    status: 409,
    en: 'No supplement is asked of this proposal now. What the agency asks for comes with a notice.',
    ko: '지금은 보완 요청이 없습니다. 요청이 있으면 알림으로 안내해 드립니다.',
    concernsFairness: true,
  },
  'supplement-late': {
    status: 409,
    en: 'The supplement was due before «deadline». The agency decides on what was there by then.',
    ko: '보완 기한(«deadline»)이 지났습니다. 그때까지 제출된 자료로 결정합니다.',
    concernsFairness: true,
  },
  'clarifications-exhausted': {
    status: 409,
    en: 'Questions about this proposal were raised «limit» times. Score it by what is there.',
    ko: '이 제안서에 대한 질문이 이미 «limit»건 있습니다. 제출된 내용으로 평가해 주세요.',
  },
  'clarification-deadline-past': {
    status: 422,
    en: 'The deadline of a clarification must lie ahead. Give the supplier time to answer.',
    ko: '답변 기한은 앞으로의 시각이어야 합니다. 기업이 답변할 시간을 주세요.',
  },
  'clarification-after-scoring': {
    status: 422,
    en: 'Scoring ends at «scoringEndsAt». Choose a deadline by then, so that the panel can weigh the answer.',
    ko: '평가는 «scoringEndsAt»에 끝납니다. 평가위원이 답변을 볼 수 있도록 그 전까지로 기한을 정해 주세요.',
  },
  'clarification-late': {
    status: 409,
    en: 'The answer was due before «deadline». The panel scores by what was there by then.',
    ko: '답변 기한(«deadline»)이 지났습니다. 그때까지 제출된 내용으로 평가합니다.',
    concernsFairness: true,
  },
  'not-excluded': {
    status: 409,
    en: 'This proposal is not excluded, so there is nothing to reply to.',
    ko: '제외된 제안서가 아니므로 소명하실 것이 없습니다.',
  },
  'replied-already': {
    status: 409,
    en: 'You have replied to the exclusion. Wait for the agency’s answer.',
    ko: '이미 소명하셨습니다. 조달기관의 답변을 기다려 주세요.',
  },
  'reply-late': {
    status: 409,
    en: 'A reply to an exclusion is taken until scoring ends. After the notice you may object.',
    ko: '소명은 평가가 끝나기 전까지만 받습니다. 결과 통지 후에는 이의를 제기하실 수 있습니다.',
    concernsFairness: true,
  },
  'reply-missing': {
    status: 409,
    en: 'The supplier has not replied to its exclusion, so nothing new is there to decide on.',
    ko: '제안기업의 소명이 없어 다시 결정할 것이 없습니다.',
    concernsFairness: true,
  },
  'too-late-to-score': {
    status: 409,
    en: 'Scoring ended at «deadline», so no panel would score this proposal. Extend the deadline while it lies ahead; the supplier may object after the notice.',
    ko: '평가가 «deadline»에 마감되어 이 제안서를 평가할 수 없습니다. 마감 연장은 마감 전에만 할 수 있으며, 제안기업은 결과 통지 후 이의를 제기할 수 있습니다.',
    concernsFairness: true,
  },
  'quorum-unreachable': {
    status: 409,
    en: 'The panel has «members» members for a quorum of «quorum», so this proposal could never be decided on. The exclusion stays; the supplier may object after the notice.',
    ko: '평가위원이 «members»명으로 정족수 «quorum»명에 못 미쳐 이 제안서를 평가할 수 없습니다. 제외 결정은 유지되며, 제안기업은 결과 통지 후 이의를 제기할 수 있습니다.',
    concernsFairness: true,
  },
  'not-an-evaluator': {
    status: 422,
    en: 'This person is no evaluator of a confirmed institute. Have the institute appoint them first.',
    ko: '승인된 평가기관의 평가위원이 아닙니다. 먼저 해당 기관에서 평가위원으로 지정해 주세요.',
  },
  'evaluator-listed-already': {
    status: 409,
    en: 'This person stands in the pool of the round already. There is nothing more to do.',
    ko: '이미 이 회차의 평가위원 후보로 등록되어 있습니다. 더 하실 일이 없습니다.',
  },
  'pool-drawn': {
    status: 409,
    en: 'The panels of this round are drawn. Where a panel lacks people, propose further evaluators for the pool on the page of the panels.',
    ko: '평가위원 추첨이 끝났습니다. 위원이 부족하면 평가위원 화면에서 추가 후보를 제안해 주세요.',
  },
  'supplement-before-draw': {
    status: 409,
    en: 'The panels of this round are not drawn yet. List evaluators in its pool instead.',
    ko: '아직 평가위원을 추첨하지 않았습니다. 추가 후보가 아니라 후보로 등록해 주세요.',
  },
  'supplement-changed': {
    status: 409,
    en: 'Others are proposed for the pool by now. Look at them, then approve those.',
    ko: '그 사이에 추가 후보가 다시 제안되었습니다. 새 제안을 확인한 뒤 승인해 주세요.',
    concernsFairness: true,
  },
  'supplement-tells-whose': {
    status: 409,
    en: 'One of these people alone is in conflict with some challenges, or alone is in conflict with none, so the published order would tell whose the pseudonym is. Propose at least two of each such kind, or leave that one out.',
    ko: '이해충돌이 있는 과제가 다른 후보와 다른 사람이 한 명뿐이어서, 공개되는 순서에서 누구의 가명인지 드러납니다. 같은 조건의 후보를 두 명 이상 제안하거나 그 후보를 빼 주세요.',
  },
  'decider-as-evaluator': {
    status: 409,
    en: 'Somebody of these had a part in the round’s decision and cannot evaluate in it. Propose others.',
    ko: '이 회차의 결정에 참여한 사람은 평가위원이 될 수 없습니다. 다른 사람을 제안해 주세요.',
    concernsFairness: true,
  },
  'draw-secret-wrong': {
    status: 422,
    en: 'This is not the secret whose hash was published with the call. Use that one; no other draws.',
    ko: '공고 때 해시로 공개한 비밀값이 아닙니다. 공개한 값으로만 추첨할 수 있습니다.',
    concernsFairness: true,
  },
  'screening-incomplete': {
    status: 409,
    en: 'Decide on the eligibility of every proposal first, then draw.',
    ko: '모든 제안서의 적격 여부를 먼저 결정한 뒤 추첨해 주세요.',
  },
  'panel-too-small': {
    status: 409,
    en: 'Too few of the pool are free of conflict for the challenges in «challenges». List more evaluators, then draw again.',
    ko: '«challenges»의 과제에 이해충돌이 없는 후보가 부족합니다. 평가위원 후보를 더 등록한 뒤 다시 추첨해 주세요.',
  },
  'not-on-panel': {
    status: 403,
    en: 'You are not on the panel of this challenge. Your own assignments stand under «evaluations».',
    ko: '이 과제의 평가위원이 아닙니다. 배정된 과제는 «evaluations»에서 확인해 주세요.',
    concernsFairness: true,
  },
  'not-in-pool': {
    status: 403,
    en: 'You do not stand in the pool of this round, so there is nothing to undertake.',
    ko: '이 회차의 평가위원 후보가 아니므로 서약하실 것이 없습니다.',
  },
  'undertaking-differs': {
    status: 409,
    en: 'The text of the undertaking is another one than you were shown. Read it again under «evaluations».',
    ko: '화면에 표시된 서약문이 이 회차의 서약문과 다릅니다. «evaluations»에서 다시 읽어 주세요.',
    concernsFairness: true,
  },
  'undertaking-missing': {
    status: 403,
    en: 'Undertake confidentiality for this round first; what you were assigned is shown after it.',
    ko: '먼저 이 회차의 비밀유지를 서약해 주세요. 배정된 내용은 서약한 뒤에 볼 수 있습니다.',
    concernsFairness: true,
  },
  'undertaken-already': {
    status: 409,
    en: 'You have undertaken confidentiality for this round. There is nothing more to do.',
    ko: '이 회차의 비밀유지를 이미 서약하셨습니다. 더 하실 일이 없습니다.',
  },
  'declaration-missing': {
    status: 403,
    en: 'Declare first whether you have a conflict of interest in this challenge.',
    ko: '먼저 이 과제의 이해충돌 여부를 신고해 주세요.',
    concernsFairness: true,
  },
  recused: {
    status: 403,
    en: 'You are recused from this challenge, from all of its proposals and scores. Another member has stepped in.',
    ko: '이 과제에서 회피하셨으므로 제안서와 점수를 볼 수 없습니다. 다른 위원이 대신합니다.',
    concernsFairness: true,
  },
  'conflict-of-interest': {
    status: 403,
    en: 'You belong to the buyer or to a supplier of this challenge. Declare the conflict, and leave it to the others.',
    ko: '이 과제의 수요기관 또는 제안기업 소속입니다. 이해충돌을 신고하고 다른 분께 맡겨 주세요.',
    concernsFairness: true,
  },
  'conflict-declared': {
    status: 403,
    en: 'You have declared a conflict of interest in this challenge. A colleague with the same role acts in your place.',
    ko: '이 과제에 이해충돌을 신고하셨습니다. 같은 역할의 동료가 대신 처리해야 합니다.',
    concernsFairness: true,
  },
  // The first look at a page of a round asks, so it is no attempt at anything.
  'declaration-due': {
    status: 403,
    en: 'Declare first, once for this round, whether you have a conflict of interest in one of its challenges. Then go on.',
    ko: '먼저 이 회차의 과제에 이해충돌이 있는지 한 번 신고해 주세요. 신고하면 이어서 보실 수 있습니다.',
  },
  'declared-already': {
    status: 409,
    en: 'Your declaration for this challenge stands and cannot be changed. Tell the agency if something is new.',
    ko: '이미 신고하셨으며 바꿀 수 없습니다. 새로운 사정이 있으면 조달기관에 알려 주세요.',
    concernsFairness: true,
  },
  'recusal-reason-missing': {
    status: 422,
    en: 'Say in «reason» what the conflict is.',
    ko: '이해충돌의 내용을 «reason»에 적어 주세요.',
  },
  'not-eligible': {
    status: 409,
    en: 'Only eligible proposals are scored. See «state» for where this one stands.',
    ko: '적격 제안서만 평가합니다. «state»에서 현재 상태를 확인해 주세요.',
  },
  'not-scoring-now': {
    status: 409,
    en: 'Scores are given while the round is in evaluation. See «phase» for where it stands.',
    ko: '평가 단계에서만 점수를 매길 수 있습니다. «phase»에서 진행 단계를 확인해 주세요.',
    concernsFairness: true,
  },
  'fresh-scoring-over': {
    status: 409,
    en: 'This evaluation after an upheld objection ended at «deadline». Nothing is taken any more.',
    ko: '이의신청 인용에 따른 재평가는 «deadline»에 마감되어 더 이상 접수하지 않습니다.',
    concernsFairness: true,
  },
  'fresh-panel-stands': {
    status: 409,
    en: 'A fresh panel is renewed only once its deadline, «deadline», has passed with fewer locked scorecards than the quorum; «lockedScorecards» are locked.',
    ko: '재평가 위원회는 마감(«deadline»)이 지난 뒤 제출된 평가표가 정족수에 못 미칠 때만 갱신할 수 있습니다. 지금까지 «lockedScorecards»건이 제출되었습니다.',
    concernsFairness: true,
  },
  'points-not-whole': {
    status: 422,
    en: 'Points are given in whole hundredths of a point. Nothing was changed; mend the places named in «problems».',
    ko: '점수는 소수점 둘째 자리까지만 매길 수 있습니다. 바뀐 것은 없으니 «problems»에 적힌 곳을 고쳐 주세요.',
  },
  'points-out-of-range': {
    status: 422,
    en: 'Points lie between 0 and the criterion’s maximum. Nothing was changed; mend the places named in «problems».',
    ko: '점수는 0점과 그 기준의 만점 사이여야 합니다. 바뀐 것은 없으니 «problems»에 적힌 곳을 고쳐 주세요.',
  },
  'scorecard-invalid': {
    status: 422,
    en: 'The scorecard does not fit the criteria of the round. Mend the places named in «problems».',
    ko: '평가표가 이 회차의 평가 기준과 맞지 않습니다. «problems»에 적힌 곳을 고쳐 주세요.',
  },
  'scorecard-locked': {
    status: 409,
    en: 'Your scorecard is submitted and locked. It can be changed only when it is flagged as an outlier.',
    ko: '제출되어 잠긴 평가표입니다. 편차 확인 요청을 받은 경우에만 바꿀 수 있습니다.',
    concernsFairness: true,
  },
  'not-an-outlier': {
    status: 409,
    en: 'This scorecard is not flagged as an outlier, so there is nothing to reconfirm or revise.',
    ko: '편차 확인 대상이 아니므로 재확인하거나 수정할 것이 없습니다.',
    concernsFairness: true,
  },
  'panel-meetings-off': {
    status: 409,
    en: 'The policy of this round has no meetings of panels. It was frozen when the call opened.',
    ko: '이 회차의 정책에는 평가위원회 회의가 없습니다. 정책은 공고 시점에 확정되었습니다.',
  },
  'meetings-exhausted': {
    status: 409,
    en: 'The panel has met «limit» times. It scores by what is there.',
    ko: '평가위원회 회의가 이미 «limit»번 열렸습니다. 지금의 평가표로 진행합니다.',
  },
  'scorecards-outstanding': {
    status: 409,
    en: 'The panel may meet when each member has submitted all scorecards of the challenge; «missing» are missing.',
    ko: '모든 평가위원이 이 과제의 평가표를 제출한 뒤에 회의를 열 수 있습니다. 아직 «missing»건이 남았습니다.',
    concernsFairness: true,
  },
  'no-panel-meeting': {
    status: 409,
    en: 'The panel does not meet now, so a submitted scorecard stays as it is.',
    ko: '지금은 평가위원회 회의 중이 아니므로 제출한 평가표를 바꿀 수 없습니다.',
    concernsFairness: true,
  },
  'scores-hidden': {
    status: 409,
    en: 'Scores are shown to the agency when the evaluation is over.',
    ko: '점수는 평가가 끝난 뒤에 볼 수 있습니다.',
    concernsFairness: true,
  },
});
