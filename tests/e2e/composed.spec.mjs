// Words that are composed: by an input method for Japanese, Korean or Chinese, by a dead key, by a voice. Until a word is
// done the browser owns it, and whatever is written into its field meanwhile would end it.
import { chapter, check, expect, keptDrafts, open, publish, send, test } from './fixture.mjs';
import { FIELDS, choose, expectEverywhere, openEveryKind, rows } from './every-kind.mjs';
import { schoolStreets } from './words.mjs';

/** How a word grows in each kind of field, and what it becomes. */
const COMPOSED = {
  name: { steps: ['ｍ', 'ま', 'まおり'], shown: 'Māori' },
  email: { steps: ['ａ', 'ａろ', 'ａろは'], shown: 'aroha@example.nz' },
  phone: { steps: ['０', '０２', '０２１'], shown: '021 123 456' },
  address: { steps: ['と', 'とう', 'とうきょう'], shown: '東京都' },
  when: { steps: ['３', '３が', '３がつ'], shown: '3 8 2022', stored: '2022-08-03', words: '3 August 2022' },
  what: { steps: ['ㅎ', '하', '한'], shown: '한국어' },
  'together--0-0': { steps: ['ﾀ', 'ﾀﾏ'], shown: 'たま' },
  limit: { steps: ['３', '３０'], shown: '30' },
};

/** What is wrong in each kind of field; each letter that is written there then changes its message, or takes it away. */
const WRONG = {
  name: 'x'.repeat(121), email: 'nobody', phone: 'call me', address: 'x'.repeat(501),
  when: '3 13 2022', what: 'x'.repeat(4_001), 'together--0-0': 'x'.repeat(81), limit: '70',
};

/** An input method, as Chromium hears it. */
async function inputMethod(page) {
  const devtools = await page.context().newCDPSession(page);
  return {
    show: (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text) => devtools.send('Input.insertText', { text }),
  };
}

/** Notes in the page how each composition begins and ends, and in which element. */
const listen = (page) => page.evaluate(() => {
  window.compositions = [];
  for (const type of ['compositionstart', 'compositionend']) {
    addEventListener(type, ({ target, data }) => window.compositions.push([target.id, type, data]), true);
  }
});

/** Waits until the page has looked at what its fields show, and has kept a half-written word. */
async function kept(page, half) {
  await expect(page.locator('.kept').first()).toContainText('Saved on this device');
  await expect.poll(async () => (await keptDrafts(page)).join(), { intervals: [100] }).toContain(half);
}

/** Composes one word in the place of what a field shows, as slowly as people do. */
async function compose(page, method, { id, steps, shown }) {
  await page.locator(`#${id}`).fill('');
  await page.locator(`#${id}`).focus();
  for (const step of steps) await method.show(step);
  await kept(page, steps.at(-1));
  await method.commit(shown);
}

test.describe('in every kind of field', () => {
  test.use({ words: schoolStreets });

  for (const [where, before] of [['no message is shown', {}], ['a message is shown', WRONG]]) {
    test(`a word that is composed where ${where} ends as its writer ends it, and is sent`, async ({ page, receiver }) => {
      await openEveryKind(page, receiver.url);
      await choose(page);
      for (const [id, words] of Object.entries(before)) await page.locator(`#${id}`).fill(words);
      if (before === WRONG) {
        await check(page);
        await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(Object.keys(FIELDS).length);
      }
      await listen(page);
      const method = await inputMethod(page);
      for (const [id, { steps, shown }] of Object.entries(COMPOSED)) await compose(page, method, { id, steps, shown });
      expect(await page.evaluate(() => window.compositions)).toEqual(
        rows(COMPOSED).flatMap(({ id, shown }) => [[id, 'compositionstart', ''], [id, 'compositionend', shown]]),
      );
      await expectEverywhere(page, receiver, COMPOSED);
    });
  }

  test('wide digits are taken as the digits that they are', async ({ page, receiver }) => {
    await openEveryKind(page, receiver.url);
    await choose(page);
    const method = await inputMethod(page);
    for (const [id, digits] of Object.entries({ phone: '０２１１２３４５６', limit: '３０', when: '３／８／２０２２' })) {
      await page.locator(`#${id}`).focus();
      await method.commit(digits);
    }
    await send(page);
    await expect(page).toHaveTitle(/^The council has your submission/);
    expect(receiver.stored()[0].answers).toMatchObject({ phone: '０２１１２３４５６', limit: '30', when: '2022-08-03' });
  });
});

test('newer content waits until a word is composed, and keeps it', async ({ page, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await publish(page, async () => { await held; return { title: 'A newer title' }; });
  await open(page, receiver.url);
  await listen(page);
  const method = await inputMethod(page);
  await chapter(page).focus();
  await method.show('にほ');
  const newer = page.waitForResponse('**/content/en-NZ.json');
  letGo();
  await newer;
  await method.show('にほん');
  await kept(page, 'にほん');
  await method.commit('日本');
  expect(await page.evaluate(() => window.compositions)).toEqual(
    [['international-cooperation', 'compositionstart', ''], ['international-cooperation', 'compositionend', '日本']],
  );
  await chapter(page).blur();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(chapter(page)).toHaveValue('日本');
});
