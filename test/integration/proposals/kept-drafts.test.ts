import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { deadline, storeSupplier } from '../../support/call-world.ts';
import { createMember } from '../../support/members.ts';
import { createProposalWorld } from '../../support/proposal-world.ts';
import { contentLike } from '../../support/sample-proposal.ts';

const { table, begin, call, ready, read, save, submit } = await createProposalWorld();

const conflictBody = v.object({
  details: v.object({ keptId: v.string(), version: v.number(), read: v.object({ yours: v.string() }) }),
});

const on = (version: number, more: Record<string, string> = {}) => ({
  headers: { 'if-match': `"${version}"`, ...more },
});

const written = (solution: string) => ({ body: contentLike({ solution }) });

const keptOf = async (accountId: string, proposalId: string, receivedAt?: string) =>
  call(accountId, {
    method: 'GET',
    path: `/proposals/${proposalId}/kept-drafts`,
    ...(receivedAt === undefined ? {} : { receivedAt }),
  });

const keptRows = async (accountId: string, proposalId: string) =>
  v.parse(
    v.object({ rows: v.array(v.object({ keptId: v.string(), kind: v.string(), version: v.number() })) }),
    (await keptOf(accountId, proposalId)).body,
  ).rows;

const textOf = async (accountId: string, path: string): Promise<string | null> => {
  const { body } = await call(accountId, { method: 'GET', path });
  return v.parse(v.object({ content: v.object({ solution: v.nullable(v.string()) }) }), body).content
    .solution;
};

describe('two who write on one version', () => {
  it('are asked for the version, and told how to learn it', async () => {
    const { supplier, proposalId } = await ready();
    expect(
      await call(supplier.author, {
        method: 'PUT',
        path: `/proposals/${proposalId}`,
        body: contentLike(),
      }),
    ).toMatchObject({ status: 428, body: { code: 'version-required', details: { version: 2 } } });
  });

  it('keep both texts: the first as the draft, the second as a conflict of its author', async () => {
    const { supplier, proposalId } = await ready();
    await save(supplier.author, proposalId, { ...on(2), ...written('먼저') });
    const answer = await save(supplier.signatory, proposalId, { ...on(2), ...written('나중') });
    expect(answer).toMatchObject({
      status: 412,
      body: {
        code: 'draft-conflict',
        details: {
          writtenOnVersion: 2,
          version: 3,
          lastSaved: { role: 'author', accountId: supplier.author },
        },
      },
    });
    const { details } = v.parse(conflictBody, answer.body);
    expect(await read(supplier.author, proposalId)).toMatchObject({ body: { draft: { solution: '먼저' } } });
    expect(await textOf(supplier.author, details.read.yours)).toBe('나중');
    const rows = await table.all(`PROPOSAL#${proposalId}`);
    expect(JSON.stringify(rows)).not.toContain('나중');
  });

  it('take a conflict back as a new save, and the text that it replaces stays readable', async () => {
    const { supplier, proposalId } = await ready();
    await save(supplier.author, proposalId, { ...on(2), ...written('먼저') });
    const answer = await save(supplier.author, proposalId, { ...on(2), ...written('나중') });
    const { keptId } = v.parse(conflictBody, answer.body).details;
    const path = `/proposals/${proposalId}/kept-drafts/${keptId}/restoration`;
    expect(await call(supplier.author, { method: 'POST', path })).toMatchObject({ status: 428 });
    expect(await call(supplier.author, { method: 'POST', path, ...on(2) })).toMatchObject({
      status: 412,
      body: { code: 'version-not-matched' },
    });
    expect(await call(supplier.author, { method: 'POST', path, ...on(3) })).toMatchObject({
      status: 200,
      headers: { etag: '"4"' },
    });
    expect(await read(supplier.author, proposalId)).toMatchObject({ body: { draft: { solution: '나중' } } });
    const saved = (await keptRows(supplier.author, proposalId)).find(({ version }) => version === 3);
    expect(await textOf(supplier.author, `/proposals/${proposalId}/kept-drafts/${saved?.keptId}`)).toBe(
      '먼저',
    );
  });

  it('are answered alike when a request is repeated, won or lost', async () => {
    const { supplier, proposalId } = await ready();
    const won = { ...on(2, { 'idempotency-key': 'won' }), ...written('먼저') };
    const first = await save(supplier.author, proposalId, won);
    expect(await save(supplier.author, proposalId, won)).toEqual(first);
    const lost = { ...on(2, { 'idempotency-key': 'lost' }), ...written('나중') };
    const refused = await save(supplier.author, proposalId, lost);
    const again = await save(supplier.author, proposalId, lost);
    expect(v.parse(conflictBody, again.body)).toEqual(v.parse(conflictBody, refused.body));
    const conflicts = (await keptRows(supplier.author, proposalId)).filter(({ kind }) => kind === 'conflict');
    expect(conflicts).toHaveLength(1);
  });
});

describe('what is kept', () => {
  it('is bounded: ten saves, and ten conflicts of a person', async () => {
    const { supplier, proposalId } = await ready();
    for (let round = 0; round < 12; round += 1) {
      await save(supplier.author, proposalId, written(`저장 ${round}`));
      await save(supplier.signatory, proposalId, { ...on(1), ...written(`충돌 ${round}`) });
    }
    const rows = await keptRows(supplier.author, proposalId);
    expect(rows.filter(({ kind }) => kind === 'saved')).toHaveLength(10);
    expect(rows.filter(({ kind }) => kind === 'conflict')).toHaveLength(10);
  });

  it('is for those who may write in it, and until the deadline', async () => {
    const { challenge, supplier, proposalId } = await ready();
    const stranger = await storeSupplier(table);
    const staff = await createMember(table, 'AGENCY', ['staff']);
    await begin(stranger, challenge.challengeId);
    for (const accountId of [stranger.author, staff.accountId])
      expect(await keptOf(accountId, proposalId)).toMatchObject({ status: 404 });
    expect(await keptOf(supplier.author, proposalId, deadline)).toMatchObject({
      status: 409,
      body: { code: 'kept-drafts-closed' },
    });
  });

  it('stays out of what a submission reads', async () => {
    const { supplier, proposalId } = await ready();
    await submit(supplier.signatory, proposalId);
    const rows = await table.all(`PROPOSAL#${proposalId}`, { prefix: 'PROPOSAL' });
    expect(rows.some(({ sk }) => String(sk).includes('KEPT'))).toBe(false);
  });
});

it('loses no text of two tabs, however their saves interleave', async () => {
  let saves = 0;
  let lost = 0;
  const run = fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ tab: fc.constantFrom(0, 1), reads: fc.boolean(), together: fc.boolean() }), {
        minLength: 2,
        maxLength: 8,
      }),
      async (steps) => {
        const { supplier, proposalId } = await ready();
        const people = [supplier.author, supplier.signatory] as const;
        const known = [2, 2];
        const texts: string[] = [];
        let running: Promise<void>[] = [];
        for (const [index, { tab, reads, together }] of steps.entries()) {
          if (reads) {
            const { headers } = await read(people[tab], proposalId);
            known[tab] = Number(/\d+/u.exec(String(headers['etag']))?.[0]);
          }
          const text = `글 ${index}`;
          texts.push(text);
          saves += 1;
          running.push(
            save(people[tab], proposalId, { ...on(known[tab] ?? 0), ...written(text) }).then((answer) => {
              expect([200, 412]).toContain(answer.status);
              const version = v.safeParse(v.object({ version: v.number() }), answer.body);
              if (version.success) known[tab] = version.output.version;
            }),
          );
          if (!together) {
            await Promise.all(running);
            running = [];
          }
        }
        await Promise.all(running);
        const rows = await keptRows(people[0], proposalId);
        const readable = await Promise.all(
          rows.map(({ keptId }) => textOf(people[0], `/proposals/${proposalId}/kept-drafts/${keptId}`)),
        );
        const missing = texts.filter((text) => !readable.includes(text));
        lost += missing.length;
        expect(missing).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
  await run.finally(() => {
    console.log(`Drafts: ${saves} interleaved saves, ${lost} texts lost`);
  });
  expect(saves).toBeGreaterThan(20);
}, 60_000);
