import { describe, expect, it } from '@jest/globals';
import { foundAgency } from '../../../functions/organisations/found-agency.ts';
import { readOrganisation } from '../../../functions/organisations/store.ts';
import { accountKey, parseAccount } from '../../../functions/platform/identity.ts';
import { readEntries } from '../../support/entries.ts';
import { createTestTable } from '../../support/test-table.ts';

const at = '2020-01-01T00:00:00.000Z';
const founding = {
  name: { ko: '혁신조달원', en: 'Innovation Procurement Agency' },
  businessNumber: '999-00-00001',
  members: { one: ['administrator', 'staff'], two: ['approver'] },
} as const;

describe('founding the agency', () => {
  it('makes it with its first people, once for a table', async () => {
    const table = await createTestTable();
    const agencyId = await foundAgency(table, founding, at);
    if (typeof agencyId !== 'string') throw new Error(agencyId.code);
    expect(await readOrganisation(table, agencyId)).toMatchObject({
      state: 'CONFIRMED',
      kind: 'AGENCY',
      businessNumber: '9990000001',
      members: founding.members,
    });
    for (const [accountId, roles] of Object.entries(founding.members))
      expect(parseAccount(accountId, true, await table.get(accountKey(accountId)), at).memberships).toEqual({
        [agencyId]: { kind: 'AGENCY', roles },
      });
    expect(await readEntries(table, 'agency')).toMatchObject([
      {
        leaf: { action: 'found', from: null, to: 'CONFIRMED', at },
        disclosure: { actor: { kind: 'system' } },
      },
    ]);

    expect(await foundAgency(table, founding, at)).toMatchObject({ refused: true });
    expect(await foundAgency(table, { ...founding, businessNumber: '130-00-00000' }, at)).toMatchObject({
      code: 'agency-founded',
    });
    expect(await readEntries(table, 'agency')).toHaveLength(1);
  });

  it('refuses a wrong number and roles that an agency does not have, and makes nothing', async () => {
    const table = await createTestTable();
    expect(await foundAgency(table, { ...founding, businessNumber: '999-00-00002' }, at)).toMatchObject({
      code: 'business-number-invalid',
    });
    expect(
      await foundAgency(table, { ...founding, members: { one: ['administrator', 'signatory'] } }, at),
    ).toMatchObject({ code: 'role-not-of-this-kind' });
    expect(await table.get(accountKey('one'))).toBeNull();
    expect(await readEntries(table, 'agency')).toEqual([]);
  });
});
