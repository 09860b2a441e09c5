// What a word processor, a mail or a list of contacts puts into the clipboard: text and HTML at once, with quotation marks,
// spaces and hyphens that keyboards do not have, and characters that nobody sees. What is sent is what the field shows.
import { accept, check, expect, openParts, test } from './fixture.mjs';
import { answersOf, choose, expectEverywhere, openEveryKind, written } from './every-kind.mjs';
import { schoolStreets } from './words.mjs';

test.use({ words: schoolStreets });

// Lines of a list, with bullets and tabs; a line end within a paragraph; dashes, and an ellipsis.
const LIST = '•\tA “near\u00admiss”\u00a0– at the gate…\r\n\tIt’s\u200b told\u000bby o\tall — \u202ftwice\r\n\r\n·\u00a0End\u00a0';

/** What is pasted into each kind of field, what the browser then shows there, and what becomes of that. */
const PASTED = {
  name: { pasted: '\u00a0Aroha\u00a0“Ro”\tO’Nga\u00adta\u200b\r\n', shown: '\u00a0Aroha\u00a0“Ro”\tO’Nga\u00adta\u200b' },
  email: { pasted: '\u200b\u00a0aroha@example.nz\u00a0\u200b\r\n', shown: '\u200b\u00a0aroha@example.nz\u00a0\u200b', stored: 'aroha@example.nz' },
  phone: { pasted: '\u202a+64\u00a021\u00a0123\u202f456\u202c\r\n', shown: '\u202a+64\u00a021\u00a0123\u202f456\u202c', stored: '+64\u00a021\u00a0123\u202f456' },
  address: { pasted: '1\u00a0High\u00adStreet\r\nTe\u00a0Awa\t3800\u200b', shown: '1\u00a0High\u00adStreet\nTe\u00a0Awa\t3800\u200b' },
  when: { pasted: '\u200b3\u00a08\u00a02022\ufeff\r\n', shown: '\u200b3\u00a08\u00a02022\ufeff', stored: '2022-08-03', words: '3 August 2022' },
  what: { pasted: LIST, shown: LIST.replaceAll('\r\n', '\n') },
  'together--0-0': { pasted: '•\tTama\u00a0“T”\r\n', shown: '•\tTama\u00a0“T”' },
  limit: { pasted: '\u00a0\u200b30\u00a0\r\n', shown: '\u00a0\u200b30\u00a0', stored: '30' },
};

/** Copies as a word processor does, and pastes by keyboard. The clipboard is the whole browser's. */
async function paste(page, browser, pasted) {
  const processor = await browser.newPage({ javaScriptEnabled: true });
  await processor.evaluate(() => document.addEventListener('copy', (event) => {
    event.clipboardData.setData('text/plain', window.words);
    event.clipboardData.setData('text/html', `<p class="MsoNormal"><b style="color: red">${window.words}</b></p>`);
    event.preventDefault();
  }));
  for (const [id, words] of pasted) {
    await processor.bringToFront();
    await processor.evaluate((copied) => { window.words = copied; }, words);
    await processor.keyboard.press('Control+C');
    await page.bringToFront();
    await page.locator(`#${id}`).focus();
    await page.keyboard.press('Control+V');
  }
  await processor.close();
}

const pasteAll = (page, browser) => paste(page, browser, Object.entries(PASTED).map(([id, { pasted }]) => [id, pasted]));

test('what is pasted into each kind of field is in the draft, shown, and sent as the field shows it', async ({ page, receiver, browser }) => {
  await openEveryKind(page, receiver.url);
  await choose(page);
  await pasteAll(page, browser);
  await expectEverywhere(page, receiver, PASTED);
});

for (const [how, number] of [
  ['with hyphens at which no line breaks', '021\u2011123\u2011456'],
  ['with dashes', '021–123–456'],
  ['with an unseen character within it', '021 123\u200b 456'],
]) {
  test(`a telephone number that is pasted ${how} is taken`, async ({ page, receiver, browser }) => {
    await openEveryKind(page, receiver.url);
    await choose(page);
    await paste(page, browser, [['phone', number], ['when', '3 8 2022'], ['limit', '30']]);
    await check(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers');
  });
}

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the same is stored of what is pasted', async ({ page, receiver, browser }) => {
    await page.goto(receiver.url);
    // The page at that address asks what the site asks; the receiver answers it with what it asks itself.
    await openParts(page);
    await check(page);
    await expect(page.getByRole('heading', { level: 2, name: 'There is a problem' })).toBeVisible();
    await openParts(page);
    await choose(page);
    await pasteAll(page, browser);
    expect(await written(page)).toMatchObject(Object.fromEntries(Object.entries(PASTED).map(([id, { shown }]) => [id, shown])));
    await check(page);
    await accept(page);
    await expect(page).toHaveTitle(/^The council has your submission/);
    expect(receiver.stored()[0].answers).toEqual(answersOf(PASTED));
  });
});
