// Every service that the page knows, each as a small server that behaves as that does (fakes.mjs): what it takes is said to be
// taken and no more, what it finds wrong is shown at its question, and nothing is sent twice that nobody asked for.
//
// The page is that of the last build with the config.json of each service (configured.mjs), sent with the headers that `publish`
// writes for hosts. Without those, nothing shows what they stop.
import { test, expect } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

import { headersFor } from '../bench/headers.mjs';
import { rulesOf } from '../bench/server.mjs';
import { configured } from './configured.mjs';
import { startService } from './fakes.mjs';
import { accept, answer, chapter, expectAccessible, open, publish, send, tryAgain } from './fixture.mjs';

test.skip(Boolean(process.env.BEHIND_NGINX), 'it has sites and services of its own');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };
const WORDS = 'Words & “more”\nTēnā koe 🦊';
const ACCEPTED = 'Your submission was sent, and not acknowledged';
const UNKNOWN = 'We do not know whether your submission arrived';

// What a deployer says of each, beside the preset; what it calls what it took; whether it lies on the page's own site, tells
// which answer is wrong, refuses without a word, or gives an answer that no page can read.
const OWN_SITE = { isOwn: true };
const TELLS = { tells: true };
const PRESETS = {
  'netlify-forms': { fields: { 'form-name': 'submission' }, ...OWN_SITE },
  formspree: { ...TELLS },
  web3forms: { fields: { access_key: 'a-key' }, refuses: true },
  getform: { refuses: true },
  basin: { refuses: true },
  'cloudflare-pages': { fields: { 'static-form-name': 'submission' }, reference: 'CF-1', ...OWN_SITE, ...TELLS },
  'cloudflare-worker': { reference: 'cloudflare-worker-1', ...TELLS },
  'aws-lambda-url': { reference: 'aws-lambda-url-1', ...TELLS },
  'azure-functions': { reference: 'azure-functions-1', ...TELLS },
  'power-automate': { isUnread: true },
  'google-apps-script': { reference: 'row 2', ...TELLS },
  'drupal-webform-rest': { fields: { webform_id: 'have_your_say' }, names: { 'full-name': 'full_name' }, reference: '4711', ...TELLS },
};

// What a deployer says of a service that is none of those.
const WHOLE = {
  described: {
    encoding: 'json', nest: 'data.attributes', success: { statuses: [201], path: 'data.id' }, reference: 'data.id', tells_doubles_apart: true,
  },
};

/** Serves a folder, with what the host states beside the folder's own headers; posts go to the service that lies on the same site. */
async function serve(folder, service, host) {
  const rules = rulesOf(folder);
  const server = createServer((request, reply) => {
    if (request.method === 'POST') return service.serve(request, reply);
    const path = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
    try {
      const bytes = readFileSync(join(folder, path));
      reply.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...headersFor(rules, path), ...host.headers }).end(bytes);
    } catch {
      reply.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** The names of the fields that a page's HTML has for the form of that name. */
const fieldsOf = (html, form) => {
  const [, inner] = html.match(new RegExp(`<form name="${form}"[^>]*data-netlify="true"[^>]*>(.*?)</form>`, 's')) ?? [];
  return inner && [...inner.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name);
};

/** The page before a service of its own. */
async function started(preset, around) {
  const folder = join(around, preset);
  const { fields, names, isOwn } = PRESETS[preset] ?? {};
  const service = await startService(preset, (form) => fieldsOf(readFileSync(join(folder, 'index.html'), 'utf8'), form));
  // The host that this fake leads to stands for the one that the preset names.
  const leads = preset === 'google-apps-script' && { redirects_to: service.resultsAt };
  const description = WHOLE[preset] ?? { preset, fields, names, ...leads };
  configured(folder, ({ shows_answers: _, ...config }) => ({ ...config, submission_endpoint: isOwn ? '/index.html' : service.url, submission_service: description }));
  const host = { headers: {} };
  const server = await serve(folder, service, host);
  const stop = () => {
    server.closeAllConnections();
    server.close();
    service.stop();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, service, host, stop };
}

const it = test.extend({
  preset: ['formspree', { option: true }],
  // Making everything small takes seconds: one site for all tests of a preset.
  sites: [async ({}, use) => {
    const around = mkdtempSync(join(tmpdir(), 'have-your-say-service-'));
    const sites = new Map();
    await use(async (preset) => sites.get(preset) ?? sites.set(preset, await started(preset, around)).get(preset));
    sites.forEach((site) => site.stop());
    rmSync(around, { recursive: true });
  }, { scope: 'worker' }],
  site: [async ({ preset, sites }, use) => {
    const site = await sites(preset);
    site.service.forget();
    site.host.headers = {};
    await use(site);
  }, { timeout: 120_000 }],
});

const heading = (page, name) => page.getByRole('heading', { name });

/** Writes, and sends. */
async function written(page, site) {
  await open(page, site.url);
  await answer(page, WORDS);
  await send(page);
}

it.describe('with scripts off', () => {
  it.use({ javaScriptEnabled: false });

  it('the button says that it sends what nothing shows before, and not that it checks', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.locator('#submission--submit')).toHaveText('Accept and send');
    await expect(page.getByText('what you send is sent at once')).toBeVisible();
  });
});

it('with scripts on, everything is shown first, and the button says so', async ({ page, site }) => {
  await open(page, site.url);
  await expect(page.locator('#submission--submit')).toHaveText('Check your answers');
});

for (const [preset, { names = {}, reference, refuses, tells, isUnread }] of Object.entries(PRESETS)) {
  it.describe(preset, () => {
    it.use({ preset });

    it('takes it whole, which is called not acknowledged, and is sent nothing twice', async ({ page, site }) => {
      await written(page, site);
      await expect(heading(page, ACCEPTED)).toBeVisible();
      await expectAccessible(page);
      if (reference) await expect(page.getByText(`The service that it was sent to calls it ${reference}, and gives no receipt`)).toBeVisible();
      await accept(page);
      await expect(page.locator('#submission--outcome')).toBeFocused();
      await expect(page.getByText('Sending the same words again does nothing')).toBeVisible();
      expect(site.service.bodies).toHaveLength(1);
      expect(site.service.stored).toHaveLength(1);
      const [stored] = site.service.stored;
      expect(stored).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{32}$/), 'international-cooperation': WORDS });
    });

    if (tells) {
      it('says what it finds wrong, which is shown at its question', async ({ page, site }) => {
        site.service.ask(names['full-name'] ?? 'full-name');
        await written(page, site);
        await expect(page.locator('.problem-summary').getByRole('link')).toHaveText(/^(This is missing|This field is required|Name field is required\.)$/);
        expect(site.service.stored).toEqual([]);
        await page.locator('[name="full-name"]').fill('Aroha');
        await send(page);
        await expect(heading(page, ACCEPTED)).toBeVisible();
        expect(site.service.stored).toHaveLength(1);
        const [first, second] = site.service.bodies.map((body) => body.match(/[0-9a-f]{32}/)[0]);
        expect(second).not.toBe(first);
      });
    }

    if (refuses) {
      it('refuses it without saying what is wrong, which is called not sent', async ({ page, site }) => {
        site.service.ask('full-name');
        await written(page, site);
        await expect(page.getByText('The service did not accept it')).toBeVisible();
        expect(site.service.stored).toEqual([]);
      });
    }

    it('whose answer is lost leaves it unknown; the person decides, and is told what a second try may do', async ({ page, site }) => {
      site.service.answerWith((reply) => reply.destroy());
      await written(page, site);
      await expect(heading(page, UNKNOWN)).toBeVisible();
      await expect(page.getByText('trying again sends it a second time')).toBeVisible();
      await expect(page.locator('.next-try')).toHaveText('');
      const before = new Set(site.service.bodies);
      site.service.answerWith(undefined);
      await tryAgain(page).click();
      await expect(heading(page, ACCEPTED)).toBeVisible();
      expect(new Set(site.service.bodies)).toEqual(before);
      expect(site.service.stored).toHaveLength(1);
    });

    if (!isUnread && preset !== 'netlify-forms') {
      it('in whose place a web page answers has not taken it', async ({ page, site }) => {
        site.service.answerWith((reply, anyOrigin) => {
          anyOrigin(reply);
          reply.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Thank you</title>');
        });
        await written(page, site);
        await expect(heading(page, UNKNOWN)).toBeVisible();
      });
    }

    if (!isUnread) {
      it('that leads elsewhere has not taken it', async ({ page, site }) => {
        site.service.answerWith((reply, anyOrigin) => {
          anyOrigin(reply);
          reply.writeHead(302, { location: new URL('/thanks', site.url).href }).end();
        });
        await written(page, site);
        await expect(heading(page, UNKNOWN)).toBeVisible();
      });
    }
  });
}

const unwilling = ({ service }) => service.beUnwilling();
const changed = (change) => ({ service }) => service.change((arrived) => ({ ...arrived, ...change(arrived) }));
const saying = (more) => changed(({ said }) => ({ said: { ...said, ...more } }));
const withoutField = (form, fields) => fields?.filter((name) => name !== 'international-cooperation');
const NOT_SENT = 'Your submission has not been sent';
const NO = 'The service did not accept it';
const NO_PROOF = 'An answer came, but it does not prove that your submission was received';
const NO_RECEIPT = 'gives no receipt, so this page cannot tell whether it is stored';
const TROUBLE = 'The service has trouble at the moment, or is very busy';

// What each does at its worst, what is said then and why, and the words that it has kept of what it stored.
for (const [preset, what, provoke, said, why, kept = []] of [
  ['netlify-forms', 'takes it for spam, and thanks: that is no receipt', unwilling, ACCEPTED, NO_RECEIPT],
  ['netlify-forms', 'has the form no more: nobody knows', changed(() => ({ built: () => undefined })), UNKNOWN, NO_PROOF],
  ['netlify-forms', 'drops a field that it did not find, and thanks: that is no receipt', changed(({ built }) => ({ built: (form) => withoutField(form, built(form)) })), ACCEPTED, NO_RECEIPT, [undefined]],
  ['formspree', 'has had too many posts: nobody knows, and nothing goes by itself', unwilling, UNKNOWN, TROUBLE],
  ['formspree', 'is not told the site, since its host hides it: it is not sent', ({ host }) => { host.headers = { 'referrer-policy': 'no-referrer' }; }, NOT_SENT, NO],
  ...['formspree', 'getform', 'basin'].map((name) => [name, 'takes it for a program’s, and thanks: that is no receipt', saying({ _gotcha: 'x' }), ACCEPTED, NO_RECEIPT]),
  ['web3forms', 'does not know the key: it is not sent', saying({ access_key: 'another' }), NOT_SENT, NO],
  ['web3forms', 'redirects once it has taken it: nobody knows, and nothing goes by itself', saying({ redirect: 'https://agency.example/thanks' }), UNKNOWN, 'No answer came', [WORDS]],
  ['aws-lambda-url', 'finds it too large: it is not sent', unwilling, NOT_SENT, 'It is longer than the service can receive'],
  ['google-apps-script', 'breaks off with a page that nobody can read: nobody knows', unwilling, UNKNOWN, 'No answer came'],
  ['drupal-webform-rest', 'has the webform no more: nobody knows, and nothing goes by itself', saying({ webform_id: 'another' }), UNKNOWN, TROUBLE],
]) {
  it.describe(preset, () => {
    it.use({ preset });

    it(what, async ({ page, site }) => {
      provoke(site);
      await written(page, site);
      await expect(heading(page, said)).toBeVisible();
      await expect(page.getByText(why)).toBeVisible();
      await expect(page.getByText('We have received your submission')).toHaveCount(0);
      await expect(page.locator('.next-try').filter({ hasText: /\S/ })).toHaveCount(0);
      expect(site.service.bodies).toHaveLength(1);
      expect(site.service.stored.map((one) => one['international-cooperation'])).toEqual(kept);
      await page.reload();
      await expect(chapter(page)).toHaveValue(WORDS);
    });
  });
}

it.describe('a service that is described to tell doubles apart', () => {
  it.use({ preset: 'described' });

  it('which stored what it could not answer is sent the same bytes by itself, and its reference is told', async ({ page, site }) => {
    site.service.answerWith((reply, anyOrigin, keep) => {
      keep();
      anyOrigin(reply);
      reply.writeHead(503).end();
      site.service.answerWith(undefined);
    });
    await page.clock.install();
    await written(page, site);
    await expect(page.locator('.next-try')).toContainText('tries again by itself');
    // The shortest wait of what goes by itself is 10 seconds, and up to half more.
    await page.clock.fastForward(16_000);
    await expect(heading(page, ACCEPTED)).toBeVisible();
    await expect(page.getByText('The service that it was sent to calls it intake-1, and gives no receipt')).toBeVisible();
    const [first, ...again] = site.service.bodies;
    expect(again).toEqual([first]);
    expect(site.service.stored.map(({ data }) => data.attributes['international-cooperation'])).toEqual([WORDS]);
  });
});

it('what was taken without a receipt is known after a reload, and other words are another submission', async ({ page, site }) => {
  await written(page, site);
  await expect(heading(page, ACCEPTED)).toBeVisible();
  await page.goto(site.url);
  await expect(heading(page, ACCEPTED)).toBeVisible();
  await answer(page, 'Other words');
  await send(page);
  await expect.poll(() => site.service.stored.length).toBe(2);
  const [first, second] = site.service.stored;
  expect(second.id).not.toBe(first.id);
});

it('nothing goes by itself, however long somebody waits', async ({ page, site }) => {
  site.service.answerWith((reply, anyOrigin) => {
    anyOrigin(reply);
    reply.writeHead(503).end();
  });
  await written(page, site);
  await expect(heading(page, UNKNOWN)).toBeVisible();
  // The shortest wait of what goes by itself is 10 seconds, and up to half more.
  await page.waitForTimeout(16_000);
  expect(site.service.bodies).toHaveLength(1);
});

it.describe('a service that reads no forms', () => {
  it.use({ preset: 'drupal-webform-rest' });

  it('is posted none by the browser itself, also once newer content was drawn', async ({ page, site }) => {
    await publish(page, () => ({ title: 'Newer words' }));
    await page.goto(site.url);
    await expect(page.getByRole('heading', { level: 1, name: 'Newer words' })).toBeVisible();
    const form = page.locator('#submission--form');
    await expect(form).toHaveAttribute('method', 'dialog');
    await expect(form).not.toHaveAttribute('action');
    await expect(form.locator('.without-app')).toContainText('Nothing can be sent from this form while');
  });
});
