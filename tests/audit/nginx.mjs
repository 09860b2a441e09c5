// Starts nginx with the configuration that the build has written. It may change where nginx listens, where the files
// lie and where the receiver is, and switch Brotli on where nginx has it; never a header, type or other line.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { freePort, untilListening } from './ports.mjs';
import { ended } from './receiver.mjs';

// Debian loads the modules that are installed, such as Brotli's, from here.
const MODULES = '/etc/nginx/modules-enabled';
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** nginx before the site's files and a receiver; `tls` holds the paths of a certificate and its key. */
export async function startNginx(site, receiverHost, folder, tls) {
  // Between choosing a port and listening on it, another program may take it.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const listen = tls ? `127.0.0.1:${port} ssl` : `127.0.0.1:${port}`;
    const server = placed(readFileSync(site.conf, 'utf8'), { listen, root: root(site, folder), receiverHost, tls });
    writeFileSync(join(folder, 'site.conf'), server);
    writeFileSync(join(folder, 'nginx.conf'), around(folder));
    const child = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'] });
    let failure;
    child.on('error', (error) => { failure = error; });
    if (await untilListening(port, () => failure || child.exitCode !== null)) return { port, stop: () => ended(child) };
    if (failure) throw failure;
    await ended(child);
  }
  throw new Error('nginx does not start with this configuration; its messages are above');
}

/** The written configuration with the machine's own places; each of them must be there to be changed. */
export function placed(conf, { listen, root, receiverHost, tls }) {
  const certificate = tls ? ` ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key};` : '';
  const changes = [
    [/^( *)listen 80;$/m, `$1listen ${listen};${certificate}`],
    [/^ *listen \[::\]:80;\n/m, ''],
    [/^( *)root \S+;$/m, `$1root ${root};`],
    [/^( *)proxy_pass http:\/\/127\.0\.0\.1:8081;$/gm, `$1proxy_pass http://${receiverHost};`],
    ...(existsSync(BROTLI) ? [[/^( *)# brotli_static on;$/m, '$1brotli_static on;']] : []),
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
events {}
http {
access_log off;
${places.join('\n')}
include ${folder}/site.conf;
}
`;
}
