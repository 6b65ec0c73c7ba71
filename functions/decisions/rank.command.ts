import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parseScoreSheetText } from './rules/parse-score-sheet.ts';
import { rankSheetToCanonicalJson } from './rules/rank.ts';
import { SheetCannotBeRanked } from './rules/score-sheet.ts';
import { isSheetFault, type SheetFault, sheetFault } from './rules/sheet-faults.ts';

const usage = `Computes the priority list of a score sheet, offline: the same sheet gives the same bytes to everybody.

  npm run --silent rank -- SHEET.json     read the sheet from a file
  npm run --silent rank -- -              read it from standard input

Prints the list on standard output as canonical JSON (RFC 8785), without a newline at the end. A sheet that cannot be
ranked prints nothing there, but its first fault on standard error: the place in the sheet and the reason; exit code 1.`;

/** A foreseen end without a list: `message` says what to do. */
class NotRanked extends Error {}

const readArguments = (): { readonly help: boolean; readonly sheetPath: string } => {
  const { values, positionals } = parsedArguments();
  const [sheetPath = '', ...others] = positionals;
  if (values.help === true) return { help: true, sheetPath };
  if (sheetPath === '' || others.length > 0)
    throw new NotRanked(`rank needs one score sheet, not ${positionals.length}.\n\n${usage}`);
  return { help: false, sheetPath };
};

const parsedArguments = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new NotRanked(`${messageOf(error)}\n\n${usage}`);
  }
};

const readSheetText = async (sheetPath: string): Promise<string> => {
  let bytes: Uint8Array;
  try {
    bytes = await (sheetPath === '-' ? buffer(process.stdin) : readFile(fromWhereItWasTyped(sheetPath)));
  } catch (error) {
    throw new NotRanked(
      `The sheet ${sheetPath} cannot be read: ${messageOf(error)}\nCheck the path, then type: npm run --silent rank -- SHEET.json`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotRanked(refusalOf(sheetPath, sheetFault('', 'sheet-not-utf8')));
  }
};

/** npm runs a script in the project's folder, whatever folder it was called in. */
const fromWhereItWasTyped = (path: string): string => {
  const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
  return script === 'rank' && calledIn !== undefined ? resolve(calledIn, path) : resolve(path);
};

const rank = (sheetPath: string, text: string): string => {
  const sheet = parseScoreSheetText(text);
  if (isSheetFault(sheet)) throw new NotRanked(refusalOf(sheetPath, sheet));
  try {
    return rankSheetToCanonicalJson(sheet);
  } catch (error) {
    if (error instanceof SheetCannotBeRanked) throw new NotRanked(refusalOf(sheetPath, error.fault));
    throw error;
  }
};

const refusalOf = (sheetPath: string, { place, reason }: SheetFault): string => {
  const name = sheetPath === '-' ? 'on standard input' : sheetPath;
  return [
    `The sheet ${name} is refused.`,
    `Place:  ${place === '' ? '(the sheet as a whole)' : place}`,
    `Reason: ${reason}`,
    'Nothing was ranked. Mend this place in the sheet and rank it again.',
  ].join('\n');
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Whoever reads only the beginning of the list closes the pipe; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  const { help, sheetPath } = readArguments();
  process.stdout.write(help ? `${usage}\n` : rank(sheetPath, await readSheetText(sheetPath)));
} catch (error) {
  if (!(error instanceof NotRanked)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
