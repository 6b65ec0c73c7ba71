import { describe, expect, it } from '@jest/globals';
import {
  appointDeputy,
  changedDeputies,
  deputiesOf,
  endDeputy,
  presentDeputies,
  rolesNow,
} from '../../../functions/organisations/rules/deputies.ts';

const at = '2020-06-01T00:00:00.000Z';
const from = '2020-06-10T00:00:00.000Z';
const until = '2020-06-20T00:00:00.000Z';
const agency = {
  members: { head: ['administrator', 'staff', 'approver'], second: ['staff'], third: ['auditor'] },
  deputies: {},
} as const;
const asked = { standsInFor: 'head', from, until };
const deputy = { ...asked, roles: ['approver'] } as const;

describe('a deputy', () => {
  it('gets what the colleague may and the deputy may not, administering left out', () => {
    expect(appointDeputy(agency, 'second', asked, at)).toEqual({ deputies: { second: deputy } });
    expect(appointDeputy(agency, 'third', asked, at)).toEqual({
      deputies: { third: { ...asked, roles: ['staff', 'approver'] } },
    });
    expect(appointDeputy(agency, 'head', { ...asked, standsInFor: 'second' }, at)).toMatchObject({
      code: 'nothing-to-stand-in-for',
    });
  });

  it('is a member, and so is who is absent, who is another', () => {
    for (const [who, absent] of [
      ['nobody', 'head'],
      ['second', 'nobody'],
    ] as const)
      expect(appointDeputy(agency, who, { ...asked, standsInFor: absent }, at)).toMatchObject({
        code: 'no-such-membership',
      });
    expect(appointDeputy(agency, 'head', asked, at)).toMatchObject({ code: 'deputy-of-oneself' });
  });

  it('stands in for a time that is not over, of ninety-two days at most', () => {
    const during = (period: object, now = at) =>
      appointDeputy(agency, 'second', { ...asked, ...period }, now);
    expect(during({ until: '2020-09-10T00:00:00.000Z' })).toHaveProperty('deputies');
    for (const refused of [
      during({ until: '2020-09-10T00:00:00.001Z' }),
      during({ until: from }),
      during({}, until),
    ])
      expect(refused).toMatchObject({ code: 'deputy-period', details: { days: 92 } });
    expect(during({}, '2020-06-19T23:59:59.999Z')).toHaveProperty('deputies');
  });

  it('takes the place of an earlier time of the same deputy, and of all that is over', () => {
    const earlier = {
      ...agency,
      deputies: { second: { ...deputy, until: '2020-06-11T00:00:00.000Z' }, third: { ...deputy, until: at } },
    };
    expect(appointDeputy(earlier, 'second', asked, at)).toEqual({ deputies: { second: deputy } });
  });

  it('ends before the time, and is none after it', () => {
    const standing = { ...agency, deputies: { second: deputy } };
    expect(endDeputy(standing, 'second', from)).toEqual({ deputies: {} });
    for (const [who, now] of [
      ['third', from],
      ['second', until],
    ] as const)
      expect(endDeputy(standing, who, now)).toMatchObject({ code: 'no-such-deputy' });
    expect(presentDeputies(standing, from)).toEqual({ second: deputy });
    expect(presentDeputies(standing, until)).toEqual({});
  });

  it('has the roles while it lasts alone', () => {
    const standing = { ...agency, deputies: { second: deputy } };
    const rolesAt = (now: string) => rolesNow(standing, now)['second'];
    expect(rolesAt('2020-06-09T23:59:59.999Z')).toEqual(['staff']);
    expect(rolesAt(from)).toEqual(['staff', 'approver']);
    expect(rolesAt('2020-06-19T23:59:59.999Z')).toEqual(['staff', 'approver']);
    expect(rolesAt(until)).toEqual(['staff']);
    expect(rolesNow(standing, from)).toMatchObject({ head: agency.members.head, third: ['auditor'] });
  });

  it('keeps of the colleague’s roles what the colleague keeps', () => {
    const standing = { deputies: { third: { ...asked, roles: ['staff', 'approver'] } } } as const;
    const { head: _, ...withoutHead } = agency.members;
    const { third: __, ...withoutThird } = agency.members;
    const after = (members: Parameters<typeof deputiesOf>[0]) => ({
      deputies: deputiesOf(members, standing),
    });
    const reduced = after({ ...agency.members, head: ['administrator', 'approver'] });
    expect(reduced).toEqual({ deputies: { third: deputy } });
    expect(after(agency.members)).toEqual(standing);
    for (const members of [
      withoutHead,
      withoutThird,
      { ...agency.members, head: ['administrator'] } as const,
    ])
      expect(after(members)).toEqual({ deputies: {} });
    expect(changedDeputies(standing, reduced)).toEqual(['third']);
    expect(changedDeputies(standing, after(withoutHead))).toEqual(['third']);
    expect(changedDeputies(standing, standing)).toEqual([]);
  });
});
