// When things fail: the page still reads and posts, and the person's words stay.
import { answer, expect, expectAccessible, open, send, test } from './fixture.mjs';

const WORDS = 'Words that must not be lost';

async function postByHand(page) {
  await answer(page, WORDS);
  await send(page);
}

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole page is there, and the form posts', async ({ page, receiver, browser }) => {
    await page.goto(receiver.url);
    for (const heading of ['Stay up to date', 'Past Consultations', 'Have your say', 'Help us improve DPMC']) {
      await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    }
    await postByHand(page);
    const [stored] = receiver.stored();
    expect(stored.answers['international-cooperation']).toBe(WORDS);
    await expect(page.getByText(stored.reference)).toBeVisible();
    const scripted = await browser.newPage({ javaScriptEnabled: true });
    await scripted.goto(page.url());
    await expectAccessible(scripted);
  });

  test('problems come back with every word, ready to send again', async ({ page, receiver }) => {
    await page.goto(receiver.url);
    await page.getByRole('textbox', { name: 'International cooperation' }).fill(WORDS);
    await send(page);
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole('textbox', { name: 'International cooperation' })).toHaveValue(WORDS);
    await answer(page, WORDS);
    await send(page);
    expect(receiver.stored()).toHaveLength(1);
  });
});

for (const [what, handle] of [
  ['is blocked', (route) => route.abort()],
  ['is corrupt', (route) => route.fulfill({ body: 'not wasm', contentType: 'application/wasm' })],
]) {
  test(`when the WASM ${what}, the page reads and posts by itself`, async ({ page, receiver }) => {
    await page.route('**/*.wasm', handle);
    await page.goto(receiver.url);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expectAccessible(page);
    await postByHand(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
    expect(receiver.stored()).toHaveLength(1);
  });
}

for (const [what, fault, heading] of [
  ['500', (_, answer) => answer.writeHead(500).end('oops'), 'We do not know whether your words arrived'],
  ['HTML with 200', (_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Thank you</h1>'), 'We do not know whether your words arrived'],
  ['nothing at all', (incoming) => incoming.socket.destroy(), 'We do not know whether your words arrived'],
]) {
  test(`an endpoint that answers ${what} loses no word, and trying again sends it once`, async ({ page, receiver, faulty }) => {
    faulty.answerPostsWith(fault);
    await open(page, faulty.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(page.locator('#submission--outcome')).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'International cooperation' })).toHaveValue(WORDS);
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
