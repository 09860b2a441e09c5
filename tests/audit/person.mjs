// What a person does on the page, in the browser of this machine. It finds things as a person does, by their words.
import { chromium } from 'playwright-core';

import { ARGUMENTS } from '../e2e/chromium.mjs';

/** Opens a browser while `use` runs; `more` is what it is told besides. */
export async function whileBrowsing(use, more = []) {
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: [...ARGUMENTS, ...more] });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Opens the page and waits until the app runs. */
export async function open(page, url) {
  await page.goto(`${url}/`);
  await page.locator('html[data-app="alive"]').waitFor({ timeout: 15_000 });
  // Its first drawing equals the page as it came; what depends on answers is hidden after that.
  await page.getByLabel('Name of the organisation').waitFor({ state: 'hidden' });
}

/** Opens every part of the form, and what is said of the draft. */
export const openParts = (page) => page.locator(':is(.part, .keeping):not([open]) > summary').evaluateAll((parts) => parts.forEach((part) => part.click()));

/** Answers everything that is needed. */
export async function answer(page, words) {
  await openParts(page);
  await page.getByLabel('An individual').check();
  await page.getByRole('textbox', { name: 'International cooperation' }).fill(words);
  await page.getByRole('group', { name: /How may we publish/ }).getByLabel('Without my name').check();
  await page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No').check();
  await page.getByLabel(/I understand that my submission/).check();
}

/** Presses the button that shows everything before it is sent. */
export const check = (page) => page.getByRole('button', { name: 'Check your answers' }).last().click();

/** Presses the button that sends what is shown. */
export const accept = (page) => page.getByRole('button', { name: 'Accept and send' }).click();

/** Sends what is written. */
export async function send(page) {
  await check(page);
  await accept(page);
}

/** Waits for the receipt, by the app or by the receiver's own page. */
export const receipt = (page) => page.getByText('We have received your submission').first().waitFor({ timeout: 15_000 });
