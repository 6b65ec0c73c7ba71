import { expect, it } from '@jest/globals';
import { createDeleteContents } from '../../../functions/retention/delete-contents.ts';
import { createFiles } from '../../../functions/retention/store/files.ts';
import { fakeTable } from '../../support/fake-table.ts';
import { linesLogged } from '../../support/logged.ts';
import { roundLike } from '../../support/rounds.ts';

const logged = linesLogged();

it('says which round failed and where, but not what the failure quotes, and goes on with the others', async () => {
  const rounds = ['R1', 'R2'].map((roundId) => roundLike({ roundId }));
  const table = fakeTable({
    page: () =>
      Promise.resolve({
        rows: rounds.map((round) => ({ ...round, version: 1, entryCount: 0, lastEntryHash: null })),
        cursor: null,
      }),
    get: () => Promise.reject(new TypeError('Expected string but received "a secret"')),
  });
  const run = createDeleteContents({
    table,
    files: createFiles('nowhere'),
    clock: () => '2031-01-01T00:00:00.000Z',
  });
  await expect(run()).rejects.toThrow('R1, R2');
  expect(logged.map((line): unknown => JSON.parse(line))).toEqual(
    ['R1', 'R2'].map((roundId) => ({
      level: 'ERROR',
      message: 'contents-not-deleted',
      roundId,
      name: 'TypeError',
      frames: expect.arrayContaining([expect.stringContaining('delete-contents')]),
    })),
  );
  expect(logged.join('')).not.toContain('a secret');
});
