// A database that answers late, as on a busy phone: what it has comes back then, disturbs nobody, and is there once.
import { answer, chapter, check, expect, forget, kept, open, openParts, SAVED, send, test } from './fixture.mjs';

const WORDS = 'Written over days,\nand never lost';

/** Keeps the database busy, from another tab; what comes back ends that. */
async function busy(context, receiver) {
  const tab = await context.newPage();
  await tab.goto(`${receiver.url}/content/en-NZ.updates.json`);
  await tab.evaluate(async () => {
    const database = await new Promise((resolve) => { const open = indexedDB.open('have-your-say', 1); open.onsuccess = () => resolve(open.result); });
    const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
    // A transaction lives as long as it asks for something.
    const goOn = () => { if (!window.isOver) store.count().onsuccess = goOn; };
    goOn();
  });
  return { end: () => tab.evaluate(() => { window.isOver = true; }), forgetOtherPlace: () => tab.evaluate(() => localStorage.clear()) };
}

/** The page opened anew; a second later it goes on without the database. */
async function openAnew(page, receiver) {
  await open(page, receiver.url);
  await page.waitForTimeout(1500);
}

test('it gives back the receipt then, and leaves what was written meanwhile', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await answer(page, 'Sent before');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  // Until the database has it, it is in the other place too.
  await expect.poll(() => kept(page)).toMatchObject({ database: [expect.anything()], local: [] });
  const database = await busy(context, receiver);
  await openAnew(page, receiver);
  await chapter(page).fill(WORDS);
  await chapter(page).blur();
  const receipt = page.getByRole('link', { name: 'Open your receipt' });
  await expect(receipt).toBeHidden();
  await database.end();
  await expect(receipt).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
});

test('it doubles no draft that has come back already, and was changed since', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  const database = await busy(context, receiver);
  await openAnew(page, receiver);
  await expect(chapter(page)).toHaveValue(WORDS);
  const changed = WORDS.replace('over days', 'over weeks');
  await chapter(page).fill(changed);
  await chapter(page).blur();
  await database.end();
  await page.waitForTimeout(1500);
  await expect(chapter(page)).toHaveValue(changed);
});

test('it leaves no second draft of a page that was left before it had found its own', { tag: ['@promise-17'] }, async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await page.goto('about:blank');
  const database = await busy(context, receiver);
  await database.forgetOtherPlace();
  await page.goBack();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
  // The browser has brought this back by itself.
  await expect(chapter(page)).toHaveValue(WORDS);
  await chapter(page).fill(`${WORDS}, written on`);
  await page.goto('about:blank');
  await database.end();
  await open(page, receiver.url);
  await expect(chapter(page)).toHaveValue(`${WORDS}, written on`);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  // A receipt has a line more than a draft.
  await expect.poll(async () => (await kept(page)).database.map((text) => text.split('\n').length)).toEqual([3]);
});

test('it takes nobody away from the field in which they are about to write', async ({ page, context, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await check(page);
  await expect(page.getByRole('button', { name: 'Accept and send' })).toBeVisible();
  const address = page.url();
  await page.goto('about:blank');
  const database = await busy(context, receiver);
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
  await chapter(page).focus();
  await database.end();
  await expect(page.getByText('What you wrote is back').first()).toBeAttached();
  await page.keyboard.insertText(', and more');
  await expect(chapter(page)).toHaveValue(`${WORDS}, and more`);
});

test.describe('after a crash, when it alone has the draft', () => {
  async function crashed(page, context, receiver) {
    await open(page, receiver.url);
    await chapter(page).fill(WORDS);
    await expect(page.getByText(SAVED).first()).toBeVisible();
    await expect.poll(async () => (await kept(page)).database.length).toBe(1);
    await page.goto('about:blank');
    const database = await busy(context, receiver);
    await database.forgetOtherPlace();
    await openAnew(page, receiver);
    await expect(chapter(page)).toHaveValue('');
    return database;
  }

  test('gives it back once nobody writes', async ({ page, context, receiver }) => {
    const database = await crashed(page, context, receiver);
    const other = page.getByLabel('Technical assistance');
    await other.pressSequentially('Written mean');
    await database.end();
    await page.waitForTimeout(1500);
    await other.pressSequentially('while');
    await expect(chapter(page)).toHaveValue('');
    await other.blur();
    await expect(chapter(page)).toHaveValue(WORDS);
    await expect(other).toHaveValue('Written meanwhile');
  });

  test('does not give it back to who has deleted everything meanwhile', async ({ page, context, receiver }) => {
    const database = await crashed(page, context, receiver);
    await chapter(page).fill('To be deleted');
    await chapter(page).blur();
    await forget(page).click();
    await expect(chapter(page)).toHaveValue('');
    await database.end();
    await page.waitForTimeout(1500);
    await expect(chapter(page)).toHaveValue('');
    await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
  });
});
