// The service worker: the page is there without a network, posts pass by, and nobody's words go when it changes.
import { answer, expect, open, send, test } from './fixture.mjs';

test.use({ serviceWorkers: 'allow' });

/** Waits until the worker has kept what it keeps, and answers for this page. */
async function beKept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
}

test('after a first visit the page comes to life without a network', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await beKept(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('United Nations Cybercrime Treaty');
});

test('a submission without a network is not called sent, and goes once when the network is back', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await beKept(page);
  await answer(page, 'written on a ferry');
  await context.setOffline(true);
  await send(page);
  await expect(page.getByRole('heading', { name: 'We do not know whether your words arrived' })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.reference')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
});

test('a newer worker leaves a half-written form alone', async ({ page, faulty }) => {
  await open(page, faulty.url);
  await beKept(page);
  await page.getByRole('textbox', { name: 'Preamble' }).fill('half a thought');
  let loads = 0;
  page.on('load', () => { loads += 1; });
  faulty.editFile('/service-worker.js', (worker) => worker.replace('"version":"', '"version":"newer-'));
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise((resolve) => registration.addEventListener('updatefound', resolve));
    await registration.update();
    await found;
    const worker = registration.installing ?? registration.waiting;
    if (worker.state === 'installing') await new Promise((resolve) => worker.addEventListener('statechange', resolve));
    return worker.state;
  });
  expect(state).toBe('installed');
  expect(loads).toBe(0);
  await expect(page.getByRole('textbox', { name: 'Preamble' })).toHaveValue('half a thought');
});

test('with the storage full the newest page is shown, not the kept one', async ({ page, context, faulty }) => {
  await open(page, faulty.url);
  await beKept(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(faulty.url).origin, quotaSize: 1 });
  faulty.editFile('/', (html) => html.replace('</h1>', ', today</h1>'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('today');
});

test('a worker that is broken breaks nothing', async ({ page, faulty }) => {
  faulty.editFile('/service-worker.js', () => '<!doctype html>');
  await open(page, faulty.url);
  await answer(page, 'sent all the same');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
});
