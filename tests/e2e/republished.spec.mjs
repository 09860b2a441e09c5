// The page is published anew while people have it open: what they write on the page that they have is checked by what it
// asks, and is taken. The receiver runs on.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accept, answer, check, expect, open, send, test } from './fixture.mjs';
import { digestOf, shipped } from './words.mjs';

// Publishing anew takes a busy machine half a minute.
test.describe.configure({ timeout: 120_000 });

/** Publishes a second revision, which asks one more question of everybody. */
function publishAnew(site) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-anew-'));
  const [content, updates] = ['content', 'content.updates'].map((name) => join(folder, name.replace('content', 'en-NZ') + '.json'));
  shipped().write(folder);
  const words = JSON.parse(readFileSync(content, 'utf8'));
  const { have_your_say: say } = words.sections.find((section) => section.have_your_say);
  say.form.parts[0].questions.push({ id: 'region', label: 'Your region', required: 'Enter your region', kind: { short_text: { max_characters: 100 } } });
  const text = JSON.stringify({ ...words, revision: 2 });
  const list = JSON.parse(readFileSync(updates, 'utf8')).updates;
  list.push({ revision: 2, published: '2022-07-30T09:00:00+12:00', changed: 'A question was added.', sha256: digestOf(text) });
  writeFileSync(content, text);
  writeFileSync(updates, JSON.stringify({ updates: list }));
  execFileSync(process.env.PUBLISH, ['renew', site.dist, folder]);
  rmSync(folder, { recursive: true });
}

test.describe('while somebody writes', () => {
  test.use({ words: shipped() });

  test('what the page asked is what counts, and the next visitor is asked the new question', async ({ page, receiver, site }) => {
    // The page looks once whether there is newer content.
    const looked = page.waitForResponse('**/content/en-NZ.updates.json');
    await open(page, receiver.url);
    await answer(page, 'Written on the page of before');
    await (await looked).finished();
    publishAnew(site);
    await send(page);
    await expect(page).toHaveTitle(/We have received/);
    expect(receiver.stored()[0]).toMatchObject({ revision: 1, unknown_revision: false });
    const next = await page.context().newPage();
    await open(next, receiver.url);
    await expect(next.getByLabel('Your region')).toBeVisible();
  });
});

test.describe('with scripts off', () => {
  test.use({ words: shipped(), javaScriptEnabled: false });

  test('the page of before is sent, and its receipt shows what it asked', { tag: ['@promise-21'] }, async ({ page, receiver, site }) => {
    await page.goto(receiver.url);
    await answer(page, 'Written on the page of before');
    publishAnew(site);
    await check(page);
    await expect(page).toHaveTitle(/^Not submitted yet/);
    await accept(page);
    await expect(page).toHaveTitle(/We have received/);
    await expect(page.getByText('Your region')).toHaveCount(0);
    expect(receiver.stored()[0]).toMatchObject({ revision: 1, unknown_revision: false });
  });
});
