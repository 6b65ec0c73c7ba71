/** The same said in Korean and in English. */
type Bilingual = { readonly ko: string; readonly en: string };

/** What a number of points of a criterion stands for; `points` in hundredths of a point. */
export type Anchor = { readonly points: number; readonly meaning: Bilingual };

/** What is scored by points within a dimension; `maximum` in hundredths of a point. */
export type Criterion = {
  readonly name: string;
  readonly maximum: number;
  /** What the panel looks at, told to suppliers with the call. */
  readonly guidance: Bilingual;
  /** Ascending by points, from 0 to the maximum, so that two evaluators mean the same by a number. */
  readonly anchors: readonly Anchor[];
};

/** True if the anchors ascend strictly from no points to the criterion's maximum. */
export const spansItsPoints = ({ maximum, anchors }: Pick<Criterion, 'maximum' | 'anchors'>): boolean =>
  anchors[0]?.points === 0 &&
  anchors.at(-1)?.points === maximum &&
  anchors.every(({ points }, place) => place === 0 || points > (anchors[place - 1]?.points ?? points));

/** Ten points with an anchor at either end, and one at the cut-off that is the default. */
const tenPoints = (
  name: string,
  guidance: Bilingual,
  meanings: readonly [Bilingual, Bilingual, Bilingual],
): Criterion => {
  const [none, enough, all] = meanings;
  return {
    name,
    maximum: 1000,
    guidance,
    anchors: [
      { points: 0, meaning: none },
      { points: 600, meaning: enough },
      { points: 1000, meaning: all },
    ],
  };
};

/** What a proposal does for the public, by default. */
export const publicnessCriteria: readonly Criterion[] = [
  tenPoints(
    'meets-targets',
    {
      ko: '과제의 측정 가능한 목표를 각각 충족하는지를 제출된 자료로 판단합니다.',
      en: 'Whether each measurable target of the challenge is met, judged by what was submitted.',
    },
    [
      { ko: '어느 목표도 충족하지 못함', en: 'No target is met' },
      { ko: '목표를 모두 충족할 것으로 보임', en: 'Every target is likely to be met' },
      { ko: '모든 목표를 시험 자료로 입증하며 초과 달성함', en: 'Tests show every target met and exceeded' },
    ],
  ),
  tenPoints(
    'public-effect',
    {
      ko: '제안 기관의 공공 서비스가 얼마나 나아지며 누가 혜택을 받는지를 봅니다.',
      en: 'How much the buyer’s public service improves, and who benefits.',
    },
    [
      { ko: '서비스에 변화가 없음', en: 'The service stays as it is' },
      { ko: '서비스의 한 부분이 눈에 띄게 나아짐', en: 'A part of the service improves noticeably' },
      {
        ko: '서비스 전체가 크게 나아지고 효과를 수치로 보임',
        en: 'The whole service improves, shown in figures',
      },
    ],
  ),
  tenPoints(
    'urgency',
    {
      ko: '과제에 적힌 시급한 필요를 제때 해결하는지를 봅니다.',
      en: 'Whether the urgent need that the challenge states is answered in time.',
    },
    [
      { ko: '필요한 때에 쓸 수 없음', en: 'It cannot be used when it is needed' },
      { ko: '필요한 때까지 주된 기능을 쓸 수 있음', en: 'Its main functions can be used in time' },
      {
        ko: '지금 바로 쓸 수 있고 급한 문제부터 해결함',
        en: 'It can be used now and answers the worst first',
      },
    ],
  ),
  tenPoints(
    'reuse',
    {
      ko: '다른 공공기관이 고치지 않거나 조금만 고쳐 쓸 수 있는지를 봅니다.',
      en: 'Whether other public bodies can use it as it is, or with little change.',
    },
    [
      { ko: '제안 기관에서만 쓸 수 있음', en: 'Only this buyer can use it' },
      { ko: '비슷한 기관이 조금 고쳐 쓸 수 있음', en: 'Similar bodies can use it with little change' },
      { ko: '여러 분야의 기관이 그대로 쓸 수 있음', en: 'Bodies of many kinds can use it as it is' },
    ],
  ),
];

/** What is new in a proposal, by default. */
export const innovativenessCriteria: readonly Criterion[] = [
  tenPoints(
    'novelty',
    {
      ko: '시장에 있는 제품과 무엇이 다르며 그 차이가 새로운 것인지를 봅니다.',
      en: 'What differs from the products on the market, and whether that is new.',
    },
    [
      { ko: '시장에 같은 제품이 있음', en: 'The market has the same already' },
      { ko: '알려진 기술을 새롭게 결합하거나 적용함', en: 'Known technology is combined or applied anew' },
      { ko: '국내외에 없던 기술임', en: 'The technology is new here and abroad' },
    ],
  ),
  tenPoints(
    'excellence',
    {
      ko: '같은 목적의 다른 방법과 견주어 성능과 품질이 얼마나 뛰어난지를 봅니다.',
      en: 'How much better it performs than other ways to the same end.',
    },
    [
      { ko: '다른 방법보다 못함', en: 'Other ways perform better' },
      { ko: '주된 성능이 다른 방법보다 나음', en: 'Its main performance is better than that of other ways' },
      { ko: '모든 성능이 뚜렷하게 앞섬', en: 'It is clearly ahead in every respect' },
    ],
  ),
  tenPoints(
    'spill-over',
    {
      ko: '관련 산업과 기술, 일자리에 미치는 영향을 봅니다.',
      en: 'What it does for related industries, technologies and employment.',
    },
    [
      { ko: '영향이 없음', en: 'It does nothing for them' },
      { ko: '관련 산업에 영향을 줄 것으로 보임', en: 'An effect on a related industry is likely' },
      {
        ko: '여러 산업으로 퍼지며 근거가 분명함',
        en: 'It spreads to several industries, with clear grounds',
      },
    ],
  ),
];

/** Whether a proposal can be done, by default. */
export const feasibilityCriteria: readonly Criterion[] = [
  tenPoints(
    'performance-evidence',
    {
      ko: '성능을 뒷받침하는 시험 성적서, 인증, 운용 기록을 봅니다.',
      en: 'Test certificates, certifications and operating records that support the performance.',
    },
    [
      { ko: '뒷받침하는 자료가 없음', en: 'Nothing supports it' },
      { ko: '주된 성능을 시험 자료로 확인할 수 있음', en: 'Tests confirm its main performance' },
      {
        ko: '공인 시험과 현장 기록이 모든 성능을 입증함',
        en: 'Accredited tests and field records prove all of it',
      },
    ],
  ),
  tenPoints(
    'delivery-plan',
    {
      ko: '납품, 설치, 교육, 유지 관리의 일정과 인력이 현실적인지를 봅니다.',
      en: 'Whether the dates and people for delivery, installation, training and upkeep are realistic.',
    },
    [
      { ko: '계획이 없거나 실행할 수 없음', en: 'There is no plan, or it cannot be carried out' },
      { ko: '주된 단계의 일정과 인력이 현실적임', en: 'The main steps have realistic dates and people' },
      {
        ko: '모든 단계가 구체적이고 위험에 대비함',
        en: 'Every step is concrete and its risks are provided for',
      },
    ],
  ),
  tenPoints(
    'price-reasonableness',
    {
      ko: '가격의 구성이 분명하고 성능과 비슷한 제품에 견주어 알맞은지를 봅니다.',
      en: 'Whether the price is made up clearly, and fits the performance and the price of similar products.',
    },
    [
      { ko: '가격의 근거가 없거나 지나치게 비쌈', en: 'The price has no grounds or is far too high' },
      { ko: '근거가 있고 비슷한 제품과 견줄 만함', en: 'It has grounds and compares with similar products' },
      {
        ko: '모든 항목에 근거가 있고 성능에 비해 저렴함',
        en: 'Every part has grounds, and it is low for what it does',
      },
    ],
  ),
];
