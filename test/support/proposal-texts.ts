/** What a supplier writes into the form of a proposal, by the labels of its fields in English. */
export const proposalTexts = {
  'Title (Korean)': '구조 드론',
  'Title (English)': 'Rescue drone',
  'Summary (Korean)': '스스로 뜨고 충전한다',
  'Summary (English)': 'Rises and charges by itself',
  Solution: 'A station on the ridge.',
  'Price (won)': '50,000,000',
  'Technology readiness': '8',
  'Delivery (days)': '90',
  'Valid until': '2027-12-31',
} as const;
