// Seals what is sent to the keys of the agency, so that no service on its way can read it: JWE (RFC 7516), general JSON, by
// the browser's own WebCrypto. It may not know what is sealed, send or keep anything, and never gives clear words back where
// there are keys. `publish` puts SEALED_TO before these lines: the keys of config.json, or null, where all the rest is left out.
// The keys are so part of the script, whose hash the page's policy names: who can write config.json alone changes none.
/* global SEALED_TO */
import { digestOf } from './digest.js';

const KEYS = 'ECDH-ES+A256KW';
const WORDS = 'A256GCM';
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
// What this way of sealing is called inside it. Whoever changes it gives it another name.
const KIND = 'sealed-submission.v1+jose';

const utf8 = (text) => new TextEncoder().encode(text);
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]));
const base64url = (bytes) => btoa([...new Uint8Array(bytes)].map((byte) => String.fromCharCode(byte)).join(''))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const uint32 = (number) => [0, 0, number >> 8, number & 255];

// RFC 7518, 4.6.2: Concat KDF with SHA-256 gives 256 bits in one round. Neither party adds anything of its own.
const derived = (secret) =>
  crypto.subtle.digest('SHA-256', joined(uint32(1), secret, uint32(KEYS.length), utf8(KEYS), uint32(0), uint32(0), uint32(256)));

// The content key, wrapped for one key. Each gets an ephemeral key of its own, so that nothing links the two.
// Whoever imports a point that is not on the curve gives the secret away; browsers refuse to.
const recipient = async ({ kid, x, y }, contentKey) => {
  const theirs = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const wrapping = await crypto.subtle.importKey('raw', await derived(secret), 'AES-KW', false, ['wrapKey']);
  const point = await crypto.subtle.exportKey('jwk', ours.publicKey);
  return {
    header: { kid, epk: { kty: 'EC', crv: 'P-256', x: point.x, y: point.y } },
    encrypted_key: base64url(await crypto.subtle.wrapKey('raw', contentKey, wrapping, 'AES-KW')),
  };
};

// Two keys, always: a lost one must not lose what people said.
const areTwo = ({ agency, recovery }) =>
  [agency, recovery].every((key) => key?.kty === 'EC' && key.crv === 'P-256' && key.kid) && agency.kid !== recovery.kid && agency.x !== recovery.x;

// `binds` is readable and cannot be changed without breaking the seal.
const jwe = async (text, binds, { agency, recovery }) => {
  const contentKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const header = base64url(utf8(JSON.stringify({ alg: KEYS, enc: WORDS, typ: KIND, ...binds })));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: utf8(header) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, contentKey, utf8(text)));
  return {
    protected: header,
    recipients: [await recipient(agency, contentKey), await recipient(recovery, contentKey)],
    iv: base64url(iv),
    ciphertext: base64url(sealed.subarray(0, -16)),
    tag: base64url(sealed.subarray(-16)),
  };
};

// The body to send in place of `text`, which is inside it whole: what the service needs to know stays outside, the answers
// do not. The id is a secret that opens the receipt, so the seal, which exports show, names it by its digest.
const bodyOf = async (text, form) => {
  const { answers, ...outside } = JSON.parse(text);
  const { id, revision, content_sha256 } = outside;
  const binds = { id_sha256: await digestOf(id), form, revision, content_sha256 };
  return JSON.stringify({ ...outside, sealed: await jwe(text, binds, SEALED_TO) });
};

export const sealing = {
  // Reports the body to send, or what is wrong behind an exclamation mark, with which no body begins. `stated` are the ids of the keys in the config.json of now, one
  // behind the other with a space between; '' where it has none.
  seal: async (text, form, stated, report) => {
    const built = SEALED_TO ? `${SEALED_TO.agency?.kid} ${SEALED_TO.recovery?.kid}` : '';
    if (stated !== built) return report('!changed');
    if (!SEALED_TO) return report(text);
    if (!areTwo(SEALED_TO)) return report('!malformed');
    // Browsers have it for pages of a secure connection alone.
    if (!globalThis.crypto?.subtle) return report('!unavailable');
    report(await bodyOf(text, form).catch(() => '!malformed'));
  },
};
