// Runs those journeys of tests/e2e again, behind nginx and under a path, whose way leads over addresses, headers, a slow line or
// what a server answers; `cargo xtask test` runs all of them at a root. It has no journey of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const FOLDER = join(import.meta.dirname, '../e2e');
// How a field is written or a part looks is the same under every address.
const JOURNEYS = ['about-site', 'attempts', 'ended', 'failures', 'feedback', 'form-again', 'journeys', 'keyboard', 'languages', 'offline', 'private', 'receipt', 'republished', 'scripts-off', 'slow-line', 'stages', 'told'];

await check('journeys', async (finding) => {
  const counts = [];
  for (const site of sites().filter(({ base }) => base !== '/')) {
    const { suites, stats, errors } = run(site);
    for (const { message } of errors) finding(`${site.name}: ${message}`);
    const specs = [...all(suites)];
    for (const spec of specs.filter(({ ok }) => !ok)) finding(`${site.name}: ${spec.title}: ${reason(spec)}`);
    if (stats.expected === 0) finding(`${site.name}: no journey ran`);
    counts.push(`${stats.expected} of ${specs.length} ${site.name}`);
  }
  return `${counts.join(', ')}; each fails at any report of the content security policy`;
});

function run(site) {
  const env = { ...process.env, BEHIND_NGINX: JSON.stringify(site), SITE: site.dist, PLAYWRIGHT_JSON_OUTPUT_NAME: '' };
  const { stdout, stderr, error } = spawnSync('npx', ['--no-install', 'playwright', 'test', '--reporter', 'json', ...JOURNEYS.map((name) => `${name}.spec.mjs`)], { cwd: FOLDER, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{')));
  } catch {
    throw new Error(`Playwright did not report: ${stderr || stdout.slice(0, 400)}`);
  }
}

function* all(suites) {
  for (const suite of suites ?? []) {
    yield* suite.specs;
    yield* all(suite.suites);
  }
}

/** Playwright colours its messages even here. */
function reason({ tests }) {
  const message = (tests[0]?.results[0]?.error?.message ?? 'no reason given').replaceAll(/\u001b\[\d+m/g, '');
  return message.split('\n').filter((line) => line.trim()).slice(0, 6).join(' / ');
}
