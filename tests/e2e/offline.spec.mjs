// The service worker: the page is there without a network, posts pass by, and nobody's words go when it changes.
import { answer, expect, open, openParts, send, test, tryAgain } from './fixture.mjs';

test.use({ serviceWorkers: 'allow' });

/** Waits until the worker has kept what it keeps, and answers for this page. */
async function beKept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  // What the page asks for last.
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match('content/en-NZ.updates.json')))).toBe(true);
}

test('after a first visit the page comes to life without a network', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await beKept(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('United Nations Cybercrime Treaty');
});

test('the worker keeps the files of the page and of no other, and nothing that a person wrote', async ({ page, receiver }) => {
  await open(page, receiver.url);
  const others = 'have-your-say https://agency.example/another/ 1';
  await page.evaluate((name) => caches.open(name), others);
  await beKept(page);
  await answer(page, 'nobody else may read this');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  const [names, kept] = await page.evaluate(async () => {
    const all = await caches.keys();
    const own = await caches.open(all.find((name) => name.includes(location.host)));
    const texts = await Promise.all((await own.keys()).map(async (key) => [key.url, await (await own.match(key)).text()]));
    return [all, texts];
  });
  expect(names).toHaveLength(2);
  expect(names).toContain(others);
  const base = receiver.url.replace(/\/?$/, '/');
  const files = kept.map(([url]) => url.replace(base, '').replace(/[0-9a-f]{16}/, 'HASH')).sort();
  expect(files).toEqual(['', 'app-HASH.js', 'app-HASH.json', 'app-HASH.wasm', 'config.json', 'content/en-NZ.updates.json']);
  expect(kept.filter(([, text]) => text.includes('nobody else may read this'))).toEqual([]);
});

test('a file that is damaged on its way is not kept', async ({ page, faulty }) => {
  faulty.editFile('.json', (text) => (text.includes('rendered_at') ? `${text} ` : text));
  await page.goto(faulty.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  const end = await page.evaluate(installed);
  expect(end).toBe('redundant');
  const kept = await page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length)));
  expect(kept.every((count) => count === 0)).toBe(true);
});

const SIGN_IN = '<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1></html>';

test('the sign-in page of a network is shown, and not kept in place of the page', async ({ page, context, faulty }) => {
  await open(page, faulty.url);
  await beKept(page);
  faulty.editFile('/', () => SIGN_IN);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.evaluate(settled);
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('United Nations Cybercrime Treaty');
});

test('a worker that is given the sign-in page of a network is not installed', async ({ page, faulty }) => {
  faulty.editFile('/', () => SIGN_IN);
  await page.goto(`${faulty.url}/print.html`);
  expect(await page.evaluate(installed)).toBe('redundant');
  expect(await page.evaluate(kept, 'Sign in')).toEqual([]);
});

for (const [file, path, bodies] of [
  ['page', '/', [(html) => html.slice(0, -20), (html) => html.replaceAll('data-wasm', 'data-other')]],
  ['config', 'config.json', [() => SIGN_IN, () => '{"error": "not signed in"}', () => 'null', (json) => json.slice(0, -4)]],
  ['list of revisions', 'content/en-NZ.updates.json', [() => SIGN_IN, () => '{"error": "not signed in"}', () => '[]']],
]) {
  test(`a ${file} that is another’s, or broken, is not kept`, async ({ page, faulty }) => {
    await open(page, faulty.url);
    await beKept(page);
    await page.evaluate(settled);
    const before = await page.evaluate(kept, '');
    for (const body of bodies) {
      faulty.editFile(path, body);
      const address = `${faulty.url}/${path.replace(/^\//, '')}`;
      await page.evaluate(async (address) => { await (await fetch(address, { cache: 'reload' })).text(); }, address);
      await page.evaluate(settled);
      expect(await page.evaluate(kept, '')).toEqual(before);
    }
  });
}

/** Runs in the page: the state in which a worker ends. */
async function installed() {
  const { installing, waiting, active } = await navigator.serviceWorker.register('service-worker.js');
  const worker = installing ?? waiting ?? active;
  while (!['redundant', 'activated'].includes(worker.state)) await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  return worker.state;
}

/** Runs in the page: every text that is kept and holds the words. */
async function kept(words) {
  const keptIn = async (cache) => Promise.all((await cache.keys()).map(async (key) => [key.url, await (await cache.match(key)).text()]));
  const caught = await Promise.all((await caches.keys()).map(async (name) => keptIn(await caches.open(name))));
  return caught.flat().filter(([, text]) => text.includes(words)).sort();
}

/** Runs in the page: a worker keeps what it has shown in the turn after; a question that it answers later comes after that. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await (await fetch('config.json', { cache: 'reload' })).text();
}

test('a submission without a network is not called sent, and goes by itself once the network is back', { tag: ['@promise-11'] }, async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await beKept(page);
  await answer(page, 'written on a ferry');
  await context.setOffline(true);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your submission has not been sent yet' })).toBeVisible();
  await expect(page.getByText('This device has no connection')).toBeVisible();
  await context.setOffline(false);
  // Where the network is not quite back at that moment, the next try is not far.
  await expect(page.locator('.reference')).toBeVisible({ timeout: 45_000 });
  expect(receiver.stored()).toHaveLength(1);
});

test('a browser that calls itself online behind a network’s sign-in page sends nothing yet', { tag: ['@promise-11'] }, async ({ page, context, receiver }) => {
  let posts = 0;
  page.on('request', (request) => { posts += request.method() === 'POST' && !request.failure(); });
  await open(page, receiver.url);
  await answer(page, 'written in a hotel');
  await context.setOffline(true);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your submission has not been sent yet' })).toBeVisible();
  const before = posts;
  await page.route('**/config.json', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sign in</h1>' }));
  const probed = page.waitForResponse('**/config.json');
  await context.setOffline(false);
  await probed;
  await expect(page.locator('.next-try')).toContainText('tries again by itself');
  expect(posts).toBe(before);
});

test('a newer worker leaves a half-written form alone', async ({ page, faulty }) => {
  await open(page, faulty.url);
  await beKept(page);
  await openParts(page);
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
