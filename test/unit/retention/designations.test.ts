import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BuyingRequest, Designation, DesignationAction } from '../../../functions/designations/rules.ts';
import {
  designationChange,
  listRequests,
  readDesignation,
  requestChange,
} from '../../../functions/designations/store.ts';
import { logPlace } from '../../../functions/platform/change.ts';
import { commit } from '../../../functions/platform/commit.ts';
import type { Instant } from '../../../functions/platform/instant.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { createForgetPeople } from '../../../functions/retention/forget-people.ts';
import { forgottenText, hasDesignationEndedBefore } from '../../../functions/retention/rules.ts';
import { forgetDesignations, forgetThings } from '../../../functions/retention/store.ts';
import { createMemoryTable } from '../../support/memory-table.ts';

const staff = '6f4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const approver = '0a4c2b1e-5d0a-4c8e-9c1d-2f3a4b5c6d7e';
const designatedAt = '2020-09-01T00:00:00.000Z';
const activeUntil = '2023-09-01T00:00:00.000Z';

const designation: Designation = {
  state: 'ACTIVE',
  proposalId: 'p1',
  challengeId: 'c1',
  roundId: 'r1',
  supplierId: 's1',
  name: { ko: '드론', en: 'Drone' },
  inspection: { inspectedOn: '2020-08-20', findings: 'Mr Kim showed it' },
  resolution: 'Designated',
  prepared: { accountId: staff, at: '2020-08-25T00:00:00.000Z' },
  designated: { accountId: approver, at: designatedAt },
  activeUntil,
  extension: {
    until: '2024-09-01T00:00:00.000Z',
    reason: 'Ms Choi wants more',
    prepared: { accountId: staff, at: '2022-01-01T00:00:00.000Z' },
  },
  cancellation: null,
  reviews: [
    { accountId: staff, at: '2021-01-01T00:00:00.000Z', finding: 'Ms Lee mended it', result: 'keep' },
  ],
};

const request: BuyingRequest = {
  state: 'REQUESTED',
  requestId: 'q1',
  proposalId: 'p1',
  roundId: 'r1',
  supplierId: 's1',
  organisationId: 'o1',
  quantity: 2,
  message: 'Call Mr Park',
  requestedAt: '2022-01-01T00:00:00.000Z',
};

let table: Table;
const write = (
  at: Instant,
  change: ReturnType<typeof designationChange> | ReturnType<typeof requestChange>,
) =>
  commit(table, {
    at,
    actor: { kind: 'system', task: 'test' },
    changes: [change],
    idempotency: null,
    answer: () => ({ status: 200, body: null }),
  });
const designate = (what: Designation = designation, action: DesignationAction = 'designate') =>
  write(designatedAt, designationChange(null, what, action));

beforeEach(() => {
  ({ table } = createMemoryTable());
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a designation that ended', () => {
  it('is one that expired, was cancelled or withdrawn, with no act since', () => {
    const acts = [designatedAt];
    expect(hasDesignationEndedBefore(designation, acts, activeUntil)).toBe(true);
    expect(hasDesignationEndedBefore(designation, acts, '2023-08-31T23:59:59.999Z')).toBe(false);
    expect(hasDesignationEndedBefore(designation, [designatedAt, activeUntil], activeUntil)).toBe(false);
    for (const state of ['CANCELLED', 'WITHDRAWN'] as const)
      expect(hasDesignationEndedBefore({ ...designation, state }, acts, '2021-01-01T00:00:00.000Z')).toBe(
        true,
      );
    const prepared = { ...designation, state: 'PREPARED', activeUntil: null } as const;
    expect(hasDesignationEndedBefore(prepared, acts, '2099-01-01T00:00:00.000Z')).toBe(false);
  });

  it('names nobody any more, nor do the requests to buy under it; what was decided stays', async () => {
    await designate();
    await write(request.requestedAt, requestChange(request, 'request-to-buy'));
    expect(await forgetDesignations(table, '2023-08-31T00:00:00.000Z')).toBe(0);
    expect(await forgetDesignations(table, '2023-09-01T00:00:00.001Z')).toBe(2);
    expect(await readDesignation(table, 'p1')).toMatchObject({
      ...designation,
      inspection: { inspectedOn: '2020-08-20', findings: forgottenText },
      prepared: { accountId: 'person-2' },
      designated: { accountId: 'person-1', at: designatedAt },
      extension: { reason: forgottenText, prepared: { accountId: 'person-2' } },
      reviews: [{ accountId: 'person-2', finding: forgottenText, result: 'keep' }],
    });
    expect(await listRequests(table, 'p1')).toEqual([{ ...request, message: forgottenText }]);
    expect(await forgetDesignations(table, '2023-09-01T00:00:00.001Z')).toBe(0);
  });

  it('is reached by the schedule so many years after its end', async () => {
    await designate();
    const forgetAt = (at: Instant) => createForgetPeople({ table, clock: () => at, policy: { years: 10 } })();
    await forgetAt('2033-08-31T00:00:00.000Z');
    expect((await readDesignation(table, 'p1'))?.prepared.accountId).toBe(staff);
    await forgetAt('2033-09-01T00:00:00.001Z');
    expect((await readDesignation(table, 'p1'))?.prepared.accountId).toBe('person-2');
  });

  it('keeps what it says while it stands, and so long after the last request', async () => {
    await designate();
    await write('2023-08-01T00:00:00.000Z', requestChange(request, 'request-to-buy'));
    expect(await forgetDesignations(table, '2023-07-31T00:00:00.000Z')).toBe(0);
    expect((await readDesignation(table, 'p1'))?.prepared.accountId).toBe(staff);
  });
});

it('reaches the contacts that a correction of a challenge keeps beside it', async () => {
  const at = '2020-06-01T00:00:00.000Z';
  const entry = { pk: 'CHALLENGE#c1', sk: 'ENTRY#CHALLENGE#1', leaf: { at } };
  await table.put({ ...entry, ...logPlace('round/r1', 'LEDGER', at, 'challenge/c1#1') });
  const contact = { office: 'Desk', email: 'a@b.example', telephone: '02' };
  const correction = { pk: 'CHALLENGE#c1', sk: 'CORRECTION#0001' };
  await table.put({ ...correction, explanation: { ko: '정정', en: 'Mended' }, before: { contact } });
  expect(await forgetThings(table, 'r1', '2030-01-01T00:00:00.000Z')).toBe(1);
  expect(await table.get(correction)).toMatchObject({
    explanation: { en: 'Mended' },
    before: { contact: { office: 'Desk', email: forgottenText, telephone: forgottenText } },
  });
});
