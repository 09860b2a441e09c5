// Runs those journeys of tests/e2e again, behind nginx and under a path, whose way leads over addresses, headers, a bad line or
// what a server answers; `cargo xtask test` runs all of them at a root. It has no journey of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const FOLDER = join(import.meta.dirname, '../e2e');
// How a field is written or a part looks is the same under every address.
const JOURNEYS = ['about-site', 'attempts', 'ended', 'failures', 'feedback', 'form-again', 'journeys', 'keyboard', 'languages', 'offline', 'private', 'receipt', 'republished', 'scripts-off', 'stages', 'told'];

// In a network of its own, which needs root, and where one packet in fifty is lost. Packets are of the size that a line has, not a loopback's.
const BAD_LINE = ['unshare', '--net', 'sh', '-c', `
  ip link set lo mtu 1500 gso_max_segs 1 up &&
  iptables -A OUTPUT -o lo -p tcp -m statistic --mode random --probability 0.02 -j DROP &&
  "$@"; iptables -vnxL OUTPUT >&2`, 'sh'];

await check('journeys', async (finding) => {
  const counts = [];
  for (const site of sites().filter(({ base }) => base !== '/')) {
    const find = (text) => finding(`${site.name}: ${text}`);
    counts.push(`${judge(run(site, JOURNEYS), find)} ${site.name}`);
    const bad = run(site, ['slow-line'], BAD_LINE);
    const lost = Number(bad.stderr.match(/^ *(\d+) .* DROP /m)?.[1] ?? 0);
    if (lost === 0) find('no packet was lost');
    counts.push(`${judge(bad, find)} on a slow line that lost ${lost} packets`);
  }
  return `${counts.join(', ')}; each fails at any report of the content security policy`;
});

/** How many of them passed. */
function judge({ suites, stats, errors }, finding) {
  for (const { message } of errors) finding(message);
  const specs = [...all(suites)];
  for (const spec of specs.filter(({ ok }) => !ok)) finding(`${spec.title}: ${reason(spec)}`);
  if (stats.expected === 0) finding('no journey ran');
  return `${stats.expected} of ${specs.length}`;
}

function run(site, names, through = []) {
  const env = { ...process.env, BEHIND_NGINX: JSON.stringify(site), SITE: site.dist, PLAYWRIGHT_JSON_OUTPUT_NAME: '' };
  const [program, ...rest] = [...through, 'npx', '--no-install', 'playwright', 'test', '--reporter', 'json', ...names.map((name) => `${name}.spec.mjs`)];
  const { stdout, stderr, error } = spawnSync(program, rest, { cwd: FOLDER, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  try {
    return { ...JSON.parse(stdout.slice(stdout.indexOf('{'))), stderr };
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
