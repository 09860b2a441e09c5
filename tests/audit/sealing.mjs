// Seals with the shipped script in Node's WebCrypto, and lets three programs open it that share no code: jose, Debian's
// python3-jwcrypto, and `receiver open` in the receiver's own tests. Bits are flipped, keys and seals exchanged.
import { execFileSync } from 'node:child_process';

import { generalDecrypt, importJWK } from 'jose';

import { key, publicHalf, sealer } from '../e2e/sealed.mjs';
import { check } from './verdict.mjs';

const RUNS = 50;
const PYTHON = `
import json, sys
from jwcrypto import jwe, jwk
answers = []
for sealed, key in json.load(sys.stdin):
    token = jwe.JWE()
    try:
        token.deserialize(json.dumps(sealed), jwk.JWK(**key))
        answers.append(token.payload.decode())
    except Exception:
        answers.append(None)
json.dump(answers, sys.stdout)
`;

const withJose = (pairs) => Promise.all(pairs.map(async ([sealed, secret]) => {
  try {
    const { plaintext } = await generalDecrypt(sealed, await importJWK(secret, 'ECDH-ES+A256KW'));
    return new TextDecoder().decode(plaintext);
  } catch {
    return null;
  }
}));
const withPython = (pairs) =>
  JSON.parse(execFileSync('/usr/bin/python3', ['-c', PYTHON], { input: JSON.stringify(pairs), maxBuffer: 1 << 28 }));

/** The same with one bit of one part changed. */
function flipped(sealed, path, bit) {
  const changed = structuredClone(sealed);
  const owner = path.slice(0, -1).reduce((value, step) => value[step], changed);
  const bytes = Buffer.from(owner[path.at(-1)], 'base64url');
  bytes[(bit >> 3) % bytes.length] ^= 1 << (bit & 7);
  owner[path.at(-1)] = bytes.toString('base64url');
  return changed;
}

const ofRecipient = (place) => [['encrypted_key'], ['header', 'epk', 'x'], ['header', 'epk', 'y']].map((path) => ['recipients', place, ...path]);

await check('sealing', async (finding) => {
  const [agency, recovery, other] = await Promise.all(['agency', 'recovery', 'agency'].map(key));
  const keys = { agency: publicHalf(agency), recovery: publicHalf(recovery) };
  const seal = await sealer(keys);
  const texts = Array.from({ length: RUNS }, (_, run) => JSON.stringify({
    id: `${run}`.padStart(32, '0'), revision: run + 1, content_sha256: 'ab'.repeat(32),
    ...(run % 3 === 1 ? { replaces: 'f'.repeat(32) } : {}), answers: { words: '🦊é\u0000"'.repeat(run * run) },
  }));
  const bodies = await Promise.all(texts.map((text) => seal(text)));
  const cases = [];
  bodies.forEach(({ trouble, body }, run) => {
    const { sealed, ...outside } = JSON.parse(body || '{}');
    if (trouble) return finding(`${run} was not sealed: ${trouble}`);
    const { answers, ...expected } = JSON.parse(texts[run]);
    if (JSON.stringify(outside) !== JSON.stringify(expected)) finding(`${run} has outside ${JSON.stringify(outside)}`);
    for (const [place, secret] of [agency, recovery].entries()) {
      cases.push([sealed, secret, texts[run], `${run} with the key ${secret.kid}`]);
      for (const path of [['protected'], ['iv'], ['ciphertext'], ['tag'], ...ofRecipient(place)]) {
        const bit = Math.floor(Math.random() * 4096);
        cases.push([flipped(sealed, path, bit), secret, null, `${run} with bit ${bit} of ${path.join('.')} flipped`]);
      }
    }
    const next = JSON.parse(bodies[(run + 1) % RUNS].body).sealed;
    cases.push([sealed, other, null, `${run} with another key`]);
    cases.push([{ ...sealed, protected: next.protected }, agency, null, `${run} under the id of another`]);
    cases.push([{ ...sealed, recipients: next.recipients }, agency, null, `${run} with the content key of another`]);
  });
  const pairs = cases.map(([sealed, secret]) => [sealed, secret]);
  for (const [name, answers] of [['jose', await withJose(pairs)], ['jwcrypto', withPython(pairs)]]) {
    answers.forEach((answer, place) => {
      const [, , expected, what] = cases[place];
      if (answer !== expected) finding(`${name} opens ${what} ${answer === null ? 'not at all' : 'as something'}`);
    });
  }
  const unusable = { ...keys.agency, y: keys.recovery.y };
  for (const [what, broken, stated, expected] of [
    ['a point beside the curve', { ...keys, agency: unusable }, undefined, 'malformed'],
    ['another curve', { ...keys, agency: { ...keys.agency, crv: 'P-384' } }, undefined, 'malformed'],
    ['no recovery key', { agency: keys.agency }, undefined, 'malformed'],
    ['one key twice', { agency: keys.agency, recovery: { ...keys.agency, kid: 'recovery' } }, undefined, 'malformed'],
    ['other keys in config.json', keys, 'agency other', 'changed'],
    ['no keys in config.json', keys, '', 'changed'],
    ['keys in config.json alone', null, 'agency recovery', 'changed'],
  ]) {
    const { trouble, body } = await (await sealer(broken))(texts[0], 'submission', stated);
    if (trouble !== expected || body) finding(`with ${what} it says “${trouble}”${body ? ' and gives something to send' : ''}`);
  }
  const unsealed = await (await sealer(null))(texts[0]);
  if (unsealed.trouble || unsealed.body !== texts[0]) finding('without keys, it does not give back what it got');
  return `${RUNS} bodies, ${cases.length} ways to open each of them or not, by jose and jwcrypto`;
});
