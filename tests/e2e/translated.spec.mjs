// A page that the browser translates: every text node is replaced by one of the translator's, and what changes goes on changing.
import { accept, answer, chapter, check, expect, open, openParts, send, test } from './fixture.mjs';
import { choose, expectEverywhere, openEveryKind } from './every-kind.mjs';
import { schoolStreets } from './words.mjs';

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

test.describe('in every kind of question', () => {
  test.use({ words: schoolStreets });

  // What is wrong first, and what is said of it; what is wrong then, and what is said of that.
  const WRONG = {
    name: [['x'.repeat(121), 'It has 121 now'], ['x'.repeat(122), 'It has 122 now']],
    email: [['nobody', 'Enter an email address'], ['nobody@', 'Enter an email address']],
    phone: [['call me', 'Enter a telephone number'], ['call', 'Enter a telephone number']],
    address: [['x'.repeat(501), 'It has 501 now'], ['x'.repeat(502), 'It has 502 now']],
    when: [['3 13 2022', 'a month is a number'], ['31 6 2022', 'does not have that day']],
    what: [['x'.repeat(4_001), 'It has 4,001 now'], ['x'.repeat(4_002), 'It has 4,002 now']],
    'together--0-0': [['x'.repeat(81), 'It has 81 now'], ['x'.repeat(82), 'It has 82 now']],
    limit: [['70', 'takes a number from 10 to 60'], ['9', 'takes a number from 10 to 60']],
  };
  const RIGHT = {
    name: { shown: 'Aroha' },
    email: { shown: 'aroha@example.nz' },
    phone: { shown: '021 123 456' },
    address: { shown: '1 High Street' },
    when: { shown: '3 8 2022', stored: '2022-08-03', words: '3 August 2022' },
    what: { shown: 'A near miss' },
    'together--0-0': { shown: 'Tama' },
    limit: { shown: '30' },
  };
  const MISSING = { role: 'Select what you are to the school', modes: 'Select how you get there', agreed: 'Confirm that you understand' };

  const problem = (page, control) => page.locator(`#${control.split('--')[0]}--problem`);
  const state = (page, part) => page.locator(`#${part} .part-state`);

  test('what is wrong follows each answer until it is right, and every answer is in the draft, shown, and sent', async ({ page, receiver }) => {
    await openEveryKind(page, receiver.url);
    await translate(page);
    await page.locator('#happened--yes').check();
    for (const [control, [[wrong]]] of Object.entries(WRONG)) await page.locator(`#${control}`).fill(wrong);
    await check(page);
    for (const [control, [[, said]]] of Object.entries(WRONG)) await expect(problem(page, control)).toContainText(said);
    for (const [question, said] of Object.entries(MISSING)) await expect(problem(page, question)).toContainText(said);
    await translate(page);
    for (const [control, [, [wrong, said]]] of Object.entries(WRONG)) {
      await page.locator(`#${control}`).fill(wrong);
      await expect(problem(page, control)).toContainText(said);
    }
    await translate(page);
    for (const [control, { shown }] of Object.entries(RIGHT)) await page.locator(`#${control}`).fill(shown);
    await choose(page);
    for (const wrong of [...Object.keys(WRONG), ...Object.keys(MISSING)]) await expect(problem(page, wrong)).toBeHidden();
    const problems = page.locator('.problem-summary').getByRole('listitem');
    await expect(problems).toHaveText([...Object.keys(WRONG), ...Object.keys(MISSING)].map(() => /^Done: /));
    await expectEverywhere(page, receiver, RIGHT);
  });

  test('what depends on an answer comes and goes, and so does what is said of parts, of the draft and after sending', async ({ page, receiver }) => {
    await openEveryKind(page, receiver.url);
    await translate(page);
    await page.locator('#role--pupil').check();
    await expect(page.getByRole('group', { name: 'Which year are you in?' })).toBeVisible();
    await expect(page.locator('.kept').first()).toContainText('Saved on this device');
    await expect(state(page, 'school')).toHaveText('In progress');
    await translate(page);
    await page.locator('#role--parent').check();
    await expect(page.getByRole('group', { name: 'Which year are you in?' })).toBeHidden();
    await expect(page.getByLabel('How many children')).toBeVisible();
    await page.getByLabel('How many children').fill('2');
    await page.getByLabel('Your name').fill('Aroha');
    await expect(state(page, 'school')).toHaveText('Done');
    await page.getByLabel('Name 1').fill('Tama');
    await page.getByRole('button', { name: 'Add another' }).click();
    await translate(page);
    await page.getByLabel('Name 2').fill('Mere');
    for (const box of ['modes--bus', 'happened--no', 'agreed']) await page.locator(`#${box}`).check();
    await page.getByLabel('Which limit would you set').fill('30');
    await check(page);
    await translate(page);
    await accept(page);
    await translate(page);
    await expect(page).toHaveTitle(/^The council has your submission/);
    await page.getByRole('button', { name: 'Change what you sent' }).click();
    await openParts(page);
    await translate(page);
    await expect(page.getByLabel('Name 2')).toHaveValue('Mere');
    await page.locator('#role--pupil').check();
    await page.getByRole('group', { name: 'Which year are you in?' }).getByLabel('7 to 13').check();
    await send(page);
    await expect(page.getByText('It takes the place of your earlier submission')).toBeVisible();
    expect(receiver.stored().at(-1).answers).toMatchObject({ role: 'pupil', 'year-level': 'senior', together: ['Tama\n', 'Mere\n'] });
  });
});
