// An attempt to send carries one id, whoever sends it and however often: nothing is counted twice, and other words are
// another submission. The browser of these tests keeps no page alive behind Back, as phones that lack memory do not.
import { createHash } from 'node:crypto';
import { answer, chapter, check, expect, open, publish, send, test } from './fixture.mjs';

const WORDS = 'Written once,\nsent twice';
const ID = '#submission--id';

/** The words of each stored submission. */
const words = (receiver) => receiver.stored().map(({ answers }) => answers['international-cooperation']);

test('each form has an id of its own, which nobody can guess', async ({ page, receiver }) => {
  const ids = new Set();
  for (let visit = 0; visit < 3; visit += 1) {
    await open(page, receiver.url);
    for (const id of [ID, '#feedback--id']) {
      await expect(page.locator(id)).toHaveValue(/^[0-9a-f]{32}$/);
      ids.add(await page.locator(id).inputValue());
    }
  }
  expect(ids.size).toBe(6);
});

test('the id is sent by the app, and by the browser when it posts by itself while the app loads', async ({ page, receiver }) => {
  await open(page, receiver.url);
  const id = await page.locator(ID).inputValue();
  await answer(page, WORDS);
  const [sent] = await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), send(page)]);
  expect(sent.postDataJSON().id).toBe(id);
  await page.route('**/*.wasm', () => {});
  await page.goto(receiver.url);
  await answer(page, 'Other words');
  const [posted] = await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), send(page)]);
  expect(new URLSearchParams(posted.postData()).get('id')).toMatch(/^[0-9a-f]{32}$/);
});

for (const [who, fail] of [['the browser itself', true], ['the app', false]]) {
  test(`what the browser posted by itself and ${who} sends once more after Back is stored once`, async ({ page, receiver }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(receiver.url);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByText('We have received your submission')).toBeVisible();
    if (!fail) await page.unroute('**/*.wasm');
    // The receiver takes equal posts of one browser within ten seconds for a double click; this is another one.
    await page.setExtraHTTPHeaders({ 'user-agent': 'Another browser' });
    // Past the receiver's page that showed everything before it was sent.
    await page.evaluate(() => history.go(-2));
    await expect(page.locator('html')).toHaveAttribute('data-app', fail ? 'failed' : 'alive');
    await expect(chapter(page)).toHaveValue(WORDS);
    // The receiver, which has it already, asks nobody to look at it again.
    await (fail ? check(page) : send(page));
    await expect(page.getByText('We have received your submission').first()).toBeVisible();
    expect(words(receiver)).toEqual([WORDS]);
  });
}

test('words that may have arrived keep their id when newer content is drawn around them', { tag: ['@promise-21'] }, async ({ page, faulty }) => {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await publish(page, async () => { await held; return { title: 'A newer title' }; });
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await open(page, faulty.url);
  const id = await page.locator(ID).inputValue();
  await answer(page, WORDS);
  await send(page);
  await expect(page.locator('.failure')).toBeVisible();
  letGo();
  await expect(page).toHaveTitle(/A newer title/);
  await expect(chapter(page)).toHaveValue(WORDS);
  await expect(page.locator(ID)).toHaveValue(id);
});

test('on a shared computer, once words have arrived, the next person sees none of them and sends their own', async ({ page, receiver }) => {
  await open(page, receiver.url);
  await page.getByLabel('This is a shared computer').check();
  await answer(page, WORDS);
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  await page.goto(`${receiver.url}/print.html`);
  await page.goBack();
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  await expect(chapter(page)).toHaveValue('');
  await expect(page.getByText('We have received your submission')).toHaveCount(0);
  await answer(page, 'Somebody else’s words');
  await send(page);
  await expect(page.locator('.reference')).toBeVisible();
  expect(words(receiver)).toEqual([WORDS, 'Somebody else’s words']);
});

test('a receipt that states its moment in another offset is shown in the zone of the content', async ({ page, faulty }) => {
  faulty.answerPostsWith(async (incoming, reply) => {
    const body = (await incoming.setEncoding('utf8').toArray()).join('');
    const body_sha256 = createHash('sha256').update(body).digest('hex');
    const receipt = { id: JSON.parse(body).id, reference: 'BCDF-2345', received_at: '2022-08-23T04:59:00Z', body_sha256 };
    reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(receipt));
  });
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('4.59pm on Tuesday 23 August 2022, New Zealand time')).toBeVisible();
});
