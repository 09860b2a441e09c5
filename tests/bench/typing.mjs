// A key press in a long answer, beside one in a bare textarea of the same words; and how the page answers through a whole
// submission. It may not judge.
import { median } from './table.mjs';
import { openAlive, PHONE, slowDownProcessor } from './visit.mjs';

// By turns, so that whatever else the machine does meets both: 15 presses in each.
const TURNS = 3;
const PRESSES = 5;
const LENGTHS = [0, 100_000];
const WORDS = 'Te Tiriti and the treaty: what we think of it, at length, and line by line. ';

/** For each length, the milliseconds from an input to the frame that shows it: the middle of 15 presses, in both. */
export async function measureTyping(browser, server) {
  const [ours, bare] = [await opened(browser), await opened(browser)];
  await openAlive(ours, server.url, 'networkidle');
  await ours.locator('details.part > summary').evaluateAll((parts) => parts.forEach((part) => part.click()));
  await bare.setContent('<!doctype html><meta name="viewport" content="width=device-width"><textarea rows="6" style="width: 100%; font-size: 1rem"></textarea>');
  const found = [];
  for (const length of LENGTHS) {
    const words = WORDS.repeat(Math.ceil(length / WORDS.length)).slice(0, length);
    const times = { ours: [], bare: [] };
    for (let turn = 0; turn < TURNS; turn += 1) {
      times.ours.push(...(await pressed(ours, '#preamble', words)));
      times.bare.push(...(await pressed(bare, 'textarea', words)));
    }
    found.push({ length, ours: median(times.ours), bare: median(times.bare) });
  }
  await Promise.all([ours, bare].map((page) => page.context().close()));
  return found;
}

/** The longest task, and the longest time that the page took to answer a press or a key, from opening it to what is checked before it is sent. */
export async function measureJourney(browser, server) {
  const page = await opened(browser);
  await page.addInitScript(() => {
    window.answered = [];
    window.busy = [];
    new PerformanceObserver((list) => window.answered.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'event', durationThreshold: 16, buffered: true });
    new PerformanceObserver((list) => window.busy.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  });
  await openAlive(page, server.url, 'networkidle');
  await page.getByRole('link', { name: 'Have your say' }).first().click();
  for (const part of await page.locator('details.part > summary').all()) await part.click();
  await page.getByLabel('An individual').check();
  await page.getByLabel('International cooperation').pressSequentially(WORDS);
  await page.getByRole('group', { name: /How may we publish/ }).getByLabel('Without my name').check();
  await page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No').check();
  await page.getByLabel(/I understand that my submission/).check();
  await page.getByRole('button', { name: 'Check your answers' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
  await page.waitForTimeout(500);
  const journey = await page.evaluate(() => ({ answer: Math.max(0, ...window.answered), task: Math.max(0, ...window.busy) }));
  await page.context().close();
  return journey;
}

async function opened(browser) {
  const page = await (await browser.newContext(PHONE)).newPage();
  await slowDownProcessor(page);
  return page;
}

/** Each press: from the key to the frame that shows it, in ms. */
async function pressed(page, selector, words) {
  await page.bringToFront();
  await page.locator(selector).evaluate((field, words) => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    field.setSelectionRange(words.length, words.length);
  }, words);
  const times = [];
  for (let press = 0; press < PRESSES; press += 1) {
    await page.waitForTimeout(100);
    times.push(await pressedOnce(page));
  }
  return times;
}

/** A press of a key in the field that has the focus: from the key to the frame that shows it, in ms. */
export async function pressedOnce(page) {
  await page.evaluate(() => {
    const shown = (from) => (resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - from);
      port2.postMessage(0);
    });
    window.shown = new Promise((resolve) => addEventListener('keydown', ({ timeStamp }) => shown(timeStamp)(resolve), { once: true, capture: true }));
  });
  await page.keyboard.press('a');
  return page.evaluate(() => window.shown);
}
