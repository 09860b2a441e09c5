// Starts nginx with the configuration that the build has written. It may change where nginx listens, where files and log
// lie and where the receiver is, and give it the machine's own lines; never a header, type or other line.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { freePort, untilListening } from './ports.mjs';
import { ended } from './receiver.mjs';

// Debian loads the modules that are installed, such as Brotli's, from here.
const MODULES = '/etc/nginx/modules-enabled';
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** nginx before the site's files and a receiver; `tls` holds the paths of a certificate and its key, `lines` more of the machine's own, by their folder. */
export async function startNginx(site, receiverHost, folder, { tls, lines = () => [] }) {
  // Between choosing a port and listening on it, another program may take it.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const own = join(folder, 'own');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'machine.conf'), [...machine(port, tls), ...lines(own)].join('\n'));
    const server = placed(readFileSync(site.conf, 'utf8'), { own, root: root(site, folder), receiverHost });
    writeFileSync(join(folder, 'site.conf'), server);
    writeFileSync(join(folder, 'nginx.conf'), around(folder));
    const child = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'] });
    let failure;
    child.on('error', (error) => { failure = error; });
    if (await untilListening(port, () => failure || child.exitCode !== null)) return { port, own, pid: child.pid, stop: () => ended(child) };
    if (failure) throw failure;
    await ended(child);
  }
  throw new Error('nginx does not start with this configuration; its messages are above');
}

/** The lines that are the machine's own, as docs/deploying.md has them. */
function machine(port, tls) {
  const certificate = `ssl_certificate ${tls?.certificate}; ssl_certificate_key ${tls?.key};`;
  return [
    tls ? `listen 127.0.0.1:${port} ssl; ${certificate}` : `listen 127.0.0.1:${port};`,
    ...(existsSync(BROTLI) ? ['brotli_static on;'] : []),
  ];
}

/** The written configuration with the machine's own places; each of them must be there to be changed. */
export function placed(conf, { own, root, receiverHost }) {
  const changes = [
    [/^( *)include \/etc\/nginx\/have-your-say\.d\/\*\.conf;$/m, `$1include ${own}/*.conf;`],
    [/^ *listen 80;\n/m, ''],
    [/^ *listen \[::\]:80;\n/m, ''],
    [/^( *)root \S+;$/m, `$1root ${root};`],
    [/^( *)access_log \/var\/log\/nginx\/have-your-say\.log have_your_say;$/m, `$1access_log ${own}/access.log have_your_say;`],
    [/^( *)proxy_pass http:\/\/127\.0\.0\.1:8081;$/gm, `$1proxy_pass http://${receiverHost};`],
  ];
  return changes.reduce((text, [from, to]) => {
    if (text.search(from) === -1) throw new Error(`nginx.conf has no line like ${from}, so the audit cannot run it here`);
    return text.replace(from, to);
  }, conf);
}

/** A site under a path lies in a folder of that name below the root, as the configuration says. */
function root(site, folder) {
  if (site.base === '/') return resolve(site.dist);
  const place = join(folder, 'www', site.base.slice(0, -1));
  if (!existsSync(place)) {
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(resolve(site.dist), place);
  }
  return join(folder, 'www');
}

/** One process, everything in its own folder; a file that is missing is no error of the server. */
function around(folder) {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  return `${existsSync(MODULES) ? `include ${MODULES}/*.conf;` : ''}
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 4096; }
http {
access_log off;
${places.join('\n')}
include ${folder}/site.conf;
}
`;
}
