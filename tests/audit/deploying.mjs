// Follows docs/deploying.md to the letter on a folder that stands for the machine (machine.mjs): the site behind nginx, behind
// Caddy and by the receiver alone, each until a submission with scripts off is in the export. A command that is neither run
// nor in ON_PAPER is a finding.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { files } from './files.mjs';
import { blocks, expected } from './handbook.mjs';
import { CLIENT, machine } from './machine.mjs';
import { accept, answer, check as look, open, receipt, whileBrowsing } from './person.mjs';
import { untilListening } from './ports.mjs';
import { rootSite } from './sites.mjs';
import { check } from './verdict.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCS = join(ROOT, 'docs');
const DATABASE = '--database sqlite:///var/lib/receiver/submissions.db';
const EXPORT = `receiver export --format json ${DATABASE}`;

/** What cannot be run here, and why. */
const ON_PAPER = [
  [/^cargo xtask build$/, 'the audit has run it before this'],
  [/^cargo xtask publish-content dist$/, '`cargo xtask test` runs it'],
  [/^cargo build --release -p receiver$/, 'the receiver is built, without --release'],
  [/^useradd /, 'an account would stay on this machine'],
  [/^dig /, 'nobody has the name agency.example'],
  [/^(systemctl list-timers certbot\.timer|certbot renew --dry-run)$/, 'certificates are issued for public names'],
];
const WAITING = 'On the machine that uploads';
const SECTIONS_ON_PAPER = {
  [WAITING]: 'it waits for its day; its uploads are those of “nginx”, which are run',
  Netlify: 'an account is needed', 'Cloudflare Pages': 'an account is needed', 'S3 and CloudFront': 'an account is needed', 'Azure Static Web Apps': 'an account is needed',
  'More than one receiver': 'the receiver’s own tests start it on a PostgreSQL server of their own',
  'In a container': 'the part “container” makes and uses the image, without an engine', 'A release': 'the part “release” makes one; a key belongs to whoever signs',
};

const all = blocks(join(DOCS, 'deploying.md'), 'sh');
const walked = new Set();
const isOnPaper = (line) => ON_PAPER.some(([command]) => command.test(line));

/** The commands below a heading that can be run here. */
function commands(section) {
  walked.add(section);
  return all.filter((block) => block.section === section).flatMap(({ lines }) => lines).filter((line) => line && !isOnPaper(line));
}

await check('deploying', async (finding) => {
  const site = rootSite();
  const own = join(ROOT, 'public/static');
  for (const file of files(own)) if (!existsSync(join(site.dist, relative(own, file)))) finding(`the build has left out ${file}`);
  await onMachine(site, (host) => behindNginx(site, host, (text) => finding(`nginx: ${text}`)));
  await onMachine(site, (host) => behindCaddy(site, host, (text) => finding(`Caddy: ${text}`)));
  await onMachine(site, (host) => alone(host, (text) => finding(`the receiver alone: ${text}`)));
  const waiting = all.filter(({ section }) => section === WAITING).flatMap(({ lines }) => lines);
  for (const line of waiting.filter((line) => /^(rsync|scp|ssh) /.test(line))) {
    if (!commands('nginx').includes(line)) finding(`“${WAITING}” uploads otherwise than “nginx”: ${line}`);
  }
  for (const { section, lines } of all) {
    if (walked.has(section) || SECTIONS_ON_PAPER[section]) continue;
    for (const line of lines.filter((line) => line && !isOnPaper(line))) finding(`nobody runs this of “${section}”: ${line}`);
  }
  return `${[...walked].join(', ')}; on paper: ${Object.keys(SECTIONS_ON_PAPER).join(', ')}`;
});

async function onMachine(site, use) {
  const host = await machine(site);
  try {
    await use(host);
  } finally {
    host.stop();
  }
}

async function behindNginx(site, host, finding) {
  const [own] = blocks(join(DOCS, 'deploying.md'), 'nginx');
  // Where nginx has no Brotli module, the document says to leave the last line out.
  const hasBrotli = existsSync('/usr/lib/nginx/modules/ngx_http_brotli_static_module.so');
  writeFileSync(join(host.root, 'etc/nginx/have-your-say.d/https.conf'), host.here(own.lines.filter((line) => hasBrotli || !line.startsWith('brotli')).join('\n')));
  await host.run(['nginx']);
  // Who builds may keep what is theirs to themselves.
  await host.run(['umask 027', ...commands('nginx')]);
  await uploaded(site, host, finding);
  if (readableByAll(join(host.root, 'var/log/nginx/have-your-say.log'))) finding('everybody on the machine can read the log of requests');
  await service(host, finding);
  await told(host, commands('The moments that matter'), finding);
  await checked(host, finding, hasBrotli);
  await watched(host, finding);
  await people(host, finding);
  await unreachable(host, finding);
  await copied(host, finding);
}

async function behindCaddy(site, host, finding) {
  await host.run(commands('Caddy'));
  await uploaded(site, host, finding);
  await service(host, finding);
  await checked(host, finding, true);
  await watched(host, finding);
  await posted(host, 'Behind Caddy', finding);
  await unreachable(host, finding);
  await untold(host, finding);
}

/** An error for which there is no page is one that Caddy logs. */
async function untold(host, finding) {
  await host.run(['systemctl stop receiver', 'rm /srv/have-your-say/502.html*', 'curl -s https://agency.example/api/submissions']);
  if (!host.logs().includes('connection refused')) finding('the audit no longer makes an error that Caddy logs');
  if (host.logs().includes(CLIENT)) finding(`a log has ${CLIENT}`);
}

async function alone(host, finding) {
  await host.run(commands('The receiver in service').filter((line) => line.includes('/usr/local/bin/receiver')));
  const [line] = commands('The receiver alone');
  const child = spawn('bash', ['-c', `exec ${host.here(line)}`], { cwd: host.repository, env: host.env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await untilListening(host.alone, () => child.exitCode !== null);
    const here = (line) => line.replace('https://agency.example', `http://127.0.0.1:${host.alone}`);
    await told(host, commands('Check').map(here), finding);
    await posted(host, 'By the receiver alone', finding, `http://127.0.0.1:${host.alone}`);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

function readableByAll(path) {
  return (statSync(path).mode & 0o004) !== 0;
}

/** Every file is on the machine, with the same bytes, and for the accounts of nginx and the receiver to read. */
async function uploaded(site, host, finding) {
  const there = join(host.root, 'srv/have-your-say');
  for (const file of files(site.dist)) {
    const name = relative(site.dist, file);
    if (!existsSync(join(there, name)) || !readFileSync(join(there, name)).equals(readFileSync(file))) finding(`${name} did not get to the machine`);
    else if (!readableByAll(join(there, name))) finding(`${name} cannot be read by nginx and the receiver`);
  }
}

async function service(host, finding) {
  await told(host, commands('The receiver in service'), finding);
  const [help] = await host.run(['receiver serve --help']);
  const [{ lines }] = blocks(join(DOCS, 'deploying.md'), 'ini');
  for (const [name] of lines.map((line) => line.split('='))) if (!help.includes(`[env: ${name}`)) finding(`the receiver knows no variable ${name}`);
}

function checked(host, finding, hasBrotli) {
  return told(host, commands('Check').filter((line) => hasBrotli || !line.includes('br,')), finding);
}

/** Runs lines, and compares what they print with what stands behind them. */
async function told(host, lines, finding) {
  const wasm = readdirSync(join(host.repository, 'dist')).find((name) => /^app-.*\.wasm$/.test(name));
  const printed = await host.run(lines.map((line) => line.replace('app-HASH.wasm', wasm)));
  lines.filter((line) => /^(curl|date) /.test(line)).forEach((line) => {
    const output = printed[lines.indexOf(line)];
    for (const words of expected(line)) if (!output.includes(words)) finding(`${line} prints: ${output}`);
    if (!output.trim()) finding(`${line} prints nothing`);
  });
}

/** What a line of cron does; five fields of time and the account stand before it. */
function ofCron(section) {
  const { lines } = blocks(join(DOCS, 'deploying.md'), 'cron').find((block) => block.section === section);
  return lines.at(-1).split(' ').slice(6).join(' ');
}

/** What a monitor sees from outside, and that cron has something to mail while the receiver is gone, and only then. */
async function watched(host, finding) {
  await told(host, commands('Watch it'), finding);
  const command = ofCron('Watch it');
  const [well] = await host.run([`${command} 2>&1`]);
  if (well) finding(`cron mails of a receiver that is well: ${well}`);
  await host.run(['systemctl stop receiver']);
  const [gone] = await host.run([`${command} 2>&1 || true`]);
  if (!gone.includes('curl: ')) finding('cron mails nothing while the receiver is gone');
  await host.run(['systemctl start receiver']);
}

/** Posts as a browser's own form does, after the page that shows everything. */
async function post(host, words, address) {
  const page = readFileSync(join(host.repository, 'dist/index.html'), 'utf8');
  const hidden = ['revision', 'content_sha256'].map((name) => `${name}=${page.match(new RegExp(`name="${name}" value="(.*?)"`))[1]}`);
  const fields = [...hidden, 'responding-as=individual', `preamble=${words}`, 'publish=do-not-publish', 'withhold=no', 'official-information=yes', 'step=send'];
  const [answer] = await host.run([`curl -si -H 'Accept: text/html' -H 'Origin: ${address}' ${fields.map((field) => `--data-urlencode '${field}'`).join(' ')} ${address}/api/submissions`]);
  return answer;
}

async function posted(host, words, finding, address = 'https://agency.example') {
  const answer = await post(host, words, address);
  if (!/^HTTP\S+ 303/.test(answer)) finding(`a post with scripts off is answered ${answer}`);
  if (!(await stored(host)).includes(words)) finding('a submission with scripts off is not in the export');
}

async function stored(host) {
  return (await host.run([EXPORT]))[0];
}

/** The page in a browser: with scripts on and off, and where the receiver is gone in the middle of it. */
async function people(host, finding) {
  const there = ['--ignore-certificate-errors', `--host-resolver-rules=MAP agency.example:443 127.0.0.1:${host.https}`];
  await whileBrowsing(async (browser) => {
    const page = await browser.newPage();
    page.on('console', (message) => {
      // 404: what may have arrived is asked for, and is not there.
      if (message.type() === 'error' && !/\b(502|404)\b/.test(message.text())) finding(`the console says: ${message.text()}`); });
    await open(page, 'https://agency.example');
    await answer(page, 'With scripts on');
    await look(page);
    await host.run(['systemctl stop receiver']);
    await accept(page);
    const words = await page.locator('.failure').first().innerText();
    if (!words.includes('has trouble') || !words.includes('Trying again is safe')) finding(`without a receiver the app says: ${words}`);
    await host.run(['systemctl start receiver']);
    await page.getByRole('button', { name: 'Try now' }).click();
    await receipt(page);
    const plain = await (await browser.newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true })).newPage();
    await plain.goto('https://agency.example/');
    await answer(plain, 'With scripts off');
    await look(plain);
    await host.run(['systemctl stop receiver']);
    await accept(plain);
    await plain.getByRole('heading', { name: 'cannot be reached' }).waitFor({ timeout: 15_000 });
    await host.run(['systemctl start receiver']);
    await plain.reload();
    await receipt(plain);
  }, there);
  const sent = JSON.parse(await stored(host));
  for (const words of ['With scripts on', 'With scripts off']) {
    const rows = sent.filter(({ answers }) => JSON.stringify(answers).includes(words)).length;
    if (rows !== 1) finding(`“${words}” is ${rows} times in the export`);
  }
}

/** What people and programs get while the receiver is gone, and that no log says who they are. */
async function unreachable(host, finding) {
  const secret = '00112233445566778899aabbccddeeff';
  await host.run(['systemctl stop receiver']);
  const page = await post(host, 'Lost', 'https://agency.example');
  for (const part of [/^HTTP\S+ 502/, /retry-after: 60/i, /cache-control: no-store/i, /content-security-policy: /i, /cannot be reached/, /Sending again is safe/]) {
    if (!part.test(page)) finding(`without a receiver, a post is answered without ${part}: ${page.slice(0, 900)}`);
  }
  const [json] = await host.run([`curl -si -H 'content-type: application/json' -d '{}' https://agency.example/api/submissions; curl -s https://agency.example/api/submissions/${secret}/receipt`]);
  if (!/^HTTP\S+ 502/.test(json)) finding(`without a receiver, a program is answered ${json.slice(0, 200)}`);
  await host.run(['systemctl start receiver']);
  const [refused] = await host.run([`curl -si -H 'content-type: application/json' -d '{}' https://agency.example/api/submissions`]);
  if (!/^HTTP\S+ 400/.test(refused) || !/problem\+json/.test(refused)) finding(`what the receiver refuses itself does not come as it is: ${refused.slice(0, 400)}`);
  for (const trace of [CLIENT, secret]) if (host.logs().includes(trace)) finding(`a log has ${trace}`);
}

/** The copy of every night, and the restoring of it. */
async function copied(host, finding) {
  const runbook = blocks(join(DOCS, 'runbook.md'), 'sh');
  const [shell] = runbook[0].lines;
  const [sent] = JSON.parse(await stored(host));
  const lines = commands('Keep copies');
  const copies = lines.findLastIndex((line) => line.startsWith('install ')) + 1;
  await host.run(lines.slice(0, copies));
  const program = join(host.root, ofCron('Keep copies'));
  // The file was put in place as it is; here its paths are those of this folder.
  writeFileSync(program, host.here(readFileSync(program, 'utf8')));
  const [said] = await host.run(lines.slice(copies).map((line) => `${line} 2>&1`));
  if (said) finding(`cron mails of a copy that went well: ${said}`);
  const backups = join(host.root, 'mnt/backups');
  const [copy] = readdirSync(backups).filter((name) => name.endsWith('.db'));
  const before = await stored(host);
  await posted(host, 'After the copy', finding);
  const purge = runbook.find(({ section, lines }) => section.includes('must be deleted') && lines.some((line) => line.includes('purge'))).lines;
  await host.run([shell, ...purge.map((line) => line.replaceAll('CFHK-7394', sent.reference))]);
  const restore = runbook.filter(({ section, lines }) => section === 'Restore' && !lines.some((line) => line.includes('psql')));
  // A chain that breaks before its last command would not end a shell that ends with the first error.
  const chained = (line) => (line.includes('&&') ? `${line} || exit 1` : line);
  const [putBack, goOn, read] = restore.map(({ lines }) => lines.map((line) => chained(line.replace(/submissions-[\d-]+\.db/, copy))));
  const printed = (await host.run(putBack)).join('');
  const digest = printed.trim().split('receiver: ').at(-1);
  if (!readFileSync(join(backups, 'digests'), 'utf8').includes(digest)) finding(`the digest of what is restored is none that was noted: ${printed}`);
  await host.run([shell, ...goOn]);
  const kept = JSON.parse(before).filter(({ reference }) => reference !== sent.reference);
  if (JSON.stringify(JSON.parse(await stored(host))) !== JSON.stringify(kept)) finding('what is restored is not what was copied, without what was purged');
  await host.run(read);
  if (!readFileSync(join(host.repository, 'before.json'), 'utf8').includes('After the copy')) finding('what came after the copy cannot be read');
  await posted(host, 'After the restoring', finding);
}
