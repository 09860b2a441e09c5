// A static server that behaves like a CDN, and counts every byte it sends. It may not send anything but files.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { headersFor, readHeaders } from './headers.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};
// What a CDN says of a file when nobody has said more.
const ASK_AGAIN = 'public, max-age=0, must-revalidate';

/** Serves a folder; `instead` holds files that replace its own. `quality` is that of brotli, for what is not compressed yet. */
export async function serve(folder, { instead = {}, quality = 11, rules = rulesOf(folder) } = {}) {
  const files = read(folder, instead, quality, rules);
  const sent = { sockets: [], answers: [], last: 0 };
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const bytes = send(request, answer, files.get(path));
    sent.answers.push({ path, status: answer.statusCode, bytes });
    sent.last = Date.now();
  });
  server.on('connection', (socket) => sent.sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    sent: () => summary(sent),
    quiet: () => quiet(sent),
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

/** Sends one answer, and tells how long its body is. */
function send(request, answer, file) {
  if (request.method !== 'GET' || !file) return finish(answer, 404, { 'content-type': 'text/plain' }, 'not found');
  const { etag, headers, raw, brotli } = file;
  if (request.headers['if-none-match'] === etag) return finish(answer, 304, headers);
  const takesBrotli = /\bbr\b/.test(request.headers['accept-encoding']) && brotli.length < raw.length;
  return takesBrotli ? finish(answer, 200, { ...headers, 'content-encoding': 'br' }, brotli) : finish(answer, 200, headers, raw);
}

function finish(answer, status, headers, body = '') {
  answer.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': body.length }).end(body);
  return body.length;
}

/** What a folder's `_headers` say, but for the headers named in `without`. */
export function rulesOf(folder, without = []) {
  const list = join(folder, '_headers');
  const rules = existsSync(list) ? readHeaders(readFileSync(list, 'utf8')) : [];
  return rules.map(({ matches, headers }) => ({ matches, headers: headers.filter(([name]) => !without.includes(name)) }));
}

/** Everything is read and compressed before the first request, so that no answer waits for it. */
function read(folder, instead, quality, rules) {
  const inFolder = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = inFolder.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length).replaceAll('\\', '/'));
  const served = paths.filter((path) => path !== '/_headers' && !(path.endsWith('.br') && paths.includes(path.slice(0, -3))));
  return new Map(served.map((path) => {
    const replaced = instead[path];
    const raw = Buffer.from(replaced ?? readFileSync(join(folder, path)));
    const stored = replaced === undefined && existsSync(join(folder, `${path}.br`));
    const brotli = stored ? readFileSync(join(folder, `${path}.br`)) : compress(raw, quality);
    return [path, { raw, brotli, ...named(path, raw, rules) }];
  }));
}

function named(path, raw, rules) {
  const etag = `"${createHash('sha256').update(raw).digest('hex').slice(0, 16)}"`;
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const ours = { 'content-type': type, 'cache-control': ASK_AGAIN, etag, vary: 'accept-encoding' };
  // The hosts apply a rule for `/` to the page itself.
  const address = path === '/index.html' ? '/' : path;
  return { etag, headers: { ...ours, ...headersFor(rules, path), ...headersFor(rules, address) } };
}

function compress(raw, quality) {
  return brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
}

function summary({ sockets, answers }) {
  const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
  return {
    answers: [...answers],
    bodies: sum(answers.map(({ bytes }) => bytes)),
    // With the headers of every answer: what went out through the sockets.
    wire: sum(sockets.map((socket) => socket.bytesWritten)),
  };
}

/** Waits until nothing was asked for during a second: a service worker asks after the page is done. */
async function quiet(sent) {
  while (Date.now() - sent.last < 1000) await new Promise((resume) => setTimeout(resume, 100));
}
