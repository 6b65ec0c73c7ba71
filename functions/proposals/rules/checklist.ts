import type { Instant } from '../../platform/instant.ts';

type DraftText = { readonly ko: string | null; readonly en: string | null };

/** A part of a proposal that its supplier marked as a trade secret: it stays out of every public view. */
export type TradeSecret =
  | { readonly kind: 'field'; readonly field: string; readonly reason: string }
  | { readonly kind: 'attachment'; readonly attachmentId: string; readonly reason: string };

/** What a supplier has written so far; null where it has not. */
export type DraftContent = {
  readonly title: DraftText;
  readonly summary: DraftText;
  readonly solution: string | null;
  readonly priceInWon: number | null;
  /** 1 (an idea) to 9 (proven in use). */
  readonly technologyReadinessLevel: number | null;
  /** Until when the supplier stands by the proposal. */
  readonly validUntil: Instant | null;
  readonly deliveryInDays: number | null;
  readonly tradeSecrets: readonly TradeSecret[];
};

/** What is said in a submitted proposal; it lies in the table under seal only. */
export type ProposalContent = {
  readonly title: { readonly ko: string; readonly en: string };
  readonly summary: { readonly ko: string; readonly en: string };
  readonly solution: string;
  readonly priceInWon: number;
  readonly technologyReadinessLevel: number;
  readonly validUntil: Instant;
  readonly deliveryInDays: number;
  readonly tradeSecrets: readonly TradeSecret[];
  /** 64 hexadecimal digits of the server's making; the draw of the panel's seed takes them from every live proposal. */
  readonly drawNonce: string;
};

/** What the checklist is told about challenge, round and supplier. */
export type Circumstances = {
  /** The challenge's ceiling. */
  readonly priceCeilingInWon: number;
  /** The policy's greatest price of a proposal. */
  readonly maximumPriceInWon: number;
  readonly decisionPromisedAt: Instant | null;
  readonly smallOrMediumOnly: boolean;
  readonly supplierIsSmallOrMedium: boolean;
};

/** What a draft can lack, with what to do about it. */
export const checklist = {
  'title-missing': {
    en: 'Write the title in Korean and English.',
    ko: '제목을 한국어와 영어로 적어 주세요.',
  },
  'summary-missing': {
    en: 'Write the summary in Korean and English.',
    ko: '요약을 한국어와 영어로 적어 주세요.',
  },
  'solution-missing': { en: 'Describe the solution.', ko: '해결 방안을 설명해 주세요.' },
  'price-missing': { en: 'State a price in won, above zero.', ko: '0원보다 큰 가격을 적어 주세요.' },
  'price-above-ceiling': {
    en: 'The price exceeds the challenge’s ceiling or the round’s maximum. Lower it.',
    ko: '가격이 과제의 상한이나 회차의 최고 금액을 넘습니다. 낮춰 주세요.',
  },
  'readiness-missing': { en: 'State the technology readiness level.', ko: '기술성숙도를 적어 주세요.' },
  'readiness-out-of-range': {
    en: 'Only solutions at technology readiness 7 to 9 are bought.',
    ko: '기술성숙도 7~9단계의 제품만 구매합니다.',
  },
  'validity-missing': {
    en: 'State until when the proposal is valid.',
    ko: '제안서의 유효 기한을 적어 주세요.',
  },
  'validity-too-short': {
    en: 'The proposal must be valid beyond the promised decision. Choose a later date.',
    ko: '유효 기한은 예정된 결정 시각보다 뒤여야 합니다. 더 늦은 날짜를 선택해 주세요.',
  },
  'delivery-missing': {
    en: 'State in how many days you deliver.',
    ko: '납품까지 걸리는 일수를 적어 주세요.',
  },
  'attachment-not-ready': {
    en: 'A file has not arrived, or its check refused it. Upload it again, replace it or take it out.',
    ko: '도착하지 않았거나 검사에서 거절된 파일이 있습니다. 다시 올리거나 바꾸거나 삭제해 주세요.',
  },
  'partner-not-confirmed': {
    en: 'A partner has not answered yet. Wait for the organisations in «organisationIds», or take them out.',
    ko: '아직 답하지 않은 참여 기업이 있습니다. «organisationIds»의 기업이 확인할 때까지 기다리거나 참여 기업에서 제외해 주세요.',
  },
  'draft-before-correction': {
    en: 'The challenge was corrected after the draft was saved. Read the correction, then save the draft again.',
    ko: '초안을 저장한 뒤에 과제가 정정되었습니다. 정정 내용을 확인한 뒤 초안을 다시 저장해 주세요.',
  },
  'correction-unacknowledged': {
    en: 'The challenge was corrected, and what you submitted does not take note of it. Acknowledge the last correction, or save the draft again and submit anew.',
    ko: '과제가 정정되었으나 제출한 제안서에 아직 반영되지 않았습니다. 마지막 정정을 확인했다고 알려 주시거나, 초안을 다시 저장해 새로 제출해 주세요.',
  },
  'answers-elsewhere': {
    en: 'Your organisation stands in another answer to this challenge. Leave that one before you submit this.',
    ko: '귀 기관은 이 과제의 다른 제안에 참여하고 있습니다. 제출하기 전에 그 참여를 종료해 주세요.',
  },
  'enterprise-not-small': {
    en: 'This round is for small and medium enterprises. Have the agency correct your profile if it is wrong.',
    ko: '중소기업만 참여할 수 있는 회차입니다. 기업 정보가 틀렸다면 조달기관에 정정을 요청해 주세요.',
  },
} as const;

/** The code of one line of the checklist. */
export type ChecklistCode = keyof typeof checklist;

/** Technology readiness that a solution must have (DOMAIN.md, «The innovation evaluation», gates). */
const readiness = { minimum: 7, maximum: 9 } as const;

/** The content of a proposal that nothing has been written in yet. */
export const emptyContent: DraftContent = {
  title: { ko: null, en: null },
  summary: { ko: null, en: null },
  solution: null,
  priceInWon: null,
  technologyReadinessLevel: null,
  validUntil: null,
  deliveryInDays: null,
  tradeSecrets: [],
};

/** What keeps a draft from being submitted, in the order of the form; empty when nothing does. */
export const missingOf = (content: DraftContent, circumstances: Circumstances): readonly ChecklistCode[] => {
  const found: readonly (ChecklistCode | null)[] = [
    isWritten(content.title) ? null : 'title-missing',
    isWritten(content.summary) ? null : 'summary-missing',
    content.solution === null ? 'solution-missing' : null,
    priceFinding(content.priceInWon, circumstances),
    readinessFinding(content.technologyReadinessLevel),
    validityFinding(content.validUntil, circumstances.decisionPromisedAt),
    content.deliveryInDays === null ? 'delivery-missing' : null,
    circumstances.smallOrMediumOnly && !circumstances.supplierIsSmallOrMedium ? 'enterprise-not-small' : null,
  ];
  return found.filter((code) => code !== null);
};

const isWritten = ({ ko, en }: DraftText): boolean => ko !== null && en !== null;

const priceFinding = (
  priceInWon: number | null,
  { priceCeilingInWon, maximumPriceInWon }: Circumstances,
): ChecklistCode | null => {
  if (priceInWon === null || priceInWon < 1) return 'price-missing';
  return priceInWon > Math.min(priceCeilingInWon, maximumPriceInWon) ? 'price-above-ceiling' : null;
};

const readinessFinding = (level: number | null): ChecklistCode | null => {
  if (level === null) return 'readiness-missing';
  return level < readiness.minimum || level > readiness.maximum ? 'readiness-out-of-range' : null;
};

const validityFinding = (
  validUntil: Instant | null,
  decisionPromisedAt: Instant | null,
): ChecklistCode | null => {
  if (validUntil === null) return 'validity-missing';
  return decisionPromisedAt !== null && validUntil <= decisionPromisedAt ? 'validity-too-short' : null;
};

/** A line of the checklist as people read it; it names the partners that are waited for. */
export type ChecklistLine = {
  readonly code: string;
  readonly en: string;
  readonly ko: string;
  readonly organisationIds?: readonly string[];
};

/** The lines of a checklist with their sentences; throws for a code that no line has. */
export const linesOf = (
  codes: readonly string[],
  awaitedPartners: readonly string[] = [],
): readonly ChecklistLine[] =>
  codes.map((code) => ({
    code,
    ...sentencesOf(code),
    ...(code === 'partner-not-confirmed' ? { organisationIds: awaitedPartners } : {}),
  }));

const sentencesOf = (code: string): { readonly en: string; readonly ko: string } => {
  const line = Object.entries(checklist).find(([known]) => known === code)?.[1];
  if (line === undefined) throw new Error(`The checklist has no line ${code}`);
  return line;
};
