// With a keyboard alone: every step of the way, and the focus always in sight.
import { expect, open, test } from './fixture.mjs';

test('a submission is written and sent with Tab, Space, arrows and Enter alone', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  const focused = page.locator(':focus');
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText('Skip to main content');
  await expect(focused).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await tabTo(page, page.locator('.opening').getByRole('link', { name: 'Have your say' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#have-your-say$/);
  await unfold(page, 'About you');
  await tabTo(page, page.getByLabel('An individual'));
  await page.keyboard.press('Space');
  await unfold(page, 'Preamble');
  await tabTo(page, page.getByRole('textbox', { name: 'Preamble' }));
  await page.keyboard.type('Typed with keys');
  await unfold(page, 'What becomes public');
  await tabTo(page, page.getByRole('group', { name: /How may we publish/ }).getByLabel('With my name'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No'));
  await page.keyboard.press('Space');
  await unfold(page, 'Before you send');
  await tabTo(page, page.getByLabel(/I understand that my submission/));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Check your answers' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: 'Change Preamble' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Preamble' })).toBeFocused();
  await page.keyboard.type(', then changed');
  // Who has been there once can go back there from each part.
  await tabTo(page, page.locator('#on-preamble').getByRole('button', { name: 'Check your answers' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Accept and send' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expect(page.locator('.reference')).toBeInViewport({ ratio: 1 });
  await tabTo(page, page.getByRole('button', { name: 'Copy your submission' }));
  expect(receiver.stored().map(({ answers }) => answers.preamble)).toEqual(['Typed with keys, then changed']);
});

for (const width of [320, 1280]) {
  test(`at ${width} pixels, whatever has the focus is in sight, and marked`, async ({ page, receiver }) => {
    await page.setViewportSize({ width, height: 640 });
    // Without movement, what has the focus is where it will stay.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, receiver.url);
    const hidden = [];
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press('Tab');
      const seen = await focusInSight(page);
      if (seen === 'end') break;
      if (seen !== 'yes') hidden.push(seen);
    }
    expect(hidden).toEqual([]);
  });
}

/** Presses Tab until something has the focus. */
async function tabTo(page, target) {
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never reached ${target}`);
}

/** Opens a part of the form. */
async function unfold(page, name) {
  await tabTo(page, page.locator('summary').filter({ hasText: name }));
  await page.keyboard.press('Enter');
}

/** WCAG 2.4.11 and 2.4.7: the middle of the first line of what has the focus lies in the window under nothing else, with an outline. */
const focusInSight = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (element === document.body) return 'end';
  const box = element.getClientRects()[0];
  const middle = (start, end, edge) => (Math.max(start, 0) + Math.min(end, edge)) / 2;
  const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  const isMarked = getComputedStyle(element).outlineStyle !== 'none';
  return isMarked && top !== null && (element.contains(top) || top.contains(element)) ? 'yes' : element.outerHTML.slice(0, 120);
});
