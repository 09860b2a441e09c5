// Scores the headers that nginx sends, by the rules of Mozilla's observatory. Real: nginx, its headers, TLS, the page.
// Simulated: the certificate, and the redirection from http, both of which the machine's own lines add to the server.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { certificate } from './certificate.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const WANTED = 130;
const OBSERVATORY = join(import.meta.dirname, 'observatory.mjs');

await check('observatory', async (finding) => {
  const scores = [];
  for (const site of sites()) {
    const { score, grade, tests } = await scored(site);
    scores.push(`${site.name} ${score} (${grade})`);
    for (const { name, result, pass, modifier, words } of tests) {
      const text = `${site.name}: ${name}: ${modifier} points, ${result}: ${words}`;
      if (!pass || modifier < 0) finding(text);
      else if (site === sites()[0] || modifier > 0) console.log(`  note: ${text}`);
    }
    if (score < WANTED) finding(`${site.name}: ${score} points, and ${WANTED} are wanted`);
  }
  return `${scores.join(', ')}; certificate and redirection from http are simulated, the preload list is left out`;
});

async function scored(site) {
  const tls = certificate('localhost');
  try {
    return await whileServed(site, (server) => redirected(server, (httpPort) => observed(httpPort, server.port, site.base, tls)), { tls });
  } finally {
    tls.remove();
  }
}

/** The redirection that the deployer's certificate program writes. */
async function redirected({ port }, use) {
  const server = createServer(({ url }, answer) => answer.writeHead(301, { location: `https://localhost:${port}${url}` }).end());
  server.listen(0, 'localhost');
  await once(server, 'listening');
  try {
    return await use(server.address().port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** In a process of its own: Node reads the certificates to trust only when it starts. */
async function observed(httpPort, httpsPort, path, tls) {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: tls.certificate };
  const { stdout } = await promisify(execFile)(process.execPath, [OBSERVATORY, httpPort, httpsPort, path], { env });
  return JSON.parse(stdout);
}
