// Starts the app. It may not do anything else: when starting fails, the page goes on as plain HTML.
import { initSync } from './have-your-say.js';

// As long as 100 kB take on a line of 16 kbit/s; a page that comes to life later than that surprises its reader.
const PATIENCE = 60_000;

const { dataset } = document.documentElement;
const { wasm, integrity, worker } = document.querySelector('script[data-wasm]').dataset;
// The page is drawn before anything is fetched for the app. One in a background tab is not drawn, and needs no app yet.
await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
const patience = new AbortController();
const fail = (error) => {
  dataset.app = 'failed';
  console.error('The app could not start. The page and its forms work without it.', error);
};
// The app itself says when it is alive.
setTimeout(() => {
  if (dataset.app) return;
  patience.abort();
  fail(`not alive after ${PATIENCE} ms`);
}, PATIENCE);
try {
  const response = await fetch(wasm, { integrity, signal: patience.signal });
  const module = await WebAssembly.compileStreaming(response);
  // Compiling has kept the page busy; its reader comes first.
  await new Promise((resolve) => setTimeout(resolve));
  initSync({ module });
} catch (error) {
  if (!dataset.app) fail(error);
}
// Without it the page is only not there offline.
if (worker) navigator.serviceWorker?.register(worker).catch(() => {});
