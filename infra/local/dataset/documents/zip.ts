import { type Zippable, strToU8, zipSync } from 'fflate';
import type { WrittenDocument } from './written-document.ts';

/** A file inside an archive; `stored` leaves it uncompressed. */
export type ZipEntry = { readonly name: string; readonly content: string; readonly stored?: true };

/** An archive of text files in the given order, all of that day, the same bytes at every run. */
export const zipOf = (
  entries: readonly ZipEntry[],
  { year, month, day }: WrittenDocument['writtenOn'],
): Uint8Array<ArrayBuffer> => {
  // ZIP keeps local time: local parts make the same bytes in every time zone.
  const mtime = new Date(year, month - 1, day, 9);
  const files: Zippable = {};
  for (const { name, content, stored } of entries) {
    files[name] = [strToU8(content), { level: stored === true ? 0 : 6, mtime }];
  }
  return zipSync(files);
};
