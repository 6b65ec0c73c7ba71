import type { ChallengeTerms } from '../../functions/challenges/rules.ts';

/** What a proposing body writes: a rescue drone's station, within the default policy. */
export const challengeTerms: ChallengeTerms = {
  coProposerIds: [],
  field: '03',
  title: { ko: '산악 구조용 무인기 거점', en: 'Drone station for mountain rescue' },
  problem: { ko: '조난자를 찾는 데 너무 오래 걸린다.', en: 'It takes too long to find the missing.' },
  requiredPerformance: [
    { name: { ko: '도착 시간', en: 'Time to arrive' }, unit: 'min', comparison: 'at-most', value: 7.5 },
    { name: { ko: '최저 온도', en: 'Lowest temperature' }, unit: '°C', comparison: 'at-most', value: -20 },
  ],
  placeOfUse: { ko: '국립공원 대피소', en: 'Shelters of a national park' },
  quantity: 2,
  priceCeilingInWon: 400_000_000,
  trialPeriodInDays: 90,
  firstUseCommitment: {
    site: { ko: '대피소 두 곳', en: 'Two shelters' },
    people: { ko: '구조대원 네 명', en: 'Four rescuers' },
    permits: { ko: '비행 승인', en: 'Permission to fly' },
  },
  contact: {
    office: { ko: '재난안전과', en: 'Office of disaster safety' },
    email: 'rescue@park.example',
    telephone: '+82 33 000 0000',
  },
};
