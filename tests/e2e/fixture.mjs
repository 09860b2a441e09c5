// What every journey starts from: the built site behind its own receiver with its own database, and words to find things by.
import { test as base, expect } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startFaulty } from './faulty.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const sites = new Map();

/** A copy of a built site in which other words were published: once a worker, since it takes seconds. */
function published(built, words) {
  const before = sites.get(words);
  if (before) return before;
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-words-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const [dist, content] = ['dist', 'content'].map((name) => join(folder, name));
  cpSync(built.dist, dist, { recursive: true });
  words.write(content);
  if (words.on) {
    const config = join(dist, 'config.json');
    writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), as_of: words.on }));
  }
  execFileSync(process.env.PUBLISH, ['renew', dist, content]);
  const site = { ...built, dist, conf: join(folder, 'hosts/nginx.conf') };
  sites.set(words, site);
  return site;
}

export const test = base.extend({
  // The moment that the receiver takes the present for.
  asOf: ['2022-08-01T09:00:00+12:00', { option: true }],
  // Whether the receiver takes nothing in the clear.
  sealedOnly: [false, { option: true }],
  // Writes other words into a folder, which the site then has instead of its own.
  words: [undefined, { option: true }],
  // Whatever else a test looks at: nothing on its pages may break the site's own content security policy.
  breaches: [async ({ context }, use) => {
    const breaches = [];
    context.on('console', (message) => { if (message.text().includes('Content Security Policy')) breaches.push(message.text()); });
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`);
    }));
    await use(breaches);
    expect(breaches).toEqual([]);
  }, { auto: true }],
  // The built site; with other words, a copy of it in which they were published. That takes no time from the test's own.
  site: [async ({ words }, use) => {
    const built = process.env.BEHIND_NGINX ? JSON.parse(process.env.BEHIND_NGINX) : { dist: process.env.SITE };
    await use(words ? published(built, words) : built);
  }, { timeout: 120_000 }],
  // The receiver, serving the site from the same origin. In the audit nginx serves it, at the root or under a path.
  receiver: async ({ asOf, sealedOnly, site }, use) => {
    if (process.env.BEHIND_NGINX) {
      const { whileServed } = await import('../audit/served.mjs');
      return whileServed(site, use, { asOf });
    }
    const folder = mkdtempSync(join(tmpdir(), 'have-your-say-'));
    const file = join(folder, 'submissions.db');
    const database = `sqlite://${file}`;
    const options = ['serve', '--listen', '127.0.0.1:0', '--database', database, '--site', site.dist, '--as-of', asOf];
    if (sealedOnly) options.push('--sealed-only');
    const child = spawn(process.env.RECEIVER, options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const stored = (what = 'submissions') =>
      JSON.parse(execFileSync(process.env.RECEIVER, ['export', '--format', 'json', '--what', what, '--database', database]));
    await use({ url: line.match(/http:\/\/[\d.]+:\d+/)[0], stored, database: file });
    child.kill();
    // It may still be writing.
    rmSync(folder, { recursive: true, maxRetries: 3 });
  },
  // A server before the receiver that answers posts with a fault, counts them, edits a file, and passes the rest on.
  faulty: async ({ receiver }, use) => {
    const faulty = await startFaulty(receiver.url);
    await use(faulty);
    faulty.stop();
  },
});

export { publish, rehearse } from './published.mjs';
export { expect };

/** Opens every part of the form, and what is said of the draft, as a person can. */
export async function openParts(page) {
  // Of a page that is still arriving, only those that are there would be opened.
  await page.waitForLoadState('domcontentloaded');
  await page.locator(':is(.part, .keeping):not([open]) > summary').evaluateAll((parts) => parts.forEach((part) => part.click()));
}

/** Opens the page, waits until it is alive, and opens every part of its form. */
export async function open(page, url) {
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
  // What depends on an answer is hidden once the first drawing is over; once the consultation is over, the form is too.
  await expect(page.getByLabel('Name of the organisation')).toBeHidden();
}

/** The field with the first of the chapters. */
export const chapter = (page) => page.getByLabel('International cooperation');

/** Answers everything that is needed. */
export async function answer(page, words) {
  await openParts(page);
  await chapter(page).fill(words);
  await answerTheRest(page);
}

/** The same, but for the words. */
export async function answerTheRest(page) {
  await page.getByLabel('An individual').check();
  await page.getByRole('group', { name: /How may we publish/ }).getByLabel('Without my name').check();
  await page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No').check();
  await page.getByLabel(/I understand that my submission/).check();
}

/** The drafts in the database of this browser. */
export const keptDrafts = (page) => page.evaluate(async () => {
  const result = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await result(indexedDB.open('have-your-say', 1));
  const drafts = await result(database.transaction('drafts').objectStore('drafts').getAll());
  database.close();
  return drafts;
});

/** The same, and what is in the other place. */
export const kept = async (page) => ({ database: await keptDrafts(page), local: await page.evaluate(() => Object.values(localStorage)) });

/** What the page says once a draft is on the device. */
export const SAVED = /Saved on this device at \d+\.\d\d[ap]m/;

/** The button that deletes everything written. */
export const forget = (page) => page.getByRole('button', { name: 'Delete my draft' });

/** Presses the button that shows everything before it is sent. */
export const check = (page) => page.getByRole('button', { name: 'Check your answers' }).last().click();

/** Presses the button that sends what is shown. */
export const accept = (page) => page.getByRole('button', { name: 'Accept and send' }).click();

/** The button that sends once more; the page may be about to do so by itself. */
export const tryAgain = (page) => page.getByRole('button', { name: 'Try now' });

/** Waits until no try that goes by itself is on its way or near: it would meet the press of that button. */
export const untilNoTryIsNear = (page) => expect(page.locator('.next-try').filter({ hasText: /Sending|in [2-5] seconds/ })).toHaveCount(0);

/** How soon what that button brings has to be there: before a try that goes by itself could bring it. */
export const BY_THE_PRESS = { timeout: 5_000 };

/** Sends what is written. */
export async function send(page) {
  await check(page);
  await accept(page);
}

/** Axe finds nothing. Its script cannot run where scripts are off, so there the page's HTML is looked at elsewhere. */
export async function expectAccessible(page, look = page) {
  await look.evaluate(AXE);
  const { violations } = await look.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** Axe finds nothing in a page that was read with scripts off: the same HTML, with scripts on and none in it. */
export async function expectAccessibleWithScripts(page, browser) {
  // What is still arriving is not all of it.
  await page.waitForLoadState();
  const html = await page.content();
  const look = await browser.newPage({ javaScriptEnabled: true });
  await look.route(page.url(), (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await look.goto(page.url());
  await expectAccessible(look);
  await look.close();
}

/** Nothing reaches beyond the window's right edge, where a reader would have to scroll for it. */
export async function expectNoSidewaysScrolling(page) {
  const beyond = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
    return scrollWidth > clientWidth ? wide.map((element) => element.outerHTML.slice(0, 120)) : [];
  });
  expect(beyond).toEqual([]);
}
