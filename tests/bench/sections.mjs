// How hydration grows with the page: the same page with 1, 10 and 100 times its sections. It may not slow anything down.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from './server.mjs';
import { openAlive } from './visit.mjs';

const TIMES = [1, 10, 100];
const RUNS = 5;

/** For each size: how many sections, and how long hydration took; the shortest, for everything else only adds to it. */
export async function measureSections(browser, { site, drawing, content }) {
  const sites = TIMES.map((times) => siteWith(times, { site, drawing, content }));
  const servers = await Promise.all(sites.map((instead) => serve(site, { instead, quality: 1 })));
  const runs = TIMES.map(() => []);
  try {
    for (let run = 0; run < RUNS; run += 1) {
      for (const [size, { url }] of servers.entries()) runs[size].push(await hydration(browser, url));
    }
  } finally {
    servers.forEach((server) => server.close());
  }
  return runs.map((measured, size) => ({ times: TIMES[size], ...shortest(measured) }));
}

const shortest = (measured) => measured.reduce((best, one) => (one.ms < best.ms ? one : best));

/** How much longer ten times as many sections take, over ten: 1 is linear, and more is worse. */
export function growth(sizes) {
  const [, ten, hundred] = sizes;
  return hundred.ms / ten.ms / (hundred.times / ten.times);
}

/** What differs from the built site: the drawing and the data of a larger page, made by the same code as its own. */
function siteWith(times, { site, drawing, content }) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-sections-'));
  try {
    execFileSync(drawing, [content, String(times), folder]);
    const [app, data] = ['app.html', 'page-data.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
    const html = readFileSync(join(site, 'index.html'), 'utf8');
    const [, name] = found(html, /data-page="([^"]+)"/);
    return { '/index.html': splice(html, app), [`/${name}`]: data };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page's own drawing is all that its root element holds. The data are no longer those that it was made for. */
function splice(html, app) {
  const [, start, end] = found(html.replace(/ data-page-integrity="[^"]*"/, ''), /^(.*<div id="app">).*(<\/div>\s*<section class="return-address">.*)$/s);
  return [start, app, end].join('');
}

function found(html, shape) {
  const parts = html.match(shape);
  if (!parts) throw new Error(`dist/index.html does not match ${shape}: tests/bench/sections.mjs must learn its new shape.`);
  return parts;
}

/** From the WASM being ready to the end of hydration: reading the data, drawing, tying the drawing to the page. */
async function hydration(browser, url) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(markStartAndLife);
  const page = await context.newPage();
  await openAlive(page, url, 'load');
  const measured = await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(name).at(0)?.startTime;
    return { ms: at('app-alive') - at('wasm-ready'), sections: document.querySelectorAll('section').length };
  });
  await context.close();
  // Without this, a mark that was renamed would pass for a page that does not grow.
  if (Number.isNaN(measured.ms)) throw new Error('Hydration cannot be measured: the app does not say that it is alive, or public/start.js does not compile its WASM as it arrives.');
  return measured;
}

/** In the browser. Fetching and compiling come before, and do not grow with the page. */
function markStartAndLife() {
  const { compileStreaming } = WebAssembly;
  WebAssembly.compileStreaming = async (...given) => {
    const ready = await compileStreaming(...given);
    performance.mark('wasm-ready');
    return ready;
  };
  const look = new MutationObserver(() => {
    if (document.documentElement.dataset.app === 'alive') performance.mark('app-alive');
  });
  look.observe(document, { subtree: true, attributeFilter: ['data-app'] });
}
