// When something is thrown through the app: it has ended, the page says what is known, and the browser posts by itself.
import { accept, answer, chapter, expect, expectAccessible, open, send, test, tryAgain } from './fixture.mjs';

const WORDS = 'Words that\nmust not be lost';
const UNKNOWN = 'We do not know whether your submission arrived. Everything you wrote is still on this page.';

const FAULTS = {
  'a range error': () => new Array(-1),
  'a type error': () => null.missing,
  'an exception of the document': () => structuredClone(() => {}),
};

for (const [what, fault] of Object.entries(FAULTS)) {
  test(`when ${what} comes out of the app while words are on their way, pressing again sends them once`, async ({ page, receiver }) => {
    await breakReading(page, fault);
    await open(page, receiver.url);
    await answer(page, WORDS);
    await storedButNotTold(page);
    await send(page);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expect(page.getByRole('status').filter({ hasText: UNKNOWN })).toBeInViewport();
    await expectAccessible(page);
    expect(receiver.stored()).toHaveLength(1);
    await page.unroute('**/api/submissions');
    // The receiver, which has it already, asks nobody to look at it again.
    await accept(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
    const stored = receiver.stored();
    expect(stored.map(({ answers }) => answers['international-cooperation'])).toEqual([WORDS]);
    await expect(page.getByText(stored[0].reference)).toBeVisible();
  });
}

test('when the app has ended, every question is there, and nothing that only the app does', async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await breakReading(page, FAULTS['a type error']);
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(tryAgain(page)).toBeVisible();
  await faultyJson(faulty);
  await tryAgain(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await expect(page.getByLabel('Name of the organisation')).toBeVisible();
  await expect(page.getByRole('button')).toHaveText(['Accept and send', 'Check your answers', 'Yes', 'No']);
  await expectAccessible(page);
});

test('what other scripts throw does not end the app', async ({ page, receiver }) => {
  await open(page, receiver.url);
  const thrown = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  await page.evaluate(() => {
    setTimeout(() => { throw new TypeError('not ours'); });
    Promise.reject(new RangeError('nor this'));
    // eslint-disable-next-line no-throw-literal
    setTimeout(() => { throw undefined; });
  });
  await expect.poll(() => thrown.length).toBeGreaterThanOrEqual(2);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await answer(page, WORDS);
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  await expect(chapter(page)).toBeHidden();
});

/** The app reads objects with a function of the browser's, which now fails at an object that says so. */
function breakReading(page, fault) {
  return page.addInitScript(`{
    const { entries } = Object;
    Object.entries = (object) => (object.broken ? (${fault})() : entries(object));
  }`);
}

/** The words arrive, and the answer breaks the app. */
const storedButNotTold = (page) => page.route('**/api/submissions', async (route) => {
  await route.fetch();
  await route.fulfill({ json: { broken: true } });
});

const faultyJson = (faulty) => faulty.answerPostsWith((_, reply) => reply.writeHead(200, { 'content-type': 'application/json' }).end('{"broken": true}'));
