// The picture of the README. `cargo xtask picture` runs it and says where to put it; the tests leave it alone.
import { open, test } from './fixture.mjs';

test('the page has its picture taken', async ({ page, receiver }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, receiver.url);
  await page.screenshot({ path: process.env.PICTURE });
});
