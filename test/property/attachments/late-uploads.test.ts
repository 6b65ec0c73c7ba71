import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { createAttachmentWorld, type FileStore } from '../../support/attachment-world.ts';
import { type LateUploads, tryLateUploads, type UploadWorld } from '../../support/late-uploads.ts';
import { memoryUploads } from '../../support/memory-uploads.ts';

// The verifier says of every file what became of it.
const said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
afterAll(() => {
  said.mockRestore();
});

/** A world on a store that is `change`d. */
const onStore = (change: (store: FileStore) => Partial<FileStore>): Promise<UploadWorld> => {
  const { ground, store } = memoryUploads();
  return createAttachmentWorld({ ground, store: { ...store, ...change(store) } });
};

type Broken = { readonly count: keyof LateUploads; readonly world: () => Promise<UploadWorld> };

const broken: Readonly<Record<string, Broken>> = {
  'a submission stands for what lies under the name, whatever its version': {
    count: 'changed',
    world: () =>
      onStore(({ objects }) => ({
        objects: {
          ...objects,
          read: async (objectKey, _versionId, sizeInBytes) =>
            objects.read(objectKey, (await objects.inspect(objectKey))?.versionId ?? '', sizeInBytes),
        },
      })),
  },
  'what arrives is taken for what was declared, unasked': {
    count: 'changed',
    world: () =>
      onStore((store) => {
        const declared = new Map<string, string>();
        return {
          links: {
            ...store.links,
            uploadLink: (order) => {
              const { objectKey, sha256 } = order.attachment;
              declared.set(objectKey, Buffer.from(sha256, 'hex').toString('base64'));
              return store.links.uploadLink(order);
            },
          },
          objects: {
            ...store.objects,
            inspect: async (objectKey, versionId) => {
              const found = await store.objects.inspect(objectKey, versionId);
              return found === null ? null : { ...found, checksum: declared.get(objectKey) ?? null };
            },
          },
        };
      }),
  },
  'a link is good more than once': {
    count: 'secondPutsTaken',
    world: () =>
      onStore((store) => ({
        put: ({ headers, ...upload }, bytes) =>
          store.put({ ...upload, headers: { ...headers, 'if-none-match': '' } }, bytes),
      })),
  },
  'the deadline is not asked': {
    count: 'lateAccepted',
    world: async () => {
      const world = await onStore(() => ({}));
      const { submit, now } = world;
      return {
        ...world,
        submit: (accountId, proposalId) => submit(accountId, proposalId, { receivedAt: now }),
      };
    },
  },
};

const countOf = (found: LateUploads, name: keyof LateUploads): number =>
  typeof found[name] === 'number' ? found[name] : found[name].length;

describe('late, repeated and swapped uploads (R3)', () => {
  it('change no submission', async () => {
    const found = await tryLateUploads(50, 31, await onStore(() => ({})));
    expect(found).toMatchObject({ changed: [], secondPutsTaken: 0, lateAccepted: 0 });
    expect(found.submissions).toBeGreaterThanOrEqual(50);
    expect(found.verifiedFiles).toBeGreaterThan(0);
  }, 60_000);

  it.each(Object.entries(broken))(
    'are found where %s',
    async (_, { count, world }) => {
      expect(countOf(await tryLateUploads(30, 31, await world()), count)).toBeGreaterThan(0);
    },
    60_000,
  );
});
