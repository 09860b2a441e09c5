// A page that the browser translates: every text node is replaced by one of the translator's, and what changes goes on changing.
import { answer, chapter, check, expect, open, send, test } from './fixture.mjs';

/** Does to the page what translators do: each text becomes another, within elements of the translator's own. */
const translate = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter(({ data }) => data.trim())) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
});

test('counts, messages and what became of sending are shown in a translated page too', async ({ page, faulty }) => {
  await open(page, faulty.url);
  await translate(page);
  await chapter(page).fill('x'.repeat(19_999));
  await expect(page.locator('#international-cooperation--count')).toHaveText('You have 1 character remaining');
  await translate(page);
  await chapter(page).fill('x'.repeat(20_001));
  await expect(page.locator('#international-cooperation--count')).toHaveText('You have 1 character too many');
  await check(page);
  await expect(page.locator('#international-cooperation--problem')).toContainText('It has 20,001 now');
  await translate(page);
  await chapter(page).fill('x'.repeat(20_002));
  await expect(page.locator('#international-cooperation--problem')).toContainText('It has 20,002 now');
  await expect(page.locator('.problem-summary')).toContainText('It has 20,002 now');
  await answer(page, 'Short enough');
  faulty.answerPostsWith(() => {});
  await send(page);
  await expect(page.locator('.paper .sending')).toContainText('Sending');
});
