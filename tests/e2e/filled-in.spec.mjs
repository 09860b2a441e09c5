// Answers that nobody typed: what a browser fills in by itself, and what tools put into fields, told or untold.
import { expect, test } from './fixture.mjs';
import { BOXES, choose, expectEverywhere, openEveryKind } from './every-kind.mjs';
import { schoolStreets } from './words.mjs';

test.use({ words: schoolStreets });

const PERSON = {
  NAME_FULL: 'Aroha Ngata',
  EMAIL_ADDRESS: 'aroha@example.nz',
  PHONE_HOME_WHOLE_NUMBER: '021 123 456',
  ADDRESS_HOME_STREET_ADDRESS: '1 High Street\nTe Awa 3800',
  ADDRESS_HOME_COUNTRY: 'NZ',
};

/** What a tool puts into each field. */
const PUT = {
  name: { shown: 'Aroha Ngata' },
  email: { shown: 'aroha@example.nz' },
  phone: { shown: '+64 21 123 456' },
  address: { shown: '1 High Street\nTe Awa 3800' },
  when: { shown: '3/8/2022', stored: '2022-08-03', words: '3 August 2022' },
  what: { shown: 'A near miss\nat the gate' },
  'together--0-0': { shown: 'Tama' },
  limit: { shown: '30' },
};

/** Has Chromium fill in what it knows of a person, from one field on. */
async function autofill(page, field) {
  const devtools = await page.context().newCDPSession(page);
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: field });
  const { node } = await devtools.send('DOM.describeNode', { nodeId });
  const fields = Object.entries(PERSON).map(([name, value]) => ({ name, value }));
  await devtools.send('Autofill.enable');
  await page.locator(field).click();
  await devtools.send('Autofill.trigger', { fieldId: node.backendNodeId, address: { fields } });
}

test('a browser is told what it may fill in, and where it may not', async ({ page, receiver }) => {
  await openEveryKind(page, receiver.url);
  const told = await page.locator('#submission--form :is(input:not([type=hidden]), textarea)[autocomplete]').evaluateAll(
    (fields) => fields.map(({ id, autocomplete }) => [id, autocomplete]),
  );
  expect(told.filter(([id]) => !/^together--[123]/.test(id))).toEqual([
    ['name', 'name'], ['email', 'email'], ['phone', 'tel'], ['address', 'street-address'], ['together--0-0', 'name'],
  ]);
});

test('what Chromium fills in by itself is in the draft, shown, and sent', async ({ page, receiver }) => {
  await openEveryKind(page, receiver.url);
  await choose(page);
  for (const [id, words] of [['when', '3/8/2022'], ['limit', '30']]) await page.locator(`#${id}`).fill(words);
  await autofill(page, '#name');
  await expect(page.locator('#address')).toHaveValue(PERSON.ADDRESS_HOME_STREET_ADDRESS);
  const { name, email, address, when, limit } = PUT;
  await expectEverywhere(page, receiver, { name, email, phone: { shown: '+6421123456' }, address, when, limit });
});

for (const [how, event] of [['with a change event alone', 'change'], ['without a word to the page', undefined]]) {
  test(`every kind of answer that a tool fills in ${how} is in the draft, shown, and sent`, async ({ page, receiver }) => {
    const put = (id, property, value) => page.locator(`#${id}`).evaluate((field, { property, value, event }) => {
      field[property] = value;
      if (event) field.dispatchEvent(new Event(event, { bubbles: true }));
    }, { property, value, event });
    await openEveryKind(page, receiver.url);
    for (const box of BOXES) {
      // What is asked only after another answer comes once the page has looked.
      await expect(page.locator(`#${box}`)).toBeVisible();
      await put(box, 'checked', true);
    }
    await expect(page.locator('#when')).toBeVisible();
    for (const [id, { shown }] of Object.entries(PUT)) await put(id, 'value', shown);
    await expectEverywhere(page, receiver, PUT);
  });
}
