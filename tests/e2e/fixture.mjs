// What every journey starts from: the built site behind its own receiver with its own database, and words to find things by.
import { test as base, expect } from '@playwright/test';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const AS_OF = '2022-08-01T09:00:00+12:00';

export const test = base.extend({
  // The receiver, serving the site from the same origin.
  receiver: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'have-your-say-'));
    const database = `sqlite://${join(folder, 'submissions.db')}`;
    const options = ['serve', '--listen', '127.0.0.1:0', '--database', database, '--site', process.env.SITE, '--as-of', AS_OF];
    const child = spawn(process.env.RECEIVER, options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const stored = (what = 'submissions') =>
      JSON.parse(execFileSync(process.env.RECEIVER, ['export', '--format', 'json', '--what', what, '--database', database]));
    await use({ url: line.match(/http:\/\/[\d.]+:\d+/)[0], stored });
    child.kill();
    rmSync(folder, { recursive: true });
  },
  // A server before the receiver that answers posts with a fault, and passes everything else on.
  faulty: async ({ receiver }, use) => {
    let fault;
    const server = createServer((incoming, answer) => {
      if (incoming.method === 'POST' && fault) return fault(incoming, answer);
      const { host, port } = new URL(receiver.url);
      const options = { host: host.split(':')[0], port, path: incoming.url, method: incoming.method, headers: incoming.headers };
      incoming.pipe(request(options, (reply) => {
        answer.writeHead(reply.statusCode, reply.headers);
        reply.pipe(answer);
      }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use({ url: `http://127.0.0.1:${server.address().port}`, answerPostsWith: (next) => { fault = next; } });
    server.closeAllConnections();
    server.close();
  },
});

export { expect };

/** Opens the page and waits until it is alive. */
export async function open(page, url) {
  await page.goto(url);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
  // What depends on an answer is hidden once the first drawing is over.
  await expect(page.getByLabel('Name of the organisation')).toBeHidden();
}

/** Answers everything that is needed. */
export async function answer(page, words) {
  await page.getByLabel('An individual').check();
  await page.getByRole('textbox', { name: 'International cooperation' }).fill(words);
  await page.getByRole('group', { name: /anything in your submission/ }).getByLabel('No').check();
  await page.getByLabel(/I understand that my submission/).check();
}

/** Presses the button that sends. */
export const send = (page) => page.getByRole('button', { name: 'Send your submission' }).click();

/** Axe finds nothing. Its script cannot run where scripts are off, so there the page's HTML is looked at elsewhere. */
export async function expectAccessible(page, look = page) {
  await look.evaluate(AXE);
  const { violations } = await look.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}
