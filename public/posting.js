// Posts what the app gives, asks for what was posted, and counts the time until the next try. It tells what came back, and
// but for whether that is a receipt may not know what it means. Never `keepalive`, never a beacon: browsers cap both at 64 KiB.

import { digestOf } from './digest.js';
import { encode, judge } from './services.js';

// Of a body longer than that, in bytes, it is told how much has left. It takes a listener on the upload, with which a browser
// asks the endpoint's host first (a preflight); so does JSON.
const LONG = 100_000;

// How long to wait for a receipt that is asked for, in ms.
const TO_ANSWER = 30_000;
// `publish` puts SERVICES before these lines: how each form's endpoint is spoken to, by config.json, where that is not by this
// page's own protocol; or null, where all of it is left out.
/* global SERVICES */
const serviceOf = (name) => SERVICES && SERVICES[name];

const waits = {};

// In seconds: a number, or a moment by the endpoint's own clock. 0 for what is neither.
const asked = (get) => {
  const after = get('retry-after');
  const seconds = /^\s*\d+\s*$/.test(after) ? +after : (Date.parse(after) - (Date.parse(get('date')) || Date.now())) / 1000;
  return Math.max(seconds || 0, 0);
};

const came = (status, get, text) => ({ status, type: get('content-type') ?? '', text, asked: asked(get) });

// A redirect is an error, unless `init` says otherwise: browsers repeat a redirected post as a GET, without the words.
const fetched = async (address, init, patience, look) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const response = await fetch(address, { redirect: 'error', cache: 'no-store', signal: controller.signal, ...init });
    look?.(response);
    return came(response.status, (name) => response.headers.get(name), await response.text());
  } finally {
    clearTimeout(timer);
  }
};

const isAsked = (name) => document.getElementsByName(name).length > 0;

// Posts by a service's own rules, and reports by ours. One that acknowledges nothing may not let its answer be read.
const served = async (service, address, body, patience) => {
  const { acknowledges, redirects_to: leadsTo } = service;
  const isUnread = acknowledges === 'nothing';
  const init = { method: 'POST', mode: isUnread ? 'no-cors' : 'cors', redirect: isUnread || leadsTo ? 'follow' : 'error', ...encode(service, body) };
  let isOpaque;
  const answer = await fetched(address, init, patience, ({ type, url, redirected }) => {
    isOpaque = type === 'opaque';
    if (redirected && new URL(url).origin !== leadsTo) throw new Error(url);
  });
  return { ...answer, ...judge(service, { ...answer, isOpaque }, isAsked) };
};

// Nothing stops this from following a 307 or 308, so what comes from elsewhere is no answer.
const uploaded = (address, { headers, body }, patience, progress) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open('POST', address);
  Object.entries(headers).forEach((header) => request.setRequestHeader(...header));
  request.timeout = patience;
  request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((100 * loaded) / total));
  request.onloadend = () => {
    if (request.responseURL !== new URL(address, document.baseURI).href) return reject();
    resolve(came(request.status, (name) => request.getResponseHeader(name), request.responseText));
  };
  request.send(body);
});

// A device without a connection before anything was asked has sent nothing.
const whatever = async (exchange) => {
  const offline = navigator.onLine === false;
  return exchange().catch(() => ({ status: 0, type: '', text: '', asked: 0, offline }));
};

// What is there under the address of a receipt, where it is the receipt of that.
const receiptAt = async (address, key, sha256) => {
  const answer = await fetched(address, { headers: { accept } }, TO_ANSWER);
  const { id, body_sha256 } = JSON.parse(answer.text);
  return id === key && body_sha256 === sha256 && answer;
};

// A browser that calls itself online may have a router, or the sign-in page of a network: only the site's own file counts. What
// the service worker had kept has no date.
const isReached = async () => {
  const response = await fetch(new URL('config.json', import.meta.url), { cache: 'no-store' });
  return response.headers.get('date') && (await response.json()).submission_endpoint;
};

const accept = 'application/json';

export const posting = {
  // Posts a text under its key, as JSON or as the service of the form of that name wants it; where its receipt may be somewhere,
  // it is asked for first, and nothing is posted if it is there. `patience` is in ms. Reports once: the status, 0 for no whole
  // answer in time; type and text; how many seconds the endpoint asks to wait; the SHA-256 of what was to be posted.
  post: async (name, address, receipt, key, body, patience, progress, report) => {
    const service = serviceOf(name);
    if (service) return report({ ...await whatever(() => served(service, address, body, patience)), sha256: '' });
    const sha256 = await digestOf(body);
    const init = { method: 'POST', headers: { accept, 'content-type': accept, 'idempotency-key': `"${key}"` }, body };
    const isLong = new Blob([body]).size > LONG;
    // What no person sees, a program has filled in. Every endpoint takes an address that says so; another header some refuse.
    const isFilledIn = [...document.getElementsByName('web--site')].some(({ value }) => value);
    if (isFilledIn) address += (address.includes('?') ? '&' : '?') + 'held=true';
    const kept = receipt && await receiptAt(receipt, key, sha256).catch(() => false);
    const post = () => (isLong ? uploaded(address, init, patience, progress) : fetched(address, init, patience));
    report({ ...kept || await whatever(post), sha256 });
  },
  // Whether sending it twice may make two of it.
  mayDouble: (name) => Boolean(serviceOf(name) && !serviceOf(name).tells_doubles_apart),
  // Tells every second how many are left, down to 0. Of one name, the last counts.
  wait: (name, seconds, tell) => {
    clearInterval(waits[name]);
    const end = performance.now() + seconds * 1000;
    waits[name] = setInterval(() => {
      const left = Math.max(Math.ceil((end - performance.now()) / 1000), 0);
      if (!left) clearInterval(waits[name]);
      tell(left);
    }, 1000);
  },
  // Counts no more.
  stop: () => Object.values(waits).forEach(clearInterval),
  // Tells when the site can be reached again: of a connection that comes and goes, not more often than the app itself tries.
  whenOnline: (tell) => {
    let timer;
    let next = 0;
    const look = async () => {
      next = performance.now() + 10_000;
      if (await isReached().catch(() => false)) tell(0);
    };
    addEventListener('online', () => {
      clearTimeout(timer);
      timer = setTimeout(look, next - performance.now());
    });
  },
};
