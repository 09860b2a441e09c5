// A folder that stands for a deployer's machine, in which the commands of the documents run as they are written.
// All that is changed of them is here: `server:` and `ssh` are that folder, as are the paths of the system; ports are free
// ones; systemctl starts what the unit says, with the variables that it and its file say; names of accounts are left out.
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { certificate } from './certificate.mjs';
import { files } from './files.mjs';
import { freePort } from './ports.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const MODULES = '/etc/nginx/modules-enabled';
// Whoever posts comes from here, so that a log with their address can be told.
export const CLIENT = '127.0.0.2';
const BETWEEN = '\u0001';

/** The machine of a site: what runs in it, and how to end it. */
export async function machine(site) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-machine-'));
  // nginx reads as another account.
  chmodSync(folder, 0o755);
  const [root, bin, repository] = ['machine', 'bin', 'repository'].map((name) => join(folder, name));
  const [http, https, receiver, alone] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const tls = certificate('agency.example');
  const live = join(root, 'etc/letsencrypt/live/agency.example');
  const folders = ['srv', 'etc/nginx/conf.d', 'etc/nginx/have-your-say.d', 'etc/caddy', 'etc/systemd/system', 'usr/local/bin', 'var/log/nginx', 'var/lib/receiver', 'mnt/backups'];
  for (const path of [...folders.map((name) => join(root, name)), bin, live, join(repository, 'hosts'), join(repository, 'target/release')]) mkdirSync(path, { recursive: true });
  for (const [from, to] of [[tls.certificate, 'fullchain.pem'], [tls.key, 'privkey.pem']]) writeFileSync(join(live, to), readFileSync(from));
  tls.remove();

  const here = (text) => text
    .replace(/server:(?=\/)/g, '')
    .replace(/(^|[\s'"=]|sqlite:\/\/)\/(srv|etc|var|usr\/local|mnt)\b/gm, `$1${root}/$2`)
    .replaceAll('127.0.0.1:8081', `127.0.0.1:${receiver}`)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${alone}`)
    .replace(/^( *)listen 80;$/m, `$1listen 127.0.0.1:${http};`)
    .replace(/^( *)listen 443 ssl http2;$/m, `$1listen 127.0.0.1:${https} ssl http2;`)
    .replace(/^ *listen \[::\]:\d+.*;$/gm, '')
    // Its certificate is of this run, and port 80 is not free.
    .replace(/^\{\n\tservers/m, '{\n\tadmin off\n\tauto_https off\n\tservers')
    .replace(/^consultation\.agency\.example \{/m, `https://agency.example:${https} {\n\ttls ${live}/fullchain.pem ${live}/privkey.pem`);

  symlinkSync(resolve(site.dist), join(repository, 'dist'));
  symlinkSync(join(ROOT, 'crates'), join(repository, 'crates'));
  symlinkSync(process.env.RECEIVER, join(repository, 'target/release/receiver'));
  for (const name of ['nginx.conf', 'Caddyfile']) writeFileSync(join(repository, 'hosts', name), here(readFileSync(join(dirname(site.conf), name), 'utf8')));
  writeFileSync(join(root, 'etc/nginx/nginx.conf'), nginx(root));
  const unit = `${root}/etc/systemd/system/receiver.service`;
  const placed = [...['srv', 'var', 'etc', 'usr/local'].map((path) => `s#\\(^\\|[ =]\\|://\\)/${path}/#\\1${root}/${path}/#g`), `s#127.0.0.1:8081#127.0.0.1:${receiver}#`].join(';');
  const programs = {
    ssh: 'shift; exec sh -c "$*"',
    scp: 'exec cp "$@"',
    useradd: 'exit 0',
    nginx: `exec /usr/sbin/nginx -e ${root}/var/log/nginx/error.log -c ${root}/etc/nginx/nginx.conf "$@"`,
    curl: `exec /usr/bin/curl --interface ${CLIENT} --cacert ${live}/fullchain.pem --connect-to agency.example:443:127.0.0.1:${https} "$@"`,
    install: `args=(); while [ $# -gt 0 ]; do case $1 in -o|-g) shift 2;; *) args+=("$1"); shift;; esac; done; exec /usr/bin/install "\${args[@]}"`,
    runuser: 'shift 3; exec "$@"',
    systemctl: systemctl({ folder, root, unit, placed }),
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { ...process.env, PATH: `${bin}:${root}/usr/local/bin:${process.env.PATH}`, RECEIVER_AS_OF: '2022-08-01T09:00:00+12:00', RECEIVER_LOG: 'error', XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };

  /** What each line prints. */
  const run = async (lines) => {
    const script = ['set -eo pipefail', ...lines.map(here).flatMap((line) => [line, `printf '${BETWEEN}'`])].join('\n');
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: repository, env, maxBuffer: 1 << 26 }).catch((error) => {
      throw new Error(`${lines.join('\n')}\n${error.stderr || error.message}`);
    });
    return stdout.split(BETWEEN);
  };
  const stop = () => {
    for (const pid of ['receiver.pid', 'caddy.pid', 'machine/nginx.pid'].map((name) => join(folder, name)).filter(existsSync)) end(Number(readFileSync(pid, 'utf8')));
    rmSync(folder, { recursive: true, force: true });
  };
  return { root, repository, https, alone, env, run, here, stop, logs: () => logs(root) };
}

/** Every log of the servers in front, as one text. */
function logs(root) {
  return files(join(root, 'var/log')).map((file) => readFileSync(file, 'utf8')).join('\n');
}

function end(pid) {
  try { process.kill(pid); } catch { /* it has ended */ }
}

/** What Debian's own file says, as far as it counts here. */
function nginx(root) {
  return `${existsSync(MODULES) ? `include ${MODULES}/*.conf;` : ''}
pid ${dirname(root)}/machine/nginx.pid;
error_log ${root}/var/log/nginx/error.log;
events { worker_connections 1024; }
http { access_log ${root}/var/log/nginx/access.log; include ${root}/etc/nginx/conf.d/*.conf; }
`;
}

/** Starts what the unit says, without what systemd takes away from it. */
function systemctl({ folder, root, unit, placed }) {
  return `
end() { [ -e $1 ] && kill $(cat $1) && while kill -0 $(cat $1) 2>/dev/null; do sleep 0.05; done; rm -f $1; }
spawn() { pid=$1 log=$2; shift 2; setsid "$@" </dev/null >>$log 2>&1 & echo $! > $pid; }
case "$*" in
  daemon-reload) ;;
  "stop receiver") end ${folder}/receiver.pid ;;
  "enable --now receiver"|"start receiver"|"restart receiver")
    end ${folder}/receiver.pid
    # What an earlier start has said is not what this one says.
    : > ${folder}/receiver.log
    mapfile -t told < <(sed -n 's/^Environment=//p' ${unit} | sed '${placed}'; grep '=' $(sed -n 's/^EnvironmentFile=-//p' ${unit} | sed '${placed}'))
    spawn ${folder}/receiver.pid ${folder}/receiver.log env "\${told[@]}" $(sed -n 's/^ExecStart=//p' ${unit} | sed '${placed}')
    for try in $(seq 100); do grep -q http: ${folder}/receiver.log && exit 0; sleep 0.05; done; cat ${folder}/receiver.log >&2; exit 1 ;;
  "reload caddy")
    end ${folder}/caddy.pid
    spawn ${folder}/caddy.pid ${root}/var/log/caddy.log caddy run --config ${root}/etc/caddy/Caddyfile
    for try in $(seq 100); do grep -q 'serving initial' ${root}/var/log/caddy.log && exit 0; sleep 0.05; done; cat ${root}/var/log/caddy.log >&2; exit 1 ;;
  *) echo "systemctl $* is not known here" >&2; exit 1 ;;
esac`;
}
