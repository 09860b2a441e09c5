// Another agency's consultation: another topic, twelve parts, every kind of question, no closing moment. Nothing about the
// treaty may be in the program. It is published around the same app.
import { accept, check, expect, expectAccessible, expectAccessibleWithScripts, expectNoSidewaysScrolling, openParts, send, test } from './fixture.mjs';
import { schoolStreets } from './words.mjs';

const RECEIVED = /^The council has your submission/;

test.use({ words: schoolStreets });

async function open(page, receiver) {
  await page.goto(receiver.url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Safer streets around schools');
  await openParts(page);
}

/** Everything that this person is asked, in every kind of question. */
async function answer(page) {
  await page.getByLabel('Your name').fill('Aroha Ngata');
  await page.getByLabel('Telephone number').fill('021 123 456');
  await page.getByLabel('Postal address').fill('1 High Street\nTe Awa 3800');
  await page.getByRole('group', { name: 'What are you to the school?' }).getByLabel('A pupil').check();
  await page.getByRole('group', { name: 'Which year are you in?' }).getByLabel('7 to 13').check();
  await page.getByLabel('On foot').check();
  await page.getByLabel('By bus').check();
  await page.getByRole('group', { name: 'Has anything dangerous' }).getByLabel('Yes').check();
  await page.getByLabel('On which day?').fill('3/8/2022');
  await page.getByLabel('Who saw it').fill('The whole class');
  await page.getByLabel('Name 1').fill('Tama');
  await page.getByLabel('Suburb 1').fill('Riverside');
  await page.getByLabel('Which limit would you set').fill('30');
  await page.getByLabel('I understand that the council').check();
}

const ANSWERS = {
  name: 'Aroha Ngata',
  phone: '021 123 456',
  address: '1 High Street\nTe Awa 3800',
  role: 'pupil',
  'year-level': 'senior',
  modes: ['walk', 'bus'],
  happened: 'yes',
  when: '2022-08-03',
  both: 'The whole class',
  together: ['Tama\nRiverside', 'Mere\n'],
  limit: '30',
  agreed: true,
};

test('it goes from the first part to a receipt, and back to be changed', async ({ page, receiver }) => {
  await open(page, receiver);
  await expect(page.locator('details.part')).toHaveCount(12);
  await expect(page.getByText('Closes')).toHaveCount(0);
  await answer(page);
  await page.getByRole('button', { name: 'Add another' }).click();
  await expect(page.getByLabel('Name 2')).toBeFocused();
  await page.getByLabel('Name 2').fill('Mere');
  await expect(page.getByLabel('Name 3')).toBeHidden();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page);
  await check(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers');
  for (const words of ['3 August 2022', 'Tama, Riverside', 'On foot']) await expect(page.locator('.answer').filter({ hasText: words })).toBeVisible();
  await accept(page);
  await expect(page).toHaveTitle(RECEIVED);
  expect(receiver.stored()[0].answers).toEqual(ANSWERS);
  expect(receiver.stored()[0]).toMatchObject({ late: false, unknown_revision: false });
  await expect(page.getByText('This receipt is kept in this browser for 90 days')).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await page.getByRole('button', { name: 'Change what you sent' }).click();
  await openParts(page);
  await expect(page.getByLabel('On which day?')).toHaveValue('2022-08-03');
  await expect(page.getByLabel('Name 2')).toHaveValue('Mere');
  await page.getByLabel('Which limit would you set').fill('20');
  await send(page);
  await expect(page.getByText('It takes the place of your earlier submission')).toBeVisible();
  expect(receiver.stored().map(({ counts, answers }) => [counts, answers.limit])).toEqual([[false, '30'], [true, '20']]);
});

test('a draft of every kind of answer is there after a reload', async ({ page, receiver }) => {
  await open(page, receiver);
  await answer(page);
  await page.getByRole('button', { name: 'Add another' }).click();
  await page.getByLabel('Name 2').fill('Mere');
  await expect(page.locator('.kept').first()).toContainText('Saved on this device');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Safer streets around schools');
  await openParts(page);
  await expect(page.getByLabel('On which day?')).toHaveValue('3/8/2022');
  await expect(page.getByLabel('Postal address')).toHaveValue('1 High Street\nTe Awa 3800');
  await expect(page.getByLabel('Name 2')).toHaveValue('Mere');
  await expect(page.getByLabel('Suburb 1')).toHaveValue('Riverside');
  await expect(page.getByLabel('By bus')).toBeChecked();
  await send(page);
  await expect(page).toHaveTitle(RECEIVED);
  expect(receiver.stored()[0].answers).toEqual(ANSWERS);
});

test('what is wrong with an answer is said of that answer', async ({ page, receiver }) => {
  await open(page, receiver);
  await answer(page);
  await page.getByLabel('On which day?').fill('3 13 2022');
  await page.getByLabel('Telephone number').fill('call me');
  await page.getByLabel('Which limit would you set').fill('70');
  await check(page);
  const summary = page.getByRole('alert');
  for (const words of ['a month is a number from 1 to 12', 'Enter a telephone number, like', 'takes a number from 10 to 60']) await expect(summary.getByText(words)).toBeVisible();
  await summary.getByRole('link', { name: 'a month is a number' }).click();
  await expect(page.getByLabel('On which day?')).toBeFocused();
  await page.getByLabel('On which day?').fill('3 8 2021');
  await check(page);
  await expect(summary.getByText('Enter a day in 2022')).toBeVisible();
  await expectAccessible(page);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the receiver asks everything, shows it, and takes it', async ({ page, receiver, browser }) => {
    await page.goto(receiver.url);
    await openParts(page);
    await check(page);
    await expect(page.getByRole('heading', { level: 2, name: 'There is a problem' })).toBeVisible();
    await answer(page);
    await page.getByLabel('Name 3').fill('Mere');
    await expectAccessibleWithScripts(page, browser);
    await check(page);
    await expect(page.getByText('Tama, Riverside')).toBeVisible();
    await page.getByRole('button', { name: 'Change Other people' }).click();
    await expect(page.getByLabel('Name 3')).toHaveValue('Mere');
    await check(page);
    await accept(page);
    await expect(page).toHaveTitle(RECEIVED);
    expect(receiver.stored()[0].answers).toEqual(ANSWERS);
  });
});
