// What keeps texts on the person's device, alone: the script itself before the browser's real database, which is busy when a test
// says so.
import { readFileSync } from 'node:fs';

import { expect, test as base } from '@playwright/test';

const SCRIPT = readFileSync(new URL('../../public/records.js', import.meta.url));
const ORIGIN = 'http://records.localhost';

const test = base.extend({
  /** Another window at the same records, as `window.records`. */
  openWindow: async ({ context }, use) => {
    await context.route(`${ORIGIN}/**`, (route) => route.fulfill(route.request().url().endsWith('.js')
      ? { contentType: 'text/javascript', body: SCRIPT }
      : { contentType: 'text/html', body: '<!doctype html><title>records</title>' }));
    await use(async () => {
      const page = await context.newPage();
      await page.goto(ORIGIN);
      await page.evaluate(async () => { window.records = (await import('/records.js')).records; });
      return page;
    });
  },
});

/** Keeps the database busy; answers with what ends that. */
async function busy(page) {
  await page.evaluate(async () => {
    await new Promise((kept) => { records.keep('other', 'text', kept); });
    const database = await new Promise((opened) => { const open = indexedDB.open('have-your-say', 1); open.onsuccess = () => opened(open.result); });
    const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
    // A transaction lives as long as it asks for something.
    const goOn = () => { if (!window.isOver) store.count().onsuccess = goOn; };
    goOn();
  });
  return () => page.evaluate(() => { window.isOver = true; });
}

/** What is under a key, in either place. */
const under = (page, key) => page.evaluate(async (key) => {
  const database = await new Promise((opened) => { const open = indexedDB.open('have-your-say', 1); open.onsuccess = () => opened(open.result); });
  const stored = await new Promise((done) => { const get = database.transaction('drafts').objectStore('drafts').get(key); get.onsuccess = () => done(get.result); });
  database.close();
  return { database: stored, local: localStorage[key] };
}, key);

const local = (page, key) => page.evaluate((key) => localStorage[key], key);
const keep = (page, key, text) => page.evaluate(([key, text]) => { records.keep(key, text, () => {}); }, [key, text]);
const claim = (page, key, id, text) => page.evaluate(([key, id, text]) => new Promise((told) => { records.claim(key, id, text, told); }), [key, id, text]);

test('what is kept late, in the other place, is not older than what the database has then', async ({ openWindow }) => {
  const page = await openWindow();
  const end = await busy(page);
  // It is there for half a second, or less, so the page itself notes it.
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function noted(key, text) { window.isLate ||= text === 'older'; setItem.call(this, key, text); };
  });
  const isLate = page.waitForFunction(() => window.isLate, undefined, { polling: 10 });
  await keep(page, 'draft', 'older');
  await page.waitForTimeout(500);
  await keep(page, 'draft', 'newer');
  await isLate;
  await end();
  await expect.poll(() => under(page, 'draft')).toEqual({ database: 'newer', local: undefined });
});

test('where a browser takes the database away from under a page, the next text has a new one', async ({ openWindow, context }) => {
  const page = await openWindow();
  await page.evaluate(() => new Promise((kept) => { records.keep('draft', 'before', kept); }));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes: 'indexeddb' });
  // The page is told of it a moment later.
  await expect(async () => {
    await page.evaluate(() => new Promise((kept) => { records.keep('draft', 'after', kept); }));
    expect(await under(page, 'draft')).toEqual({ database: 'after', local: undefined });
  }).toPass();
});

test('what was deleted while the database was slow does not come back', async ({ openWindow }) => {
  const page = await openWindow();
  const end = await busy(page);
  await keep(page, 'draft', 'words');
  await page.evaluate(() => { records.remove('draft'); });
  await page.waitForTimeout(1500);
  expect(await local(page, 'draft')).toBe('');
  await end();
  await expect.poll(() => under(page, 'draft')).toEqual({ database: undefined, local: undefined });
});

test('a draft is taken as it is by then, not as it was found', async ({ openWindow }) => {
  const page = await openWindow();
  await page.evaluate(() => new Promise((kept) => { records.keep('draft', 'by then', kept); }));
  expect(await claim(page, 'draft', 'id', 'as it was found')).toBe('by then');
});

test('of one id only one window goes on with a draft, under whatever key it is', async ({ openWindow }) => {
  const [first, second] = [await openWindow(), await openWindow()];
  await first.evaluate(() => new Promise((kept) => { records.keep('one', 'words', kept); }));
  await first.evaluate(() => new Promise((kept) => { records.keep('two', 'words', kept); }));
  expect(await claim(first, 'one', 'id', 'words')).toBe('words');
  expect(await claim(second, 'two', 'id', 'words')).toBe('');
  await first.close();
  await expect.poll(() => claim(second, 'two', 'id', 'words')).toBe('words');
});
