import type { Locator, Page } from 'playwright-core';

/** As many stops as no page has. */
const mostStops = 300;

/** Goes on with the Tab key until something has the focus. Throws where the keyboard never comes there. */
export const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  await wanted.first().waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not come to ${String(wanted)}`);
};

/** Goes to a button or a link with the Tab key, and presses it. */
export const pressByKeyboard = async (
  page: Page,
  wanted: Locator,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> => {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
};

/** Goes to a field with the Tab key, and types; what stood in it goes. */
export const typeByKeyboard = async (page: Page, wanted: Locator, text: string): Promise<void> => {
  await tabTo(page, wanted);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
};
