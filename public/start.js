// Starts the app. It may not do anything else: when starting fails, the page goes on as plain HTML.
import { initSync, start } from './have-your-say.js';

// As long as 100 kB take on a line of 16 kbit/s; a page that comes to life later than that surprises its reader.
const PATIENCE = 60_000;

const { dataset } = document.documentElement;
const { wasm, integrity, page, pageIntegrity, worker } = document.querySelector('script[data-wasm]').dataset;
const othersFirst = () => new Promise((resolve) => setTimeout(resolve));
// The page is drawn before anything is fetched for the app. One in a background tab is not drawn, and needs no app yet.
await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
const patience = new AbortController();
const load = (address, integrity) => fetch(address, { integrity, signal: patience.signal });
const fail = (error) => {
  if (dataset.app === 'failed') return;
  dataset.app = 'failed';
  console.error('The app could not start. The page and its forms work without it.', error);
};
// After a panic nothing in the app can be relied on, so it gets no press any more: the browser posts by itself.
const failIfPanic = (error) => { if (error instanceof WebAssembly.RuntimeError) fail(error); };
addEventListener('error', ({ error }) => failIfPanic(error));
addEventListener('unhandledrejection', ({ reason }) => failIfPanic(reason));
addEventListener('submit', (event) => {
  if (dataset.app !== 'failed') return;
  event.stopImmediatePropagation();
  window.onbeforeunload = null;
}, true);
// The app itself says when it is alive.
setTimeout(() => {
  if (dataset.app) return;
  patience.abort();
  fail(`not alive after ${PATIENCE} ms`);
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
  const why = await new Promise((done) => start(data, done));
  if (why) fail(why);
} catch (error) {
  fail(error);
}
// Without it the page is only not there offline. It fetches and starts a thread, so it comes after the app.
await othersFirst();
if (worker) navigator.serviceWorker?.register(worker).catch(() => {});
