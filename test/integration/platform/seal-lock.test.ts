import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  DisableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  addSeconds,
  epochMillisecondsOf,
  type Instant,
  instantOf,
} from '../../../functions/platform/instant.ts';
import { createSealer, type Sealed, type Sealer } from '../../../functions/platform/sealing.ts';
import { createSealKeys, type SealKeys } from '../../../functions/platform/seal-key.ts';
import { createTestRole, type TestRole } from '../../support/roles.ts';

const context = { roundId: 'r1', proposalId: 'p1' };
const value = { priceInWon: 120_000_000 };

let keeper: TestRole;
let owner: TestRole;
let receiver: TestRole;
let evaluator: TestRole;
let administrator: TestRole;
let sealKeys: SealKeys;

beforeAll(async () => {
  const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
  [keeper, owner, receiver, evaluator, administrator] = await Promise.all([
    createTestRole('keeper', ['kms:CreateKey', 'kms:TagResource', 'kms:PutKeyPolicy', 'kms:Decrypt']),
    createTestRole('owner', use),
    createTestRole('receiver', use),
    createTestRole('evaluator', use),
    createTestRole('administrator', ['*']),
  ]);
  sealKeys = createSealKeys(
    {
      keeper: keeper.arn,
      beforeOpening: [owner.arn],
      throughStore: [receiver.arn],
      afterOpening: [evaluator.arn],
    },
    clientOf(keeper),
  );
});

const clientOf = ({ credentials }: TestRole) => new KMSClient({ credentials });
const sealerOf = (role: TestRole): Sealer => createSealer(clientOf(role));
const inSeconds = (seconds: number): Instant => addSeconds(instantOf(Date.now()), seconds);
const until = (instant: Instant) => wait(Math.max(0, epochMillisecondsOf(instant) - Date.now() + 100));
const read = (role: TestRole, sealed: Sealed) => sealerOf(role).unseal(sealed, context);
const sealedWith = (keyArn: string) => sealerOf(owner).seal(keyArn, context, value);
const denied = { name: 'AccessDeniedException' };

describe('the key of a round, enforced by the key service', () => {
  it('opens to evaluators neither before the instant, nor after it without the act, but by the act', async () => {
    const opening = inSeconds(2);
    const keyArn = await sealKeys.create('r1', opening);
    const sealed = await sealedWith(keyArn);
    await expect(read(owner, sealed)).resolves.toEqual(value);
    await expect(read(evaluator, sealed)).rejects.toMatchObject(denied);
    await until(opening);
    await expect(read(evaluator, sealed)).rejects.toMatchObject(denied);
    await sealKeys.lock(keyArn, { earliestOpeningAt: opening, isOpened: true });
    await expect(read(evaluator, sealed)).resolves.toEqual(value);
    for (const other of [administrator, keeper, receiver])
      await expect(read(other, sealed)).rejects.toMatchObject(denied);
  }, 20_000);

  it('shows whoever handles files nothing but what the store hands out, before the opening and after', async () => {
    const opening = inSeconds(1);
    const keyArn = await sealKeys.create('r1', opening);
    const sealed = await sealedWith(keyArn);
    await expect(read(receiver, sealed)).rejects.toMatchObject(denied);
    await until(opening);
    await sealKeys.lock(keyArn, { earliestOpeningAt: opening, isOpened: true });
    await expect(read(receiver, sealed)).rejects.toMatchObject(denied);
    await expect(read(owner, sealed)).resolves.toEqual(value);
  }, 20_000);

  it('stays shut until a moved deadline’s own opening, even to an act that comes before it', async () => {
    const before = inSeconds(1);
    const keyArn = await sealKeys.create('r1', before);
    const sealed = await sealedWith(keyArn);
    const moved = inSeconds(3);
    await sealKeys.lock(keyArn, { earliestOpeningAt: moved, isOpened: false });
    await until(before);
    await sealKeys.lock(keyArn, { earliestOpeningAt: moved, isOpened: true });
    await expect(read(evaluator, sealed)).rejects.toMatchObject(denied);
    await expect(read(owner, sealed)).resolves.toEqual(value);
    await until(moved);
    await expect(read(evaluator, sealed)).resolves.toEqual(value);
  }, 20_000);

  it('has its policy changed by the keeper alone, and is given up by nobody', async () => {
    const keyArn = await sealKeys.create('r1', inSeconds(3600));
    const open = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
    });
    for (const other of [administrator, owner, evaluator]) {
      const client = clientOf(other);
      await expect(
        client.send(new PutKeyPolicyCommand({ KeyId: keyArn, Policy: open })),
      ).rejects.toMatchObject(denied);
      await expect(client.send(new ScheduleKeyDeletionCommand({ KeyId: keyArn }))).rejects.toMatchObject(
        denied,
      );
      await expect(client.send(new DisableKeyCommand({ KeyId: keyArn }))).rejects.toMatchObject(denied);
    }
    await expect(read(evaluator, await sealedWith(keyArn))).rejects.toMatchObject(denied);
  });
});
