import { expect, it } from '@jest/globals';
import { impossibilityOf } from '../../../web/src/files/attachable.ts';

it.each([
  ['report.pdf', 1, null],
  ['한글.HWP', 200 * 1024 * 1024, null],
  ['run.exe', 1, 'type'],
  ['no ending', 1, 'type'],
  ['report.pdf', 0, 'empty'],
  ['report.pdf', 200 * 1024 * 1024 + 1, 'size'],
])('%s of %d bytes: %s', (name, size, expected) => {
  expect(impossibilityOf({ name, size })).toBe(expected);
});
