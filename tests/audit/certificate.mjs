// A certificate for one day, which only the checkers trust. It belongs to this machine's own names and the site's.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes certificate and key; `remove` deletes them again. */
export function certificate(host) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-certificate-'));
  const paths = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const names = `subjectAltName=DNS:localhost,DNS:${host},IP:127.0.0.1`;
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const out = ['-subj', `/CN=${host}`, '-addext', names, '-out', paths.certificate, '-keyout', paths.key];
  execFileSync('openssl', [...kind, ...out], { stdio: 'pipe' });
  return { ...paths, remove: () => rmSync(folder, { recursive: true }) };
}
