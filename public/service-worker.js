// Keeps the page readable offline. It may not touch a post, and it never reloads a page: a new worker takes over
// when the last window of the old one is closed. `publish` puts KEPT before these lines: a version, and each
// file that changes its name with its bytes, with its integrity.
/* global KEPT */
const HERE = new URL('./', self.location).href;
// Pages under other paths of the host share its storage, and keep their own. A space is in no address.
const OWN = `have-your-say ${HERE} `;
const NAME = OWN + KEPT.version;
// Newest first for the rest: an old page could say that a closed consultation is open. A network's sign-in page is shown
// as well, but only what is recognisably and wholly the file is kept.
const hasField = (field) => (text) => field in JSON.parse(text);
const ASKED_EACH_TIME = [
  [/^(\.\/|index\.html)$/, 'text/html', (text) => /<script[^>]* data-wasm=[^]*<\/html>\s*$/.test(text)],
  [/^config\.json$/, 'application/json', hasField('submission_endpoint')],
  [/^content\/[^/]+\.updates\.json$/, 'application/json', hasField('updates')],
  [/^content\/[^/.]+\.json$/, 'application/json', hasField('sections')],
];

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith(OWN) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

// Everything else is none of this worker's business: the browser fetches it by itself.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(HERE)) return;
  const name = request.url.slice(HERE.length).replace(/[?#].*$/, '') || './';
  if (KEPT.files[name]) event.respondWith(fromCache(request, name));
  else if (ASKED_EACH_TIME.some(([names]) => names.test(name))) event.respondWith(fromNetwork(event, name));
});

// Everything or nothing.
async function install() {
  const files = Object.entries(KEPT.files).map(([name, integrity]) => new Request(name, { integrity }));
  const page = await ours('./', await fetch('./'));
  const cache = await caches.open(NAME);
  await cache.addAll(files);
  await cache.put('./', page);
}

async function fromCache(request, name) {
  return (await caches.match(name, { cacheName: NAME })) ?? fetch(request);
}

async function fromNetwork(event, name) {
  try {
    const response = await fetch(event.request);
    // It is shown while it is being kept; when it is not ours, or the storage is full, it is shown all the same.
    event.waitUntil(keep(name, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    const kept = await caches.match(name, { cacheName: NAME });
    if (kept) return kept;
    throw error;
  }
}

async function keep(name, response) {
  const kept = await ours(name, response);
  await (await caches.open(NAME)).put(name, kept);
}

async function ours(name, response) {
  const [, type, isFile] = ASKED_EACH_TIME.find(([names]) => names.test(name));
  const isAnswer = response.status === 200 && !response.redirected && response.headers.get('content-type')?.startsWith(type);
  const text = await response.text();
  if (!isAnswer || !isFile(text)) throw new TypeError(`${name} is not of this page`);
  // The page reads the time of answers; what is kept knows none.
  const headers = new Headers(response.headers);
  for (const old of ['date', 'age']) headers.delete(old);
  return new Response(text, { headers });
}
