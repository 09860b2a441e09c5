// The preview of whoever writes the words: it follows each save, says what is to be mended, and shows any day. It runs on a
// copy of the words, and serves by itself.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { answer, chapter, expect, expectAccessible, open, openParts, send, test as base } from './fixture.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;

const test = base.extend({
  // What `cargo xtask preview` is told besides the port and the folder.
  options: [[], { option: true }],
  // What is replaced in the words before it starts, and by what.
  replaced: [['', ''], { option: true }],
  preview: async ({ options, replaced }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'have-your-say-preview-'));
    const words = join(folder, 'public');
    cpSync(join(ROOT, 'public'), words, { recursive: true });
    const edit = (file, edited) => writeFileSync(join(words, file), edited(readFileSync(join(words, file), 'utf8')));
    edit('content/en-NZ.json', (content) => content.replace(...replaced));
    const port = await freePort();
    const child = spawn(process.env.XTASK, ['preview', '--port', port, '--public', words, ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) if (line.startsWith('What is sent there')) break;
    const made = join(ROOT, 'target/preview', port);
    const stored = () => JSON.parse(execFileSync(process.env.RECEIVER, ['export', '--format', 'json', '--database', `sqlite://${made}/submissions.db`]));
    await use({ url: `http://localhost:${port}/`, stored, content: (edited) => edit('content/en-NZ.json', edited), settings: (edited) => edit('config.json', edited) });
    child.kill();
    await once(child, 'exit');
    for (const left of [folder, made]) rmSync(left, { recursive: true });
  },
});

test.skip(Boolean(process.env.BEHIND_NGINX), 'it serves by itself');

/** A port that nobody uses. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}

const words = (page) => page.getByText('a balanced, modern and effective global framework');
const panel = (page) => page.getByRole('complementary', { name: 'To mend' });
const changed = (content) => content.replace('a harmonised, modern', 'a balanced, modern');

test('a saved word shows by itself, and what was typed meanwhile stays', async ({ page, preview }) => {
  await open(page, preview.url);
  await chapter(page).fill('Typed while the words change');
  preview.content(changed);
  await expect(words(page)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
  await expect(chapter(page)).toHaveValue('Typed while the words change');
  await expect(panel(page)).toBeHidden();
});

test('what is to be mended stands above the last good words until it is', async ({ page, preview }) => {
  await open(page, preview.url);
  preview.content(changed);
  await expect(words(page)).toBeVisible();
  preview.content((content) => content.replace('"Stay up to date",', '"Stay up <b>to</b> date"'));
  await expect(panel(page)).toBeInViewport();
  await expect(panel(page)).toContainText(/^1 thing to mend.*public\/content\/en-NZ\.json:\d+:\d+: /);
  await expect(words(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Stay up to date' })).toBeVisible();
  preview.content((content) => content.replace('"Stay up <b>to</b> date"', '"Where the talks are",'));
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Where the talks are' })).toBeVisible();
});

test('another day in the settings is shown', async ({ page, preview }) => {
  await open(page, preview.url);
  preview.settings((settings) => settings.replace('2022-08-01T09:00:00', '2022-08-23T17:00:00'));
  await expect(page.getByText('Closed at 5.00pm on Tuesday 23 August 2022, New Zealand time').first()).toBeVisible();
  // So is the page of that stage, which the server chooses by a clock of its own.
  await expect(async () => {
    const sent = await page.request.get(preview.url);
    expect(await sent.text()).toContain('data-current="2022-08-23T17:00:00+12:00"');
  }).toPass();
});

test('what is sent stays on this machine, wherever the page would send it', async ({ page, preview }) => {
  const elsewhere = (settings) => settings.replace('"/api/submissions"', '"https://receiver.agency.example/submissions"');
  await open(page, preview.url);
  preview.settings((settings) => elsewhere(settings).replace('2022-08-01', '2022-08-02'));
  await expect(page.locator('.preview')).toContainText('2 August 2022');
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await answer(page, 'Only to try it');
  await send(page);
  await expect(page).toHaveTitle(/We have received/);
  expect(preview.stored()).toHaveLength(1);
});

test.describe('on a day after closing', () => {
  test.use({ options: ['--as-of', '2022-08-24'] });

  test('the page is closed', async ({ page, preview }) => {
    await page.goto(preview.url);
    await expect(page.getByText('Closed at 5.00pm on Tuesday 23 August 2022, New Zealand time').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Have your say' }).getByRole('textbox')).toHaveCount(0);
  });
});

test.describe('when the words are broken from the start', () => {
  test.use({ options: ['--as-of', '2022-08-24'], replaced: ['"kind": {"email": {}}', '"kind": {"mail": {}}'] });

  test('those of the built site are shown on that day, below what is to be mended', async ({ page, preview }) => {
    await page.goto(preview.url);
    await expect(panel(page)).toContainText(/^1 thing to mend.*: \/sections\/3\/have_your_say\/form\/parts\/0\/questions\/1\/kind: /);
    await expectAccessible(page);
    await expect(page.getByRole('heading', { name: 'Stay up to date' })).toBeVisible();
    await expect(page.getByText('Closed at 5.00pm on Tuesday 23 August 2022, New Zealand time').first()).toBeVisible();
  });
});
