// The page in several languages. Two are made of the shipped words: one longer and accented, one from right to left that
// lacks a section and a question. What they say is not looked at here, so things are found by their names in the HTML.
import { accept, check, expect, expectAccessible, expectAccessibleWithScripts, expectNoSidewaysScrolling, keptDrafts, open, openParts, test } from './fixture.mjs';
import { pseudoLanguages } from './words.mjs';

test.use({ words: pseudoLanguages });

const WORDS = 'E aha ai?\nNā te aha';
const CHAPTER = 'international-cooperation';

const field = (page, name) => page.locator(`#app [name="${name}"]`);
const choice = (page, name, value) => page.locator(`#app [name="${name}"][value="${value}"]`);
const language = (page, name) => page.getByRole('link', { name });
const alive = (page) => expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
const shared = (page) => page.locator('#submission--shared-computer');

async function switchTo(page, name) {
  await language(page, name).click();
  await expect(language(page, name)).toHaveCount(0);
  await alive(page);
}

/** Answers everything that is needed, and stays in a chapter. */
async function answer(page) {
  await choice(page, 'responding-as', 'individual').check();
  await choice(page, 'publish', 'without-my-name').check();
  await choice(page, 'withhold', 'no').check();
  await field(page, 'official-information').check();
  await field(page, CHAPTER).fill(WORDS);
}

async function expectEverything(page) {
  await expect(field(page, CHAPTER)).toHaveValue(WORDS);
  await expect(choice(page, 'responding-as', 'individual')).toBeChecked();
  await expect(choice(page, 'publish', 'without-my-name')).toBeChecked();
  await expect(field(page, 'official-information')).toBeChecked();
}

test('every answer is there in the other language, and so is the place', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page);
  for (const [name, path] of [['Énglîsh', '/en-xa/'], ['Áråbîç', '/ar-xb/'], ['English', '/']]) {
    await switchTo(page, name);
    expect(new URL(page.url()).pathname.endsWith(path)).toBe(true);
    await expectEverything(page);
    await expect(field(page, CHAPTER)).toBeInViewport();
    await field(page, CHAPTER).focus();
  }
  await expect.poll(async () => (await keptDrafts(page)).length).toBe(1);
});

for (const [how, hinder] of [
  ['a computer that others use', (page) => shared(page).check()],
  ['a browser that keeps nothing', (page) => page.getByRole('textbox').first().waitFor()],
]) {
  test(`on ${how} every answer comes along, and is nowhere else`, async ({ page, receiver }) => {
    if (how.includes('keeps nothing')) {
      await page.addInitScript(() => {
        for (const store of ['indexedDB', 'localStorage', 'sessionStorage']) {
          Object.defineProperty(window, store, { get() { throw new DOMException('blocked', 'SecurityError'); } });
        }
      });
    }
    const asked = [];
    page.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.accept(); });
    await open(page, receiver.url);
    await hinder(page);
    await answer(page);
    if (how.includes('keeps nothing')) await expect(page.locator('.kept').first()).toContainText('does not let the page save a draft');
    await switchTo(page, 'Áråbîç');
    await expectEverything(page);
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => window.name)).toBe('');
    if (how.includes('others')) {
      await expect(shared(page)).toBeChecked();
      expect(await keptDrafts(page).catch(() => [])).toEqual([]);
      // What was deleted leaves a mark there for a moment.
      await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    }
    await page.locator('#submission--form [type=submit]').last().click();
    await expect(page.locator('html')).toHaveAttribute('data-step', 'check');
  });
}

test('who checks their answers checks them in the other language, and so does who has a receipt', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page);
  await check(page);
  await switchTo(page, 'Énglîsh');
  await expect(page.locator('html')).toHaveAttribute('data-step', 'check');
  await expect(page.locator('.line').filter({ hasText: 'E aha ai?' }).first()).toBeVisible();
  await switchTo(page, 'English');
  await accept(page);
  await expect(page).toHaveTitle(/We have received/);
  await switchTo(page, 'Áråbîç');
  await expect(page.locator('html')).toHaveAttribute('data-step', 'receipt');
  await expect(page.getByText(receiver.stored()[0].reference).first()).toBeVisible();
  expect(receiver.stored().length).toBe(1);
});

test('the way to another language opens a window beside, where a reader asks for one, and takes nothing along', async ({ page, receiver, context }) => {
  await open(page, receiver.url);
  await shared(page).check();
  await answer(page);
  const [beside] = await Promise.all([context.waitForEvent('page'), language(page, 'Énglîsh').click({ modifiers: ['ControlOrMeta'] })]);
  await alive(beside);
  await expect(field(beside, CHAPTER)).toHaveValue('');
  expect(await page.evaluate(() => window.name)).toBe('');
  await expectEverything(page);
});

test('a press on the language that is shown takes nothing along', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await shared(page).check();
  await answer(page);
  await page.getByRole('navigation', { name: 'Languages' }).getByText('English', { exact: true }).click();
  expect(await page.evaluate(() => window.name)).toBe('');
  await expectEverything(page);
});

for (const [name, folder, direction] of [['a longer language', 'en-xa/', 'ltr'], ['a language from right to left', 'ar-xb/', 'rtl']]) {
  test(`in ${name} one writes, checks, sends and changes it`, async ({ page, receiver }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${receiver.url}/${folder}`);
    await alive(page);
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe(direction);
    await openParts(page);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await page.locator('#submission--form [type=submit]').last().click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await answer(page);
    await page.locator('#submission--form [type=submit]').last().click();
    await expect(page.locator('html')).toHaveAttribute('data-step', 'check');
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    await page.locator('.paper [type=submit]').first().click();
    await expect(page.locator('html')).toHaveAttribute('data-step', 'receipt');
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    expect(receiver.stored()[0].answers[CHAPTER]).toBe(WORDS);
  });
}

test('what a language lacks is there in the first, and says which that is', async ({ page, receiver }) => {
  await page.goto(`${receiver.url}/ar-xb/`);
  await alive(page);
  const heading = page.getByRole('heading', { name: 'What is the UN cybercrime treaty' });
  await expect(heading.locator('[lang]')).toHaveAttribute('lang', 'en-NZ');
  const section = page.locator('section').filter({ has: heading });
  expect(await section.evaluate((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement.closest('section [lang]')) found.push(texts.currentNode.data);
    return found;
  })).toEqual([]);
  await openParts(page);
  await expect(page.locator(`label[for="${CHAPTER}"] [lang="en-NZ"]`)).toBeVisible();
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('each language leads to the others, and its form is sent', async ({ page, receiver, browser }) => {
    await page.goto(receiver.url);
    await language(page, 'Áråbîç').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar-XB');
    await expectAccessibleWithScripts(page, browser);
    await openParts(page);
    await answer(page);
    await page.locator('#submission--form [type=submit]').last().click();
    await expect(page.locator('[name=step][value=send]')).toBeVisible();
    // The receiver goes on in the language of the page.
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar-XB');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expectAccessibleWithScripts(page, browser);
    await page.locator('[name=step][value=send]').click();
    await expect(page).toHaveURL(/\/receipt(#|$)/);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar-XB');
    await expect(page.locator('main a').last()).toHaveAttribute('href', /ar-xb\/$/);
    expect(receiver.stored()[0].answers[CHAPTER]).toBe(WORDS);
  });
});
