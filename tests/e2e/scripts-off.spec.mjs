// With scripts off: the whole page reads, and its forms post by themselves.
import { accept, answer, chapter, check, expect, expectAccessibleWithScripts, expectNoSidewaysScrolling, openParts, send, test } from './fixture.mjs';

const WORDS = 'Words that must not be lost';

test.use({ javaScriptEnabled: false });

test('the whole page is there, and the form posts', async ({ page, receiver, browser }) => {
  await page.goto(receiver.url);
  for (const heading of ['Stay up to date', 'Past Consultations', 'Have your say', 'Help us improve DPMC']) {
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  }
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  const [stored] = receiver.stored();
  expect(stored.answers['international-cooperation']).toBe(WORDS);
  await expect(page.getByText(stored.reference)).toBeVisible();
  await expectAccessibleWithScripts(page, browser);
});

test('what a program fills in, which no person sees, is stored with a receipt, and held', { tag: ['@promise-19'] }, async ({ page, receiver }) => {
  await page.goto(receiver.url);
  const trap = page.locator('[name="web--site"]').first();
  await expect(trap).toBeHidden();
  await trap.evaluate((field) => { field.value = 'https://casino.example'; });
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  const [stored] = receiver.stored();
  expect(stored.held).toBe(true);
  await expect(page.getByText(stored.reference)).toBeVisible();
});

test.describe('once it is over', () => {
  test.use({ asOf: '2022-08-23T17:00:00+12:00' });

  test('the receiver sends the page of its stage, and a file that lies somewhere only says when it closes', async ({ page, receiver }) => {
    await page.goto(receiver.url);
    // In the audit nginx sends the file.
    const isFile = Boolean(process.env.BEHIND_NGINX);
    await expect(page.getByText(isFile ? 'Closes at 5.00pm' : 'Closed at 5.00pm').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check your answers' })).toHaveCount(isFile ? 1 : 0);
    await page.goto(`${receiver.url}/index.html`);
    await expect(page.getByText('Closes at 5.00pm').first()).toBeVisible();
    await expect(page.getByText('Open now')).toHaveCount(0);
    await expect(page.getByText('Upcoming', { exact: true })).toHaveCount(0);
  });
});

test('problems come back with every word, ready to send again', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await openParts(page);
  await chapter(page).fill(WORDS);
  await check(page);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(chapter(page)).toHaveValue(WORDS);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
});

test('the page with the problems is accessible, reads at 320 pixels, and holds what it says', async ({ page, receiver, browser }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(receiver.url);
  await openParts(page);
  await page.getByLabel('Email address').fill('x'.repeat(200));
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await check(page);
  expect((await answered).status()).toBe(422);
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link', { name: 'Enter an email address in the correct format' })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue('x'.repeat(200));
  await expectNoSidewaysScrolling(page);
  await expectAccessibleWithScripts(page, browser);
});

test('everything is shown before it is sent, can be changed at its question, and is kept nowhere until then', async ({ page, receiver, browser }) => {
  const hostile = ' </textarea>“<b>”\n\nKia ora & "hapū" ';
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(receiver.url);
  await expect(page.getByText('You see everything once more before it is sent.')).toBeVisible();
  await answer(page, hostile);
  await check(page);
  await expect(page).toHaveTitle(/^Not submitted yet: check your answers/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not submitted yet: check your answers');
  await expect(page.getByText('Nothing of it is kept here')).toBeVisible();
  await expect(page.locator('.line').filter({ hasText: 'Kia ora' })).toContainText('This would be published.');
  await expect(page.locator('.line').filter({ hasText: 'Email address' })).toContainText('Not provided');
  await expectNoSidewaysScrolling(page);
  await expectAccessibleWithScripts(page, browser);
  expect(receiver.stored()).toEqual([]);
  await page.getByRole('button', { name: 'Change Preamble' }).click();
  await expect(page).toHaveURL(/#preamble$/);
  await expect(chapter(page)).toHaveValue(hostile);
  await page.getByLabel('Preamble').fill('Changed');
  expect(receiver.stored()).toEqual([]);
  await check(page);
  await accept(page);
  await expect(page).toHaveTitle(/^We have received your submission/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have received your submission');
  await expect(page.locator('.line').filter({ hasText: 'Kia ora' })).toBeVisible();
  await expect(page.getByText(/SHA-256 of what was sent: [0-9a-f]{64}/)).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await expectAccessibleWithScripts(page, browser);
  await page.reload();
  await expect(page).toHaveURL(/\/receipt(#|$)/);
  const [{ answers }] = receiver.stored();
  expect([answers['international-cooperation'], answers.preamble]).toEqual([hostile, 'Changed']);
});
