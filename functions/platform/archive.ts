import { makeZip } from 'client-zip';

/** A file of an archive: its path in it, and its bytes, which are read when their turn comes. */
export type ArchiveFile = {
  readonly path: string;
  readonly sizeInBytes: number;
  readonly read: () => AsyncIterable<Uint8Array> | Uint8Array;
};

/** The first day that an archive can name, in whatever zone it is written: nothing of the clock is in the bytes. */
const noTime = new Date(1980, 0, 1);

/**
 * The one archive (ZIP, uncompressed) of these files in this order: the same files make the same bytes, so that whoever
 * has an archive finds a changed byte outside its files, too, by making it again. It is made as it is read, never whole.
 */
export const archiveOf = (files: readonly ArchiveFile[]): ReadableStream<Uint8Array> =>
  makeZip(entriesOf(files));

const entriesOf = function* (files: readonly ArchiveFile[]) {
  for (const { path, sizeInBytes, read } of files)
    yield { name: path, size: sizeInBytes, lastModified: noTime, input: read() };
};
