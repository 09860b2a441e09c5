// Pictures of every state, to be looked at: tests/e2e/gallery, which is not kept. `cargo xtask picture` takes them; they check
// nothing, and the tests reach each state by themselves.
import { expect, open, openParts, publish, rehearse, test } from './fixture.mjs';
import { STATES } from './states.mjs';
import { ofTheNextRound } from './words.mjs';

// A4 at 96 pixels an inch, without its margins.
const PAPER = { width: 690, height: 1020 };

async function takePictures(page, name) {
  const path = (kind) => `gallery/${name.replaceAll(' ', '-')}-${kind}.png`;
  for (const width of [320, 412, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path(`${width}-${colorScheme}`), fullPage: true });
    }
  }
  await page.setViewportSize(PAPER);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.screenshot({ path: path('print'), fullPage: true });
}

/** What no test needs to reach in this way. */
const MORE = {
  'in the next round': async ({ page, receiver }) => {
    await rehearse(page, '2022-11-28T09:00:00+13:00');
    await publish(page, ofTheNextRound);
    await open(page, receiver.url);
    await expect(page.locator('.status')).toContainText('16 December 2022');
  },
};

for (const [name, reach] of Object.entries({ ...STATES, ...MORE })) {
  test(`the page ${name} has its pictures taken`, async ({ page, receiver, faulty }) => {
    await reach({ page, receiver, faulty });
    await takePictures(page, name);
  });
}

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the page has its pictures taken', async ({ page, receiver }) => {
    await page.goto(receiver.url);
    await openParts(page);
    await takePictures(page, 'with scripts off');
  });
});
