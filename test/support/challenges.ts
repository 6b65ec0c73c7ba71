import type { Challenge } from '../../functions/challenges/rules.ts';
import { challengeChange } from '../../functions/challenges/store.ts';
import { commit } from '../../functions/platform/commit.ts';
import type { Table } from '../../functions/platform/table.ts';

const said = { ko: '산불 감시', en: 'Watching for forest fires' };

/** A selected challenge; a test says what is different. */
export const challengeLike = (different: Partial<Challenge> = {}): Challenge => ({
  state: 'SELECTED',
  challengeId: crypto.randomUUID(),
  roundId: crypto.randomUUID(),
  buyerId: crypto.randomUUID(),
  callDeadline: '2020-04-01T00:00:00.000Z',
  submittedAt: '2020-03-01T00:00:00.000Z',
  decisionReason: null,
  incubation: null,
  incubatedFrom: null,
  correctionNumber: 0,
  coProposerIds: [],
  field: '03',
  title: said,
  problem: said,
  requiredPerformance: [{ name: said, unit: 'km', comparison: 'at-least', value: 10 }],
  placeOfUse: said,
  quantity: 1,
  priceCeilingInWon: 500_000_000,
  trialPeriodInDays: 90,
  firstUseCommitment: { site: said, people: said, permits: said },
  contact: { office: said, email: 'office@body.example', telephone: '02-000-0000' },
  ...different,
});

/** Puts a challenge that is `different` into the table, as if it had come there. */
export const storeChallenge = async (
  table: Table,
  different: Partial<Challenge> = {},
): Promise<Challenge> => {
  const challenge = challengeLike(different);
  await commit(table, {
    at: '2020-03-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [challengeChange(null, challenge, 'draft')],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  return challenge;
};
