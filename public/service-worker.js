// Keeps the page readable offline. It may not touch a post, and it never reloads a page: a new worker takes over
// when the last window of the old one is closed. `publish` puts KEPT before these lines: a version, and each
// file that changes its name with its bytes, with its integrity.
/* global KEPT */
const HERE = new URL('./', self.location).href;
// Pages under other paths of the host share its storage, and keep their own. A space is in no address.
const OWN = `have-your-say ${HERE} `;
const NAME = OWN + KEPT.version;
// Newest first for the rest: an old page could say that a closed consultation is open.
const ASKED_EACH_TIME = /^(|index\.html|config\.json|content\/[^/]+\.json)$/;

self.addEventListener('install', (event) => {
  const files = Object.entries(KEPT.files).map(([name, integrity]) => new Request(name, { integrity }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(['./', ...files])));
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith(OWN) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

// Everything else is none of this worker's business: the browser fetches it by itself.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(HERE)) return;
  const name = request.url.slice(HERE.length).replace(/[?#].*$/, '');
  if (KEPT.files[name]) event.respondWith(fromCache(request, name));
  else if (ASKED_EACH_TIME.test(name)) event.respondWith(fromNetwork(event, name || './'));
});

async function fromCache(request, name) {
  return (await caches.match(name, { cacheName: NAME })) ?? fetch(request);
}

async function fromNetwork(event, name) {
  try {
    const response = await fetch(event.request);
    if (response.status === 200) event.waitUntil(keep(name, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(name, { cacheName: NAME });
    if (kept) return kept;
    throw error;
  }
}

// The answer is shown while it is being kept. When storage is full it is shown all the same.
async function keep(name, response) {
  const cache = await caches.open(NAME);
  await cache.put(name, response).catch(() => {});
}
