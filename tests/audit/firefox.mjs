// What goes wrong most, in the Firefox that Debian ships: the receiver cannot store, a network answers in its place, the
// endpoint's answer breaks the app, and people go back or think again. In each a person's words arrive, once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { firefox } from 'playwright-firefox';

import { startFaulty } from '../e2e/faulty.mjs';
import { answerByKeys, isReceipt, press, sendByKeys, show, showsWords, until } from './by-keys.mjs';
import { foreignForm, ownForm, ownFormOfHiddenHost } from './from-where.mjs';
import { accept, answer, check as showAll, open, openParts, receipt, send } from './person.mjs';
import { ended } from './receiver.mjs';
import { change, feedback, withdraw } from './second-thoughts.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const WORDS = 'Words that\nmust not be lost';
const DEEP = '['.repeat(10_000) + ']'.repeat(10_000);
const SIGN_IN = '<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1></html>';
// Each case has a receiver and a browser of its own.
const WORKERS = 2;
// The receiver takes equal posts for a double click during ten seconds.
const NO_DOUBLE_CLICK_ANY_MORE = 11_000;

const SCRIPTS_OFF = { 'javascript.enabled': false };

/** What a person meets, and what must have come of it; some on the site at the root alone, since a path changes nothing there. */
const CASES = {
  'scripts off, locked database': { settings: SCRIPTS_OFF, meet: lockedDatabase },
  'scripts off, no referrer, a proxy that hides the host': { settings: SCRIPTS_OFF, meet: noReferrer },
  'scripts off, every policy of referrers': { settings: SCRIPTS_OFF, meet: ownForm, rootOnly: true },
  'scripts off, every policy of referrers, a proxy that hides the host': { settings: SCRIPTS_OFF, meet: ownFormOfHiddenHost, rootOnly: true },
  'scripts off, a form of another website': { settings: SCRIPTS_OFF, meet: foreignForm, rootOnly: true },
  'sign-in page of a network, then none': { meet: signInPage },
  'answer nested 10,000 deep': { meet: deepAnswer },
  'exception out of the app': { meet: exception },
  'post by the browser, Back, post': { meet: backAfterPost },
  'receipt, reload, another person': { meet: anotherPerson },
  'everything to check, Back, Forward, Change': { meet: wayThroughTheCheck },
  'draft, reload': { meet: draftAfterReload },
  'draft, shared computer, reload': { meet: sharedComputer },
  'change of what was sent, reload': { meet: change },
  'withdrawal, reload': { meet: withdraw },
  'feedback: a press, then words': { meet: feedback },
};

await check('firefox', async (finding) => {
  const cases = sites()
    .flatMap((site) => Object.entries(CASES).map(([name, one]) => ({ ...one, name, site })))
    .filter(({ rootOnly, site }) => !rootOnly || site.base === '/');
  const count = cases.length;
  const work = async () => {
    for (let next; (next = cases.shift());) {
      const problem = await met(next);
      if (problem) finding(`${next.site.name}: ${next.name}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return `${count} cases on both sites, in ${await version()}`;
});

/** What is wrong, in words. */
function met({ site, settings, meet }) {
  return whileServed(site, async (server) => {
    const faulty = await startFaulty(server.url);
    const browser = await launched(settings);
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      page.on('dialog', (dialog) => dialog.accept());
      const expected = await meet({ page, server, faulty });
      const stored = server.stored().map(({ answers }) => answers['international-cooperation']);
      return JSON.stringify(stored) === JSON.stringify(expected ?? [WORDS]) ? undefined : `stored is ${JSON.stringify(stored)}`;
    } catch (error) {
      return error.message.split('\n').slice(0, 3).join(' ');
    } finally {
      await browser.close();
      faulty.stop();
    }
  });
}

/** Without smooth scrolling, which would move what Playwright clicks away from under its pointer. */
function launched(settings) {
  const firefoxUserPrefs = { 'ui.prefersReducedMotion': 1, ...settings };
  return firefox.launch({ channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr', firefoxUserPrefs });
}

async function version() {
  const browser = await launched();
  const words = `Firefox ${browser.version()}`;
  await browser.close();
  return words;
}

async function lockedDatabase({ page, server }) {
  await page.goto(`${server.url}/`);
  await answerByKeys(page, WORDS);
  await show(page);
  const unlock = await locked(server.database);
  await press(page, 'Accept and send');
  await until(page, () => document.body.innerText.includes('could not store anything just now'));
  await until(page, showsWords, WORDS);
  await unlock();
  await show(page);
  await press(page, 'Accept and send');
  await until(page, isReceipt);
}

/** Firefox then states the origin of the page's own form as null. */
async function noReferrer({ page, faulty }) {
  faulty.stateHeaders({ 'referrer-policy': 'no-referrer' });
  faulty.hideHost();
  await page.goto(`${faulty.url}/`);
  await sendByKeys(page, WORDS);
}

/** Another program holds the database, as a backup or a person with a shell may. */
async function locked(database) {
  const program = 'import sqlite3, sys; held = sqlite3.connect(sys.argv[1], isolation_level=None); held.execute("BEGIN IMMEDIATE"); print("held", flush=True); sys.stdin.read()';
  const child = spawn('python3', ['-c', program, database], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return () => ended(child);
}

async function signInPage({ page, faulty }) {
  await open(page, faulty.url);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  faulty.editFile('/', () => SIGN_IN);
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  // The worker answers later than it keeps.
  for (let turn = 0; turn < 10; turn += 1) await page.evaluate(async () => { await (await fetch('config.json')).text(); });
  faulty.stop();
  await page.reload();
  await page.locator('html[data-app="alive"]').waitFor();
  return [];
}

async function deepAnswer({ page, faulty }) {
  faulty.answerPostsWith((_, reply) => reply.writeHead(200, { 'content-type': 'application/json' }).end(DEEP));
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.getByRole('heading', { name: 'We do not know whether your submission arrived' }).waitFor();
  await until(page, showsWords, WORDS);
  faulty.answerPostsWith(undefined);
  await page.getByRole('button', { name: 'Try now' }).click();
  await receipt(page);
}

/** The words arrive, the answer breaks the app, and the browser posts them by itself. */
async function exception({ page, faulty, server }) {
  await page.addInitScript(() => {
    const { entries } = Object;
    Object.entries = (object) => (object.broken ? new Array(-1) : entries(object));
  });
  faulty.answerPostsWith(async (incoming, reply) => {
    const body = (await incoming.toArray()).join('');
    await fetch(new URL(incoming.url, server.url), { method: 'POST', body, headers: { 'content-type': incoming.headers['content-type'] } });
    reply.writeHead(200, { 'content-type': 'application/json' }).end('{"broken": true}');
  });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.locator('html[data-app="failed"]').waitFor();
  await page.getByRole('status').filter({ hasText: 'We do not know whether your submission arrived' }).waitFor();
  faulty.answerPostsWith(undefined);
  // The receiver, which has it already, asks nobody to look at it again.
  await accept(page);
  await receipt(page);
}

async function backAfterPost({ page, server }) {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(`${server.url}/`);
  await page.locator('html[data-app="failed"]').waitFor();
  await answer(page, WORDS);
  await send(page);
  await until(page, isReceipt);
  await sendAgainAfterBack(page);
}

/** Of a page that it kept alive Firefox says nothing, so Playwright waits for ever; only what runs in it is sure. */
async function sendAgainAfterBack(page) {
  // Past the receiver's page that showed everything before it was sent.
  await page.evaluate(() => history.go(-2)).catch(() => {});
  await until(page, showsWords, WORDS);
  await wait(NO_DOUBLE_CLICK_ANY_MORE);
  await page.evaluate(() => document.querySelector('#submission--form button[type=submit]').click());
  await until(page, isReceipt);
}

/** The receipt is there again after a reload; beside it, somebody else writes in an empty form. */
async function anotherPerson({ page, server }) {
  await open(page, server.url);
  await answer(page, WORDS);
  await send(page);
  await receipt(page);
  await page.reload();
  await receipt(page);
  await page.getByRole('link', { name: 'Back to the page' }).click();
  await until(page, showsWords, '');
  await answer(page, 'Somebody else’s words');
  await send(page);
  await receipt(page);
  return [WORDS, 'Somebody else’s words'];
}

async function wayThroughTheCheck({ page, server }) {
  const shown = page.getByRole('heading', { level: 1, name: 'Check your answers' });
  await open(page, server.url);
  await answer(page, 'To be changed');
  await showAll(page);
  await shown.waitFor();
  // Playwright's own way back waits for the loading of a page, which there is none of.
  await page.evaluate(() => history.back());
  await shown.waitFor({ state: 'hidden' });
  await page.evaluate(() => history.forward());
  await shown.waitFor();
  await page.getByRole('link', { name: 'Change International cooperation' }).click();
  await until(page, () => document.activeElement.id === 'international-cooperation');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(WORDS);
  await send(page);
  await receipt(page);
}

async function draftAfterReload({ page, faulty }) {
  await open(page, faulty.url);
  await answer(page, WORDS);
  await page.getByText('Saved on this device at').first().waitFor();
  await page.goto('about:blank');
  await open(page, faulty.url);
  await page.getByText('What you wrote is back').first().waitFor();
  await until(page, showsWords, WORDS);
  await send(page);
  await receipt(page);
}

async function sharedComputer({ page, server }) {
  await open(page, server.url);
  await openParts(page);
  await page.getByLabel('This is a shared computer').check();
  await answer(page, WORDS);
  await page.reload();
  await page.locator('html[data-app="alive"]').waitFor();
  await until(page, showsWords, '');
  // What was deleted leaves a mark for a moment.
  await until(page, async () => localStorage.length + (await indexedDB.databases()).length === 0);
  return [];
}
