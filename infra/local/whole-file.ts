import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that no reader finds half-written, and that only this person may read. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
