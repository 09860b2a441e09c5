// What a person's hands have written stays theirs: tools that type without telling, newer content, presses in a row.
import { BY_THE_PRESS, accept, answer, chapter, check, expect, open, publish, send, test, tryAgain, openParts, untilNoTryIsNear } from './fixture.mjs';

const WORDS = 'Typed by hand';
const DICTATED = 'Dictated, without a word to the page';

/** Sets a field as dictation and autofill can: no event tells. */
const dictate = (field, words) => field.evaluate((element, value) => { element.value = value; }, words);

const words = (receiver) => receiver.stored().map(({ answers }) => answers['international-cooperation']);
const fail = (faulty) => faulty.answerPostsWith((_, reply) => reply.writeHead(429).end());

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
  // What a device without a connection could not send has not arrived, so what is written now is sent in its place.
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  faulty.answerPostsWith((incoming) => incoming.socket.destroy());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: 'Your submission has not been sent yet' })).toBeVisible();
  await dictate(chapter(page), DICTATED);
  await page.getByRole('button', { name: 'Copy your submission' }).click();
  await expect.poll(() => copied(page)).toContain(DICTATED);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download your submission (TXT)' }).click();
  const file = await (await download).createReadStream();
  expect((await file.setEncoding('utf8').toArray()).join('')).toContain(DICTATED);
  await dictate(chapter(page), `${DICTATED}, again`);
  await untilNoTryIsNear(page);
  faulty.answerPostsWith(undefined);
  await tryAgain(page).click();
  await expect(page.locator('.reference')).toBeVisible(BY_THE_PRESS);
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
  const newer = page.waitForResponse('**/content/en-NZ.json');
  letGo();
  await newer;
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
  await check(page);
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
  await expect(tryAgain(page)).toBeVisible();
  faulty.answerPostsWith(() => {});
  await tryAgain(page).press('Enter');
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expect(page.locator('#submission--outcome')).toContainText('Sending. Your submission stays on this page until it has arrived.');
});

test('what was written while it was on its way stays in the form, can be sent, and is not in the copy', async ({ page, faulty, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/api/submissions', async (route) => { await held; await route.continue(); }, { times: 1 });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.getByRole('link', { name: 'Go back and write on' }).click();
  await chapter(page).fill('Written meanwhile');
  letGo();
  await expect(page.getByText('is not in it')).toBeVisible();
  await expect(chapter(page)).toBeVisible();
  await page.getByRole('link', { name: 'Open your receipt' }).click();
  await page.getByRole('button', { name: 'Copy your submission' }).click();
  await expect.poll(() => copied(page)).toContain(WORDS);
  expect(await copied(page)).not.toContain('Written meanwhile');
  await expect(chapter(page)).toHaveValue('Written meanwhile');
  const first = await page.locator('.reference strong').textContent();
  await page.goBack();
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
    await page.getByRole('button', { name: 'Copy your submission' }).click();
    await expect.poll(() => page.evaluate(() => window.told.filter((words) => words === 'Your submission has been copied.').length)).toBe(times);
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
  await expect(page.getByRole('heading', { name: 'Your region' })).toBeVisible();
  await expect(chapter(page)).toHaveValue(WORDS);
  faulty.answerPostsWith(undefined);
  await accept(page);
  await expect(page.locator('.reference')).toBeVisible();
  expect(words(receiver)).toEqual([WORDS]);
});

test('once the browser itself has begun to post, another press sends nothing', async ({ page, faulty, receiver }) => {
  let answerNow;
  faulty.delayPostsUntil(new Promise((resolve) => { answerNow = resolve; }));
  // The page is drawn and everything has been fetched; the app takes its turns while the browser posts.
  await page.addInitScript(() => {
    const send = () => {
      const form = document.getElementById('submission--form');
      form.elements['international-cooperation'].value = 'Sent before the app was there';
      ['responding-as--individual', 'publish--do-not-publish', 'withhold--no', 'official-information'].forEach((id) => { document.getElementById(id).checked = true; });
      form.requestSubmit();
    };
    // Playwright asks a page nothing that is on its way to another, so the page itself presses again and tells.
    new MutationObserver(() => {
      if (document.documentElement.dataset.app !== 'alive') return;
      document.getElementById('submission--form').requestSubmit();
      console.log('pressed again');
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-app'] });
    let left = 2;
    const after = (wait) => async function waited(...all) {
      const result = await wait.apply(this, all);
      if (--left === 0) send();
      return result;
    };
    WebAssembly.compileStreaming = after(WebAssembly.compileStreaming);
    Response.prototype.json = after(Response.prototype.json);
  });
  const pressedAgain = page.waitForEvent('console', (message) => message.text() === 'pressed again');
  await page.goto(faulty.url, { waitUntil: 'commit' });
  await pressedAgain;
  answerNow();
  await expect(page.getByRole('heading', { name: 'Not submitted yet: check your answers' })).toBeVisible();
  expect([faulty.posts(), receiver.stored().length]).toEqual([1, 0]);
  await accept(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect([faulty.posts(), receiver.stored().length]).toEqual([2, 1]);
});

/** Closes the window, and waits until the browser asks. */
async function expectAskedBeforeClosing(page) {
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
}

test('a mail link asks nothing, and afterwards closing the window asks as before', async ({ page, faulty }) => {
  fail(faulty);
  await open(page, faulty.url);
  // Words that are kept on the device are not lost with the window, and nothing is asked.
  await page.getByLabel('This is a shared computer').check();
  await answer(page, WORDS);
  await send(page);
  const asked = [];
  page.once('dialog', (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await page.getByRole('link', { name: /Write to the team/ }).last().click();
  await page.waitForTimeout(1_500);
  page.removeAllListeners('dialog');
  expect(asked).toEqual([]);
  await expectAskedBeforeClosing(page);
});

test('words that no event told of are asked about before the window closes', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByLabel('This is a shared computer').check();
  await page.getByLabel('An individual').click();
  await page.getByLabel('An individual').evaluate((element) => { element.checked = false; });
  await dictate(chapter(page), DICTATED);
  // The page has looked at its fields.
  await expect(page.locator('#on-international-cooperation .part-state')).toHaveText('In progress');
  await expectAskedBeforeClosing(page);
});

test('what the address names stays in view while questions above it fold away', async ({ page, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto(`${receiver.url}/#help-us-improve`, { waitUntil: 'domcontentloaded' });
  const top = () => page.locator('#help-us-improve').evaluate((element) => Math.round(element.getBoundingClientRect().top));
  await expect.poll(top).toBeLessThan(400);
  letGo();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByLabel('Name of the organisation')).toBeHidden();
  expect(await top()).toBeGreaterThanOrEqual(0);
  expect(await top()).toBeLessThan(400);
});

test('the address of a downloaded file lives until the file was read', async ({ page, faulty }) => {
  await page.addInitScript(() => {
    const revoke = URL.revokeObjectURL.bind(URL);
    window.revoked = 0;
    URL.revokeObjectURL = (address) => { window.revoked += 1; revoke(address); };
  });
  fail(faulty);
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download your submission (TXT)' }).click();
  await (await download).path();
  expect(await page.evaluate(() => window.revoked)).toBe(0);
});

test('a passage is quoted into the answer with one press, behind what was written', async ({ page, receiver }) => {
  await publish(page, (content) => {
    const { form } = content.sections.find((section) => section.have_your_say).have_your_say;
    form.parts[1].questions[0].kind.long_text.passages = [{ text: 'States shall keep evidence.', source: 'Article 1' }];
    return { sections: content.sections };
  });
  await open(page, receiver.url);
  // Newer content is drawn with its parts closed.
  await expect(page.getByText('Passages that you can quote')).toBeAttached();
  await openParts(page);
  await page.getByText('Passages that you can quote').click();
  await dictate(chapter(page), 'Before');
  await page.getByRole('button', { name: 'Quote this in your answer' }).click();
  await expect(chapter(page)).toHaveValue('Before\n\n“States shall keep evidence.” (Article 1)\n\n');
  await expect(chapter(page)).toBeFocused();
});
