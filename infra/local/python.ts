import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { localDirectory } from './aws-environment.ts';
import { LocalCloudError } from './errors.ts';
import { isRunning, lastLines, runToEnd } from './process-group.ts';
import type { Log } from './progress.ts';

const requirementsFile = join(import.meta.dirname, 'requirements.txt');
/** The minor versions of Python 3 for which requirements.txt pins built packages. */
const oldestMinor = 10;
const newestMinor = 14;

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command on the path turned out to be. */
type Candidate = {
  readonly command: string;
  readonly major: number;
  readonly minor: number;
  readonly makesEnvironments: boolean;
};

const probe =
  'import sys,json,importlib.util as u;' +
  'print(json.dumps({"version":list(sys.version_info[:2]),"venv":all(map(u.find_spec,("venv","ensurepip")))}))';
const probeAnswer = v.object({ version: v.tuple([v.number(), v.number()]), venv: v.boolean() });

/**
 * A Python that can make virtual environments: `PYTHON` if set, else the first that fits of python3,
 * python3.14 … python3.10. Throws LocalCloudError with the command that mends it when there is none.
 */
export function findPython(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    throw new LocalCloudError(
      'The local cloud runs on Linux and macOS. On Windows run it inside WSL: wsl --install',
    );
  }
  const wished = environment['PYTHON'];
  const minors = Array.from({ length: newestMinor - oldestMinor + 1 }, (_, n) => newestMinor - n);
  const commands =
    wished === undefined || wished === ''
      ? ['python3', ...minors.map((minor) => `python3.${minor}`)]
      : [wished];
  const found: Candidate[] = [];
  for (const command of commands) {
    const candidate = ask(command, environment);
    if (candidate === undefined) continue;
    found.push(candidate);
    if (versionFits(candidate) && candidate.makesEnvironments) return command;
  }
  throw new LocalCloudError(complaint(commands[0] ?? 'python3', found, environment, platform));
}

function ask(command: string, environment: Environment): Candidate | undefined {
  const answer = spawnSync(command, ['-c', probe], {
    env: { ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (answer.status !== 0) return undefined;
  try {
    const { version, venv } = v.parse(probeAnswer, JSON.parse(answer.stdout));
    return { command, major: version[0], minor: version[1], makesEnvironments: venv };
  } catch {
    return undefined;
  }
}

const versionFits = ({ major, minor }: Candidate): boolean =>
  major === 3 && minor >= oldestMinor && minor <= newestMinor;

function complaint(
  asked: string,
  found: readonly Candidate[],
  environment: Environment,
  platform: NodeJS.Platform,
): string {
  const range = `Python 3.${oldestMinor} to 3.${newestMinor}`;
  const bare = found.find(versionFits);
  const first = found[0];
  let what = `The local cloud needs ${range}, and there is no ${asked} here.`;
  if (bare !== undefined) {
    what = `${bare.command} (${bare.major}.${bare.minor}) can't make virtual environments: its venv or ensurepip is missing.`;
  } else if (first !== undefined) {
    what = `The local cloud needs ${range}, and ${first.command} is ${first.major}.${first.minor}.`;
  }
  const unfit = bare === undefined && first !== undefined;
  return `${what}\nInstall it and run this again:\n  ${installCommand(unfit, environment, platform)}\nAnother Python can be named in the variable PYTHON.`;
}

function installCommand(unfit: boolean, environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return unfit ? 'brew install python@3.13' : 'brew install python';
  const has = (command: string): boolean =>
    (environment['PATH'] ?? '').split(delimiter).some((part) => existsSync(join(part, command)));
  if (has('apt-get')) {
    return unfit
      ? 'sudo apt-get install python3.13 python3.13-venv   (or, where that is unknown: uv python install 3.13)'
      : 'sudo apt-get install python3 python3-venv';
  }
  if (has('dnf')) return unfit ? 'sudo dnf install python3.13' : 'sudo dnf install python3';
  if (has('apk')) return 'sudo apk add python3';
  if (has('pacman')) return 'sudo pacman -S python';
  return 'sudo apt-get install python3 python3-venv   (or what your system calls it)';
}

type Preparation = {
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** Where environments are kept; the default is `.local/python`. */
  readonly directory?: string;
  readonly environment?: Environment;
};

/**
 * Path of a Python that has the emulator installed, in an environment of the project's own. Each set of
 * requirements has a directory named by its digest, so a changed file makes a new one. It is built under
 * another name and then renamed: what is there is whole, and of two that build at once one wins.
 * Throws LocalCloudError when there is no fitting Python or the packages can't be had.
 */
export async function preparePython(preparation: Preparation): Promise<string> {
  const { log, signal, environment = process.env } = preparation;
  const directory = preparation.directory ?? join(localDirectory, 'python');
  const digest = createHash('sha256').update(readFileSync(requirementsFile)).digest('hex').slice(0, 16);
  const home = join(directory, digest);
  const python = join(home, 'bin', 'python');
  // Asked, not only looked for: an upgraded system leaves a link behind that leads nowhere.
  if (existsSync(python) && spawnSync(python, ['--version']).status === 0) return python;
  const base = findPython(environment);
  log('installing the AWS emulator, this once (about 25 MB to download)');
  mkdirSync(directory, { recursive: true });
  sweep(directory);
  const building = mkdtempSync(join(directory, `building-${process.pid}-`));
  try {
    await install(base, building, { environment, signal, logFile: join(directory, 'install.log') });
    adopt(building, home);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return python;
}

/** Removes what processes left half-built that are gone. */
function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    const processId = /^building-(\d+)-/.exec(name)?.[1];
    if (processId !== undefined && !isRunning(Number(processId))) {
      rmSync(join(directory, name), { recursive: true, force: true });
    }
  }
}

function adopt(building: string, home: string): void {
  try {
    renameSync(building, home);
  } catch (error) {
    if (spawnSync(join(home, 'bin', 'python'), ['--version']).status === 0) return;
    if (!existsSync(home)) throw error;
    rmSync(home, { recursive: true, force: true });
    renameSync(building, home);
  }
}

type Installation = {
  readonly environment: Environment;
  readonly signal: AbortSignal | undefined;
  readonly logFile: string;
};

async function install(
  base: string,
  home: string,
  { environment, signal, logFile }: Installation,
): Promise<void> {
  // The person's own settings for pip stay in force (proxy, index), but for those that lead elsewhere.
  const kept = Object.entries(environment).filter(
    ([name]) => !['PIP_TARGET', 'PIP_PREFIX', 'PYTHONHOME', 'PYTHONPATH'].includes(name),
  );
  const child = {
    ...Object.fromEntries(kept),
    PIP_USER: '0',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
  };
  const step = async (command: string, args: readonly string[]): Promise<void> => {
    const exitCode = await runToEnd({
      command,
      arguments: args,
      directory: home,
      environment: child,
      logFile,
      signal,
      timeoutInSeconds: 600,
    });
    if (exitCode === 0) return;
    throw new LocalCloudError(
      `The AWS emulator couldn't be installed. The last lines of ${logFile}:\n${lastLines(logFile, 8)}\n` +
        'Nothing was kept. The packages come from the index that pip is set up for, once: check the network or pip’s settings and run this again.',
    );
  };
  await step(base, ['-m', 'venv', home]);
  await step(join(home, 'bin', 'python'), [
    '-m',
    'pip',
    'install',
    '--require-hashes',
    // A package without a built file would ask for compilers, and run its build unpinned.
    '--only-binary=:all:',
    '--requirement',
    requirementsFile,
  ]);
}
