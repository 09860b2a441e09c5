// What a visit leaves behind, and whom it tells: nobody but the site itself.
import { answer, expect, keptDrafts, open, send, test } from './fixture.mjs';

test('reading and sending asks the site and nobody else, sets no cookie and leaves nothing behind but the receipt', async ({ page, context, receiver }) => {
  const strangers = [];
  const { origin } = new URL(receiver.url);
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) strangers.push(request.url());
  });
  const stored = () => page.evaluate(async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]);
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await open(page, receiver.url);
  expect([await stored(), await databases(), await context.cookies()]).toEqual([[0, 0, 0], [], []]);
  await answer(page, 'between us');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(strangers).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  // What was kept in the other place goes once the database has it, or has forgotten it.
  await expect.poll(stored).toEqual([0, 0, 0]);
  // What was kept while they wrote is gone, and what was sent is in the receipt, until it is deleted.
  expect(await databases()).toEqual(['have-your-say']);
  expect((await keptDrafts(page)).map((text) => text.split('\n').length)).toEqual([3]);
  await page.getByRole('button', { name: 'Delete this receipt' }).click();
  await expect.poll(() => keptDrafts(page)).toEqual([]);
});

test('a script that is not ours does not run, wherever it lies', async ({ page, receiver, breaches }) => {
  await page.route('**/stranger.js', (route) => route.fulfill({ body: 'window.stranger = true', contentType: 'text/javascript' }));
  await open(page, receiver.url);
  await page.evaluate(() => new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = 'stranger.js';
    script.onload = script.onerror = resolve;
    document.head.append(script);
  }));
  expect(await page.evaluate(() => window.stranger)).toBeUndefined();
  expect(breaches.splice(0).join()).toContain('stranger.js');
});

test('an endpoint that leads elsewhere than it seems is not taken from a config that was changed later', async ({ page, receiver }) => {
  const warnings = [];
  page.on('console', (message) => warnings.push(message.text()));
  await page.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...await response.json(), submission_endpoint: 'http://127.0.0.1:80@evil.example/x' } });
  });
  await open(page, receiver.url);
  await expect.poll(() => warnings.join()).toContain('config.json: /submission_endpoint: ');
  await answer(page, 'between us');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
});
