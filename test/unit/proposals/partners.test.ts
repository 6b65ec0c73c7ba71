import { describe, expect, it } from '@jest/globals';
import {
  awaitedOf,
  checkInvitation,
  checkPercent,
  freedWith,
  type Partner,
  partnerLimits,
  partnerStates,
  partnerStep,
  partnerTransitions,
  pinPartners,
  standsInSubmission,
  submission,
  suppliersOf,
} from '../../../functions/proposals/rules.ts';
import { proposalLike } from '../../support/proposals.ts';
import { partnerLike, readyDraft, sealedLike } from '../../support/sample-proposal.ts';
import { type Arrow, expectOnlyArrows } from '../../support/transitions.ts';

const lead = ['author', 'signatory'];
const partner = ['signatory'];

const arrows: readonly Arrow[] = [
  ...[null, 'DECLINED', 'LEFT', 'REMOVED'].map((from): Arrow => ['invite', from, 'INVITED', lead]),
  ['confirm', 'INVITED', 'CONFIRMED', partner],
  ['decline', 'INVITED', 'DECLINED', partner],
  ['leave', 'CONFIRMED', 'LEFT', partner],
  ['remove', 'INVITED', 'REMOVED', lead],
  ['remove', 'CONFIRMED', 'REMOVED', lead],
];

const at = '2020-05-20T00:00:00.000Z';

const confirmed = (organisationId: string): Partner =>
  partnerLike({ state: 'CONFIRMED', organisationId, confirmedAt: at, undertaking: '1' });

const pinned = (organisationId: string) => ({
  organisationId,
  partnershipId: 'partnership',
  share: sealedLike('share'),
  confirmedAt: at,
});

describe('the transitions of a partner', () => {
  it('are those of the domain and no others', () => {
    expectOnlyArrows(partnerTransitions, partnerStates, arrows);
  });

  it('keep the undertaking with the confirmation, and drop both with its end', () => {
    const after = partnerStep(partnerLike(), 'confirm', at);
    expect(after).toEqual({ ...partnerLike(), state: 'CONFIRMED', confirmedAt: at, undertaking: '1' });
    const ended = { confirmedAt: null, undertaking: null };
    expect(partnerStep(confirmed('partner'), 'leave', at)).toMatchObject({ state: 'LEFT', ...ended });
    expect(partnerStep(confirmed('partner'), 'remove', at)).toMatchObject({ state: 'REMOVED', ...ended });
    expect(partnerStep(partnerLike(), 'decline', at)).toMatchObject({ state: 'DECLINED', ...ended });
  });

  it('refuse to confirm twice, and to leave what was not confirmed', () => {
    expect(partnerStep(confirmed('partner'), 'confirm', at)).toMatchObject({ code: 'wrong-state' });
    expect(partnerStep(partnerLike(), 'leave', at)).toMatchObject({ code: 'wrong-state' });
  });
});

describe('an invitation', () => {
  const proposal = { supplierId: 'lead' };
  const challenge = { buyerId: 'buyer', coProposerIds: ['co-proposer'] };
  const asked = (organisationId: string) =>
    ({ organisationId, state: 'CONFIRMED', kind: 'SUPPLIER' }) as const;

  it('goes to another confirmed supplier, once more where an earlier part has ended', () => {
    expect(checkInvitation(proposal, challenge, asked('partner'), [])).toBeNull();
    expect(
      checkInvitation(proposal, challenge, asked('partner'), [partnerLike({ state: 'DECLINED' })]),
    ).toBeNull();
  });

  it('goes to nobody else, and tells an unknown organisation from an unconfirmed one to nobody', () => {
    const refused = (because: string) => ({ code: 'partner-not-possible', details: { because } });
    expect(checkInvitation(proposal, challenge, null, [])).toMatchObject(refused('no-confirmed-supplier'));
    for (const other of [
      { ...asked('partner'), state: 'CLAIMED' },
      { ...asked('partner'), state: 'REFUSED' },
      { ...asked('partner'), kind: 'PUBLIC_BODY' },
      { ...asked('partner'), kind: 'INSTITUTE' },
      { ...asked('partner'), kind: 'AGENCY' },
    ] as const)
      expect(checkInvitation(proposal, challenge, other, [])).toMatchObject(refused('no-confirmed-supplier'));
    expect(checkInvitation(proposal, challenge, asked('lead'), [])).toMatchObject(refused('is-the-lead'));
    for (const proposer of ['buyer', 'co-proposer'])
      expect(checkInvitation(proposal, challenge, asked(proposer), [])).toMatchObject(
        refused('proposes-the-challenge'),
      );
  });

  it('is one of few at once, and of not many in all', () => {
    const many = (count: number, state: Partner['state']) =>
      Array.from({ length: count }, (_, index) => partnerLike({ state, organisationId: `other-${index}` }));
    const check = (partners: readonly Partner[]) =>
      checkInvitation(proposal, challenge, asked('partner'), partners);
    expect(check(many(partnerLimits.atOnce - 1, 'CONFIRMED'))).toBeNull();
    expect(check(many(partnerLimits.atOnce, 'INVITED'))).toMatchObject({
      code: 'too-many-partners',
      details: { atOnce: 10, asked: 30 },
    });
    expect(check(many(partnerLimits.asked - 1, 'LEFT'))).toBeNull();
    expect(check(many(partnerLimits.asked, 'LEFT'))).toMatchObject({ code: 'too-many-partners' });
    expect(
      check([...many(partnerLimits.atOnce - 1, 'CONFIRMED'), partnerLike({ state: 'INVITED' })]),
    ).toBeNull();
  });
});

describe('the shares of the price', () => {
  it('leave the lead one', () => {
    const others = [
      { work: 'masts', percent: 60 },
      { work: 'cables', percent: null },
    ];
    expect(checkPercent(39, others)).toBeNull();
    expect(checkPercent(40, others)).toMatchObject({
      code: 'shares-exceed-whole',
      details: { percent: 40, taken: 60 },
    });
    expect(checkPercent(null, [{ work: 'masts', percent: 99 }])).toBeNull();
  });
});

describe('a submission of a consortium', () => {
  it('waits for every answer, and names whose', () => {
    const partners = [confirmed('b'), partnerLike({ organisationId: 'a' })];
    expect(awaitedOf(partners)).toEqual(['a']);
    expect(submission(readyDraft(), { attachments: [], partners }, at)).toMatchObject({
      code: 'proposal-incomplete',
      details: { missing: [{ code: 'partner-not-confirmed', organisationIds: ['a'] }] },
    });
  });

  it('pins who confirmed, by id, and nobody whose part has ended', () => {
    const partners = [
      confirmed('b'),
      confirmed('a'),
      ...(['DECLINED', 'LEFT', 'REMOVED'] as const).map((state) =>
        partnerLike({ state, organisationId: state }),
      ),
    ];
    expect(pinPartners(partners)).toEqual([pinned('a'), pinned('b')]);
    expect(submission(readyDraft(), { attachments: [], partners }, at)).toMatchObject({
      after: { partners: [pinned('a'), pinned('b')] },
    });
  });

  it('goes without who left since the last one', () => {
    const standing = proposalLike({ partners: [pinned('a')], draft: sealedLike('draft') });
    const partners = [partnerLike({ state: 'LEFT', organisationId: 'a' })];
    expect(submission(standing, { attachments: [], partners }, at)).toMatchObject({
      after: { partners: [] },
    });
  });
});

describe('the one answer of a partner', () => {
  const standing = proposalLike({ state: 'SUBMITTED', partners: [pinned('a'), pinned('b')] });

  it('is held by a submission that names it, whatever became of its part', () => {
    expect(standsInSubmission(standing, 'a')).toBe(true);
    expect(standsInSubmission(standing, 'c')).toBe(false);
    for (const state of ['DRAFT', 'WITHDRAWN'] as const)
      expect(standsInSubmission({ ...standing, state }, 'a')).toBe(false);
  });

  it('is free with the next submission, for who left meanwhile', () => {
    const left = partnerLike({ state: 'LEFT', organisationId: 'b' });
    expect(freedWith(standing, [confirmed('a'), left])).toEqual(['b']);
    expect(freedWith(standing, [confirmed('a'), confirmed('b')])).toEqual([]);
    expect(freedWith({ ...standing, state: 'WITHDRAWN' }, [confirmed('a'), left])).toEqual([]);
  });

  it('makes it a party beside the lead', () => {
    expect(suppliersOf({ ...standing, supplierId: 'lead' })).toEqual(['lead', 'a', 'b']);
    expect(suppliersOf(proposalLike({ supplierId: 'lead' }))).toEqual(['lead']);
  });
});
