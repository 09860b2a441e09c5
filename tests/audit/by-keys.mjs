// What a person does with scripts off. Playwright cannot see then that anything stands still, so it cannot click; it presses keys
// and asks the page again and again.
import { setTimeout as wait } from 'node:timers/promises';

import { openParts } from './person.mjs';

/** Answers everything that is needed, looks at it, and sends it. */
export async function sendByKeys(page, words) {
  await answerByKeys(page, words);
  await show(page);
  await press(page, 'Accept and send');
  await until(page, isReceipt);
}

/** Answers everything that is needed. */
export async function answerByKeys(page, words) {
  const choose = async (field) => { await field.focus(); await page.keyboard.press('Space'); };
  await openParts(page);
  await choose(page.getByLabel('An individual'));
  await page.getByRole('textbox', { name: 'International cooperation' }).focus();
  await page.keyboard.type(words);
  await choose(page.getByRole('group', { name: /How may we publish/ }).getByLabel('Without my name'));
  await choose(page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No'));
  await choose(page.getByLabel(/I understand that my submission/));
}

/** Shows everything before it is sent. */
export async function show(page) {
  await press(page, 'Check your answers');
  await until(page, () => document.title.startsWith('Not submitted yet'));
}

export function press(page, name) {
  return page.getByRole('button', { name }).last().press('Enter');
}

/** Waits for what a function says that runs in the page. */
export async function until(page, isSo, argument) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await page.evaluate(isSo, argument).catch(() => false)) return;
    await wait(100);
  }
  throw new Error(`in vain: ${isSo}`);
}

/** Runs in the page. */
export function isReceipt() {
  return location.pathname.endsWith('/receipt') && document.body.innerText.includes('We have received your submission');
}

/** Runs in the page. */
export function showsWords(words) {
  return document.querySelector('[name="international-cooperation"]')?.value === words;
}
