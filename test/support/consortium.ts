import { noticeKey } from '../../functions/platform/notice.ts';
import type { Row } from '../../functions/platform/table.ts';
import { readPartner } from '../../functions/proposals/store/partners.ts';
import { storeSupplier, type Supplier } from './call-world.ts';
import { expectStatus } from './evaluation-world.ts';
import type { HttpRequest } from './http-event.ts';
import { type Beginning, createProposalWorld, proposalIdIn } from './proposal-world.ts';

type More = Partial<HttpRequest>;

const share = { work: 'canary-share: 통신 모듈', percent: 30 };

/** A whole draft with somebody that its lead asked to take part. */
export type Consortium = Beginning & { readonly partner: Supplier; readonly partnerId: string };

/** The world of proposals, with the acts of a consortium as its people send them. */
export const createConsortiumWorld = async () => {
  const world = await createProposalWorld();
  const { begin, call, ready, save, table } = world;
  const act = (accountId: string, path: string, body?: unknown, more: More = {}) =>
    call(accountId, { method: 'POST', path, ...(body === undefined ? {} : { body }), ...more });
  const at = (proposalId: string, organisationId: string, what: string): string =>
    `/proposals/${proposalId}/partners/${organisationId}${what}`;

  const invite = (accountId: string, proposalId: string, organisationId: string, more: More = {}) =>
    act(accountId, `/proposals/${proposalId}/partners`, { organisationId, ...share }, more);

  const inviteWith = (accountId: string, proposalId: string, organisationId: string, said: object) =>
    act(accountId, `/proposals/${proposalId}/partners`, { organisationId, ...share, ...said });

  const confirm = (accountId: string, proposalId: string, organisationId: string, more: More = {}) =>
    act(accountId, at(proposalId, organisationId, '/answer'), { answer: 'confirm', undertaking: '1' }, more);

  const asked = async (): Promise<Consortium> => {
    const beginning = await ready();
    const partner = await storeSupplier(table, { name: { ko: '한결', en: 'Hangyeol' } });
    expectStatus(await invite(beginning.supplier.author, beginning.proposalId, partner.supplierId), 201);
    return { ...beginning, partner, partnerId: partner.supplierId };
  };

  return {
    ...world,
    invite,
    inviteWith,
    confirm,
    asked,
    inviteByNumber: (accountId: string, proposalId: string, businessNumber: string) =>
      act(accountId, `/proposals/${proposalId}/partners`, { businessNumber, ...share }),
    decline: (accountId: string, proposalId: string, organisationId: string, more: More = {}) =>
      act(accountId, at(proposalId, organisationId, '/answer'), { answer: 'decline' }, more),
    leave: (accountId: string, proposalId: string, organisationId: string, more: More = {}) =>
      act(accountId, at(proposalId, organisationId, '/departure'), undefined, more),
    remove: (accountId: string, proposalId: string, organisationId: string, more: More = {}) =>
      act(accountId, at(proposalId, organisationId, '/removal'), undefined, more),
    readInvitation: (accountId: string, proposalId: string, organisationId: string) =>
      call(accountId, { method: 'GET', path: at(proposalId, organisationId, '') }),
    listPartners: (accountId: string, proposalId: string) =>
      call(accountId, { method: 'GET', path: `/proposals/${proposalId}/partners` }),
    listInvitations: (accountId: string) => call(accountId, { method: 'GET', path: '/invitations' }),

    /** The same once the asked one has confirmed. */
    agreed: async (): Promise<Consortium> => {
      const consortium = await asked();
      const { partner, partnerId, proposalId } = consortium;
      expectStatus(await confirm(partner.signatory, proposalId, partnerId), 200);
      return consortium;
    },

    /** Another whole draft to the same challenge, which asked the same partner. */
    rivalOf: async ({ challenge, partnerId }: Consortium) => {
      const rival = await storeSupplier(table);
      const rivalId = proposalIdIn(await begin(rival, challenge.challengeId));
      await save(rival.author, rivalId);
      expectStatus(await invite(rival.author, rivalId, partnerId), 201);
      return { rival, rivalId };
    },

    /** What was recorded to be told with an entry of the partner: its number, and a side where both are told. */
    noticeOf: async ({ proposalId, partnerId }: Consortium, entry: string): Promise<Row | null> => {
      const stored = await readPartner(table, { proposalId, organisationId: partnerId });
      return table.get(noticeKey(`partner/${stored?.partnershipId ?? ''}/${entry}`));
    },
  };
};
