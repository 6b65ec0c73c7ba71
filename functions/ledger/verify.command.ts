import { access, constants, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDossier } from './check-dossier.ts';
import { CannotCheck, checkFiles, type Findings, sentenceOf } from './check-files.ts';

const usage = `Checks what a round leaves behind, offline, with no server and no trust in one.

  npm run verify -- FILE…                    any of these, in any combination:
      receipts             the ledger's signature, what was submitted, and the proof that the log has it
      checkpoints.json     each signed, each sealed one opened, the log only grew
      ledger.json          every entry in its place in the signed tree, each entity's entries a chain
      tiles/               a folder of tlog-tiles: as ledger.json, and every tile what the entries make
      a score sheet        is ranked again; a list beside it must be the same to the byte
      a draw's record      its seed is made again and every panel redrawn; the answer of GET /rounds/{id} beside it
                           has the hash of its secret from the call, a score sheet decides ties by its seed
      a draw's supplements beside its record: ordered again for every challenge
      DOSSIER.zip          signed, no byte of it changed, and all of the above of what lies in it
  npm run verify -- --key KEY-FILE FILE…     the public key that the agency publishes (PEM, base64, or the answer of
                                             GET /signing-key); else checkpoints.json names it, and you compare

Says what it checked, and names the first thing that is wrong with its file and place.
Exit code: 0 all holds, 1 something is wrong, 2 it cannot be checked as it was given.`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, key: { type: 'string' } },
    });
    return { help: values.help === true, keyPath: values.key ?? null, paths: positionals };
  } catch (error) {
    throw new CannotCheck(`${messageOf(error)}\n\n${usage}`);
  }
};

/** npm runs a script in the project's folder, whatever folder it was called in. */
const fromWhereItWasTyped = (path: string): string => {
  const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
  return script === 'verify' && calledIn !== undefined ? resolve(calledIn, path) : resolve(path);
};

const readText = async (path: string): Promise<string> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(fromWhereItWasTyped(path));
  } catch (error) {
    throw new CannotCheck(`${path} cannot be read: ${messageOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CannotCheck(`${path} is not UTF-8 text.`);
  }
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(fromWhereItWasTyped(path))).isDirectory();
  } catch {
    // What is not there is told when it is read.
    return false;
  }
};

/** A dossier is read from the disk as it is checked: it may be larger than the memory. */
const checkArchive = async (path: string, publicKey: string | null): Promise<Findings> => {
  const filePath = fromWhereItWasTyped(path);
  try {
    await access(filePath, constants.R_OK);
  } catch (error) {
    throw new CannotCheck(`${path} cannot be read: ${messageOf(error)}`);
  }
  return checkDossier(path, filePath, publicKey);
};

/** Every file below a folder by its path in it, with slashes. */
const readFolder = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const root = fromWhereItWasTyped(path);
  const files = new Map<string, Buffer>();
  for (const each of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = join(each.parentPath, each.name);
    if (each.isFile()) files.set(relative(root, file).replaceAll(sep, '/'), await readFile(file));
  }
  return files;
};

/** SubjectPublicKeyInfo in base64, from PEM, from base64, or from the answer of `GET /signing-key`. */
const publicKeyOf = (text: string): string => {
  const inAnswer = /"publicKey"\s*:\s*"([^"]*)"/u.exec(text)?.[1];
  return inAnswer ?? text.replaceAll(/-----[^-]+-----|\s/gu, '');
};

const show = (found: readonly Findings[]): number => {
  for (const holds of found.flatMap(({ held }) => held)) console.log(`✓ ${sentenceOf(holds)}`);
  const broken = found.find((findings) => findings.broken !== null)?.broken ?? null;
  if (broken === null) {
    console.log('All of it holds.');
    return 0;
  }
  console.error(
    `✗ ${broken.file}: ${broken.place === '' ? '(the file as a whole)' : broken.place} ${broken.reason}`,
  );
  return 1;
};

const run = async (): Promise<number> => {
  const { help, keyPath, paths } = readArguments();
  if (help) {
    console.log(usage);
    return 0;
  }
  if (paths.length === 0) throw new CannotCheck(`Nothing was given to check.\n\n${usage}`);
  const publicKey = keyPath === null ? null : publicKeyOf(await readText(keyPath));
  const files: { name: string; text: string }[] = [];
  const folders: { name: string; files: ReadonlyMap<string, Buffer> }[] = [];
  const dossiers: Findings[] = [];
  for (const name of paths)
    if (await isFolder(name)) folders.push({ name, files: await readFolder(name) });
    else if (name.endsWith('.zip')) dossiers.push(await checkArchive(name, publicKey));
    else files.push({ name, text: await readText(name) });
  return show([...dossiers, checkFiles(files, publicKey, folders)]);
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof CannotCheck)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
