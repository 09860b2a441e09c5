// Lets a seed's faults happen to posts and to requests for receipts, between a browser and a receiver, and notes what was posted.
// Which faults there are is in kinds.mjs; the site's files pass by `faulty.mjs`.
import { once } from 'node:events';
import { connect } from 'node:net';

import { chanceOf } from './chance.mjs';
import { KINDS } from './kinds.mjs';

const NOTHING = KINDS[0].plan();

/** A line to the receiver on which faults happen, as a seed decides; `kinds` are those that can. */
export function faultsBetween(receiver, seed, kinds = KINDS) {
  const chance = chanceOf(seed, 'faults');
  const line = { posts: [], asked: new Map(), plan: [], isHealed: false, underWay: new Set() };
  const handle = async (incoming, { socket }) => {
    const body = Buffer.concat(await incoming.toArray());
    const isAgain = note(line, incoming, body);
    const drawn = chance.weighed(kinds).plan(chance);
    const [what, happen] = line.isHealed || isAgain ? NOTHING : drawn;
    line.plan.push(`${incoming.method} ${line.plan.length + 1}: ${what}`);
    // A browser that is gone closes its end.
    socket.on('error', () => {});
    await happen({ bytes: whole(incoming, body), socket, forward: (bytes, isCut) => forward(receiver, bytes, isCut) });
  };
  return {
    line,
    handle: (incoming, answer) => {
      const post = handle(incoming, answer).catch(() => answer.socket.destroy()).finally(() => line.underWay.delete(post));
      line.underWay.add(post);
    },
    /** From now on nothing fails any more. What is still under way arrives. */
    heal: async () => {
      line.isHealed = true;
      await Promise.all(line.underWay);
    },
  };
}

/** Notes what was posted. Whether the browser posts it again by itself, as Chromium does where a used connection breaks: oftener
 * than the page has asked it to, as `line.asked` counts by id. The page knows nothing of that. */
function note(line, { method, headers }, body) {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return false;
  const post = { id: JSON.parse(body).id, body: body.toString() };
  line.posts.push(post);
  return line.posts.filter(({ id }) => id === post.id).length > (line.asked.get(post.id) ?? 1);
}

/** The bytes of a request, as they came; one connection carries one. */
function whole({ method, url, rawHeaders }, body) {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at].toLowerCase() !== 'connection') lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  }
  return Buffer.concat([Buffer.from(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`), body]);
}

/** Sends bytes to the receiver, and answers with all that it answers; where they were cut, the line is then. */
async function forward(receiver, bytes, isCut) {
  const { hostname, port } = new URL(receiver);
  const socket = connect(port, hostname);
  const received = [];
  socket.on('data', (piece) => received.push(piece)).on('error', () => {});
  await new Promise((resolve) => { socket.write(bytes, resolve); });
  if (isCut) socket.destroy();
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(received);
}
