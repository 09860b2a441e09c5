// With scripts off, when a post is not stored: the receiver gives the form back, with every word, to be sent from there.
import { renameSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';

import { accept, answer, chapter, check, expect, expectAccessibleWithScripts, send, test } from './fixture.mjs';

const WORDS = 'Words that took an hour';

test.use({ javaScriptEnabled: false });

/** While the database is out of its place, nothing can be stored. */
async function withoutDatabase({ database }, act) {
  renameSync(database, `${database}.away`);
  await act();
  renameSync(`${database}.away`, database);
}

test('while nothing can be stored the words come back in the form, and go once from there', async ({ page, receiver, browser }) => {
  await page.goto(receiver.url);
  await answer(page, WORDS);
  await check(page);
  await withoutDatabase(receiver, async () => {
    await accept(page);
    await expect(page.getByRole('alert')).toContainText('could not store anything just now');
  });
  await expect(chapter(page)).toHaveValue(WORDS);
  await expectAccessibleWithScripts(page, browser);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored().map(({ answers }) => answers['international-cooperation'])).toEqual([WORDS]);
});

test('a double click on the form that came back makes one row', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await answer(page, WORDS);
  await withoutDatabase(receiver, async () => {
    await check(page);
    await expect(page.getByRole('alert')).toContainText('could not store anything just now');
  });
  await check(page);
  await page.getByRole('button', { name: 'Accept and send' }).dblclick();
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
});

test('two people who send the same letter are two rows, and the second is marked', async ({ browser, receiver }) => {
  for (const _ of ['one', 'another']) {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(receiver.url);
    await answer(page, 'A campaign letter');
    await send(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
    await page.close();
  }
  const [first, second] = receiver.stored();
  expect([first.likely_repeat_of, second.likely_repeat_of]).toEqual([null, first.reference]);
});

test('what another website posts is not stored until its visitor sends it', async ({ page, receiver }) => {
  const fields = { revision: '1', 'responding-as': 'individual', 'international-cooperation': WORDS, publish: 'do-not-publish', withhold: 'no', 'official-information': 'yes' };
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
  const html = `<!doctype html><form method="post" action="${new URL('/api/submissions', receiver.url)}">${inputs}<button>Win a prize</button></form>`;
  const stranger = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end(html)).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  await page.goto(`http://localhost:${stranger.address().port}/`);
  await page.getByRole('button', { name: 'Win a prize' }).click();
  await expect(page.getByRole('alert')).toContainText('This came from another website');
  expect(receiver.stored()).toEqual([]);
  await send(page);
  await expect(page.getByText('We have received your submission')).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
  stranger.close();
});

test('the address of a form, opened by itself, leads back to the page', async ({ page, receiver }) => {
  await page.goto(receiver.url);
  await page.goto(String(new URL('/api/submissions', receiver.url)));
  await expect(page.getByText('This address only takes what the form sends')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Back to the page' })).toBeVisible();
});
