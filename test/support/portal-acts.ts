import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFindings } from './browser.ts';

/** Opens the dialog of an act by its button. */
export const act = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
};

/** What is said in the dialog is sent, and it closes. */
export const send = async (page: Page, name: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** Somebody declares for the round that they have no stake in it, where the page asks for it before anything else. */
export const declareClear = async (page: Page): Promise<void> => {
  await act(page, 'I have no conflict');
  await send(page, 'I declare that I have none');
};

/** Brings a file to what is done next on the page, and waits for its check. */
export const bring = async (page: Page, name: string, buffer: Buffer): Promise<void> => {
  const files = page.getByRole('region', { name: 'Files that go along' }).first();
  await files.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  const card = files.getByRole('listitem').filter({ hasText: name });
  await card.getByText('Checked', { exact: true }).waitFor();
};

/** Saves the file with this name that is on record on the page, and compares it. */
export const saveFromRecord = async (page: Page, name: string, bytes: Buffer): Promise<void> => {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}` }).click();
  const saved = await saving;
  // What Windows takes for a stream, a wildcard or a redirection is replaced.
  expect(saved.suggestedFilename()).toBe(name.replaceAll(/[<>:"|?*]/gu, '_'));
  expect(readFileSync(await saved.path()).equals(bytes)).toBe(true);
};
