// A consultation that asks every kind of question, and the places where its answers must be found: in the fields after a
// reload, where they are shown before they are sent, and at the receiver. It may not know how they were written.
import { accept, check, expect, openParts } from './fixture.mjs';

/** The field of each kind that is written into; of the group that can be added again, the first. */
export const FIELDS = {
  'one line': 'name',
  'e-mail address': 'email',
  'telephone number': 'phone',
  'postal address': 'address',
  day: 'when',
  'several lines': 'what',
  'group that can be added': 'together--0-0',
  'whole number': 'limit',
};

/** What is chosen and agreed to, in every kind that is ticked, in the order in which it is asked. */
export const CHOSEN = { role: 'pupil', 'year-level': 'senior', modes: ['walk', 'bus'], happened: 'yes', agreed: true };

/** The boxes of that; each is asked once those before it are ticked. */
export const BOXES = ['role--pupil', 'year-level--senior', 'modes--walk', 'modes--bus', 'happened--yes', 'agreed'];

/** Opens that consultation, and every part of its form. */
export async function openEveryKind(page, url) {
  await page.goto(url);
  await shownWhole(page);
}

/** Ticks what is chosen, as a person does. */
export async function choose(page) {
  for (const box of BOXES) await page.locator(`#${box}`).check();
}

/** What stands in each field now. */
export const written = (page) => page.evaluate(
  (ids) => Object.fromEntries(ids.map((id) => [id, document.getElementById(id).value])), Object.values(FIELDS),
);

/** Rows by field, each with what it shows, and where they differ from that: what is stored, and its words for people. */
export const rows = (table) => Object.entries(table).map(([id, { shown, stored = shown, words = shown }]) => ({ id, shown, stored, words }));

/** What the rows say, as the receiver stores it. */
export const answersOf = (table) => ({
  ...CHOSEN,
  ...Object.fromEntries(rows(table).map(({ id, stored }) => (id.startsWith('together') ? ['together', [`${stored}\n`]] : [id, stored]))),
});

/** What the rows say is in the fields, in the draft, where it is shown before it is sent, and in what the receiver stored. */
export async function expectEverywhere(page, receiver, table) {
  const of = (what) => Object.fromEntries(rows(table).map((row) => [row.id, row[what]]));
  expect(await written(page), 'in the fields').toMatchObject(of('shown'));
  await page.reload();
  await shownWhole(page);
  await expect.poll(() => written(page), 'in the draft').toMatchObject(of('shown'));
  await check(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers');
  expect(await shownBeforeSending(page), 'where it is checked').toMatchObject(of('words'));
  await accept(page);
  await expect(page).toHaveTitle(/^The council has your submission/);
  expect(receiver.stored()[0].answers, 'at the receiver').toEqual(answersOf(table));
}

/** Each answer that is shown before it is sent, by the control that its link leads to. */
const shownBeforeSending = (page) => page.locator('.line').evaluateAll((lines) => Object.fromEntries(
  lines.map((line) => [line.querySelector('a').hash.slice(1), line.querySelector('.answer').textContent]),
));

async function shownWhole(page) {
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Safer streets around schools');
  await openParts(page);
}
