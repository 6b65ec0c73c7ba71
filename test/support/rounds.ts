import type { Stored } from '../../functions/platform/change.ts';
import { commit } from '../../functions/platform/commit.ts';
import { isRefusal } from '../../functions/platform/refusal.ts';
import type { Table } from '../../functions/platform/table.ts';
import { defaultPolicy, type Round } from '../../functions/rounds/rules.ts';
import { readRound, roundChange } from '../../functions/rounds/store.ts';

/** A planned round with the default policy; a test says what is different. */
export const roundLike = (different: Partial<Round> = {}): Round => ({
  state: 'PLANNED',
  roundId: '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e',
  name: { ko: '2020년 1차', en: 'First round of 2020' },
  policy: defaultPolicy,
  deadlines: { challengeCall: null, proposals: null, evaluation: null, standstill: null },
  deadlineMove: null,
  outageDroppedTo: null,
  movedDeadlines: [],
  decisionPromisedAt: null,
  decisionDelays: [],
  sealKeyArn: null,
  drawSecretSha256: null,
  calledAt: null,
  openingPrepared: null,
  openedAt: null,
  noticeAt: null,
  generation: 0,
  ...different,
});

/** Puts a round that is `different` into the table, as if it had come there, and reads it. */
export const storeRound = async (table: Table, different: Partial<Round> = {}): Promise<Stored<Round>> => {
  const round = roundLike({ roundId: crypto.randomUUID(), ...different });
  const outcome = await commit(table, {
    at: '2020-01-01T00:00:00.000Z',
    actor: { kind: 'system', task: 'test' },
    changes: [roundChange(null, round, 'plan')],
    idempotency: null,
    answer: () => ({ status: 201, body: null }),
  });
  if (isRefusal(outcome)) throw new Error(`The round was not stored: ${outcome.code}`);
  const stored = await readRound(table, round.roundId);
  if (stored === null) throw new Error('The round was not stored');
  return stored;
};
