// Everything is sealed before it leaves the device: the page of a release with real keys, before a receiver that takes nothing
// in the clear. Whatever is wrong with the keys, the words stay, and go nowhere as they are.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { configured } from './configured.mjs';
import { BY_THE_PRESS, answer, chapter, expect, expectAccessible, open, rehearse, send, test as base, tryAgain, untilNoTryIsNear } from './fixture.mjs';

base.skip(Boolean(process.env.BEHIND_NGINX), 'it has a site of its own');

const WORDS = 'Only the team reads this 🦊';
const UNKNOWN = 'We do not know whether your submission arrived';
// Before submissions close.
const EXPIRES = '2022-08-20T00:00:00+12:00';
const NAMES = ['agency', 'recovery'];
const CONTENT = resolve(import.meta.dirname, '../../public/content');

const test = base.extend({
  // Making everything small takes seconds: one site for all tests.
  sealed: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'have-your-say-sealed-'));
    const secret = (name) => join(folder, `${name}.private.json`);
    const keys = NAMES.map((name) => [name, JSON.parse(execFileSync(process.env.RECEIVER, ['keygen', '--to', secret(name)]))]);
    const dist = join(folder, 'site');
    configured(dist, (config) => ({ ...config, sealing: { ...Object.fromEntries(keys), expires: EXPIRES } }));
    await use({ dist, folder, secret });
    rmSync(folder, { recursive: true });
  }, { scope: 'worker', timeout: 120_000 }],
  site: async ({ sealed }, use) => use(sealed),
  // Everything that leaves the page, and of it what is posted.
  left: async ({ page }, use) => {
    const left = { all: [], posts: [] };
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      left.all.push([request.url(), JSON.stringify(request.headers()), body].join('\n'));
      if (request.method() === 'POST') left.posts.push(body);
    });
    await use(left);
    const forms = [WORDS, encodeURIComponent(WORDS), ...['base64', 'base64url', 'hex'].map((how) => Buffer.from(WORDS).toString(how))];
    for (const form of forms) expect(left.all.filter((request) => request.includes(form))).toEqual([]);
  },
});
test.use({ sealedOnly: true });

test('two tries carry one seal, and each key opens what arrived', async ({ page, receiver, faulty, sealed, left }) => {
  faulty.answerPostsWith((_, reply) => reply.destroy());
  await open(page, faulty.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page.getByRole('heading', { name: UNKNOWN })).toBeVisible();
  await untilNoTryIsNear(page);
  faulty.answerPostsWith();
  await tryAgain(page).click();
  await expect(page).toHaveTitle(/We have received/, BY_THE_PRESS);
  expect(left.posts.length).toBeGreaterThan(1);
  expect(new Set(left.posts).size).toBe(1);
  expect(Object.keys(JSON.parse(left.posts[0])).sort()).toEqual(['content_sha256', 'id', 'revision', 'sealed']);
  expect(receiver.stored()).toHaveLength(1);
  const file = join(sealed.folder, 'sealed.json');
  writeFileSync(file, JSON.stringify(receiver.stored()));
  for (const name of NAMES) {
    const [opened] = JSON.parse(execFileSync(process.env.RECEIVER, ['open', '--key', sealed.secret(name), file]));
    expect(opened.answers['international-cooperation']).toBe(WORDS);
  }
});

/** Answers config.json with an edit of its keys. */
const withKeys = (edit) => (page) => page.route('**/config.json', async (route) => {
  const response = await route.fetch();
  const { sealing, ...config } = await response.json();
  await route.fulfill({ response, json: { ...config, sealing: edit(sealing) } });
});

for (const [what, prepare, words] of [
  ['the keys are too old', (page) => rehearse(page, EXPIRES), 'keys for that are too old'],
  ['config.json has lost its keys', withKeys(() => undefined), 'have changed'],
  ['config.json has another key', withKeys(({ agency, ...rest }) => ({ ...rest, agency: { ...agency, kid: 'another' } })), 'have changed'],
  ['the browser calls a key none', (page) => page.addInitScript(() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'DataError')); }), 'Something is wrong with the page’s keys'],
  ['the browser cannot seal', (page) => page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined })), 'This browser cannot do that'],
]) {
  test(`where ${what}, nothing is sent, and it says so with every other way`, async ({ page, receiver, left }) => {
    await prepare(page);
    await open(page, receiver.url);
    await answer(page, WORDS);
    await send(page);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    for (const name of ['Copy your submission', 'Download your submission (TXT)']) await expect(page.getByRole('button', { name })).toBeVisible();
    await expect(page.locator('.failure a[href^="mailto:"]')).toBeVisible();
    await expect(page.locator('.failure').getByRole('button', { name: /^Print it/ })).toBeVisible();
    await expectAccessible(page);
    await expect(chapter(page)).toHaveValue(WORDS);
    await expect(page.locator('#submission--form')).toHaveAttribute('method', 'dialog');
    expect([left.posts, receiver.stored()]).toEqual([[], []]);
  });
}

test('a config.json with one key alone is none, and everything is sealed to the keys that the page was built with', async ({ page, receiver, left }) => {
  await withKeys(({ agency, expires }) => ({ agency, expires }))(page);
  await open(page, receiver.url);
  await answer(page, WORDS);
  await send(page);
  await expect(page).toHaveTitle(/We have received/);
  expect(JSON.parse(left.posts[0]).sealed.recipients).toHaveLength(2);
});

test('new words keep the keys of a built site, and are refused where config.json has others', async ({ sealed }) => {
  const [site, folder] = [join(sealed.folder, 'renewed/site'), join(sealed.folder, 'renewed')];
  cpSync(sealed.dist, site, { recursive: true });
  const renew = () => execFileSync(process.env.PUBLISH, ['renew', site, CONTENT, 'quick'], { stdio: 'pipe' });
  renew();
  const config = JSON.parse(readFileSync(join(site, 'config.json'), 'utf8'));
  config.sealing.agency.kid = 'another';
  writeFileSync(join(site, 'config.json'), JSON.stringify(config));
  expect(renew).toThrow('the keys of config.json are not those that this site was built with');
  rmSync(folder, { recursive: true });
});
