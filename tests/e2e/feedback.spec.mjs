// “Help us improve”: one press is sent at once, and then there is room to say more. It is stored apart from submissions.
import { expect, expectAccessible, expectAccessibleWithScripts, open, test } from './fixture.mjs';

const section = (page) => page.locator('.section-feedback');
const press = (page, words) => section(page).getByRole('group', { name: 'Was this page useful?' }).getByRole('button', { name: words, exact: true }).click();
/** What counts, of everything that was sent. */
const counting = (receiver) => receiver.stored('feedback').filter(({ counts }) => counts).map(({ answers }) => answers);

test('one press is stored, and what is added takes its place without asking again', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await expect(page.getByLabel('What went wrong?')).toBeHidden();
  await press(page, 'No');
  await expect(section(page).getByRole('heading', { name: 'Thank you for your feedback' })).toBeVisible();
  expect(counting(receiver)).toEqual([{ useful: 'no' }]);
  await expect(page.getByRole('group', { name: 'Was this page useful?' })).toBeHidden();
  await expect(page.getByLabel('What could be better?')).toBeHidden();
  await expectAccessible(page);
  await page.getByLabel('What went wrong?').fill('Nothing much');
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await expect(page.getByLabel('What went wrong?')).toBeHidden();
  await expect(section(page).getByRole('heading', { name: 'Thank you for your feedback' })).toBeVisible();
  expect(counting(receiver)).toEqual([{ useful: 'no', 'what-went-wrong': 'Nothing much' }]);
  expect(receiver.stored('feedback')).toHaveLength(2);
  expect(receiver.stored()).toEqual([]);
});

test('who found it useful is asked what could be better', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await press(page, 'Yes');
  await expect(page.getByLabel('What could be better?')).toBeVisible();
  await expect(page.getByLabel('What went wrong?')).toBeHidden();
  expect(counting(receiver)).toEqual([{ useful: 'yes' }]);
});

test('a press works by keyboard alone, and moves on to what follows', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await section(page).getByRole('button', { name: 'Yes', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(section(page).locator('.outcome')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('What could be better?')).toBeFocused();
  expect(counting(receiver)).toEqual([{ useful: 'yes' }]);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('one press is stored, and its page has room to say more', async ({ page, receiver, browser }) => {
    await page.goto(receiver.url);
    await expect(page.getByLabel('What went wrong?')).toBeHidden();
    await press(page, 'No');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for your feedback');
    await expectAccessibleWithScripts(page, browser);
    expect(counting(receiver)).toEqual([{ useful: 'no' }]);
    await page.getByLabel('What went wrong?').fill('Nothing much');
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for your feedback');
    await expect(page.getByLabel('What went wrong?')).toHaveCount(0);
    expect(counting(receiver)).toEqual([{ useful: 'no', 'what-went-wrong': 'Nothing much' }]);
  });
});
