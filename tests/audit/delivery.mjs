// Checks how nginx delivers each file of the site: type, compression, caching, and what is missing.
// It asks over plain http as a browser would, and may not know how the configuration is made.
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { extname, join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { files, isPacked } from './files.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

// As registered with IANA; text without a charset would be read as another one.
const TYPES = {
  '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.ico': 'image/vnd.microsoft.icon',
  '.ics': 'text/calendar; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json', '.xml': 'application/xml',
};
const TYPES_BY_NAME = { 'feed.xml': 'application/atom+xml; charset=utf-8', 'feed.json': 'application/feed+json; charset=utf-8' };
// Compressing these once more gains nothing.
const IS_DENSE = /\.(png|ico|woff2)$/;
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };
// What a host reads and nobody else needs.
const IS_FOR_HOST = /^(_headers|_redirects|\.nojekyll|staticwebapp\.config\.json)$/;

await check('delivery', async (finding) => {
  let count = 0;
  for (const site of sites()) {
    const problem = (text) => finding(`${site.name}: ${text}`);
    await whileServed(site, async ({ url }) => {
      for (const file of files(site.dist).filter((file) => !isPacked(file) && !IS_FOR_HOST.test(relative(site.dist, file)))) {
        await checkFile(url, relative(site.dist, file), readFileSync(file), problem);
        count += 1;
      }
      await checkMissing(site, url, problem);
    });
  }
  return `${count} files of both sites, as they are and as br and gzip`;
});

async function checkFile(url, name, bytes, problem) {
  const plain = await ask(`${url}/${name}`);
  if (plain.status !== 200) return problem(`${name} is answered ${plain.status}`);
  if (!plain.body.equals(bytes)) problem(`${name} arrives with other bytes`);
  const type = TYPES_BY_NAME[name] ?? TYPES[extname(name)];
  if (plain.headers['content-type'] !== type) problem(`${name} has the type ${plain.headers['content-type']}, not ${type}`);
  for (const coding of IS_DENSE.test(name) ? [] : ['br', 'gzip']) await checkPacked(url, name, bytes, coding, problem);
  await checkSecondVisit(url, name, plain, problem);
}

async function checkPacked(url, name, bytes, coding, problem) {
  const { headers, body } = await ask(`${url}/${name}`, { 'accept-encoding': coding });
  // A file that would not become smaller need not be packed; 200 bytes fit in one packet anyway.
  if (headers['content-encoding'] !== coding) return bytes.length > 200 && problem(`${name} does not come as ${coding}`);
  if (!UNPACK[coding](body).equals(bytes)) problem(`${name} as ${coding} unpacks to other bytes`);
  if (!/accept-encoding/i.test(headers.vary ?? '')) problem(`${name} as ${coding} has no Vary: Accept-Encoding`);
}

/** A second visit asks again and is told that nothing changed, or does not ask at all. */
async function checkSecondVisit(url, name, { headers }, problem) {
  const isForever = headers['cache-control'] === 'public, max-age=31536000, immutable';
  if (isForever && /[-.][0-9a-f]{8,}/.test(name)) return;
  if (isForever) return problem(`${name} is kept for ever, and its name does not change with its bytes`);
  if (headers['cache-control'] !== 'no-cache') problem(`${name} has Cache-Control: ${headers['cache-control']}`);
  const again = await ask(`${url}/${name}`, { 'if-none-match': headers.etag ?? '', 'if-modified-since': headers['last-modified'] ?? '' });
  if (again.status !== 304) problem(`${name}, unchanged, is answered ${again.status} at the second visit, not 304`);
}

async function checkMissing(site, url, problem) {
  const expected = readFileSync(join(site.dist, '404.html'));
  for (const path of ['/no-such-page', '/no/such/page', '/content/', '/content/none.json', '/.git/config']) {
    const { status, body, headers } = await ask(url + path);
    if (status !== 404) problem(`${path} is answered ${status}, not 404`);
    if (!body.equals(expected)) problem(`${path} is not answered with 404.html`);
    if (/immutable/.test(headers['cache-control'] ?? '')) problem(`${path} is missing, and is kept for ever`);
    if (!headers['content-security-policy']) problem(`${path} is answered without the headers of the site`);
  }
}

/** Node's own fetch would unpack and follow. */
function ask(address, headers = {}) {
  return new Promise((resolve, reject) => {
    get(address, { headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });
}
