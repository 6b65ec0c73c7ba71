import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cards, plainSheet, proposal } from '../../support/score-sheets.ts';

const command = join(import.meta.dirname, '../../../functions/decisions/rank.command.ts');
const sheet = plainSheet({ proposals: [proposal('P1')], scorecards: cards('P1', 850) });
const list =
  '{"budgetInWon":1000,"committedInWon":100,"list":[{"challengeId":"C-P1","dimensions":{"publicness":850},' +
  '"keptScorecards":1,"outcome":"FUNDED","priceInWon":100,"proposalId":"P1","rank":1,"reason":null,"total":850}],' +
  '"policy":"skip","ruleVersion":"2020.1"}';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-buyer-rank-'));
  writeFileSync(join(folder, 'sheet.json'), JSON.stringify(sheet));
  writeFileSync(join(folder, 'refused.json'), JSON.stringify({ ...sheet, trimFrom: 2 }));
  writeFileSync(join(folder, 'marked.json'), `\uFEFF${JSON.stringify(sheet)}`);
  writeFileSync(join(folder, 'latin.json'), Buffer.from([0x7b, 0xe9, 0x7d]));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rank = (
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
) => {
  const { npm_lifecycle_event: _, INIT_CWD: __, ...surroundings } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...surroundings, ...env },
  });
  return { status, stdout, stderr };
};

describe('rank', () => {
  it('prints the list of a sheet and nothing else', () => {
    expect(rank(['sheet.json'])).toEqual({ status: 0, stdout: list, stderr: '' });
  });

  it('reads standard input', () => {
    expect(rank(['-'], { input: JSON.stringify(sheet) })).toEqual({ status: 0, stdout: list, stderr: '' });
  });

  it('finds a file where npm was called, not where npm runs it', () => {
    const env = { npm_lifecycle_event: 'rank', INIT_CWD: folder };
    expect(rank(['sheet.json'], { env }).stdout).toBe(list);
    expect(rank(['sheet.json'], { env: { ...env, INIT_CWD: tmpdir() } }).status).toBe(1);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(rank(['marked.json']).stdout).toBe(list);
  });

  it('refuses a sheet with the place and the reason on standard error, and nothing on standard output', () => {
    expect(rank(['refused.json'])).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        'The sheet refused.json is refused.',
        'Place:  /trimFrom',
        'Reason: is not an integer from 3 to 2^53 − 1',
        'Nothing was ranked. Mend this place in the sheet and rank it again.\n',
      ].join('\n'),
    });
  });

  it.each([
    ['what is not JSON', ['-'], '{', 'Place:  (the sheet as a whole)\nReason: is not JSON: '],
    ['what is not UTF-8', ['latin.json'], '', 'Place:  (the sheet as a whole)\nReason: is not UTF-8 text'],
    ['a file that is not there', ['none.json'], '', 'The sheet none.json cannot be read: ENOENT'],
    ['a folder', ['.'], '', 'The sheet . cannot be read: EISDIR'],
    ['no argument', [], '', 'rank needs one score sheet, not 0.'],
    ['two arguments', ['sheet.json', 'sheet.json'], '', 'rank needs one score sheet, not 2.'],
    ['an unknown option', ['--fast', 'sheet.json'], '', "Unknown option '--fast'"],
  ])('refuses %s', (_, args, input, message) => {
    const { status, stdout, stderr } = rank(args, { input });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });

  it('says how it is used', () => {
    const { status, stdout, stderr } = rank(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('npm run --silent rank -- SHEET.json');
    expect(rank([]).stderr).toContain('npm run --silent rank -- SHEET.json');
  });
});
