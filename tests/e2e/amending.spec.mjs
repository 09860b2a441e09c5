// Changing and withdrawing what was sent, from its receipt: with the page's program, and with scripts off.
import { BY_THE_PRESS, accept, answer, chapter, check, expect, expectAccessible, expectAccessibleWithScripts, expectNoSidewaysScrolling, open, openParts, send, test, tryAgain, untilNoTryIsNear } from './fixture.mjs';

const TITLE = /^We have received your submission/;
const WITHDRAWN = 'You have withdrawn your submission';

/** What the database holds: words, whether they count, and which reference they amend. */
const stored = (receiver) => receiver.stored().map(({ answers, counts, amends }) => [answers['international-cooperation'], counts, amends]);

async function sent(page, receiver, words) {
  await open(page, receiver.url);
  await answer(page, words);
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  return receiver.stored().at(-1).reference;
}

test('what was sent is changed from its receipt: both are kept, and the newer counts', async ({ page, receiver }) => {
  const first = await sent(page, receiver, 'First words');
  await page.getByRole('button', { name: 'Change what you sent' }).click();
  await expect(page.getByText(`You are changing your submission ${first}.`)).toBeVisible();
  await expect(page).not.toHaveURL(/receipt/);
  await expect(chapter(page)).toHaveValue('First words');
  await expectAccessible(page);
  await chapter(page).fill('Better words');
  await check(page);
  await accept(page);
  await expect(page).toHaveTitle(TITLE);
  await expect(page.getByText(`It takes the place of your earlier submission, ${first}.`)).toBeVisible();
  expect(stored(receiver)).toEqual([['First words', false, null], ['Better words', true, first]]);
  await page.reload();
  await expect(page.locator('.answer').filter({ hasText: 'Better words' })).toBeVisible();
});

test('a change that is not finished is there after a reload, and on another day, and still a change', async ({ page, receiver }) => {
  const first = await sent(page, receiver, 'First words');
  await page.reload();
  await page.getByRole('button', { name: 'Change what you sent' }).click();
  await openParts(page);
  await chapter(page).fill('Better words');
  await expect(page.locator('.kept').first()).toContainText('Saved on this device');
  await page.reload();
  await expect(chapter(page)).toHaveValue('Better words');
  await expect(page.getByText(`You are changing your submission ${first}.`)).toBeVisible();
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  expect(stored(receiver).at(-1)).toEqual(['Better words', true, first]);
});

test('another draft is not mixed into a change, and is told to be in the way', async ({ page, receiver }) => {
  await sent(page, receiver, 'First words');
  await open(page, receiver.url);
  // Nothing comes back while somebody writes.
  await expect(page.getByRole('link', { name: 'Open your receipt' })).toBeVisible();
  await chapter(page).fill('For my neighbour');
  await page.getByRole('link', { name: 'Open your receipt' }).click();
  await page.getByRole('button', { name: 'Change what you sent' }).click();
  await expect(page.locator('.received').getByText('Another draft is on this page.')).toBeVisible();
  await page.goBack();
  await expect(chapter(page)).toHaveValue('For my neighbour');
});

test('it is withdrawn from its receipt, after a second press, and its receipt says so', async ({ page, receiver }) => {
  const first = await sent(page, receiver, 'First words');
  await page.getByText('Withdraw your submission', { exact: true }).click();
  await expect(page.getByText('We keep what you sent, marked as withdrawn.')).toBeVisible();
  expect(stored(receiver)).toHaveLength(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page).toHaveTitle(new RegExp(`^${WITHDRAWN}`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WITHDRAWN);
  await expect(page.getByText(`It withdraws your submission ${first}.`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change what you sent' })).toHaveCount(0);
  expect(stored(receiver)).toEqual([['First words', false, null], [undefined, false, first]]);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WITHDRAWN);
});

test('a withdrawal that nothing answers is unknown, and trying again sends it once', async ({ page, faulty, receiver }) => {
  await open(page, faulty.url);
  await answer(page, 'First words');
  await send(page);
  await expect(page).toHaveTitle(TITLE);
  faulty.answerPostsWith((incoming, reply) => reply.destroy());
  await page.getByText('Withdraw your submission', { exact: true }).click();
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByText('We do not know whether your submission arrived')).toBeVisible();
  await untilNoTryIsNear(page);
  faulty.answerPostsWith();
  await tryAgain(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WITHDRAWN, BY_THE_PRESS);
  expect(stored(receiver).map(([, counts]) => counts)).toEqual([false, false]);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  const sentByHand = async (page, receiver) => {
    await page.goto(receiver.url);
    await answer(page, 'First words');
    await send(page);
    await expect(page).toHaveTitle(TITLE);
    return receiver.stored()[0].reference;
  };

  test('it is changed from the page of its receipt', async ({ page, receiver, browser }) => {
    const first = await sentByHand(page, receiver);
    await expectAccessibleWithScripts(page, browser);
    await page.getByRole('button', { name: 'Change what you sent' }).click();
    await expect(page.getByText('This is what you sent.')).toBeVisible();
    await expect(chapter(page)).toHaveValue('First words');
    await expectAccessibleWithScripts(page, browser);
    await chapter(page).fill('Better words');
    await check(page);
    await accept(page);
    await expect(page.getByText(`It takes the place of your earlier submission, ${first}.`)).toBeVisible();
    expect(stored(receiver)).toEqual([['First words', false, null], ['Better words', true, first]]);
  });

  test('it is withdrawn from the page of its receipt, after a question', async ({ page, receiver, browser }) => {
    const first = await sentByHand(page, receiver);
    await page.getByRole('button', { name: 'Withdraw your submission' }).click();
    await expect(page.getByRole('button', { name: 'Yes, withdraw it' })).toBeVisible();
    await expectAccessibleWithScripts(page, browser);
    await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(WITHDRAWN);
    await expectAccessibleWithScripts(page, browser);
    expect(stored(receiver)).toEqual([['First words', false, null], [undefined, false, first]]);
  });
});
