// With scripts off: the whole page reads, and its forms post by themselves.
import { answer, chapter, expect, expectAccessibleWithScripts, expectNoSidewaysScrolling, send, test } from './fixture.mjs';

const WORDS = 'Words that must not be lost';

test.use({ javaScriptEnabled: false });

test('the whole page is there, and the form posts', async ({ page, receiver, browser }) => {
  await page.goto(receiver.url);
  for (const heading of ['Stay up to date', 'Past Consultations', 'Have your say', 'Help us improve DPMC']) {
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  }
  await answer(page, WORDS);
  await send(page);
  const [stored] = receiver.stored();
  expect(stored.answers['international-cooperation']).toBe(WORDS);
  await expect(page.getByText(stored.reference)).toBeVisible();
  await expectAccessibleWithScripts(page, browser);
});

test('problems come back with every word, ready to send again', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await chapter(page).fill(WORDS);
  await send(page);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(chapter(page)).toHaveValue(WORDS);
  await answer(page, WORDS);
  await send(page);
  expect(receiver.stored()).toHaveLength(1);
});

test('the page with the problems is accessible, reads at 320 pixels, and holds what it says', async ({ page, receiver, browser }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(receiver.url);
  await page.getByLabel('Email address').fill('x'.repeat(200));
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await send(page);
  expect((await answered).status()).toBe(422);
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link', { name: 'Enter an email address in the correct format' })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue('x'.repeat(200));
  await expectNoSidewaysScrolling(page);
  await expectAccessibleWithScripts(page, browser);
});
