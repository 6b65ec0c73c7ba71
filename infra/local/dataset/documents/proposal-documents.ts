import { challengeOf } from '../challenges.ts';
import { priceOfVersionInWon } from '../proposals.ts';
import { integerOf } from '../seeded.ts';
import { supplierOf } from '../suppliers.ts';
import { isMet } from '../targets.ts';
import type { Proposal, Target } from '../types.ts';
import type { Table, WrittenDocument } from './written-document.ts';

const withCommas = (amount: number): string => String(amount).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');

const limits = { 'at-least': '이상', 'at-most': '이하' } as const;

const withHyphens = (businessNumber: string): string =>
  `${businessNumber.slice(0, 3)}-${businessNumber.slice(3, 5)}-${businessNumber.slice(5)}`;

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.) (?=\S)/u);

/** When the versions were written. */
const daysOfVersions = {
  1: { year: 2020, month: 5, day: 22 },
  2: { year: 2020, month: 5, day: 28 },
} as const;

type Claim = { readonly target: Target; readonly value: number | null };

const claimsOf = (proposal: Proposal): readonly Claim[] =>
  challengeOf(proposal.challengeKey).requiredPerformance.map((target, index) => ({
    target,
    value: proposal.claimedValues[index] ?? null,
  }));

const claimText = ({ target, value }: Claim): string =>
  value === null ? '해당 없음' : `${value} ${target.unit}`;

const targetText = ({ value, unit, comparison }: Target): string => `${value} ${unit} ${limits[comparison]}`;

const bylineOf = (proposal: Proposal, version: 1 | 2): readonly string[] => {
  const supplier = supplierOf(proposal.supplierKey);
  const { year, month, day } = daysOfVersions[version];
  const partners = proposal.consortiumSupplierKeys.map((key) => supplierOf(key).name.ko);
  return [
    `제안 기업: ${supplier.name.ko} (${supplier.name.en}), 사업자등록번호 ${withHyphens(supplier.businessNumber)}`,
    ...(partners.length === 0 ? [] : [`공동 수급 기업: ${partners.join(', ')}`]),
    `과제: ${challengeOf(proposal.challengeKey).title.ko}`,
    `제${version}판, ${year}년 ${month}월 ${day}일`,
  ];
};

/** The parts of a price in won; they add up to it to the won. */
const breakdownOf = (proposal: Proposal, priceInWon: number): Table => {
  const part = (name: string, least: number, greatest: number): number =>
    Math.floor((priceInWon * integerOf(`${proposal.key}:${name}`, least, greatest)) / 100);
  const [installing, training, service] = [
    part('installing', 8, 16),
    part('training', 3, 6),
    part('service', 8, 14),
  ];
  const equipment = priceInWon - installing - training - service;
  return {
    header: ['구분', '금액(원)'],
    rows: [
      ['장비와 소프트웨어', withCommas(equipment)],
      ['설치와 시운전', withCommas(installing)],
      ['사용자 교육', withCommas(training)],
      ['시험 기간 정비', withCommas(service)],
      ['합계', withCommas(priceInWon)],
    ],
  };
};

/** The proposal itself, in Korean with an English summary. */
export const proposalDocument = (proposal: Proposal, version: 1 | 2): WrittenDocument => {
  const challenge = challengeOf(proposal.challengeKey);
  const priceInWon = priceOfVersionInWon(proposal, version);
  const change = version === 2 ? proposal.firstVersion?.change : undefined;
  return {
    title: proposal.title.ko,
    writtenOn: daysOfVersions[version],
    byline: bylineOf(proposal, version),
    sections: [
      {
        heading: '1. 제안 요약',
        paragraphs: [proposal.summary.ko, `${proposal.title.en}. ${proposal.summary.en}`],
      },
      { heading: '2. 해결하려는 문제', paragraphs: sentencesOf(challenge.problem.ko) },
      { heading: '3. 해결 방법', paragraphs: sentencesOf(proposal.solution) },
      {
        heading: '4. 요구 성능과 제시 성능',
        paragraphs: [`기술성숙도 ${proposal.technologyReadinessLevel}단계의 제품으로 아래 성능을 제시한다.`],
        table: {
          header: ['항목', '목표', '제시값'],
          rows: claimsOf(proposal).map((claim) => [
            claim.target.name.ko,
            targetText(claim.target),
            claimText(claim),
          ]),
        },
      },
      {
        heading: '5. 납품과 시험',
        paragraphs: [
          `계약 뒤 ${proposal.deliveryInDays}일 안에 다음 장소에 설치하고 시운전을 마친다: ${challenge.placeOfUse.ko}.`,
          `${challenge.trialPeriodInDays}일의 시험 기간 동안 달마다 운용 기록을 내고, 고장은 신고한 다음 날까지 현장에서 고친다.`,
        ],
      },
      {
        heading: '6. 가격과 유효 기간',
        paragraphs: [
          `제안가는 부가가치세를 넣어 ${withCommas(priceInWon)}원이며 ${proposal.validUntil}까지 유효하다.`,
        ],
        table: breakdownOf(proposal, priceInWon),
      },
      ...(change === undefined
        ? []
        : [{ heading: '7. 앞 판에서 바뀐 점', paragraphs: [change.ko, change.en] }]),
    ],
  };
};

/** The report on tests of performance, in Korean and English. */
export const testReport = (proposal: Proposal, version: 1 | 2): WrittenDocument => {
  const number = `T20-${integerOf(`${proposal.key}:report`, 1000, 9999)}-${version}`;
  const repetitions = integerOf(`${proposal.key}:repetitions`, 12, 60);
  const claims = claimsOf(proposal);
  const judgement = ({ target, value }: Claim): string => {
    if (value === null) return '시험하지 않음';
    return isMet(target, value) ? '목표 충족' : '목표 미달';
  };
  return {
    title: `성능시험 보고서 ${number}`,
    writtenOn: daysOfVersions[version],
    byline: [`Performance test report for: ${proposal.title.en}`, ...bylineOf(proposal, version)],
    sections: [
      {
        heading: '시험 대상 / Object of the test',
        paragraphs: [proposal.summary.ko, proposal.summary.en],
      },
      {
        heading: '시험 방법 / Method',
        paragraphs: [
          `과제에 적힌 사용 조건에서 항목마다 ${repetitions}회 되풀이해 재고 중앙값을 적었다.`,
          `Each value is the median of ${repetitions} repetitions under the conditions of use stated in the challenge.`,
        ],
      },
      {
        heading: '결과 / Results',
        paragraphs: [],
        table: {
          header: ['항목 / Quantity', '목표', '결과', '판정'],
          rows: claims.map((claim) => [
            `${claim.target.name.ko} / ${claim.target.name.en}`,
            targetText(claim.target),
            claimText(claim),
            judgement(claim),
          ]),
        },
      },
      {
        heading: '시험 조건과 한계 / Conditions and limits',
        paragraphs: [
          `이 보고서는 ${supplierOf(proposal.supplierKey).name.ko}의 의뢰로 작성하였으며 시험한 제품에만 유효하다.`,
          'This report holds for the tested product only and may be copied only as a whole.',
        ],
      },
    ],
  };
};
