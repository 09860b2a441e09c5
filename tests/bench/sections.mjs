// How hydration grows with the page: the same page with 1, 10 and 100 times its sections. It may not slow anything down.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observe } from './observe.mjs';
import { serve } from './server.mjs';
import { median } from './table.mjs';
import { openAlive } from './visit.mjs';

const TIMES = [1, 10, 100];
const RUNS = 5;

/** For each size: how many sections, and the median of how long hydration took. */
export async function measureSections(browser, { site, drawing, content }) {
  const sizes = [];
  for (const times of TIMES) {
    const server = await serve(site, { instead: { '/index.html': pageWith(times, { site, drawing, content }) }, quality: 1 });
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await hydration(browser, server.url));
    server.close();
    sizes.push({ times, sections: runs[0].sections, ms: median(runs.map(({ ms }) => ms)) });
  }
  return sizes;
}

/** How much longer ten times as many sections take, over ten: 1 is linear, and more is worse. */
export function growth(sizes) {
  const [, ten, hundred] = sizes;
  return hundred.ms / ten.ms / (hundred.times / ten.times);
}

/** The built page with the drawing and the data of a larger one, made by the same code as its own. */
function pageWith(times, { site, drawing, content }) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-sections-'));
  try {
    execFileSync(drawing, [content, String(times), folder]);
    const [app, data] = ['app.html', 'page-data.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
    return splice(readFileSync(join(site, 'index.html'), 'utf8'), app, data);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page's own drawing ends where its data begins, and the data ends with its element. */
function splice(html, app, data) {
  const parts = html.match(/^(.*<div id="app">).*(<\/div>\s*<script[^>]*id="page-data"[^>]*>).*?(<\/script>.*)$/s);
  if (!parts) throw new Error('dist/index.html has no #app directly before #page-data: tests/bench/sections.mjs must learn its new shape.');
  const [, start, between, end] = parts;
  return [start, app, between, data, end].join('');
}

/** From the app's start to its end of hydration. A loader without marks is measured from the page's start. */
async function hydration(browser, url) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(observe);
  const page = await context.newPage();
  await openAlive(page, url, 'load');
  const measured = await page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(name).at(0)?.startTime;
    const ms = (at('app-alive') ?? window.seen.alive) - (at('app-start') ?? 0);
    return { ms, sections: document.querySelectorAll('section').length };
  });
  await context.close();
  return measured;
}
