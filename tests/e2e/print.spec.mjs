// On paper: the whole text in black on white, with who speaks, and without what only works on a screen.
import { expect, test } from './fixture.mjs';
import { STATES } from './states.mjs';

const ON_PAPER = ['.masthead-agency', 'h1', '#what-the-treaty-is', '#stay-up-to-date', '#past-consultations', '#have-your-say'];
const ONLY_ON_SCREENS = ['nav', '.skip-link', '.back-to-top', 'button', '.preview', '.keeping', '.time-left'];

for (const state of ['open', 'closed']) {
  test(`the page ${state} prints all of its text in black on white`, async ({ page, receiver, faulty }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await STATES[state]({ page, receiver, faulty });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const part of ON_PAPER) await expect(page.locator(part)).toBeVisible();
    for (const part of ONLY_ON_SCREENS) await expect(page.locator(part).filter({ visible: true })).toHaveCount(0);
    const colours = await page.evaluate(() => ['html', 'main p', '.section-say p', '.section-say'].map((selector) => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
      return [color, backgroundColor];
    }));
    const transparent = 'rgba(0, 0, 0, 0)';
    expect(colours.map(([ink]) => ink)).toEqual(Array(4).fill('rgb(0, 0, 0)'));
    expect(colours.map(([, paper]) => paper)).toEqual(['rgb(255, 255, 255)', transparent, transparent, transparent]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
}

test('words in a field are printed whole, however long they are', async ({ page, receiver, faulty }) => {
  await STATES.open({ page, receiver, faulty });
  const field = page.getByRole('textbox', { name: 'Preamble' });
  await field.fill('A line of words\n'.repeat(60));
  await page.emulateMedia({ media: 'print' });
  const [shown, whole] = await field.evaluate((element) => [element.clientHeight, element.scrollHeight]);
  expect(shown).toBeGreaterThanOrEqual(whole);
});

test('words in fields of one line are printed whole, a long answer is not cut between lines, and the focus stays', async ({ page, receiver, faulty }) => {
  await STATES.open({ page, receiver, faulty });
  const name = `${'Association of '.repeat(12)}Someone`;
  await page.getByLabel('Full name').fill(name);
  const field = page.getByRole('textbox', { name: 'Preamble' });
  await field.fill('A line of words\n'.repeat(120));
  // A browser takes a text field for one piece, which it cuts anywhere; text it breaks between lines.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const printed = page.locator('.printed');
  await expect(printed).toHaveText([name, /^(A line of words\n){120}$/], { useInnerText: true });
  expect(await printed.first().evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  expect(await field.evaluate((element) => [element.offsetHeight, element === document.activeElement])).toEqual([0, true]);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(printed).toHaveCount(0);
  await expect(field).toBeFocused();
  expect(await field.evaluate((element) => element.offsetHeight)).toBeGreaterThan(100);
  // A browser that begins twice before it ends, or never says that it has ended.
  await page.evaluate(() => { for (const name of ['beforeprint', 'beforeprint']) dispatchEvent(new Event(name)); });
  await expect(printed).toHaveCount(2);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(printed).toHaveCount(0);
});

test('no page ends between a question and its answers, or between a heading and what follows it', async ({ page, receiver, faulty }) => {
  await STATES.open({ page, receiver, faulty });
  await page.emulateMedia({ media: 'print' });
  // From Letter with wide margins to A4 with narrow ones.
  for (let height = 860; height < 1060; height += 5) expect(await page.evaluate(parted, height), `pages of ${height} pixels`).toEqual([]);
});

/** Parts and questions that a page's end would part. Columns of a height are broken by the same rules, and can be measured. */
function parted(height) {
  Object.assign(document.body.style, { inlineSize: '660px', columns: '660px', columnGap: 0, columnFill: 'auto', blockSize: `${height}px` });
  const column = (element) => Math.floor((element.getBoundingClientRect().left + 1) / 660);
  const isShown = (element) => element.getClientRects().length > 0;
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const questions = shown('.section-say .field').filter((field) => column(field.querySelector('label, legend')) !== column(field.querySelector('input, textarea')));
  const headings = shown('.part > summary, .part > p, h2, h3').filter((heading) => {
    let next = heading.nextElementSibling;
    while (next && !isShown(next)) next = next.nextElementSibling;
    return next && column(heading) !== column(next);
  });
  return [...questions, ...headings].map((element) => element.textContent.slice(0, 60));
}

test('nothing that is printed has the ring of the focus', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)).toBe('none');
});

for (const state of ['with everything to check', 'with a receipt']) {
  test(`the page ${state} prints that and nothing else`, async ({ page, receiver, faulty }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await STATES[state]({ page, receiver, faulty });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('h1').filter({ visible: true })).toHaveCount(1);
    await expect(page.locator('.line').first()).toBeVisible();
    const ink = await page.evaluate(() => ['.paper h1', '.paper h2', '.answer'].map((selector) => getComputedStyle(document.querySelector(selector)).color));
    expect(ink).toEqual(Array(3).fill('rgb(0, 0, 0)'));
    for (const part of [...ON_PAPER.slice(2, 5), ...ONLY_ON_SCREENS, 'form', 'footer']) {
      await expect(page.locator(part).filter({ visible: true })).toHaveCount(0);
    }
  });
}

test('what is folded away is printed whole', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await page.emulateMedia({ media: 'print' });
  for (const words of ['The New Zealand negotiating team has now begun preparing', 'People can ask for copies of submissions under']) {
    const printed = page.getByText(words);
    expect(await printed.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.getBoundingClientRect().height)).toBeGreaterThan(0);
  }
});

test('the postal address is printed with what could not be sent, and not with what has arrived, nor once nothing is taken', async ({ page, receiver, faulty }) => {
  const address = page.getByText('Send these pages to:');
  for (const [state, isPrinted] of [['with a failure', true], ['open', true], ['with a receipt', false], ['closed', false]]) {
    await page.emulateMedia({ media: 'screen' });
    await STATES[state]({ page, receiver, faulty });
    await expect(address).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(address).toBeVisible({ visible: isPrinted });
    await page.goto('about:blank');
  }
});
