// Each state as different people see it: on a small phone, in the dark, in forced colours, with their own spacing.
import { expect, expectAccessible, expectNoSidewaysScrolling, open, test } from './fixture.mjs';
import { STATES } from './states.mjs';

// WCAG 1.4.12: with these distances nothing may be cut off.
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

for (const [state, reach] of Object.entries(STATES)) {
  test(`the page ${state} reads without sideways scrolling at 320 pixels, with a reader's own spacing too`, async ({ page, receiver, faulty }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await reach({ page, receiver, faulty });
    await expectNoSidewaysScrolling(page);
    // As a reader's own style sheet: the policy of the site allows no style element from elsewhere.
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACING);
    await expectNoSidewaysScrolling(page);
    expect(await cutOff(page)).toEqual([]);
  });

  test(`the page ${state} is accessible in the dark and in forced colours`, async ({ page, receiver, faulty }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await reach({ page, receiver, faulty });
    const brightness = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0));
    expect(brightness).toBeLessThan(128);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await expectAccessible(page);
  });

  test(`the page ${state} has nothing to press that is smaller than 24 pixels`, async ({ page, receiver, faulty }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await reach({ page, receiver, faulty });
    expect(await small(page)).toEqual([]);
  });
}

test('letters of twice the size break no word on a phone of 412 pixels', async ({ page, receiver }) => {
  await page.setViewportSize({ width: 412, height: 900 });
  await page.goto(receiver.url);
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await expectNoSidewaysScrolling(page);
  expect(await brokenWords(page)).toEqual([]);
});

for (const width of [360, 1280]) {
  test(`nothing moves at ${width} pixels when the app says what a file cannot: that it is open now`, async ({ page, receiver }) => {
    await page.setViewportSize({ width, height: 640 });
    await open(page, `${receiver.url}/index.html`);
    await expect(page.getByText('Open now').first()).toBeVisible();
    expect(await page.evaluate(moved)).toEqual([]);
  });
}

test('on a small phone the sign before a part stands in the first line of its title', async ({ page, receiver }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, receiver.url);
  const far = await page.locator('.part > summary').evaluateAll((all) => all.map((one) => one.querySelector('h3').getBoundingClientRect().top - one.getBoundingClientRect().top));
  expect(far.filter((pixels) => pixels > 20)).toEqual([]);
});

test('the link to the content shows nothing until it has the focus, whatever the size of letters', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  const link = page.locator('.skip-link');
  const isSeen = () => link.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === element;
  });
  expect(await isSeen()).toBe(false);
  await link.focus();
  expect(await isSeen()).toBe(true);
});

/** Words that stand on two lines. An address of mail or of the web may. */
const brokenWords = (page) => page.evaluate(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (!text.parentElement.checkVisibility() || text.parentElement.closest('.visually-hidden, .digest')) continue;
    for (const { 0: word, index } of text.data.matchAll(/(?<![@.])\b[\p{L}\p{N}’]+\b(?![@.]\p{L})/gu)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(word);
    }
  }
  return broken;
});

/** Elements that hide a part of their text. Those that only screen readers see are meant to; fields scroll. */
const cutOff = (page) => page.evaluate(() => {
  const hides = (element) => getComputedStyle(element).overflow !== 'visible' && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  const isMeant = (element) => element.closest('.visually-hidden, textarea, input') !== null;
  return [...document.querySelectorAll('body *')].filter((element) => hides(element) && !isMeant(element)).map((element) => element.outerHTML.slice(0, 120));
});

/** WCAG 2.5.8, without its exception for links that stand in a sentence: those are told by the words around them. */
const small = (page) => page.evaluate(() => {
  const stands = (link) => [...link.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() !== '');
  const targets = [...document.querySelectorAll('a, button, input:not([type=hidden]), textarea')].filter((element) => element.checkVisibility());
  const isSmall = ({ width, height }) => width < 24 || height < 24;
  return targets.filter((target) => !(target.matches('a') && stands(target)) && isSmall(target.getBoundingClientRect())).map((target) => target.outerHTML.slice(0, 120));
});

/** What has moved on the page since it came, once the next frame is drawn. */
async function moved() {
  const shifts = [];
  const watch = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  watch.observe({ type: 'layout-shift', buffered: true });
  await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn, 100)); });
  return [...shifts, ...watch.takeRecords()].flatMap(({ sources }) => sources.map(({ node }) => node?.outerHTML.slice(0, 80)));
}
