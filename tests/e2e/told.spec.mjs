// What a person is told besides what they see: titles, live regions, and questions before words are lost.
import { answer, chapter, check, expect, open, send, test } from './fixture.mjs';

test('the title starts with “Error: ” exactly while there are problems', async ({ page, receiver }) => {
  await open(page, receiver.url);
  const title = await page.title();
  await check(page);
  await expect(page).toHaveTitle(`Error: ${title}`);
  await answer(page, 'Mended');
  await expect(page).toHaveTitle(title);
});

test('the characters left are shown at once, and said once the person pauses', async ({ page, receiver }) => {
  await page.clock.install({ time: '2022-08-01T09:00:00+12:00' });
  await open(page, receiver.url);
  await page.clock.pauseAt('2022-08-01T10:00:00+12:00');
  const [shown, said] = [page.locator('#international-cooperation--count'), page.locator('body > #app > [role=status]')];
  await expect(shown).toHaveText('You can enter up to 20,000 characters');
  await chapter(page).pressSequentially('Māori');
  await expect(shown).toHaveText('You have 19,995 characters remaining');
  await page.clock.runFor(900);
  await expect(said).toHaveText('');
  await page.clock.runFor(200);
  await expect(said).toHaveText('You have 19,995 characters remaining');
});

test('more characters than the limit can be typed, are counted, and stop the sending', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, 'x'.repeat(20_001));
  await expect(page.getByText('You have 1 character too many').first()).toBeVisible();
  await check(page);
  const message = '“International cooperation” must be 20,000 characters or fewer. It has 20,001 now.';
  await expect(page.locator('.problem-summary').getByRole('link', { name: message })).toBeVisible();
  await expect(chapter(page)).toHaveAccessibleDescription(new RegExp(message));
  expect(receiver.stored()).toEqual([]);
});

test('a second press, as part of a double click or later while it is on its way, sends nothing more', async ({ page, receiver, faulty }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/api/submissions', async (route) => { await held; await route.continue(); });
  await open(page, faulty.url);
  await answer(page, 'Pressed twice');
  await check(page);
  const button = page.getByRole('button', { name: 'Accept and send' });
  await button.dblclick();
  await expect(page.getByRole('status').filter({ hasText: 'Sending.' })).toBeVisible();
  await button.click();
  letGo();
  await expect(page.locator('.reference')).toBeVisible();
  expect([faulty.posts(), receiver.stored().length]).toEqual([1, 1]);
});

test('a double click on an endpoint that fails at once sends once', async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await open(page, faulty.url);
  await answer(page, 'Pressed twice');
  await check(page);
  await page.getByRole('button', { name: 'Accept and send' }).dblclick({ delay: 100 });
  await expect(page.locator('.failure')).toBeVisible();
  expect(faulty.posts()).toBe(1);
});

test('the browser asks before leaving only while there are words that were not sent', async ({ page, receiver }) => {
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.type()); return dialog.dismiss(); });
  await page.clock.install({ time: '2022-08-01T09:00:00+12:00' });
  await open(page, receiver.url);
  await chapter(page).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  expect(asked).toEqual([]);
  // A second later the words are kept, and nothing is asked any more.
  await page.clock.pauseAt('2022-08-01T10:00:00+12:00');
  await answer(page, 'Not sent yet');
  await page.evaluate(() => { location.reload(); });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(chapter(page)).toHaveValue('Not sent yet');
  await page.clock.resume();
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.locator('.reference')).toBeVisible();
  expect(asked).toEqual(['beforeunload']);
});

test('a double click on the button that shows everything sends nothing', async ({ page, receiver, faulty }) => {
  await open(page, faulty.url);
  await answer(page, 'Not looked at yet');
  await page.getByRole('button', { name: 'Check your answers' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your answers' })).toBeVisible();
  await page.waitForTimeout(500);
  expect([faulty.posts(), receiver.stored().length]).toEqual([0, 0]);
});
