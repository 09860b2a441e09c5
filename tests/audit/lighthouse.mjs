// Scores the page with Lighthouse as a slow phone, at its real address: the browser is told that the host is here.
// Simulated: the name of the host and the certificate. Lighthouse itself simulates the phone and its network.
import { availableParallelism, loadavg } from 'node:os';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { certificate } from './certificate.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const RUNS = 5;
const BROWSER = 'chromium-headless-shell';

await check('lighthouse', async (finding) => {
  const lines = [];
  for (const site of sites()) {
    const runs = await scored(site);
    for (const category of CATEGORIES) {
      const score = median(runs.map(({ categories }) => categories[category].score)) * 100;
      lines.push(`${site.name} ${category} ${Math.round(score)}`);
      if (score < 100) finding(`${site.name}: ${category} ${Math.round(score)}: ${losses(runs, category)}`);
    }
    console.log(`  note: ${site.name}: performance of each run: ${runs.map(({ categories }) => Math.round(categories.performance.score * 100)).join(', ')}; ${metrics(runs.at(-1))}`);
    noteLoad();
  }
  return lines.join(', ');
});

/** Its simulation multiplies the time that scripts took here, so a busy machine makes a slow phone. */
function noteLoad() {
  const [load] = loadavg();
  if (load > availableParallelism()) console.log(`  note: the machine is busy (load ${load.toFixed(1)} on ${availableParallelism()} processors), which costs performance points`);
}

async function scored(site) {
  const { hostname } = new URL(site.address);
  const tls = certificate(hostname);
  try {
    return await whileServed(site, ({ port }) => enough(() => browsed(hostname, port, `https://${hostname}${site.base}`)), { tls });
  } finally {
    tls.remove();
  }
}

/** A browser without a window: drawing one, and keeping it warm, takes the two processors from the page (docs/audit.md). */
async function browsed(hostname, port, address) {
  const chrome = await launch({ chromePath: BROWSER, logLevel: 'silent', chromeFlags: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--ignore-certificate-errors',
    `--host-resolver-rules=MAP ${hostname}:443 127.0.0.1:${port}`,
  ] });
  try {
    return await run(address, chrome.port);
  } finally {
    chrome.kill();
  }
}

/** The median of five: no more runs than decide it. */
async function enough(once) {
  const runs = [];
  const decided = (is) => runs.filter(({ categories }) => is(categories.performance.score)).length > RUNS / 2;
  while (runs.length < RUNS && !decided((score) => score === 1) && !decided((score) => score < 1)) runs.push(await once());
  return runs;
}

async function run(address, port) {
  const { lhr } = await lighthouse(address, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
  if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
  return lhr;
}

function median(scores) {
  return scores.toSorted((a, b) => a - b)[Math.floor(scores.length / 2)];
}

/** The audits that lose points, with what they say. */
function losses(runs, category) {
  const losing = runs.toSorted((a, b) => a.categories[category].score - b.categories[category].score)[Math.floor(runs.length / 2)];
  const audits = losing.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id, weight }) => ({ weight, ...losing.audits[id] }));
  return audits.filter(({ score }) => score !== null && score < 1).map(({ id, displayValue, title, score, details }) => {
    const where = (details?.items ?? []).slice(0, 3).map(({ url, source, node, description, reason }) => node?.snippet ?? url ?? reason ?? description ?? source).filter(Boolean);
    return `${id} ${score} ${displayValue ?? title}${where.length ? ` (${where.join('; ')})` : ''}`;
  }).join(' | ');
}

function metrics({ audits }) {
  const ids = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];
  return ids.map((id) => `${id} ${audits[id].displayValue}`).join(', ');
}
