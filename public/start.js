// Starts the app, and gives each form the id that its attempts carry. It may not do anything else: when starting fails,
// the page goes on as plain HTML.
import { initSync, start } from './have-your-say.js';
import { copying } from './copying.js';
import { languages } from './languages.js';
import { leaving } from './leaving.js';
import { posting } from './posting.js';
import { printWhole } from './printing.js';
import { records } from './records.js';
import { sealing } from './sealing.js';

// As long as 100 kB take on a line of 16 kbit/s; a page that comes to life later than that surprises its reader.
const PATIENCE = 60_000;

printWhole();
const { dataset } = document.documentElement;
const { wasm, integrity, page, pageIntegrity, worker, current } = document.querySelector('script[data-wasm]').dataset;
const othersFirst = () => new Promise((resolve) => setTimeout(resolve));
// 128 random bits: who knows the id can read the receipt.
const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16).padStart(8, '0')).join('');
// What is sent again is told from other words by its id. App and browser carry the same, and one that the browser has
// brought back into the form together with the words, after Back or a reload, stays.
const ids = () => ['submission--id', 'feedback--id'].map((id) => (document.getElementById(id) ?? {}).value ||= newId());
const refuse = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
const patience = new AbortController();
const load = (address, integrity) => fetch(address, { integrity, signal: patience.signal });
const fail = (error) => {
  if (dataset.app === 'failed') return;
  dataset.app = 'failed';
  // The page, where one can go on; nobody else would show it again.
  delete dataset.step;
  // Nothing goes by itself any more. Where something was on its way, that is no longer known. The questions that now show would
  // move it out of sight.
  posting.stop();
  for (const status of document.querySelectorAll('[data-unknown]')) {
    if (!status.textContent.trim()) continue;
    status.textContent = status.dataset.unknown;
    status.scrollIntoView({ block: 'center' });
  }
  console.error(error);
};
// After a panic, and after anything else that was thrown through the app, nothing in it can be relied on, so it gets no
// press any more: the browser posts by itself. What extensions throw has neither place in its stack, and ends nothing.
const isOurs = (error) => [import.meta.url, 'wasm-function'].some((place) => `${error?.stack}`.includes(place));
addEventListener('error', ({ error }) => isOurs(error) && fail(error));
addEventListener('unhandledrejection', ({ reason }) => isOurs(reason) && fail(reason));
// Once the browser itself has begun to post, a press does nothing until the page is shown again.
let isPosting = false;
addEventListener('pageshow', () => { isPosting = false; });
addEventListener('submit', (event) => {
  ids();
  if (isPosting) return refuse(event);
  if (dataset.app === 'alive') return;
  // A form for a dialog goes nowhere by itself.
  isPosting = event.target.method !== 'dialog';
  if (dataset.app !== 'failed') return;
  event.stopImmediatePropagation();
  window.onbeforeunload = null;
}, true);
// What the app has taken on is not posted by the browser.
addEventListener('submit', ({ defaultPrevented }) => { isPosting &&= !defaultPrevented; });
// The page is drawn before anything is fetched for the app. One in a background tab is not drawn, and needs no app yet.
await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
// The app itself says when it is alive.
setTimeout(() => {
  if (dataset.app) return;
  patience.abort();
  fail('too late');
}, PATIENCE);
try {
  const [module, data] = await Promise.all([
    WebAssembly.compileStreaming(load(wasm, integrity)),
    othersFirst().then(() => load(page, pageIntegrity)).then((response) => response.json()),
  ]);
  // Compiling has kept the page busy, and so will what follows; its reader comes in between.
  await othersFirst();
  initSync({ module });
  await othersFirst();
  // A page that is sent in its stage alone was rendered for another moment than its data says.
  if (current) Object.assign(data, { rendered_at: current, is_current: true });
  await records.own('submission--id');
  ids();
  const why = await new Promise((done) => start(data, { ...records, ...posting, ...copying, ...languages, ...leaving, ...sealing, newId }, done));
  if (why) fail(why);
} catch (error) {
  fail(error);
}
// Without it the page is only not there offline. It fetches and starts a thread, so it comes after the app.
await othersFirst();
if (worker) navigator.serviceWorker?.register(worker).catch(() => {});
