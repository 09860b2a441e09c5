// Pictures of every state, to be looked at: tests/e2e/gallery, which is not kept. `cargo xtask picture` takes them; they check
// nothing, and the tests reach each state by themselves.
import { test } from './fixture.mjs';
import { STATES } from './states.mjs';

for (const [name, reach] of Object.entries(STATES)) {
  test(`the page ${name} has its pictures taken`, async ({ page, receiver, faulty }) => {
    await reach({ page, receiver, faulty });
    for (const width of [320, 412, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `gallery/${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  });
}
