// Who is behind the page, and what they promise: pages of their own, from the page and from the receiver's.
import { check, expect, expectAccessible, expectNoSidewaysScrolling, open, test } from './fixture.mjs';

const PAGES = ['Privacy', 'Copyright and re-use', 'Accessibility', 'About this site', 'Contact us'];

test('each statement is one press away, accessible, readable at 320 pixels, and leads back', async ({ page, receiver }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, receiver.url);
  for (const name of PAGES) {
    await page.getByRole('navigation', { name: 'About this site' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page).toHaveTitle(new RegExp(`^${name} – `));
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await page.getByRole('link', { name: 'Back to the page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('United Nations Cybercrime Treaty');
  }
});

test('how submissions are read is said before the form', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByText('How we will read this').click();
  await expect(page.getByText('People of the negotiating team read every submission')).toBeVisible();
  const isBefore = await page.getByText('How we will read this').evaluate((element) => {
    const form = document.getElementById('submission--form');
    return Boolean(element.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(isBefore).toBe(true);
});

test('Govt.nz is a link that can be seen', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await expect(page.getByRole('link', { name: 'Govt.nz' })).toHaveAttribute('href', 'https://www.govt.nz/');
  await expect(page.getByRole('link', { name: 'Govt.nz' })).toBeVisible();
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the receiver’s own pages lead to the statements too', async ({ page, receiver }) => {
    await page.goto(receiver.url);
    await check(page);
    await expect(page).toHaveTitle(/^Error: /);
    await page.getByRole('link', { name: 'Privacy' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
  });
});
