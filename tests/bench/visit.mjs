// A visit of somebody with a cheap phone and a slow connection, measured; and a second one. It may not judge.
import { observe } from './observe.mjs';

export const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const ROUND_TRIP_MS = 150;
const DOWN_BITS = 1_600_000;
const UP_BITS = 750_000;
const CPU_SLOWER = 4;
// What people do not notice, and what is not counted as blocking.
const SHORT_TASK_MS = 50;

export const CONDITIONS =
  `${ROUND_TRIP_MS} ms round trip, ${DOWN_BITS / 1e6} Mbit/s down, ${UP_BITS / 1e3} kbit/s up, processor ${CPU_SLOWER}× slower, ` +
  `screen ${PHONE.viewport.width}×${PHONE.viewport.height}`;

/** Visits a site twice, with nothing stored before the first time. */
export async function visitTwice(browser, site) {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(observe);
  try {
    const first = await visit(context, site);
    const second = await visit(context, site);
    return { ...first, secondWire: second.wire };
  } finally {
    await context.close();
  }
}

/** Opens a page that becomes alive, and waits until it is. `waitUntil` is Playwright's. */
export async function openAlive(page, url, waitUntil) {
  await page.goto(url, { waitUntil, timeout: 120_000 });
  const html = page.locator('html[data-app]');
  await html.waitFor({ state: 'attached' });
  const state = await html.getAttribute('data-app');
  if (state !== 'alive') throw new Error(`The app did not start (data-app="${state}"). Its reason is in the browser's console.`);
}

async function visit(context, { server, isApp }) {
  const before = server.sent();
  const page = await context.newPage();
  await slowDown(page);
  if (isApp) await openAlive(page, server.url, 'networkidle');
  else await page.goto(server.url, { waitUntil: 'networkidle' });
  await server.quiet();
  await page.waitForFunction(() => window.seen.firstPaint !== undefined && window.seen.form !== undefined);
  const seen = await page.evaluate(() => ({ ...window.seen, text: document.body.innerText }));
  await page.close();
  return { ...timings(seen), text: seen.text, ...difference(before, server.sent()) };
}

/** A cheap phone's processor. */
export async function slowDownProcessor(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  return devtools;
}

async function slowDown(page) {
  const devtools = await slowDownProcessor(page);
  const perSecond = { downloadThroughput: DOWN_BITS / 8, uploadThroughput: UP_BITS / 8 };
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: ROUND_TRIP_MS, ...perSecond });
}

function timings({ firstPaint, largestPaint, form, alive, layoutShift, tasks }) {
  return { firstPaint, largestPaint, form, alive, layoutShift, blocking: blocking(tasks, firstPaint) };
}

/** How long input would have waited: what is over 50 ms of each task, as far as it lies after the first paint. */
function blocking(tasks, firstPaint) {
  const afterPaint = tasks.map(({ startTime, duration }) => startTime + duration - Math.max(startTime, firstPaint));
  return afterPaint.reduce((sum, duration) => sum + Math.max(0, duration - SHORT_TASK_MS), 0);
}

function difference(before, after) {
  const answers = after.answers.slice(before.answers.length);
  const [document] = answers;
  return { answers, document: document.bytes, bodies: after.bodies - before.bodies, wire: after.wire - before.wire };
}
