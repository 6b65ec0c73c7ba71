import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LocalCloudError } from '../../../infra/local/errors.ts';
import { findPython, preparePython } from '../../../infra/local/python.ts';

let root = '';
let path = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'first-buyer-python-'));
  path = join(root, 'bin');
  mkdirSync(path);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const write = (file: string, script: string): void => {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
};
/** A command on the path that says of itself what a Python would say. */
const command = (name: string, version: readonly [number, number], makesEnvironments = true): void => {
  write(join(path, name), `echo '${JSON.stringify({ version, venv: makesEnvironments })}'`);
};
const find = (platform: NodeJS.Platform = 'linux', more: Record<string, string> = {}): string =>
  findPython({ PATH: path, ...more }, platform);

describe('the Python for the local cloud', () => {
  it('is python3 when that fits', () => {
    command('python3', [3, 10]);
    command('python3.13', [3, 13]);
    expect(find()).toBe('python3');
  });

  it.each([
    ['too old', [3, 9]],
    ['too new', [3, 15]],
  ] as const)('is another one when python3 is %s', (_, version) => {
    command('python3', version);
    command('python3.12', [3, 12]);
    expect(find()).toBe('python3.12');
  });

  it('is another one when python3 is a stub that only fails', () => {
    write(join(path, 'python3'), 'exit 127');
    command('python3.11', [3, 11]);
    expect(find()).toBe('python3.11');
  });

  it('is the one that PYTHON names, and no other', () => {
    command('python3', [3, 12]);
    command('mine', [3, 11]);
    expect(find('linux', { PYTHON: 'mine' })).toBe('mine');
    expect(() => find('linux', { PYTHON: 'none' })).toThrow('there is no none here');
  });

  it('is asked for by the command that installs it where there is none', () => {
    expect(() => find('darwin')).toThrow(LocalCloudError);
    expect(() => find('darwin')).toThrow('there is no python3 here');
    expect(() => find('darwin')).toThrow('brew install python');
    expect(() => find()).toThrow('sudo apt-get install python3 python3-venv');
    write(join(path, 'dnf'), '');
    expect(() => find()).toThrow('sudo dnf install python3');
    expect(() => find('win32')).toThrow('wsl --install');
  });

  it('is asked for with its venv where only that is missing', () => {
    command('python3', [3, 11], false);
    write(join(path, 'apt-get'), '');
    expect(() => find()).toThrow("can't make virtual environments");
    expect(() => find()).toThrow('sudo apt-get install python3 python3-venv');
  });

  it('is named with its version where it does not fit', () => {
    command('python3', [3, 8]);
    expect(() => find()).toThrow('Python 3.10 to 3.14, and python3 is 3.8');
  });
});

/** A Python that makes an environment with itself in it, and whose pip does what the script says. */
const working = (pip: string): void => {
  write(
    join(path, 'python3'),
    `case "$1 $2" in
       "-c "*) echo '{"version":[3,11],"venv":true}' ;;
       "-m venv") /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python" ;;
       "-m pip") ${pip} ;;
       "--version "*) echo 'Python 3.11.0' ;;
       *) exit 9 ;;
     esac`,
  );
};
const prepare = (signal?: AbortSignal): Promise<string> =>
  preparePython({ log: () => undefined, directory: join(root, 'kept'), environment: { PATH: path }, signal });
const kept = (): string[] => readdirSync(join(root, 'kept')).filter((name) => name !== 'install.log');

describe("the project's Python environment", () => {
  it('is made once', async () => {
    working('echo installed');
    const python = await prepare();
    expect(kept()).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    write(join(path, 'python3'), 'exit 1');
    expect(await prepare()).toBe(python);
  });

  it('is made anew when the Python that it was made from is gone', async () => {
    working('exit 0');
    const python = await prepare();
    rmSync(python);
    symlinkSync('/nonexistent/python3', python);
    expect(await prepare()).toBe(python);
    expect(kept()).toHaveLength(1);
  });

  it('is whole for each of two that make it at once', async () => {
    working('/bin/sleep 0.3');
    const [one, other] = await Promise.all([prepare(), prepare()]);
    expect(one).toBe(other);
    expect(kept()).toHaveLength(1);
  });

  it('leaves nothing when the packages are not to be had, and says what pip said', async () => {
    working('echo "ERROR: no route to host" >&2; exit 1');
    await expect(prepare()).rejects.toThrow('ERROR: no route to host');
    expect(kept()).toEqual([]);
  });

  it('leaves nothing when its making is given up', async () => {
    working('/bin/sleep 60');
    const abort = new AbortController();
    const making = prepare(abort.signal);
    setTimeout(() => {
      abort.abort(new Error('given up'));
    }, 400);
    await expect(making).rejects.toThrow('given up');
    expect(kept()).toEqual([]);
  });

  it('clears away what a killed process left half-built', async () => {
    working('exit 0');
    const half = join(root, 'kept', 'building-999999999-abc', 'bin');
    mkdirSync(half, { recursive: true });
    await prepare();
    expect(kept()).not.toContain('building-999999999-abc');
    expect(dirname(half)).toContain('building-');
  });
});
