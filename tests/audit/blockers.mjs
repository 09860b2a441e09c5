// Asks an ad blocker's engine, with the rules of EasyList and EasyPrivacy, about every address that a visit and a post use.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { FiltersEngine, Request } from '@ghostery/adblocker';

import { files, isPacked } from './files.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

// Rules for all websites; those for single ones do not know ours. Both lists lie in that package as its tests' data, as of 2019.
const LISTS = join(dirname(createRequire(import.meta.url).resolve('ad-block/package.json')), 'test/data');
const KINDS = { js: 'script', wasm: 'fetch', json: 'fetch', css: 'stylesheet', svg: 'image', png: 'image', html: 'document' };
// What every such list stops: without it, an engine that has read nothing would find nothing.
const TRACKERS = ['https://www.google-analytics.com/analytics.js', 'https://treaty.example/piwik.js'];

await check('ad blockers', async (finding) => {
  const rules = ['easylist.txt', 'easyprivacy.txt'].map((name) => readFileSync(join(LISTS, name), 'utf8'));
  const engine = FiltersEngine.parse(rules.join('\n'));
  const stops = (url, type) => engine.match(Request.fromRawDetails({ url, type, sourceUrl: 'https://treaty.example/' }));
  for (const tracker of TRACKERS) if (!stops(tracker, 'script').match) finding(`it lets ${tracker} through`);
  const asked = new Set(sites().flatMap(addresses));
  for (const address of asked) {
    const { match, filter } = stops(new URL(address, 'https://treaty.example/').href, kind(address));
    if (match) finding(`${address} is stopped by ${filter}`);
  }
  return `${asked.size} addresses`;
});

/** Every file of a site, and where the page posts and asks. */
function addresses({ dist }) {
  const config = JSON.parse(readFileSync(join(dist, 'config.json'), 'utf8'));
  const posts = [config.submission_endpoint, config.feedback_endpoint];
  const receipts = posts.map((endpoint) => `${endpoint}/0123456789abcdef0123456789abcdef/receipt`);
  return [...files(dist).filter((file) => !isPacked(file)).map((file) => relative(dist, file)), ...posts, ...receipts];
}

function kind(address) {
  return KINDS[address.split('.').at(-1)] ?? 'fetch';
}
