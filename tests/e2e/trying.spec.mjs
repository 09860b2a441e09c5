// Trying again by itself: when, how often, what is said meanwhile, and that a person can stop it or go ahead.
import { BY_THE_PRESS, answer, chapter, expect, expectAccessible, open, send, test, tryAgain, untilNoTryIsNear } from './fixture.mjs';

const WORDS = 'Words that go by themselves';
const UNKNOWN = 'We do not know whether your submission arrived';
const FIRST_TRIED = 'You first tried to send it at 9.00am on Monday 1 August 2022';
// Each waits for tries that go by themselves.
test.describe.configure({ timeout: 90_000 });

/** The seconds that are said to be left, as they are first said. */
async function seconds(page) {
  const said = page.locator('.next-try').filter({ hasText: /in \d+ seconds/ });
  return Number((await said.textContent()).match(/in (\d+) seconds/)?.[1]);
}

/** The copy that the page saves as a text. */
async function downloaded(page) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download your submission (TXT)' }).click();
  return (await (await (await download).createReadStream()).setEncoding('utf8').toArray()).join('');
}

test('what the endpoint could not take is sent by itself, with the same bytes, and nobody’s focus is taken', async ({ page, faulty, receiver }) => {
  const bodies = [];
  page.on('request', (request) => { if (request.method() === 'POST') bodies.push(request.postData()); });
  faulty.answerPostsWith((_, reply) => reply.writeHead(429, { 'retry-after': '1' }).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  await expect(page.getByText('or is very busy')).toBeVisible();
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go back and write on' }).click();
  await chapter(page).focus();
  await expect.poll(() => bodies.length, { timeout: 45_000 }).toBe(2);
  await expect(chapter(page)).toBeFocused();
  await untilNoTryIsNear(page);
  faulty.answerPostsWith(undefined);
  await tryAgain(page).click();
  await expect(page.locator('.reference')).toBeVisible(BY_THE_PRESS);
  expect(new Set(bodies).size).toBe(1);
  expect(receiver.stored()).toHaveLength(1);
});

for (const [what, header, least, most] of [
  ['seconds', () => '75', 75, 113],
  ['a moment', () => new Date(Date.now() + 75_000).toUTCString(), 70, 113],
  ['a time that is over', () => new Date(0).toUTCString(), 10, 15],
  ['less than none', () => '-5', 10, 15],
  ['nothing that can be read', () => 'soon', 10, 15],
]) {
  test(`an endpoint that asks to wait with ${what} is waited for as long as is right`, { tag: ['@promise-12'] }, async ({ page, faulty }) => {
    faulty.answerPostsWith((_, reply) => reply.writeHead(503, { 'retry-after': header() }).end());
    await open(page, faulty.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.locator('.next-try')).toContainText('tries again by itself');
    const left = await seconds(page);
    expect(left).toBeGreaterThanOrEqual(least - 5);
    expect(left).toBeLessThanOrEqual(most);
    await expect.poll(() => seconds(page)).toBeLessThan(left);
  });
}

test('an endpoint that asks for years is waited for ten minutes at first', { tag: ['@promise-12'] }, async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(503, { 'retry-after': '1000000000' }).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.locator('.next-try')).toContainText(/in 1[0-4] minutes/);
});

test('who is at a button above the form stays there when a try by itself ends in another way', async ({ page, faulty }) => {
  faulty.answerPostsWith((request) => request.socket.destroy());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.getByRole('button', { name: 'Copy your submission' }).focus();
  faulty.answerPostsWith((_, reply) => reply.writeHead(503).end());
  await expect(page.getByText('The service has trouble')).toBeVisible({ timeout: 45_000 });
  await expect(page.locator('#submission--outcome')).toBeFocused();
});

test('who is in a field when a try by itself arrives is taken to what is said of it, since there is no field any more', async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(503).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.getByRole('link', { name: 'Go back and write on' }).click();
  await chapter(page).focus();
  faulty.answerPostsWith(undefined);
  await expect(page.locator('.received')).toBeVisible({ timeout: 45_000 });
  await expect(page.locator('#submission--outcome')).toBeFocused();
});

test('a connection that comes and goes brings no more than six tries a minute', { tag: ['@promise-12'] }, async ({ page, faulty }) => {
  const posted = [];
  page.on('request', (request) => { if (request.method() === 'POST') posted.push(Date.now()); });
  faulty.answerPostsWith((request) => request.socket.destroy());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  const end = Date.now() + 24_000;
  while (Date.now() < end) await page.evaluate(() => { dispatchEvent(new Event('online')); });
  // The first of those that go by themselves may go at once.
  const [, ...byItself] = posted;
  expect(byItself.length).toBeGreaterThan(1);
  for (const [before, moment] of byItself.slice(1).entries()) expect(moment - byItself[before]).toBeGreaterThan(9_000);
});

test('a person can stop it, and is left with the words that say so', { tag: ['@promise-12'] }, async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await page.getByRole('button', { name: 'Stop trying' }).click();
  await expect(page.locator('#submission--outcome')).toBeFocused();
  await expect(page.locator('.next-try')).toHaveText('');
  await expect(page.getByRole('button', { name: 'Stop trying' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
});

test('what was committed while its answer was lost is found by asking, and sent no second time', { tag: ['@promise-2'] }, async ({ page, faulty, receiver }) => {
  let posts = 0;
  page.on('request', (request) => { posts += request.method() === 'POST'; });
  // Chromium itself posts once more over a new connection where a used one breaks.
  faulty.loseAnswers(Infinity);
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  expect(receiver.stored()).toHaveLength(1);
  await tryAgain(page).click();
  await expect(page.locator('.reference')).toContainText(receiver.stored()[0].reference, BY_THE_PRESS);
  expect(posts).toBe(1);
});

test('an attempt survives a reload with its bytes, its first moment and what is known of it, and goes on by itself', async ({ page, faulty, receiver }) => {
  const bodies = [];
  page.on('request', (request) => { if (request.method() === 'POST') bodies.push(request.postData()); });
  faulty.answerPostsWith((_, reply) => reply.writeHead(503).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByText('You first tried to send it at')).toBeVisible();
  faulty.answerPostsWith(undefined);
  await page.reload();
  await expect(page.getByText('The service has trouble')).toBeVisible();
  await expect(page.getByText('You first tried to send it at')).toBeVisible();
  await expect(page.locator('.reference')).toBeVisible({ timeout: 45_000 });
  expect(new Set(bodies).size).toBe(1);
  expect(receiver.stored()).toHaveLength(1);
});

test('what the endpoint asked to wait is waited for over a reload, and not begun anew', { tag: ['@promise-12'] }, async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(503, { 'retry-after': '75' }).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.locator('.next-try')).toContainText('tries again by itself');
  const before = await seconds(page);
  // Long enough that a pause of its own, or one begun anew, would show.
  await page.waitForTimeout(5_000);
  await page.reload();
  await expect(page.locator('.next-try')).toContainText('tries again by itself');
  const left = await seconds(page);
  expect(left).toBeGreaterThan(50);
  expect(left).toBeLessThan(before * 1.5);
});

// With 307 and 308 a browser posts a long one, whose upload it reports, once more where they lead.
for (const status of [302, 307, 308]) {
  test(`a redirect by ${status} is no answer, however long the submission`, { tag: ['@promise-1'] }, async ({ page, faulty }) => {
    faulty.answerPostsWith(({ url }, reply) => reply.writeHead(url === '/thank-you' ? 200 : status, { location: '/thank-you' }).end());
    await open(page, faulty.url);
    await answer(page, '🦊'.repeat(20_000));
    await page.getByLabel('Preamble').fill('🦊'.repeat(20_000));
    await send(page);
    await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
    await expect(page.getByText('No answer came.')).toBeVisible();
  });
}

for (const [what, status, words] of [
  ['too long for the service', 413, 'It is longer than the service can receive'],
  ['refused', 403, 'The service did not accept it'],
]) {
  test(`what is ${what} is said to be after a reload too, and every copy has the moment of the first try`, { tag: ['@promise-10'] }, async ({ page, faulty }) => {
    const problem = JSON.stringify({ type: 'urn:example:refused', title: 'Refused', status });
    faulty.answerPostsWith((_, reply) => reply.writeHead(status, { 'content-type': 'application/problem+json' }).end(problem));
    await open(page, faulty.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByText(words)).toBeVisible();
    expect(await downloaded(page)).toContain(FIRST_TRIED);
    await page.reload();
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(FIRST_TRIED)).toBeVisible();
    await expect(tryAgain(page)).toHaveCount(0);
    expect(await downloaded(page)).toContain(FIRST_TRIED);
  });
}

test('the way by e-mail and by post carries the moment of the first try', { tag: ['@promise-10'] }, async ({ page, faulty }) => {
  faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  const mail = new URL(await page.getByRole('link', { name: /Write to the team/ }).getAttribute('href'));
  expect(mail.searchParams.get('body')).toContain('9.00am on Monday 1 August 2022');
  await page.evaluate(() => { window.print = () => { window.isPrinted = true; }; });
  await page.getByRole('button', { name: 'Print it, with our postal address' }).click();
  expect(await page.evaluate(() => window.isPrinted)).toBe(true);
  await page.emulateMedia({ media: 'print' });
  for (const words of [WORDS, FIRST_TRIED, 'Send these pages to:']) {
    await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible();
  }
  await page.emulateMedia({ media: 'screen' });
  await expect(page.getByText('Send these pages to:')).toBeHidden();
  expect(await downloaded(page)).toContain(FIRST_TRIED);
});

test('where the first address is dead, the second is tried, under the same id', async ({ page, faulty, receiver }) => {
  const posted = [];
  page.on('request', (request) => { if (request.method() === 'POST') posted.push([new URL(request.url()).pathname, request.postDataJSON().id]); });
  faulty.editFile('/config.json', (config) => JSON.stringify({
    ...JSON.parse(config), submission_endpoint: '/dead/submissions', second_submission_endpoint: '/api/submissions',
  }));
  faulty.answerPostsWith((_, reply) => reply.writeHead(502).end(), '/dead/');
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  await expect(page.locator('.reference')).toBeVisible({ timeout: 45_000 });
  const [[, id]] = posted;
  expect(posted).toEqual([['/dead/submissions', id], ['/api/submissions', id]]);
  expect(receiver.stored()).toHaveLength(1);
});
