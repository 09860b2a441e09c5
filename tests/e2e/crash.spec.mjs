// The whole browser is killed while somebody types: what was on the screen two seconds before is on the device.
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
  const kill = async () => { process.kill(-child.pid, 'SIGKILL'); await gone; };
  return { page: await browser.contexts()[0].newPage(), kill };
}

async function openAlive(page, url) {
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
}

/** Types numbers, and notes when each was on the screen. */
async function typeUntil(page, moment) {
  const seen = [];
  await chapter(page).focus();
  for (let number = 1; Date.now() < moment; number += 1) {
    await page.keyboard.type(`${number} `);
    seen.push([Date.now(), number]);
  }
  return seen;
}

for (let kill = 1; kill <= KILLS; kill += 1) {
  test(`the browser is killed at a random moment, and at most two seconds of typing are lost: kill ${kill}`, { tag: ['@promise-8'] }, async ({ receiver, launchOptions }) => {
    const profile = mkdtempSync(join(tmpdir(), 'have-your-say-profile-'));
    const first = await browse(profile, launchOptions.args);
    await openAlive(first.page, receiver.url);
    const seen = await typeUntil(first.page, Date.now() + 2_500 + Math.random() * 1_500);
    const killed = Date.now();
    await first.kill();
    const second = await browse(profile, launchOptions.args);
    await openAlive(second.page, receiver.url);
    const safe = seen.filter(([at]) => at <= killed - PROMISED_MS).map(([, number]) => number);
    expect(safe.length).toBeGreaterThan(0);
    await expect(chapter(second.page)).not.toHaveValue('');
    const back = await chapter(second.page).inputValue();
    expect(back.trim().split(' ').map(Number)).toEqual(expect.arrayContaining(safe));
    await second.kill();
    rmSync(profile, { recursive: true, maxRetries: 3 });
  });
}
