// When things fail: the page still reads and posts, and the person's words stay.
import { BY_THE_PRESS, accept, answer, chapter, check, expect, expectAccessible, open, send, test, tryAgain, untilNoTryIsNear } from './fixture.mjs';

const WORDS = 'Words that must not be lost';
const UNKNOWN = 'We do not know whether your submission arrived';

for (const [what, files, handle] of [
  ['the WASM is blocked', '**/*.wasm', (route) => route.abort()],
  ['the WASM is corrupt', '**/*.wasm', (route) => route.fulfill({ body: 'not wasm', contentType: 'application/wasm' })],
  ['what the app starts from is corrupt', '**/app-*.json', (route) => route.fulfill({ json: {} })],
]) {
  test(`when ${what}, the page reads and posts by itself`, { tag: ['@promise-10'] }, async ({ page, receiver }) => {
    await page.route(files, handle);
    await page.goto(receiver.url);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expectAccessible(page);
    await expectSentByItself(page, receiver);
  });
}

test('without the app, Back from an endpoint that is dead brings back every word', { tag: ['@promise-10'] }, async ({ page, faulty }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  faulty.answerPostsWith((incoming) => incoming.socket.destroy());
  await page.goto(faulty.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await answer(page, WORDS);
  await page.getByRole('button', { name: 'Check your answers' }).last().click();
  await page.waitForURL(/chrome-error/);
  await page.goBack();
  await expect(chapter(page)).toHaveValue(WORDS);
  await expect(page.getByLabel('An individual')).toBeChecked();
  await expect(page.locator('.print-link')).toBeVisible();
});

test('when the app panics while it starts, the page says so at once, reads and posts by itself', async ({ page, receiver, faulty }) => {
  // Hydration looks for what was prerendered, and panics where something is gone.
  faulty.editFile('/', (html) => html.replace(/<nav [\s\S]*?<\/nav>/, ''));
  await page.goto(faulty.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await expectSentByItself(page, receiver);
});

test('when the app panics while a person writes, the form is posted by the browser itself, with every word', { tag: ['@promise-10'] }, async ({ page, receiver }) => {
  await page.addInitScript(() => {
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function remembered(...all) { return (window.app = new Instance(...all)); };
    WebAssembly.Instance.prototype = Instance.prototype;
  });
  await open(page, receiver.url);
  await answer(page, 'replaced below');
  await page.evaluate(() => {
    const memory = Object.values(window.app.exports).find((one) => one instanceof WebAssembly.Memory);
    new Uint8Array(memory.buffer).fill(255);
  });
  await chapter(page).fill(WORDS);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await expectSentByItself(page, receiver);
  expect(receiver.stored()[0].answers['international-cooperation']).toBe(WORDS);
});

test('words sent before the app is there are posted by the browser itself, once', async ({ page, receiver }) => {
  await page.route('**/*.wasm', () => {});
  await page.goto(receiver.url, { waitUntil: 'domcontentloaded' });
  await expectSentByItself(page, receiver);
});

// Every fifth here, all in the audit.
const TURNS_APART = process.env.BEHIND_NGINX ? 1 : 5;

test('words sent at any turn of the start arrive, once', async ({ browser, receiver }) => {
  test.setTimeout(300_000);
  const words = (turn) => `${WORDS}, turn ${turn}`;
  const turns = await sentAt(browser, receiver.url, Infinity, words);
  expect(turns).toBeGreaterThan(10);
  const tried = Array.from({ length: Math.ceil(turns / TURNS_APART) }, (_, before) => 1 + before * TURNS_APART);
  for (const turn of tried) await sentAt(browser, receiver.url, turn, words);
  const stored = receiver.stored().map(({ answers }) => answers['international-cooperation']);
  expect(stored.toSorted()).toEqual(tried.map(words).toSorted());
});

/** Opens the page, writes at once, and sends before the app's turn of that number. Says how many turns there were. */
async function sentAt(browser, url, turn, words) {
  const page = await browser.newPage();
  await page.addInitScript(sendAt, { turn, words: words(turn) });
  await page.goto(url);
  if (turn === Infinity) await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  else {
    await accept(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
  }
  const turns = await page.evaluate(() => window.turns);
  await page.close();
  return turns;
}

/** Runs in the page. The clock leaps, so that the app takes a turn wherever it would after long work. */
function sendAt({ turn, words }) {
  const { setTimeout: later, Date: { now } } = window;
  let leapt = 0;
  Date.now = () => now() + (leapt += 5);
  window.turns = 0;
  const form = () => document.getElementById('submission--form');
  window.setTimeout = (act, delay, ...rest) => later(() => {
    if (!delay && document.documentElement.dataset.app !== 'alive' && ++window.turns === turn) form().requestSubmit();
    act(...rest);
  }, delay);
  document.addEventListener('DOMContentLoaded', () => {
    form().elements['international-cooperation'].value = words;
    ['responding-as--individual', 'publish--do-not-publish', 'withhold--no', 'official-information'].forEach((id) => { document.getElementById(id).checked = true; });
  });
}

async function expectSentByItself(page, receiver) {
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
}

const json = (body) => (_, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end(body);

for (const [what, fault] of [
  ['JSON nested 10,000 deep', json('['.repeat(10_000) + ']'.repeat(10_000))],
  ['JSON nested half a million deep', json('['.repeat(500_000) + ']'.repeat(500_000))],
  ['JSON with half a character', json('{"id": "\\ud800", "\\udfff": "\\ud800"}')],
  ['half of what it announced', (_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': 400 }).write('{"id": "');
    setTimeout(() => answer.destroy(), 100);
  }],
  ['500', (_, answer) => answer.writeHead(500).end('oops')],
  ['nothing with 204', (_, answer) => answer.writeHead(204).end()],
  ['no JSON at all as JSON', json('')],
  ['the receipt of another submission', json(JSON.stringify({ id: '0'.repeat(32), reference: 'BCDF-2345', received_at: '2022-08-01T09:00:00Z', body_sha256: '0'.repeat(64) }))],
  ['the way to a page that thanks', (_, answer) => answer.writeHead(303, { location: '/thank-you' }).end()],
  ['HTML with 200', (_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Thank you</h1>')],
  ['nothing at all', (incoming) => incoming.socket.destroy()],
]) {
  test(`an endpoint that answers ${what} loses no word, and trying again sends it once`, { tag: ['@promise-1'] }, async ({ page, receiver, faulty }) => {
    faulty.answerPostsWith(fault);
    await open(page, faulty.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
    await expect(page.locator('#submission--outcome')).toBeFocused();
    await expect(chapter(page)).toHaveValue(WORDS);
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download your submission (TXT)' }).click();
    expect((await download).suggestedFilename()).toBe('my-submission.txt');
    await untilNoTryIsNear(page);
    faulty.answerPostsWith(undefined);
    await tryAgain(page).click();
    await expect(page.locator('.reference')).toBeVisible(BY_THE_PRESS);
    expect(receiver.stored()).toHaveLength(1);
  });
}

test('an answer of 60 million characters is not parsed', async ({ page, faulty }) => {
  await page.addInitScript(() => {
    const { parse } = JSON;
    window.longest = 0;
    JSON.parse = (text, ...rest) => {
      window.longest = Math.max(window.longest, text.length);
      return parse(text, ...rest);
    };
  });
  faulty.answerPostsWith(json(`[${'0,'.repeat(30_000_000)}0]`));
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  expect(await page.evaluate(() => window.longest)).toBeLessThan(2 ** 20);
});

test('an endpoint that accepts a submission and never answers is waited for, then given up, and no word is lost', async ({ page, receiver, faulty }) => {
  faulty.answerPostsWith(() => {});
  await page.clock.install({ time: '2022-08-01T09:00:00+12:00' });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await check(page);
  await expect(page.getByRole('button', { name: 'Accept and send' })).toBeVisible();
  // From now on the page's time is what is said here, however long this takes.
  await page.clock.pauseAt('2022-08-01T10:00:00+12:00');
  await accept(page);
  await expect.poll(faulty.posts).toBe(1);
  // The page waits 30 seconds, and a millisecond more for each byte that is sent: about half a second here.
  await page.clock.fastForward(29_000);
  await expect(page.getByText('Sending. Your submission stays on this page')).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  await expect(page.getByText('No answer came.')).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
  faulty.answerPostsWith(undefined);
  await tryAgain(page).click();
  await expect(page.locator('.reference')).toBeVisible(BY_THE_PRESS);
  expect(receiver.stored()).toHaveLength(1);
});

test('what an ad blocker or a policy stops is said to be stopped so, with every other way, within ten seconds', { tag: ['@promise-20'] }, async ({ page, receiver }) => {
  await page.route('**/api/submissions', (route) => route.abort('blockedbyclient'));
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('such as an ad blocker')).toBeVisible({ timeout: 10_000 });
  for (const name of ['Copy your submission', 'Download your submission (TXT)']) await expect(page.getByRole('button', { name })).toBeVisible();
  await expect(page.getByRole('link', { name: /Write to the team/ })).toBeVisible();
});
