// A built site behind nginx and a receiver of its own. The browser journeys use it too, so it needs no packages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startNginx } from './nginx.mjs';
import { startReceiver } from './receiver.mjs';

/** Starts both. `url` is the page without the slash at its end; `stored` says what the receiver has. */
export async function serve(site, { tls, asOf, lines } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-audit-'));
  const content = (name) => join(site.dist, 'content', name);
  // What a deployer says where the receiver does not serve the site itself.
  const words = site.words ?? ['--content', content('en-NZ.json'), '--wording', content('en-NZ.wording.json')];
  const receiver = await startReceiver(folder, [...words, '--page', site.base], asOf);
  const nginx = await startNginx(site, receiver.host, folder, { tls, lines });
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${nginx.port}${site.base.slice(0, -1)}`;
  const stop = async () => {
    await nginx.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true });
  };
  return { url, nginx, port: nginx.port, stored: receiver.stored, database: receiver.database, stop };
}

/** Serves while `use` runs. */
export async function whileServed(site, use, options) {
  const server = await serve(site, options);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}
