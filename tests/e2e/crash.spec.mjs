// The whole browser, or a tab, is killed while somebody writes: what was on the screen two seconds before is on the device.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chapter, expect, openParts, test } from './fixture.mjs';

// A few here, all in the audit.
const KILLS = Number(process.env.KILLS ?? 3);
const PROMISED_MS = 2000;

test.describe.configure({ mode: 'parallel' });

// What a test that fails leaves running is ended too.
const kills = [];
test.afterEach(() => Promise.all(kills.splice(0).map((kill) => kill())));

/** A browser of its own with that profile, in a process group of its own, so that all of it can be killed. */
async function browse(profile, args) {
  const options = [...args, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(process.env.CHROME_PATH, options, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  let address;
  for await (const line of createInterface(child.stderr)) {
    [address] = line.match(/ws:\/\/\S+/) ?? [];
    if (address) break;
  }
  const browser = await chromium.connectOverCDP(address);
  const kill = async () => {
    if (child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  kills.push(kill);
  return { page: await browser.contexts()[0].newPage(), kill };
}

async function openAlive(page, url) {
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
}

const CHAPTERS = [chapter, (page) => page.getByLabel('Preamble'), (page) => page.getByLabel('What should not be made public?')];
const CHOICES = [
  (page) => page.getByRole('group', { name: /How may we publish/ }).getByLabel('Do not publish it'),
  (page) => page.getByRole('group', { name: /anything in your submission/ }).getByLabel('Yes'),
];

/** Chooses what may be made public, then types numbers in two chapters and in what may not, in turns, for that long once all have something; notes when each was on the screen. */
async function writeFor(page, milliseconds) {
  const seen = CHAPTERS.map(() => []);
  for (const choice of CHOICES) await choice(page).check();
  let until = Infinity;
  for (let number = 1; Date.now() < until; number += 1) {
    const which = number % CHAPTERS.length;
    await CHAPTERS[which](page).focus();
    await page.keyboard.type(`${number} `);
    seen[which].push([Date.now(), number]);
    if (seen.every((numbers) => numbers.length > 0)) until = Math.min(until, Date.now() + milliseconds);
  }
  return seen;
}

/** Expects all of it back that was on the screen two seconds before the kill. */
async function expectBack(page, seen, killed) {
  for (const [which, field] of CHAPTERS.entries()) {
    const safe = seen[which].filter(([at]) => at <= killed - PROMISED_MS).map(([, number]) => number);
    expect(safe.length).toBeGreaterThan(0);
    await expect(field(page)).not.toHaveValue('');
    const back = await field(page).inputValue();
    expect(back.trim().split(' ').map(Number)).toEqual(expect.arrayContaining(safe));
  }
  for (const choice of CHOICES) await expect(choice(page)).toBeChecked();
}

/** How long somebody writes on, at random. */
const aWhile = () => PROMISED_MS + 500 + Math.random() * 1_500;

for (let kill = 1; kill <= KILLS; kill += 1) {
  test(`the browser is killed at a random moment, and at most two seconds of typing are lost: kill ${kill}`, { tag: ['@promise-8'] }, async ({ receiver, launchOptions }) => {
    const profile = mkdtempSync(join(tmpdir(), 'have-your-say-profile-'));
    const first = await browse(profile, launchOptions.args);
    await openAlive(first.page, receiver.url);
    const seen = await writeFor(first.page, aWhile());
    const killed = Date.now();
    await first.kill();
    const second = await browse(profile, launchOptions.args);
    await openAlive(second.page, receiver.url);
    await expectBack(second.page, seen, killed);
    await second.kill();
    rmSync(profile, { recursive: true, maxRetries: 3 });
  });
}

test('a tab is killed and opened again, and at most two seconds of typing are lost', { tag: ['@promise-8'] }, async ({ page, receiver }) => {
  await openAlive(page, receiver.url);
  const seen = await writeFor(page, aWhile());
  const killed = Date.now();
  const gone = page.waitForEvent('crash');
  const client = await page.context().newCDPSession(page);
  // It has no answer: what would give it is gone.
  client.send('Page.crash').catch(() => {});
  await gone;
  const again = await page.context().newPage();
  await openAlive(again, receiver.url);
  await expectBack(again, seen, killed);
});
