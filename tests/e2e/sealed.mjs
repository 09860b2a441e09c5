// Seals in Node what a browser would, with the shipped script. Run by itself, it prints the file that the receiver's tests
// start from: crates/receiver/tests/fixtures/sealed.json.
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const shipped = (name) => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');
// The site's scripts are modules by what `publish` makes of them, which Node cannot know.
const asModule = (source) => `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/** A new private key, as a JSON Web Key. */
export async function key(kid) {
  const { privateKey } = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return { kty, crv, x, y, kid, d };
}

/** The half of it that config.json has. */
export const publicHalf = ({ kty, crv, x, y, kid }) => ({ kty, crv, x, y, kid });

/** The shipped script, as `publish` writes it for these keys: resolves to what is wrong and the body to send. */
export async function sealer(keys, script = shipped('sealing.js')) {
  const whole = script.replace('./digest.js', asModule(shipped('digest.js')));
  const { sealing } = await import(asModule(`const SEALED_TO = ${JSON.stringify(keys)};\n${whole}`));
  const ids = keys ? `${keys.agency?.kid} ${keys.recovery?.kid}` : '';
  return (text, form = 'submission', stated = ids) =>
    new Promise((resolve) => { sealing.seal(text, form, stated, (said) => resolve(said.startsWith('!') ? { trouble: said.slice(1), body: '' } : { trouble: '', body: said })); });
}

async function fixture() {
  const [agency, recovery, other] = await Promise.all(['agency', 'recovery', 'agency'].map(key));
  const seal = await sealer({ agency: publicHalf(agency), recovery: publicHalf(recovery) });
  const id = (number) => `${number}`.padStart(32, '0');
  const seen = { revision: 1, content_sha256: '00112233445566778899aabbccddeeff'.repeat(2) };
  const answers = { 'responding-as': 'individual', 'anything-else': 'Kia ora \u0000 \u009b2J \u202e 🦊', publish: 'without-my-name' };
  const clear = JSON.stringify({ id: id(1), ...seen, answers });
  const body = async (text, form) => (await seal(text, form)).body;
  return {
    agency,
    recovery,
    other,
    answers,
    body: await body(clear),
    sealed_again: await body(clear),
    second: await body(JSON.stringify({ id: id(2), ...seen, answers: { ...answers, 'anything-else': 'The second' } })),
    change: await body(JSON.stringify({ id: id(3), ...seen, replaces: id(1), answers })),
    withdrawal: await body(JSON.stringify({ id: id(4), ...seen, withdraws: id(1), answers: {} })),
    feedback: await body(JSON.stringify({ id: id(5), ...seen, answers: { useful: 'yes' } }), 'feedback'),
  };
}

if (import.meta.url === pathToFileURL(argv[1]).href) console.log(JSON.stringify(await fixture(), null, 2));
