// A draft on the person's device: nothing they wrote is lost by a reload, a crash or days between, and nothing of it stays
// where they said it should not.
import { readFileSync } from 'node:fs';

import { BY_THE_PRESS, accept, answer, chapter, expect, expectAccessible, forget, kept, open, openParts, publish, SAVED, send, test, tryAgain } from './fixture.mjs';

const WORDS = 'Written over days,\nand never lost';

/** The box that says that others use this computer. */
const shared = (page) => page.getByLabel('This is a shared computer');

/** Notes what screen readers are told, from now on: one thing takes the place of another. */
const listen = (page) => page.evaluate(() => {
  window.told = [];
  const status = document.querySelector('#app > [role=status]');
  new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
});

test('what is written is on the device within two seconds, and says when it was saved', { tag: ['@promise-8'] }, async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible({ timeout: 2000 });
  expect((await kept(page)).database.join()).toContain(JSON.stringify(WORDS));
});

test('a reload brings back every answer, says so, and the whole of it can be sent', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText(/What you wrote is back. It was saved on this device at \d+\.\d\d[ap]m on \w+ \d+ \w+ \d{4}/).first()).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
  await expect(page.getByLabel('An individual')).toBeChecked();
  await expect(page.getByLabel(/I understand that my submission/)).toBeChecked();
  await expectAccessible(page);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()[0].answers['international-cooperation']).toBe(WORDS);
});

test('a reload at the address of one question brings everything back, although its field has the focus', async ({ page, receiver }) => {
  await open(page, `${receiver.url}/#international-cooperation`);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await page.goto('about:blank');
  await page.goto(`${receiver.url}/#international-cooperation`);
  await expect(chapter(page)).toBeFocused();
  await expect(chapter(page)).toHaveValue(WORDS);
});

test('words written a moment before the page goes come back too', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await page.goto('about:blank');
  await open(page, receiver.url);
  await expect(chapter(page)).toHaveValue(WORDS);
});

test('once everything has arrived, its receipt is on the device and no draft', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  await expect(forget(page)).toBeHidden();
  await expect.poll(async () => {
    const { database, local } = await kept(page);
    return { database: database.map((text) => [JSON.parse(text.split('\n')[0]).answers, text.split('\n').length]), local };
  }).toEqual({ database: [[{}, 3]], local: [] });
});

test('one press deletes the draft, from the fields and from the device', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await forget(page).click();
  await expect(chapter(page)).toHaveValue('');
  await expect(page.getByText('Your draft has been deleted').last()).toBeVisible();
  await expect(forget(page)).toBeFocused();
  await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(chapter(page)).toHaveValue('');
});

test('words that are taken out again do not come back', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await chapter(page).fill('');
  await expect(page.getByText(SAVED)).toHaveCount(0);
  await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
});

test('on a shared computer nothing is kept, and the fields are empty once the page was left', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await shared(page).check();
  await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
  await chapter(page).fill(`${WORDS} and more`);
  await page.waitForTimeout(1500);
  expect(await kept(page)).toEqual({ database: [], local: [] });
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('about:blank');
  await page.goBack();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(chapter(page)).toHaveValue('');
  await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
});

test('two windows never write over each other: the second says so, and both drafts stay', { tag: ['@promise-17'] }, async ({ context, page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill('in the first window');
  await expect(page.getByText(SAVED).first()).toBeVisible();
  const second = await context.newPage();
  await open(second, receiver.url);
  await expect(second.getByText('Your draft is open in another window').first()).toBeVisible();
  await expect(chapter(second)).toHaveValue('');
  await chapter(second).fill('in the second window');
  await expect(second.getByText(SAVED).first()).toBeVisible();
  // A slow database has it a moment later.
  await expect.poll(async () => (await kept(page)).database.map((text) => JSON.parse(text).answers['international-cooperation']).sort())
    .toEqual(['in the first window', 'in the second window']);
  await second.close();
  // Chromium lets go of locks some moments after the window that held them is gone; each holds one for its draft, and one for the id.
  await expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held.length)).toBe(2);
  // Moments are kept to the second: what leaving the first window keeps again would be newer now, had it been written now.
  await page.waitForTimeout(1100);
  await page.reload();
  await expect(chapter(page)).toHaveValue('in the second window');
  await expect.poll(async () => (await kept(page)).database.map((text) => JSON.parse(text).answers['international-cooperation']).sort())
    .toEqual(['in the first window', 'in the second window']);
});

/** Leaves the page, goes on with its draft in a second window, and comes Back in the first. */
async function goOnElsewhere(context, page, receiver) {
  await page.goto('about:blank');
  const second = await context.newPage();
  await open(second, receiver.url);
  await expect(chapter(second)).toHaveValue(WORDS);
  await page.bringToFront();
  await page.goBack();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  return second;
}

test('what another window has gone on with, the Back button does not bring here once more', { tag: ['@promise-17'] }, async ({ context, page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  const second = await goOnElsewhere(context, page, receiver);
  await expect(chapter(page)).toHaveValue('');
  await second.bringToFront();
  await chapter(second).fill(`${WORDS}, and more`);
  await send(second);
  await expect(second.getByText('We have received your submission')).toBeVisible();
  await page.bringToFront();
  await answer(page, 'Something else');
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored().map(({ answers }) => answers['international-cooperation']).sort()).toEqual(['Something else', `${WORDS}, and more`].sort());
});

test('words that only the browser has brought back stay, although another window has gone on with what was kept of them', { tag: ['@promise-17'] }, async ({ context, page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  // The device is full at that moment.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = function full() { this.transaction.abort(); };
    Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };
  });
  await chapter(page).fill(`${WORDS}, and more`);
  const second = await goOnElsewhere(context, page, receiver);
  await expect(chapter(page)).toHaveValue(`${WORDS}, and more`);
  const id = ({ value }) => value;
  expect(await page.locator('#submission--id').evaluate(id)).not.toBe(await second.locator('#submission--id').evaluate(id));
});

test('what was written before the page came alive is kept beside what comes back', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill('Of yesterday');
  await expect(page.getByText(SAVED).first()).toBeVisible();
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto(receiver.url);
  await openParts(page);
  await chapter(page).fill('Of today');
  await page.getByRole('heading', { level: 1 }).click();
  await page.evaluate(() => document.activeElement.blur());
  letGo();
  await expect(chapter(page)).toHaveValue('Of yesterday\n\nOf today');
});

test('who leaves the page while a draft of another window is taken over finds its words once', { tag: ['@promise-17'] }, async ({ context, page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await page.close();
  // The database takes its time with what is put into it, and is as it was when the page is gone before that.
  await context.addInitScript(() => {
    if (!location.search) return;
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function slow(...all) {
      const goOn = () => { this.count().onsuccess = goOn; };
      goOn();
      return put.apply(this, all);
    };
  });
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  const second = await context.newPage();
  await second.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await second.goto(`${receiver.url}?slow`);
  await openParts(second);
  await second.getByLabel('Preamble').fill('Written before it came back');
  await second.evaluate(() => document.activeElement.blur());
  letGo();
  await expect(chapter(second)).toHaveValue(WORDS);
  await second.close();
  const third = await context.newPage();
  await open(third, receiver.url);
  await expect(chapter(third)).toHaveValue(WORDS);
  await send(third);
  await expect(third.locator('.reference')).toBeVisible();
  await third.close();
  const fourth = await context.newPage();
  await open(fourth, receiver.url);
  await fourth.waitForTimeout(1_500);
  await expect(chapter(fourth)).toHaveValue('');
});

test('an attempt is on the device before it goes out, and a crash meanwhile makes no second submission', async ({ page, receiver, faulty }) => {
  let id;
  faulty.answerPostsWith(async (incoming) => {
    id = JSON.parse((await incoming.setEncoding('utf8').toArray()).join('')).id;
  });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect.poll(() => id).toMatch(/^[0-9a-f]{32}$/);
  // In the other place, where the database is slow.
  const { database, local } = await kept(page);
  const record = [...database, ...local].find((text) => text.includes('\n'));
  expect(JSON.parse(record.split('\n')[1]).id).toBe(id);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('about:blank');
  faulty.answerPostsWith(undefined);
  await page.goto(faulty.url);
  await expect(page.getByText('We do not know whether your submission arrived')).toBeVisible();
  await tryAgain(page).click();
  await expect(page.getByText('We have received your submission')).toBeVisible(BY_THE_PRESS);
  expect(receiver.stored().map((row) => row.id ?? id)).toEqual([id]);
});

test('a database that never answers holds nothing up: what is written is kept in the other place, and comes back', async ({ page, receiver }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.databases = async () => [{ name: 'have-your-say' }];
    IDBFactory.prototype.open = () => ({});
  });
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await page.reload();
  await expect(chapter(page)).toHaveValue(WORDS);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  // What was deleted leaves a mark there until the database has forgotten it too.
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).filter(Boolean).map((text) => text.split('\n').length))).toEqual([3]);
});

test('newer content that is drawn leaves a shared computer a shared one', async ({ page, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await publish(page, async () => { await held; return { title: 'A newer title' }; });
  await open(page, receiver.url);
  await shared(page).check();
  await chapter(page).fill(WORDS);
  await chapter(page).blur();
  letGo();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(shared(page)).toBeChecked();
  await expect(page.locator('#submission--form')).toHaveAttribute('autocomplete', 'off');
});

for (const [what, init] of [
  ['is blocked', () => {
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } });
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  }],
  ['is full', () => {
    IDBObjectStore.prototype.put = function () { this.transaction.abort(); };
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  }],
]) {
  test(`storage that ${what} is told, and stops nothing`, { tag: ['@promise-9'] }, async ({ page, receiver }) => {
    await page.addInitScript(init);
    await open(page, receiver.url);
    await listen(page);
    await answer(page, WORDS);
    await expect(page.getByText('This browser does not let the page save a draft').first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => window.told.filter((words) => words.startsWith('This browser does not let')).length)).toBe(1);
    await expect(page.getByRole('button', { name: 'Download your submission' })).toBeVisible();
    await send(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
  });
}

for (const [what, text] of [
  ['damaged', 'no JSON {'],
  ['of a later version of the page', '{"schema":2,"consultation":"x","words":[]}'],
]) {
  test(`a record that is ${what} is left as it is, disturbs nothing, and can be saved as a file`, { tag: ['@promise-9'] }, async ({ page, receiver }) => {
    await open(page, receiver.url);
    await chapter(page).fill(WORDS);
    await expect(page.getByText(SAVED).first()).toBeVisible();
    await expect.poll(async () => (await kept(page)).database.length).toBe(1);
    const key = await page.evaluate(async (text) => {
      const database = await new Promise((resolve) => { const open = indexedDB.open('have-your-say', 1); open.onsuccess = () => resolve(open.result); });
      const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
      const [key] = await new Promise((resolve) => { const keys = store.getAllKeys(); keys.onsuccess = () => resolve(keys.result); });
      store.put(text, `${key}1`);
      // A reload ends what is not yet written.
      await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
      database.close();
      return key;
    }, text);
    expect(key).toMatch(/^[0-9a-f]{64}\//);
    await page.reload();
    await expect(chapter(page)).toHaveValue(WORDS);
    expect((await kept(page)).database).toContain(text);
    const notice = page.locator('.left-over').filter({ hasText: 'A draft on this device cannot be read.' });
    const [download] = await Promise.all([page.waitForEvent('download'), notice.getByRole('button').click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(text);
    await openParts(page);
    await forget(page).click();
    await expect(notice).toBeHidden();
    await expect.poll(() => kept(page)).toEqual({ database: [], local: [] });
  });
}

test('a draft whose words the browser has posted by itself makes no second submission', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  // As where the app comes alive while the browser posts already.
  await page.evaluate(() => { document.documentElement.dataset.app = 'failed'; HTMLFormElement.prototype.submit.call(document.getElementById('submission--form')); });
  await accept(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  const [{ reference }] = receiver.stored();
  await open(page, receiver.url);
  await expect(chapter(page)).toHaveValue(WORDS);
  await send(page);
  await expect(page.locator('.reference strong')).toHaveText(reference);
  expect(receiver.stored()).toHaveLength(1);
});

test('a draft of older content comes back beside a line that says what has changed', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await chapter(page).fill(WORDS);
  await expect(page.getByText(SAVED).first()).toBeVisible();
  await publish(page, () => ({ title: 'A newer title' }));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(chapter(page)).toHaveValue(WORDS);
  await expect(page.getByText('This page has changed since you wrote your draft:')).toBeVisible();
  await expect(page.locator('.left-over li')).not.toHaveCount(0);
});
