import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MalwareScanner } from '../../../functions/attachments/rules.ts';
import { createVerifyAttachment } from '../../../functions/attachments/verify-attachment.ts';
import { addSeconds } from '../../../functions/platform/instant.ts';
import { createAttachmentWorld } from '../../support/attachment-world.ts';
import type { Beginning } from '../../support/proposal-world.ts';

const { table, bucketName, objects, now, open, act, arrived, created, stored } =
  await createAttachmentWorld();

const sweep = { task: 'sweep' };
const clean: Awaited<ReturnType<MalwareScanner>> = {
  result: 'clean',
  engine: 'ClamAV 1.4.3/27800',
  signature: null,
};

/** A verifier at an instant that a test moves, with an engine that answers what it is told to, or is down. */
const verifierWith = (engine: { isDown: boolean }) => {
  const clock = { at: now };
  const scans: string[] = [];
  const scanForMalware: MalwareScanner = () => {
    scans.push(clock.at);
    return engine.isDown ? Promise.reject(new Error('The engine is down')) : Promise.resolve(clean);
  };
  const verify = createVerifyAttachment({
    table,
    objects,
    scanForMalware,
    bucketName,
    clock: () => clock.at,
    sweepInSeconds: 60,
  });
  return { clock, scans, verify };
};

/** A file that its owner has reported, while the engine was down for the store's own event. */
const unchecked = async (verify: (event: unknown) => Promise<unknown>) => {
  const beginning: Beginning = await open();
  const { attachmentId, versionId } = await arrived(beginning);
  await act(beginning, attachmentId, 'POST', '/receipt');
  const { objectKey } = await stored(beginning, attachmentId);
  await expect(verify(created(objectKey, versionId))).rejects.toThrow('The engine is down');
  return { beginning, attachmentId, state: async () => (await stored(beginning, attachmentId)).state };
};

describe('a file whose check was not made', () => {
  let logged: string[];

  beforeEach(() => {
    logged = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
      logged.push(String(line));
      return true;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is checked by a sweep ten minutes later, without anybody’s doing', async () => {
    const engine = { isDown: true };
    const { clock, scans, verify } = verifierWith(engine);
    const { state } = await unchecked(verify);
    engine.isDown = false;
    clock.at = addSeconds(now, 599);
    expect(await verify(sweep)).toBe('swept');
    expect(await state()).toBe('RECEIVED');
    clock.at = addSeconds(now, 600);
    await verify(sweep);
    expect(await state()).toBe('VERIFIED');
    await verify(sweep);
    expect(scans).toHaveLength(2);
  });

  it('is begun with by one of two sweeps at once', async () => {
    const engine = { isDown: true };
    const { clock, scans, verify } = verifierWith(engine);
    const { state } = await unchecked(verify);
    engine.isDown = false;
    clock.at = addSeconds(now, 600);
    await Promise.all([verify(sweep), verify(sweep), verify(sweep)]);
    expect(await state()).toBe('VERIFIED');
    expect(scans).toHaveLength(2);
  });

  it('is begun with ten times and then left to a person, who is called once', async () => {
    const { clock, scans, verify } = verifierWith({ isDown: true });
    const { attachmentId, beginning, state } = await unchecked(verify);
    for (let hours = 0; hours < 60; hours += 1) {
      clock.at = addSeconds(now, hours * 3600);
      await verify(sweep);
    }
    // The store's event was the first.
    expect(scans).toHaveLength(11);
    expect(await state()).toBe('RECEIVED');
    const said = logged.filter((line) => line.includes('check-given-up'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('"level":"ERROR"');
    for (const id of [attachmentId, beginning.proposalId]) expect(logged.join('')).not.toContain(id);
  }, 60_000);

  it('goes on waiting when its owner takes it out of the draft, since a submission may have pinned it', async () => {
    const engine = { isDown: true };
    const { clock, verify } = verifierWith(engine);
    const { attachmentId, beginning, state } = await unchecked(verify);
    await act(beginning, attachmentId, 'DELETE');
    engine.isDown = false;
    clock.at = addSeconds(now, 600);
    await verify(sweep);
    expect(await state()).toBe('VERIFIED');
  });
});
