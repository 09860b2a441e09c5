// The receiver's image, made from its Containerfile, and its program in it as an engine starts it: read-only but for the
// volume, as the image's user, alone. It may not use an engine: buildah makes the image, and Linux' own tools enter it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const SUBMISSION = {
  id: '0123456789abcdef0123456789abcdef',
  revision: 1,
  answers: { 'responding-as': 'individual', 'anything-else': 'Kia ora', publish: 'do-not-publish', withhold: 'no', 'official-information': true },
};

// What engines wait before they kill, in milliseconds.
const PATIENCE = 10_000;

// What an engine mounts for the program: the devices of the OCI's runtime specification, the volume, the site. Anybody
// might write to the rest, were it not mounted read-only.
const ENTER = `
root=$1 volume=$2 site=$3 user=$4; shift 4
mount --make-rprivate /
mount --bind "$root" "$root"
mkdir -p "$root/dev" "$root/site"
mount -t tmpfs dev "$root/dev"
for device in null zero full random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount --bind "$volume" "$root/data"
mount --bind "$site" "$root/site"
mount -o remount,bind,ro "$root/site"
chmod a+w "$root"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" --groups= "$root" "$@"`;

await check('container', async (finding) => {
  const folder = mkdtempSync(join(tmpdir(), 'container-'));
  try {
    const image = make(folder);
    looksAt(image, finding);
    await uses(image, finding);
    return `one program in its image, as ${image.user}: a submission, a restart, an export, a copy`;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The image as an engine sees it: its settings, its files, and a new volume, with the owner of the folder in its place. */
function make(folder) {
  const context = join(folder, 'context');
  mkdirSync(join(context, 'data'), { recursive: true });
  cpSync(process.env.STATIC_RECEIVER, join(context, 'receiver'));
  cpSync(join(import.meta.dirname, '../../crates/receiver/service/Containerfile'), join(context, 'Containerfile'));
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'running'), '--storage-driver', 'vfs'];
  const buildah = (...words) => execFileSync('buildah', [...storage, ...words], { encoding: 'utf8' }).trim();
  buildah('build-using-dockerfile', '--quiet', '--tag', 'receiver', context);
  const { config } = JSON.parse(buildah('inspect', '--type', 'image', 'receiver')).OCIv1;
  const root = buildah('mount', buildah('from', 'receiver'));
  const volume = join(folder, 'volume');
  execFileSync('cp', ['-a', join(root, 'data'), volume]);
  return { root, volume, user: config.User, program: config.Entrypoint, command: config.Cmd, settings: config.Env, volumes: Object.keys(config.Volumes ?? {}) };
}

function looksAt({ root, user, volumes }, finding) {
  const holds = readdirSync(root).sort().join(' ');
  if (holds !== 'data receiver') finding(`the image holds ${holds}`);
  if (volumes.join() !== '/data') finding(`its volumes are ${volumes}`);
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) finding(`its user is ${user}, which is no number of an ordinary account`);
}

async function uses(image, finding) {
  const first = await start(image);
  const receipt = await post(first);
  if (receipt.status !== 201) finding(`a submission is answered ${receipt.status}: ${receipt.text}`);
  await stop(first, finding);
  const second = await start(image);
  const again = await post(second);
  if (again.status !== 200 || again.text !== receipt.text) finding(`the same after a restart is answered ${again.status}: ${again.text}`);
  for (const path of ['/health', '/']) {
    const { status } = await fetch(second.url + path);
    if (status !== 200) finding(`${path} is answered ${status}`);
  }
  reads(image, finding);
  await stop(second, finding);
}

/** While the receiver runs, as `exec` tells an engine. */
function reads(image, finding) {
  const json = run(image, 'export', '--format', 'json').stdout;
  if (!json.includes('"Kia ora"')) finding(`what was sent is not in the export: ${json}`);
  const copy = run(image, 'backup', '--to', '/data/copy.db');
  if (copy.status !== 0) finding('the database cannot be copied within the volume');
  const outside = run(image, 'export', '--format', 'csv', '--to', '/export.csv');
  if (outside.status === 0) finding('its file system can be written to, so all of this proves nothing');
}

/** How the program is entered, as `--read-only`, `--volume` and `--env` tell an engine. The system chooses the port. */
function entering({ root, volume, user, program, settings }, words, stderr) {
  const told = [...settings, 'RECEIVER_LISTEN=127.0.0.1:0', 'RECEIVER_SITE=/site'];
  const env = Object.fromEntries(told.map((setting) => setting.split(/=(.*)/s)));
  // With numbers of processes of its own: number 1 hears only the signals that it asks for.
  const own = ['--mount', '--pid', '--fork', '--kill-child'];
  const inside = ['sh', '-ec', ENTER, 'sh', root, volume, sites()[0].dist, user, ...program, ...words];
  return ['unshare', [...own, ...inside], { env, detached: true, encoding: 'utf8', stdio: ['ignore', 'pipe', stderr] }];
}

function run(image, ...words) {
  return spawnSync(...entering(image, words, 'ignore'));
}

async function start(image) {
  const child = spawn(...entering(image, image.command, 'inherit'));
  const failed = once(child, 'exit').then(() => { throw new Error('the receiver ended by itself'); });
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), failed]);
  return { child, url: line.match(/http:\/\/[\d.]+:\d+/)[0] };
}

async function post({ url }) {
  const body = JSON.stringify(SUBMISSION);
  const answer = await fetch(`${url}/api/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: answer.status, text: await answer.text() };
}

/** As an engine stops it. What does not listen is killed, and found. */
async function stop({ child }, finding) {
  const group = -child.pid;
  const impatience = setTimeout(() => process.kill(group, 'SIGKILL'), PATIENCE);
  process.kill(group, 'SIGTERM');
  const [code] = await once(child, 'exit');
  clearTimeout(impatience);
  if (code !== 0) finding(`asked to stop, it ended with ${code}`);
}
