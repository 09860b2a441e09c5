// A draft as long as the form takes it, each character of four bytes, that comes back: such a visit beside one without a
// draft, by turns. It may not judge.
import { median } from './table.mjs';
import { pressedOnce } from './typing.mjs';
import { openAlive, PHONE, slowDownProcessor } from './visit.mjs';

const TURNS = 3;
// No line ends: to set a field with `dir="auto"` takes Chromium a time that grows with characters times lines, where no
// letter tells the direction, and that would be measured instead.
const CHARACTER = '\u{1F600}';
// Drafts are kept a second after the last change.
const KEPT_MS = 3_000;

/** How long the draft is, in characters and bytes; how many visits brought it back whole; the medians of both visits, and how many there were. */
export async function measureRestoring(browser, server) {
  const [writer, reader] = [await browser.newContext(PHONE), await browser.newContext(PHONE)];
  const written = await write(writer, server);
  const visits = { without: [], with: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    visits.without.push(await visit(reader, server));
    visits.with.push(await visit(writer, server));
  }
  await Promise.all([writer, reader].map((context) => context.close()));
  // Each visit leaves one letter more.
  const isWhole = ({ shown }) => written.every((text, place) => shown[place].startsWith(text));
  const whole = visits.with.filter(isWhole).length;
  const characters = written.reduce((sum, text) => sum + [...text].length, 0);
  const of = (list) => Object.fromEntries(['longest', 'work', 'press'].map((key) => [key, median(list.map((one) => one[key]))]));
  return { characters, bytes: Buffer.byteLength(written.join('')), turns: TURNS, whole, without: of(visits.without), with: of(visits.with) };
}

/** Fills every field of several lines up to its limit, and leaves once that is kept. */
async function write(context, server) {
  const page = await context.newPage();
  await openAlive(page, server.url, 'networkidle');
  const fields = page.locator('#submission--form textarea');
  await fields.evaluateAll((all, character) => {
    for (const field of all) {
      const limit = Number(document.getElementById(`${field.id}--count`).textContent.replace(/\D/g, ''));
      field.value = character.repeat(limit);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, CHARACTER);
  await page.waitForTimeout(KEPT_MS);
  const written = await shown(page);
  await page.close();
  return written;
}

/** The longest task that is over 50 ms, all work of the main thread, and a key press once everything is there, in ms. */
async function visit(context, server) {
  const page = await context.newPage();
  const devtools = await slowDownProcessor(page);
  await devtools.send('Performance.enable');
  await page.addInitScript(() => {
    window.busy = [];
    new PerformanceObserver((list) => window.busy.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  });
  await openAlive(page, server.url, 'networkidle');
  await page.waitForTimeout(KEPT_MS);
  const longest = await page.evaluate(() => Math.max(0, ...window.busy));
  const { metrics } = await devtools.send('Performance.getMetrics');
  const result = { longest, work: 1000 * metrics.find(({ name }) => name === 'TaskDuration').value, shown: await shown(page), press: await press(page) };
  await page.close();
  return result;
}

const shown = (page) => page.locator('#submission--form textarea').evaluateAll((fields) => fields.map(({ value }) => value));

/** From a key to the frame that shows it, at the end of the first long answer. */
async function press(page) {
  const field = page.locator('#submission--form textarea').first();
  await page.bringToFront();
  await page.locator('details.part > summary').evaluateAll((parts) => parts.forEach((part) => part.click()));
  await field.evaluate((element) => { element.focus(); element.setSelectionRange(element.value.length, element.value.length); });
  await page.waitForTimeout(500);
  return pressedOnce(page);
}
