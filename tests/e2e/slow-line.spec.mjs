// A long submission over a slow line: it is waited for by its length, and how much has left is shown.
import { accept, answer, check, expect, open, test } from './fixture.mjs';

// 100,000 characters of four bytes over 50 kbit/s in the audit, where packets are lost besides, and here what takes seconds.
const [CHAPTERS, BYTES_A_SECOND] = process.env.BEHIND_NGINX ? [5, 6250] : [2, 60_000];

test('a long submission over a slow line arrives, and it is said how much has left the device', { tag: ['@promise-13'] }, async ({ page, receiver }) => {
  test.setTimeout(180_000);
  await open(page, receiver.url);
  await answer(page, '🦊'.repeat(20_000));
  const chapters = page.locator('textarea[name]').filter({ visible: true });
  for (let number = 0; number < CHAPTERS; number += 1) await chapters.nth(number).fill('🦊'.repeat(20_000));
  const client = await page.context().newCDPSession(page);
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: BYTES_A_SECOND });
  await check(page);
  await accept(page);
  await expect(page.getByText(/Sending: \d+ % has left this device/)).toBeVisible();
  await expect(page.locator('.reference')).toBeVisible({ timeout: 150_000 });
  expect(receiver.stored()).toHaveLength(1);
});
