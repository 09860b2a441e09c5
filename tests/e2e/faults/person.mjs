// A person at the real page: what they can do there, found by the names that they see, and how they get everything sent at last.
// It knows nothing of faults, and judges nothing.
import { answerTheRest, chapter, expect, openParts } from '../fixture.mjs';

/** How long a press waits for a button that goes away meanwhile, in ms. */
const PATIENCE = 250;

/** Everything that a person can do in a window, and how likely they are to. `name` is that of a button or link, and it has to be
 * there to be pressed; what has none can always be done. */
const ACTIONS = [
  { weight: 5, what: 'writes', isPossible: ({ mayWrite }) => mayWrite, act: write },
  { weight: 6, what: 'checks', name: 'Check your answers', act: press },
  { weight: 8, what: 'sends', name: 'Accept and send', act: press },
  { weight: 3, what: 'sends by a double click', name: 'Accept and send', act: pressTwice },
  { weight: 2, what: 'goes back to the form', name: 'Go back and write on', act: press },
  { weight: 6, what: 'tries now', name: 'Try now', act: press },
  { weight: 2, what: 'tries now by a double click', name: 'Try now', act: pressTwice },
  { weight: 2, what: 'stops the trying', name: 'Stop trying', act: press },
  { weight: 1, what: 'changes what was sent', name: 'Change what you sent', act: press },
  { weight: 1, what: 'reads the receipt', name: 'Open your receipt', act: press },
  { weight: 1, what: 'leaves the receipt', name: 'Back to the page', act: press },
  { weight: 2, what: 'reloads', act: async (window) => { await window.page.reload(); await arrive(window.page); } },
  { weight: 2, what: 'goes Back', act: goBack },
  { weight: 2, what: 'waits', act: async (window, person) => window.page.waitForTimeout(person.chance.from(20, 300)) },
  { weight: 2, what: 'opens the page anew', act: reopen },
  { weight: 2, what: 'opens another window', isPossible: (_, { windows }) => windows.length < 2, act: openAnother },
  { weight: 1, what: 'closes the window', isPossible: (_, { windows }) => windows.length > 1, act: close },
];

/** A person with one window, whose chance decides. */
export async function comeTo(context, url, chance) {
  const person = { context, url, chance, windows: [], opened: 0, words: [], did: [] };
  await openAnother(undefined, person);
  await write(person.windows[0], person);
  return person;
}

/** Does one thing, in one of the windows. */
export async function doSomething(person) {
  const { chance, windows, did } = person;
  const window = chance.of(windows);
  await window.page.bringToFront();
  const seen = await look(window.page);
  const possible = ACTIONS.filter(({ name, isPossible }) => (name ? seen.names.includes(name) : isPossible?.(seen, person) ?? true));
  const action = chance.weighed(possible);
  did.push(`window ${window.number}: ${action.what}`);
  await action.act(window, person, action.name);
}

/** Goes on until everything is sent, in one window: opens the page again and again, until it brings back nothing unsent. */
export async function sendEverything(person) {
  const [window, ...others] = person.windows;
  await Promise.all(others.map(({ page }) => page.close()));
  const { page } = window;
  for (let visit = 1; visit <= 12; visit += 1) {
    await page.goto('about:blank');
    await page.goto(person.url);
    await arrive(page);
    if (await isNothingUnsent(page)) return;
    await expect.poll(async () => isSomethingThere(await look(page)), { message: 'what was not sent comes back', timeout: 15_000 }).toBe(true);
    await sendWhatIsThere(page);
  }
  throw new Error(`not all is sent after twelve visits: ${await page.locator('.outcome').first().innerText()}`);
}

async function sendWhatIsThere(page) {
  for (let step = 1; step <= 6; step += 1) {
    const seen = await look(page);
    if (!isSomethingThere(seen)) return;
    const name = ['Try now', 'Accept and send', 'Check your answers'].find((name) => seen.names.includes(name));
    if (name === 'Check your answers' && seen.mayWrite) await tryToAnswerTheRest(page);
    await press({ page }, undefined, name);
    await expect.poll(() => look(page), { message: 'it is sent, or said why not', timeout: 15_000 }).toMatchObject({ isSending: false });
  }
}

const isSomethingThere = ({ words, names }) => words !== '' || names.includes('Try now');

/** What a person sees in a window: names of buttons and links, their words, and whether something is on its way. */
const look = (page) => page.evaluate(() => {
  const isVisible = (element) => element.checkVisibility();
  const field = document.getElementById('international-cooperation');
  return {
    names: [...document.querySelectorAll('button, a')].filter(isVisible).map(({ textContent }) => textContent.trim()),
    words: field.value,
    mayWrite: isVisible(field),
    isSending: [...document.querySelectorAll('.sending, .next-try')].some((element) => isVisible(element) && element.textContent.startsWith('Sending')),
  };
});

/** Whether the device has nothing of this consultation but receipts, which have a third line, and what stands for something deleted. */
const isNothingUnsent = (page) => page.evaluate(async () => {
  const result = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const texts = Object.values(localStorage);
  if (names.includes('have-your-say')) {
    const database = await result(indexedDB.open('have-your-say', 1));
    const drafts = database.transaction('drafts').objectStore('drafts');
    const [keys, kept] = await Promise.all([drafts.getAllKeys(), drafts.getAll()].map(result));
    // What is marked as deleted, the database has still to forget.
    texts.push(...kept.filter((_, place) => localStorage[keys[place]] !== ''));
    database.close();
  }
  return texts.every((text) => text === '' || text.split('\n').length === 3);
});

/** The page is alive, and every part of it open. */
async function arrive(page) {
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await openParts(page);
}

async function openAnother(_, person) {
  person.opened += 1;
  person.windows.push({ page: await openWindow(person), number: person.opened });
}

async function openWindow({ context, url }) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
  page.setDefaultTimeout(5_000);
  page.setDefaultNavigationTimeout(60_000);
  await page.goto(url);
  await arrive(page);
  return page;
}

/** Adds a word behind what is there, which nobody has written before, and answers what else is needed. */
async function write({ page }, person) {
  const word = `word${person.words.length}x${person.chance.from(1000, 9999)}`;
  if (!await page.getByLabel(/I understand that my submission/).isChecked()) await tryToAnswerTheRest(page);
  await chapter(page).press('Control+End');
  if (!await chapter(page).isVisible()) return;
  if (!await chapter(page).evaluate(typeInto, ` ${word}`)) return;
  person.words.push(word);
  expect(await chapter(page).inputValue(), 'what is typed stands in the field').toContain(word);
  await chapter(page).blur();
}

/** Types where the person is, if that is the field still: what arrives at that moment may have put the form away. */
const typeInto = (field, text) => field === document.activeElement && field.checkVisibility() && document.execCommand('insertText', false, text);

/** A draft may come back meanwhile, and with it the step that the address names: then there is nothing to answer any more. */
async function tryToAnswerTheRest(page) {
  await answerTheRest(page).catch(async (error) => {
    if (await chapter(page).isVisible()) throw error;
  });
}

/** What was there a moment ago may be gone, as it is for a person. */
async function press({ page }, _, name) {
  await button(page, name).click({ timeout: PATIENCE }).catch(unlessGone);
}

async function pressTwice({ page }, _, name) {
  await button(page, name).dblclick({ timeout: PATIENCE }).catch(unlessGone);
}

const button = (page, name) => page.getByRole('button', { name }).or(page.getByRole('link', { name })).last();

function unlessGone(error) {
  if (error.name !== 'TimeoutError') throw error;
}

/** Back, and forward again where that left the page. It may leave it only later: where the page itself names a step at that moment,
 * Playwright takes that for the way back. */
async function goBack({ page }) {
  await page.goBack();
  await page.waitForTimeout(100);
  await expect.poll(async () => {
    if (page.url() === 'about:blank') await page.goForward();
    return page.locator('html').getAttribute('data-app');
  }, { message: 'the page is there again, and alive', timeout: 15_000 }).toBe('alive');
  await openParts(page);
}

async function reopen(window, person) {
  await window.page.close();
  window.page = await openWindow(person);
}

async function close(window, person) {
  await window.page.close();
  person.windows = person.windows.filter((one) => one !== window);
}
