import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Entry, openPromise } from 'yauzl';
import { type ArchiveFile, archiveOf } from '../platform/archive.ts';
import type { Dossier } from './verify/dossier.ts';
import { Broken } from './verify/reading.ts';

/** A dossier as it lies on the disk; `close` it in the end. */
export type DossierArchive = Awaited<ReturnType<typeof openDossierArchive>>;

/** Where the documents lie that people submitted; everything else is text that the system wrote. */
const isDocument = (path: string): boolean => path.includes('/attachments/');

/** Opens the archive at `filePath`. What is no archive, or one of another kind than a dossier, is `Broken`. */
export const openDossierArchive = async (filePath: string) => {
  const zip = await orBroken('', openPromise(filePath, { autoClose: false, strictFileNames: true }));
  const entries = await orBroken('', Array.fromAsync(zip.eachEntry()));
  const packed = entries.find(
    ({ compressionMethod, generalPurposeBitFlag }) =>
      compressionMethod !== 0 || (generalPurposeBitFlag & 1) === 1,
  );
  if (packed !== undefined) throw new Broken(packed.fileName, 'archive-packed');
  const readEntry = async function* (entry: Entry): AsyncGenerator<Uint8Array> {
    const stream = await orBroken(entry.fileName, zip.openReadStreamPromise(entry));
    try {
      for await (const chunk of stream) yield bytesOf(chunk);
    } catch (error) {
      throw brokenBy(entry.fileName, error);
    }
  };

  return {
    paths: entries.map(({ fileName }) => fileName),

    /** What the system wrote, by path; the documents of people are left where they lie. */
    async records(): Promise<ReadonlyMap<string, Buffer>> {
      const records = new Map<string, Buffer>();
      for (const entry of entries.filter(({ fileName }) => !isDocument(fileName)))
        records.set(entry.fileName, Buffer.concat(await Array.fromAsync(readEntry(entry))));
      return records;
    },

    /**
     * Checks that each file has the size and the hash of the manifest, and that the archive is, to the byte, the one that
     * is made of these files: so no byte between them can be another one either. Throws `Broken`.
     */
    async checkBytes({ files }: Dossier): Promise<void> {
      const wanted = new Map(files.map((file) => [file.path, file]));
      const again = entries.map((entry): ArchiveFile => ({
        path: entry.fileName,
        sizeInBytes: entry.uncompressedSize,
        read: async function* () {
          const hash = createHash('sha256');
          for await (const chunk of readEntry(entry)) {
            hash.update(chunk);
            yield chunk;
          }
          const file = wanted.get(entry.fileName);
          if (file === undefined) return;
          if (file.sizeInBytes !== entry.uncompressedSize)
            throw new Broken(file.path, 'archive-length-wrong');
          if (hash.digest('hex') !== file.sha256) throw new Broken(file.path, 'archive-hash-wrong');
        },
      }));
      const place = await firstDifference(archiveOf(again), createReadStream(filePath));
      if (place !== null) throw new Broken(`byte ${place}`, 'archive-byte-wrong');
    },

    close(): void {
      zip.close();
    },
  };
};

/** Where two streams part, counted from 0; null where they are the same to the end. */
const firstDifference = async (
  one: AsyncIterable<Uint8Array>,
  other: AsyncIterable<Uint8Array>,
): Promise<number | null> => {
  const [left, right] = [createTaker(one), createTaker(other)];
  try {
    for (let place = 0; ;) {
      const [available, expected] = [await left.available(), await right.available()];
      const length = Math.min(available, expected);
      if (length === 0) return available === expected ? null : place;
      const [found, wanted] = [left.take(length), right.take(length)];
      if (!found.equals(wanted)) return place + found.findIndex((byte, at) => byte !== wanted[at]);
      place += length;
    }
  } finally {
    // An archive that nobody reads on ends by throwing into itself.
    await Promise.allSettled([left.stop(), right.stop()]);
  }
};

/** Takes as many bytes of a stream as are there and wanted. */
const createTaker = (stream: AsyncIterable<Uint8Array>) => {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  return {
    /** How many can be taken now; 0 at the end. */
    async available(): Promise<number> {
      while (held.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        const { buffer, byteOffset, byteLength } = next.value;
        held = Buffer.from(buffer, byteOffset, byteLength);
      }
      return held.length;
    },
    take(length: number): Buffer {
      const taken = held.subarray(0, length);
      held = held.subarray(length);
      return taken;
    },
    async stop(): Promise<void> {
      await chunks.return?.();
    },
  };
};

const bytesOf = (chunk: unknown): Uint8Array => {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('The archive’s reader answers bytes');
};

/** What the archive’s reader says of a file that is none. */
const brokenBy = (place: string, error: unknown): Broken =>
  error instanceof Broken
    ? error
    : new Broken(place, 'archive-unreadable', {
        why: error instanceof Error ? error.message : String(error),
      });

const orBroken = async <T>(place: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw brokenBy(place, error);
  }
};
