// The receipt: proof of what was sent, at an address of its own, on this device until it is deleted or its time is over.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { accept, answer, chapter, check, expect, expectAccessible, expectNoSidewaysScrolling, keptDrafts, open, rehearse, send, test } from './fixture.mjs';

const WORDS = 'What I sent:\n  “<b>&amp;”\n\nTēnā koe';
const TITLE = /^We have received your submission/;

const downloaded = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

test('it says what arrived, under which reference, with the digest of the very bytes, which the receiver confirms', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await check(page);
  const [posted] = await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), accept(page)]);
  await expect(page).toHaveTitle(TITLE);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have received your submission');
  await expect(page).toHaveURL(/#submission--receipt$/);
  const { reference } = receiver.stored()[0];
  await expect(page.locator('.reference')).toContainText(reference);
  const sha256 = createHash('sha256').update(posted.postDataBuffer()).digest('hex');
  await expect(page.getByText(`SHA-256 of what was sent: ${sha256}`)).toBeVisible();
  await expect(page.getByText('The receiver has confirmed the same bytes.')).toBeVisible();
  await expect(page.getByText('It answers revision 1 of this page.')).toBeVisible();
  await expect(page.getByText('Your submission is official information.')).toBeVisible();
  await expect(page.locator('.line').filter({ hasText: 'Tēnā koe' })).toContainText('“<b>&amp;”');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});

test('it is there after a reload and on another day, and Back neither sends again nor shows an empty form in its place', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  const { reference } = receiver.stored()[0];
  await page.reload();
  await expect(page).toHaveTitle(TITLE);
  await expect(page.locator('.reference')).toContainText(reference);
  await expect(page.locator('.line').filter({ hasText: 'Tēnā koe' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Open your receipt' })).toBeVisible();
  await page.goto('about:blank');
  await open(page, receiver.url);
  await page.getByRole('link', { name: 'Open your receipt' }).click();
  await expect(page.locator('.reference')).toContainText(reference);
  expect(receiver.stored()).toHaveLength(1);
});

test('it is there after a reload at once, however long the database takes', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  // A transaction that never ends.
  await page.evaluate(() => { IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({ put: () => ({}), delete: () => ({}) }) }); });
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  await page.reload();
  await expect(page.locator('.reference')).toBeVisible();
});

test('one press deletes it from the device', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect.poll(() => keptDrafts(page).then((kept) => kept.length)).toBe(1);
  await page.getByRole('button', { name: 'Delete this receipt from this device' }).click();
  await expect(page.getByRole('link', { name: 'Open your receipt' })).toHaveCount(0);
  await expect(page).not.toHaveURL(/receipt/);
  await expect.poll(() => keptDrafts(page)).toEqual([]);
  await expect(chapter(page)).toHaveValue('');
});

test('somebody else can write on the same device, and the newest receipt is shown', async ({ page, receiver }) => {
  for (const words of ['One', 'Another']) {
    await open(page, receiver.url);
    await expect(chapter(page)).toHaveValue('');
    await answer(page, words);
    await send(page);
    await expect(page.locator('.line').filter({ hasText: words }).first()).toBeVisible();
    // Moments are kept to the second.
    await page.waitForTimeout(1100);
  }
  await page.reload();
  await expect(page.locator('.answer').filter({ hasText: 'Another' })).toBeVisible();
  expect(receiver.stored().map(({ answers }) => answers['international-cooperation'])).toEqual(['One', 'Another']);
});

test('on a shared computer nothing of it is kept', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByLabel('This is a shared computer').check();
  await answer(page, WORDS);
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  await expect(page.getByRole('button', { name: 'Delete this receipt' })).toHaveCount(0);
  // What was deleted leaves a mark in the other place for a moment.
  await expect.poll(async () => [await keptDrafts(page).catch(() => []), await page.evaluate(() => localStorage.length)]).toEqual([[], 0]);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByText('We have received your submission')).toHaveCount(0);
});

test('it is saved as text and as a page that runs nothing', async ({ page, browser, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('SHA-256 of what was sent')).toBeVisible();
  const { reference } = receiver.stored()[0];
  const text = await downloaded(page, 'Download your submission (TXT)');
  expect(text.name).toBe('my-submission.txt');
  for (const words of [reference, WORDS, 'SHA-256 of what was sent']) expect(text.text).toContain(words);
  const html = await downloaded(page, 'Download your submission (HTML)');
  expect(html.name).toBe('my-submission.html');
  const copy = await (await browser.newContext()).newPage();
  await copy.setContent(html.text);
  await expect(copy.getByRole('heading', { level: 1 })).toHaveText('We have received your submission');
  await expect(copy.getByText(reference)).toBeVisible();
  expect(await copy.locator('pre').filter({ hasText: 'Tēnā koe' }).textContent()).toBe(WORDS);
  await expectAccessible(copy);
});

test('a receipt of other bytes than were sent is no receipt', { tag: ['@promise-1'] }, async ({ page, faulty }) => {
  faulty.answerPostsWith(async (incoming, reply) => {
    const { id } = JSON.parse((await incoming.setEncoding('utf8').toArray()).join(''));
    const receipt = { id, reference: 'BCDF-2345', received_at: '2022-08-01T09:00:00+12:00', late: false, body_sha256: '0'.repeat(64) };
    reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(receipt));
  });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: 'We do not know whether your submission arrived' })).toBeVisible();
  await expect(page.locator('.reference')).toHaveCount(0);
  await expect(page.locator('.next-try')).toHaveText('');
});

test('it opens after the closing time too, and nobody is said to have been writing', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  await rehearse(page, '2022-08-24T09:00:00+12:00');
  await page.goto(receiver.url);
  await page.getByRole('link', { name: 'Open your receipt' }).click();
  await expect(page.locator('.reference')).toBeVisible();
  await page.goBack();
  await expect(page.locator('#submission--form')).toBeHidden();
  await expect(page.getByText('The closing time has come while you were writing')).toHaveCount(0);
});

test('a downloaded copy is told from one that was changed, and the receiver is asked whether it holds the same', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('SHA-256 of what was sent')).toBeVisible();
  const field = page.getByLabel('Check a copy');
  const says = (words) => expect(page.locator('.received').getByText(words)).toBeVisible();
  const file = (text) => field.setInputFiles({ name: 'copy.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  for (const kind of ['TXT', 'HTML']) {
    const { text } = await downloaded(page, `Download your submission (${kind})`);
    await file(text.replaceAll('\n', '\r\n'));
    await says('an exact copy of what we hold');
    await file(text.replace('Tēnā koe', 'Tena koe'));
    await says('not an exact copy');
    await page.route('**/receipt', (route) => route.abort());
    await file(text);
    await says('The service could not be asked');
    await page.unroute('**/receipt');
  }
  await page.reload();
  const { text } = await downloaded(page, 'Download your submission (TXT)');
  await file(text);
  await says('an exact copy of what we hold');
  await file('');
  await says('not an exact copy');
});
