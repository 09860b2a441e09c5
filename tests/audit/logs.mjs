// Does at nginx what is refused or redirected before its path is looked at, and what is read slowly: no log may have the id of a
// receipt or who asked for it, and no file of nginx what somebody wrote.
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const SECRET = 'feedface'.repeat(4);
const PATH = `/api/submissions/${SECRET}/receipt`;
const REQUESTS = {
  'a cookie that is too large': `GET ${PATH} HTTP/1.1\r\nHost: a\r\nCookie: a=${'b'.repeat(40_000)}\r\n\r\n`,
  'no host': `GET ${PATH} HTTP/1.1\r\nHost:\r\n\r\n`,
  'a path written in another way': `GET //api/%73ubmissions/${SECRET}/receipt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
  'nothing else': `GET ${PATH} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
};

await check('logs', async (finding) => {
  for (const site of sites()) {
    const find = (text) => finding(`${site.name}: ${text}`);
    // The second is as docs/deploying.md has it, the third as docs/runbook.md.
    for (const line of ['', 'if ($http_host) { return 301 https://$host$request_uri; }', 'deny 127.0.0.1;']) {
      const lines = (own) => [`error_log ${own}/error.log;`, line];
      await whileServed(site, (server) => ask(server, (text) => find(`${line || 'as it is'}: ${text}`)), { lines });
    }
    // A socket that holds little, so that an answer has to wait.
    await whileServed(site, (server) => readSlowly(server, find), { lines: (own) => [`listen unix:${own}/narrow sndbuf=4k;`] });
  }
  return `${Object.keys(REQUESTS).length} requests for a receipt in three ways, and a slow reader, at both sites`;
});

async function ask({ nginx: { port, own } }, finding) {
  for (const request of Object.values(REQUESTS)) await answered(port, request);
  const logs = ['access.log', 'error.log'].map((name) => readFileSync(join(own, name), 'utf8')).join('');
  if (!logs.includes(' 400 ')) finding('what is refused was not logged at all');
  for (const line of logs.split('\n').filter((one) => one.includes(SECRET) || one.includes('127.0.0.1'))) finding(`a log has ${line}`);
}

async function answered(port, request) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  socket.write(request);
  await Promise.race([once(socket, 'close'), wait(2_000)]);
  socket.destroy();
}

/** A page that shows everything which was written, to who does not read it. */
async function readSlowly({ nginx: { own, pid }, url }, finding) {
  const page = await fetch(`${url}/`).then((answer) => answer.text());
  const hidden = ['revision', 'content_sha256'].map((name) => [name, page.match(new RegExp(`name="${name}" value="(.*?)"`))[1]]);
  const chapters = ['preamble', 'final-provisions', 'technical-assistance', 'prevention-measures', 'anything-else'].map((name) => [name, '🦊'.repeat(20_000)]);
  const body = new URLSearchParams([...hidden, ['responding-as', 'individual'], ...chapters, ['publish', 'do-not-publish'], ['withhold', 'no'], ['official-information', 'yes']]).toString();
  const socket = connect(join(own, 'narrow'));
  socket.on('error', () => {});
  socket.pause();
  socket.write(`POST /api/submissions HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await wait(4_000);
  const files = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => { try { return [readlinkSync(`/proc/${pid}/fd/${fd}`)]; } catch { return []; } });
  for (const file of files.filter((name) => /\/proxy\//.test(name))) finding(`what was written waits in ${file}`);
  let length = 0;
  socket.on('data', (piece) => { length += piece.length; }).resume();
  await Promise.race([once(socket, 'close'), wait(2_000)]);
  if (length < body.length / 3) finding(`${length} bytes were answered, which is not everything that was written`);
  socket.destroy();
}
