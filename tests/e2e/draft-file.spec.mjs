// A draft as a file: to another device, or from a colleague. Opening one adds, and takes nothing away.
import { readFileSync } from 'node:fs';

import { chapter, expect, expectAccessible, open, SAVED, test } from './fixture.mjs';

const WORDS = 'Written over days,\nand never lost';

/** The field that opens a file. */
const opens = (page) => page.getByLabel(/Open a draft from a file/);
const unfold = (page) => page.getByText('Use it on another device').click();

test('a draft goes to another device as a file, and to what is written there nothing is done but added', async ({ browser, page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await page.getByLabel('An individual').check();
  await unfold(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save my draft as a file' }).click()]);
  expect(download.suggestedFilename()).toBe('my-draft.json');
  const file = { name: 'my-draft.json', mimeType: 'application/json', buffer: readFileSync(await download.path()) };
  const other = await (await browser.newContext()).newPage();
  await open(other, receiver.url);
  await chapter(other).fill('Of a colleague');
  await unfold(other);
  await opens(other).setInputFiles(file);
  await expect(chapter(other)).toHaveValue(`${WORDS}\n\nOf a colleague`);
  await expect(other.getByLabel('An individual')).toBeChecked();
  await expect(other.getByText('The draft has been added').first()).toBeAttached();
  await expectAccessible(other);
  await opens(other).setInputFiles(file);
  await expect(chapter(other)).toHaveValue(`${WORDS}\n\nOf a colleague`);
});

for (const [what, text] of [
  ['a letter', 'Dear team'],
  ['a draft that is cut off', '{"schema":1,"consultation":"'],
  ['a draft of another consultation', JSON.stringify({ schema: 1, consultation: 'f'.repeat(64), revision: 1, count: 1, kept_at: '2022-08-01T09:00:00+12:00', answers: { 'full-name': 'x' } })],
  ['far too long', 'x'.repeat(2_000_001)],
]) {
  test(`a file that is ${what} is told, and changes nothing`, async ({ page, receiver }) => {
    await open(page, receiver.url);
    await chapter(page).fill(WORDS);
    await unfold(page);
    await opens(page).setInputFiles({ name: 'draft.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.getByText('This file is not a draft of this consultation').first()).toBeAttached();
    await expect(chapter(page)).toHaveValue(WORDS);
  });
}

test('words whose question is gone are shown, so that they can be moved', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill('Here');
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await unfold(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save my draft as a file' }).click()]);
  const draft = JSON.parse(readFileSync(await download.path()));
  draft.answers['a-chapter-that-was'] = WORDS;
  await opens(page).setInputFiles({ name: 'draft.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(draft)) });
  await expect(page.getByLabel('Your answer to “a-chapter-that-was”')).toHaveValue(WORDS);
  await expect(page.getByText('The questions have changed since you wrote this')).toBeVisible();
  await expectAccessible(page);
});

test('a short answer of a colleague that gives way to one’s own is named', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByLabel('Full name').fill('Aroha');
  await page.getByLabel('An individual').check();
  await unfold(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save my draft as a file' }).click()]);
  const file = { name: 'my-draft.json', mimeType: 'application/json', buffer: readFileSync(await download.path()) };
  await page.getByLabel('Full name').fill('Mere');
  await page.getByLabel('An organisation', { exact: true }).check();
  await opens(page).setInputFiles(file);
  await expect(page.getByText('In the draft that you added, “Full name” is answered with: Aroha')).toBeVisible();
  await expect(page.getByText('“Who are you responding as?” is answered with: An individual')).toBeVisible();
  await expect(page.getByLabel('Full name')).toHaveValue('Mere');
});
