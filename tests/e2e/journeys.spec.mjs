// A person's way through the page, with everything working.
import { answer, check, expect, expectAccessible, open, openParts, publish, send, test } from './fixture.mjs';

test('a submission is written, sent, acknowledged and stored as it was typed', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await expectAccessible(page);
  const words = 'Kia ora “<b>&amp;”\n\n=1+1 😀 hapū';
  await answer(page, words);
  await send(page);
  await expect(page.getByRole('heading', { name: 'We have received your submission' })).toBeVisible();
  const [stored, ...others] = receiver.stored();
  expect(others).toEqual([]);
  expect(stored.answers['international-cooperation']).toBe(words);
  expect(stored.late).toBe(false);
  await expect(page.locator('.reference strong')).toHaveText(stored.reference);
  await expect(page.locator('#submission--outcome')).toBeFocused();
  // The count of characters is announced a second after the last key, and belongs nowhere else.
  await page.waitForTimeout(1200);
  await expect(page.locator('.received .keep-a-copy p[aria-hidden]')).toHaveText('');
  await expectAccessible(page);
});

test('what a program fills in, which no person sees, is held where the page is alive too', { tag: ['@promise-19'] }, async ({ page, receiver }) => {
  await open(page, receiver.url);
  await answer(page, 'Words of a program');
  await page.locator('[name="web--site"]').first().evaluate((field) => { field.value = 'https://casino.example'; });
  await send(page);
  await expect(page.locator('.reference strong')).toBeVisible();
  const [{ held, reference }] = receiver.stored();
  expect(held).toBe(true);
  await expect(page.locator('.reference strong')).toHaveText(reference);
});

test('every problem is reported at once, focused, linked to its field, and nothing typed is lost', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByLabel('Email address').fill('not an address');
  await page.getByLabel('An organisation', { exact: true }).check();
  await check(page);
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeInViewport({ ratio: 1 });
  const links = page.locator('.problem-summary a');
  await expect(links).toHaveText([
    'Enter an email address in the correct format, like name@example.com',
    'Enter the name of the organisation',
    'Write about at least one chapter, or about anything else',
    'Select how we may publish your submission',
    'Select yes if there is a reason why anything in your submission should not be made public',
    'Confirm that you understand that your submission becomes official information',
  ]);
  await expectAccessible(page);
  await links.first().click();
  await expect(page.getByLabel('Email address')).toBeFocused();
  await expect(page.getByLabel('Email address')).toHaveValue('not an address');
  await expect(page).toHaveURL(`${receiver.url}/`);
  await page.getByLabel('Email address').fill('name@example.com');
  await expect(links).toHaveText([/^Done: Enter an email address/, /^Enter the name/, /^Write about/, /^Select how/, /^Select yes/, /^Confirm/]);
  expect(receiver.stored()).toEqual([]);
});

test('what was typed before the page came alive is kept and sent', async ({ page, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto(receiver.url, { waitUntil: 'commit' });
  const field = page.getByRole('textbox', { name: 'Preamble' });
  await page.locator('.part').last().waitFor();
  await openParts(page);
  await field.fill('typed early');
  letGo();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(field).toHaveValue('typed early');
  await answer(page, 'typed late');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  expect(receiver.stored()[0].answers.preamble).toBe('typed early');
});

test('the prerendered page equals the first drawing of the app itself', async ({ page, receiver }) => {
  let prerendered;
  // The first drawing is there at once; everything else starts in a later turn.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const root = document.getElementById('app');
      if (root?.firstElementChild) window.drawn ??= root.cloneNode(true);
    }).observe(document, { childList: true, subtree: true });
  });
  // The app's own data only count the blocks that the page shows already.
  const content = await (await page.request.get(`${receiver.url}/content/en-NZ.json`)).json();
  await page.route('**/app-*.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...await response.json(), content } });
  });
  await page.route(`${receiver.url}/`, async (route) => {
    const response = await route.fetch();
    prerendered = await response.text();
    const body = prerendered.replace(/<div id="app">[\s\S]*<\/div>(?=\s*<section class="return-address")/, '<div id="app"></div>').replace(/ data-page-integrity="[^"]*"/, '');
    await route.fulfill({ response, body });
  });
  await page.goto(`${receiver.url}/`);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  const [drawn, expected] = await page.evaluate((html) => {
    // Elements, attributes in the order of their names, and texts. Comments and blank texts only mark places for
    // hydration, and an empty class says nothing.
    const shape = (node) => {
      const attributes = [...(node.attributes ?? [])].filter(({ name, value }) => value !== '' || name !== 'class').sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, value }) => `${name}=${JSON.stringify(value)}`);
      const children = [...node.childNodes].filter(({ nodeType, nodeValue }) => nodeType === Node.ELEMENT_NODE || nodeValue.trim() !== '');
      node.normalize();
      return [`<${node.nodeName} ${attributes.join(' ')}> ${children.length ? '' : node.nodeValue ?? ''}`, ...children.flatMap(shape)];
    };
    const app = (root) => {
      const copy = root.cloneNode(true);
      const comments = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
      for (let comment; (comment = comments.nextNode());) comment.remove();
      copy.normalize();
      return shape(copy);
    };
    return [app(window.drawn), app(new DOMParser().parseFromString(html, 'text/html').getElementById('app'))];
  }, prerendered);
  expect(drawn.length).toBeGreaterThan(300);
  expect(drawn).toEqual(expected);
});

test('newer content replaces the old and keeps the words', async ({ page, receiver }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await publish(page, async () => { await held; return { title: 'A newer title' }; });
  await open(page, receiver.url);
  await page.getByRole('textbox', { name: 'Preamble' }).fill('kept');
  letGo();
  await page.getByRole('textbox', { name: 'Preamble' }).blur();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
  await expect(page.getByRole('textbox', { name: 'Preamble' })).toHaveValue('kept');
});

for (const [what, body] of [['broken JSON', '{'], ['a web page', '<!doctype html>'], ['another shape', '{"revision": 9}']]) {
  test(`content that is ${what} leaves the page as it was`, async ({ page, receiver }) => {
    const warnings = [];
    page.on('console', (message) => warnings.push(message.text()));
    await publish(page, () => ({}));
    await page.route('**/content/en-NZ.json', (route) => route.fulfill({ body, contentType: 'application/json' }));
    await open(page, receiver.url);
    await expect.poll(() => warnings.some((text) => text.includes('the page stays as it was: content/en-NZ.json'))).toBe(true);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('United Nations Cybercrime Treaty');
  });
}

test('the first screen of a small phone says what this is, whether it is open, until when, and offers the way in', async ({ page, receiver }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, receiver.url);
  for (const text of ['United Nations Cybercrime Treaty', 'Open now', 'Closes at 5.00pm on Tuesday 23 August 2022, New Zealand time']) {
    await expect(page.getByText(text).first()).toBeInViewport({ ratio: 1 });
  }
  await expect(page.locator('.opening').getByRole('link', { name: 'Have your say' })).toBeInViewport({ ratio: 1 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

