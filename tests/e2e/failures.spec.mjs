// When things fail: the page still reads and posts, and the person's words stay.
import { answer, chapter, expect, expectAccessible, open, send, test } from './fixture.mjs';

const WORDS = 'Words that must not be lost';
const UNKNOWN = 'We do not know whether your words arrived';

for (const [what, files, handle] of [
  ['the WASM is blocked', '**/*.wasm', (route) => route.abort()],
  ['the WASM is corrupt', '**/*.wasm', (route) => route.fulfill({ body: 'not wasm', contentType: 'application/wasm' })],
  ['what the app starts from is corrupt', '**/app-*.json', (route) => route.fulfill({ json: {} })],
]) {
  test(`when ${what}, the page reads and posts by itself`, async ({ page, receiver }) => {
    await page.route(files, handle);
    await page.goto(receiver.url);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expectAccessible(page);
    await expectSentByItself(page, receiver);
  });
}

test('when the app panics while it starts, the page says so at once, reads and posts by itself', async ({ page, receiver, faulty }) => {
  // Hydration looks for what was prerendered, and panics where something is gone.
  faulty.editFile('/', (html) => html.replace(/<nav [\s\S]*?<\/nav>/, ''));
  await page.goto(faulty.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await expectSentByItself(page, receiver);
});

test('when the app panics while a person writes, the form is posted by the browser itself, with every word', async ({ page, receiver }) => {
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

async function expectSentByItself(page, receiver) {
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
}

for (const [what, fault] of [
  ['500', (_, answer) => answer.writeHead(500).end('oops')],
  ['HTML with 200', (_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Thank you</h1>')],
  ['nothing at all', (incoming) => incoming.socket.destroy()],
]) {
  test(`an endpoint that answers ${what} loses no word, and trying again sends it once`, async ({ page, receiver, faulty }) => {
    faulty.answerPostsWith(fault);
    await open(page, faulty.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
    await expect(page.locator('#submission--outcome')).toBeFocused();
    await expect(chapter(page)).toHaveValue(WORDS);
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download your words (TXT)' }).click();
    expect((await download).suggestedFilename()).toBe('my-words.txt');
    faulty.answerPostsWith(undefined);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('.reference')).toBeVisible();
    expect(receiver.stored()).toHaveLength(1);
  });
}

test('an endpoint that accepts a submission and never answers is waited for, then given up, and no word is lost', async ({ page, receiver, faulty }) => {
  faulty.answerPostsWith(() => {});
  await page.clock.install();
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect.poll(faulty.posts).toBe(1);
  // The page waits 30 seconds, and a millisecond more for each byte that is sent: about half a second here.
  await page.clock.fastForward(29_000);
  await expect(page.getByText('Sending. Your words stay on this page')).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  await expect(page.getByText('No answer came.')).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
  faulty.answerPostsWith(undefined);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.reference')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
});
