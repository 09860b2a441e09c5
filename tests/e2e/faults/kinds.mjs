// What can happen to a post on its way to the receiver and back. Each kind takes its decisions from `chance` beforehand, so
// that a plan can be printed, and then happens: to the bytes of a request, and to the browser's end of the connection.
// It keeps nothing.

const HTML = '<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in to this network</h1></html>';

/** A receipt that no receiver made, of that id, and of bytes with that digest. */
export const madeUp = (id, sha256) => JSON.stringify({ id, body_sha256: sha256, reference: 'ZZZZ-2222', received_at: '2022-08-01T09:00:00+12:00', late: false, takes_changes: true });

const OTHER_ID = '0123456789abcdef0123456789abcdef';

const answer = (status, type, body, more = '') => Buffer.from(
  `HTTP/1.1 ${status} Fault\r\n${type ? `Content-Type: ${type}\r\n` : ''}${more}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
);

/** Refusals that something before the receiver makes, which never saw the post. */
const REFUSALS = [400, 401, 403, 404, 405, 408, 413, 421, 425, 429, 451, 500, 502, 503, 504, 520];

/** What stands for trouble where the receiver has stored it already: a proxy lost the connection, or its patience. */
const TROUBLE_AFTERWARDS = [500, 502, 503, 504, 520];

const RETRY_AFTER = ['', 'Retry-After: 1\r\n', 'Retry-After: 0\r\n', 'Retry-After: -5\r\n', 'Retry-After: 1000000000\r\n', 'Retry-After: soon\r\n', 'Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n'];

/** Answers that are no receipt of what was sent. */
function noReceipt(chance, statuses) {
  const status = chance.of(statuses);
  const problem = JSON.stringify({ type: 'about:blank', title: 'Fault', status });
  return chance.of([
    ['a sign-in page with 200', answer(200, 'text/html', HTML)],
    ['a sign-in page that says it is JSON', answer(200, 'application/json', HTML)],
    ['204', Buffer.from('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')],
    ['200 with nothing', answer(200, '', '')],
    ['201 with {}', answer(201, 'application/json', '{}')],
    ['the receipt of another id', answer(201, 'application/json', madeUp(OTHER_ID))],
    ['the beginning of a receipt', answer(201, 'application/json', madeUp(OTHER_ID).slice(0, chance.from(1, 60)))],
    ...[301, 302, 303, 307, 308].map((redirect) => [`a redirect, ${redirect}`, answer(redirect, '', '', 'Location: /\r\n')]),
    ...Array(6).fill([`${status} as a page`, answer(status, 'text/html', HTML, chance.of(RETRY_AFTER))]),
    ...Array(6).fill([`${status} as a problem`, answer(status, 'application/problem+json', problem, chance.of(RETRY_AFTER))]),
  ]);
}

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Sends bytes to the browser in pieces. */
async function slowly(socket, bytes, pieces, ms) {
  const length = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length && !socket.destroyed; at += length) {
    socket.write(bytes.subarray(at, at + length));
    await pause(ms);
  }
  socket.end();
}

/** A place between the first byte and the last. */
const place = (chance) => chance.from(0, 1000) / 1000;
const cut = (bytes, at) => bytes.subarray(0, Math.floor(bytes.length * at));

/** Each says in words what it does, and does it: `post` has `bytes`, the browser's `socket`, and `forward`, which answers with the
 * receiver's own bytes. */
export const KINDS = [
  { weight: 10, plan: () => ['nothing', async ({ bytes, socket, forward }) => socket.end(await forward(bytes))] },
  { weight: 2, plan: () => ['dropped before the receiver', ({ socket }) => socket.destroy()] },
  {
    weight: 2,
    plan: (chance) => {
      const at = place(chance);
      return [`the request cut at ${at} of its bytes`, async ({ bytes, socket, forward }) => { await forward(cut(bytes, at), true); socket.destroy(); }];
    },
  },
  { weight: 3, plan: () => ['the answer lost', async ({ bytes, socket, forward }) => { await forward(bytes); socket.destroy(); }] },
  {
    weight: 3,
    plan: (chance) => {
      const at = place(chance);
      return [`the answer cut at ${at} of its bytes`, async ({ bytes, socket, forward }) => {
        socket.write(cut(await forward(bytes), at));
        // What was written goes out before the end does.
        await pause(1);
        socket.destroy();
      }];
    },
  },
  {
    weight: 3,
    plan: (chance) => {
      const ms = chance.from(50, 900);
      return [`the answer ${ms} ms late`, async ({ bytes, socket, forward }) => { const reply = await forward(bytes); await pause(ms); socket.end(reply); }];
    },
  },
  {
    weight: 2,
    plan: (chance) => {
      const [pieces, ms] = [chance.from(2, 12), chance.from(5, 60)];
      return [`the answer in ${pieces} pieces, ${ms} ms apart`, async ({ bytes, socket, forward }) => slowly(socket, await forward(bytes), pieces, ms)];
    },
  },
  {
    weight: 2,
    plan: (chance) => {
      const ms = chance.from(100, 900);
      return [`no answer for ${ms} ms, then the line is cut, and nothing was stored`, async ({ socket }) => { await pause(ms); socket.destroy(); }];
    },
  },
  {
    weight: 2,
    plan: (chance) => {
      const ms = chance.from(50, 1500);
      return [`the line cut, and the request delivered ${ms} ms later`, async ({ bytes, socket, forward }) => { socket.destroy(); await pause(ms); await forward(bytes); }];
    },
  },
  {
    weight: 2,
    plan: (chance) => {
      const first = chance.from(0, 1);
      return [`the request delivered twice at once, answer ${first + 1} is told`, async ({ bytes, socket, forward }) => {
        socket.end((await Promise.all([forward(bytes), forward(bytes)]))[first]);
      }];
    },
  },
  {
    weight: 6,
    plan: (chance) => {
      const [what, reply] = noReceipt(chance, REFUSALS);
      return [`${what}, before the receiver`, ({ socket }) => socket.end(reply)];
    },
  },
  {
    weight: 4,
    plan: (chance) => {
      const [what, reply] = noReceipt(chance, TROUBLE_AFTERWARDS);
      return [`${what}, after the receiver has stored it`, async ({ bytes, socket, forward }) => { await forward(bytes); socket.end(reply); }];
    },
  },
];
