// What a person's hands have written stays theirs: tools that type without telling, newer content, presses in a row.
import { answer, chapter, expect, open, publish, send, test } from './fixture.mjs';

const WORDS = 'Typed by hand';
const DICTATED = 'Dictated, without a word to the page';

/** Sets a field as dictation and autofill can: no event tells. */
const dictate = (field, words) => field.evaluate((element, value) => { element.value = value; }, words);

const words = (receiver) => receiver.stored().map(({ answers }) => answers['international-cooperation']);
const fail = (faulty) => faulty.answerPostsWith((_, reply) => reply.writeHead(503).end());

/** What was last put into the clipboard: the site's own permissions forbid to read it. */
const copied = (page) => page.evaluate(() => window.copied);

test.beforeEach(({ page }) => page.addInitScript(() => {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = (text) => write(window.copied = text);
}));

/** Newer content that is held back until it is let go. */
async function holdNewerContent(page, edit = () => ({ title: 'A newer title' })) {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await publish(page, async (content) => { await held; return edit(content); });
  return letGo;
}

test('trying again, copying and downloading take what the fields show, told or not', async ({ page, faulty, receiver }) => {
  fail(faulty);
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your words have not been sent' })).toBeVisible();
  await dictate(chapter(page), DICTATED);
  await page.getByRole('button', { name: 'Copy your words' }).click();
  await expect.poll(() => copied(page)).toContain(DICTATED);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download your words (TXT)' }).click();
  const file = await (await download).createReadStream();
  expect((await file.setEncoding('utf8').toArray()).join('')).toContain(DICTATED);
  await dictate(chapter(page), `${DICTATED}, again`);
  faulty.answerPostsWith(undefined);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.reference')).toBeVisible();
  expect(words(receiver)).toEqual([`${DICTATED}, again`]);
});

test('words that no event told of are still there when newer content is drawn', async ({ page, receiver }) => {
  const letGo = await holdNewerContent(page);
  await open(page, receiver.url);
  await dictate(chapter(page), DICTATED);
  letGo();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(chapter(page)).toHaveValue(DICTATED);
});

test('nothing is drawn anew under the hands of a person who types', async ({ page, receiver }) => {
  const letGo = await holdNewerContent(page);
  await open(page, receiver.url);
  const field = chapter(page);
  await field.pressSequentially('one two');
  await field.evaluate((element) => { element.mark = 'the same'; element.setSelectionRange(3, 3); });
  letGo();
  await page.waitForResponse('**/content/en-NZ.json');
  await field.pressSequentially(' and a half');
  await expect(field).toHaveValue('one and a half two');
  expect(await field.evaluate((element) => element.mark)).toBe('the same');
  await page.keyboard.press('Control+Z');
  await expect(field).not.toHaveValue('one and a half two');
  const value = await field.inputValue();
  await field.blur();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(field).toHaveValue(value);
});

test('while the list of problems is mended it stays where it is, and is spoken once', async ({ page, receiver }) => {
  await open(page, receiver.url);
  const field = chapter(page);
  await answer(page, 'x'.repeat(20_003));
  await send(page);
  const summary = page.locator('.problem-summary');
  await expect(summary.getByRole('alert')).toContainText('It has 20,003 now');
  const place = () => field.evaluate((element) => element.closest('.field').getBoundingClientRect().top + window.scrollY);
  await field.press('Control+End');
  const before = await place();
  await field.press('Backspace');
  await expect(summary).toContainText('It has 20,002 now');
  await expect(summary.getByRole('alert')).toHaveCount(0);
  await field.press('Backspace');
  await field.press('Backspace');
  await expect(summary.getByRole('listitem')).toHaveText([/^Done: /]);
  expect(await place()).toBe(before);
});

test('while it is being tried again, the focus stays with what says so', async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  faulty.answerPostsWith(() => {});
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expect(page.locator('#submission--outcome')).toHaveText('Sending. Your words stay on this page until they have arrived.');
});

test('what was written while it was on its way stays in the form, can be sent, and is not in the copy', async ({ page, faulty, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/api/submissions', async (route) => { await held; await route.continue(); }, { times: 1 });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await chapter(page).fill('Written meanwhile');
  letGo();
  await expect(page.getByText('are not in it')).toBeVisible();
  await page.getByRole('button', { name: 'Copy your words' }).click();
  await expect.poll(() => copied(page)).toContain(WORDS);
  expect(await copied(page)).not.toContain('Written meanwhile');
  await expect(chapter(page)).toHaveValue('Written meanwhile');
  const first = await page.locator('.reference strong').textContent();
  await send(page);
  await expect(page.locator('.reference strong')).not.toHaveText(first);
  expect(words(receiver)).toEqual([WORDS, 'Written meanwhile']);
});

test('copying twice is told twice', async ({ page, faulty }) => {
  fail(faulty);
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.evaluate(() => {
    window.told = [];
    const status = [...document.querySelectorAll('#app > [role="status"]')].at(-1);
    new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  for (const times of [1, 2]) {
    await page.getByRole('button', { name: 'Copy your words' }).click();
    await expect.poll(() => page.evaluate(() => window.told.filter((words) => words === 'Your words have been copied.').length)).toBe(times);
  }
});

test('a receiver that asks what this page does not makes it fetch the newer questions, and every answer stays', async ({ page, faulty, receiver }) => {
  let isNewer = false;
  await publish(page, (content) => {
    const form = content.sections.find((section) => section.have_your_say).have_your_say.form;
    form.parts[0].questions.push({ id: 'region', label: 'Your region', kind: { short_text: { max_characters: 80 } } });
    return { sections: content.sections };
  });
  await page.route('**/content/en-NZ.updates.json', (route) => (isNewer ? route.fallback() : route.continue()));
  const refusal = { type: 'urn:x', title: 'x', status: 422, errors: [{ pointer: '#/answers/region', code: 'missing', detail: 'Enter your region' }] };
  faulty.answerPostsWith((_, reply) => reply.writeHead(422, { 'content-type': 'application/problem+json' }).end(JSON.stringify(refusal)));
  await open(page, faulty.url);
  await answer(page, WORDS);
  isNewer = true;
  await send(page);
  await expect(page.getByLabel('Your region')).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
  faulty.answerPostsWith(undefined);
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  expect(words(receiver)).toEqual([WORDS]);
});
