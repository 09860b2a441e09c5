// A server before another that answers posts with a fault, counts them, edits a file or a policy, and passes the rest on. It needs no
// packages, so that the audit can use it too.
import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Starts one before the page at `behind`. */
export async function startFaulty(behind) {
  let fault;
  let faulted = '';
  let edited = {};
  let posts = 0;
  let delay;
  let lost = 0;
  let apiFault;
  let stated = {};
  let hidesHost = false;
  const server = createServer(async (incoming, answer) => {
    if (incoming.method === 'POST') posts += 1;
    if (incoming.method === 'POST') await delay;
    if (incoming.method === 'POST' && fault && incoming.url.startsWith(faulted)) return fault(incoming, answer);
    if (apiFault && incoming.url.includes('/api/')) return apiFault(incoming, answer);
    const { host, port } = new URL(behind);
    if (hidesHost) incoming.headers.host = host;
    // A connection of its own: one that was kept may end just as it is used again.
    const options = { host: host.split(':')[0], port, path: incoming.url, method: incoming.method, headers: incoming.headers, agent: false };
    const edit = incoming.url.endsWith(edited.file) && edited.edit;
    if (edit) ['accept-encoding', 'if-none-match', 'if-modified-since'].forEach((name) => delete incoming.headers[name]);
    const passed = request(options, async (reply) => {
      if (incoming.method === 'POST' && lost > 0) {
        lost -= 1;
        return incoming.socket.destroy();
      }
      if (edit) delete reply.headers['content-length'];
      answer.writeHead(reply.statusCode, { ...reply.headers, ...stated });
      if (!edit) return reply.pipe(answer);
      answer.end(edit((await reply.setEncoding('utf8').toArray()).join('')));
    });
    // What is behind may end before a page that is still open.
    passed.on('error', () => incoming.socket.destroy());
    incoming.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    url: `http://127.0.0.1:${server.address().port}${new URL(behind).pathname.replace(/\/$/, '')}`,
    answerPostsWith: (next, path = '') => { [fault, faulted] = [next, path]; },
    /** Posts, and requests for receipts. */
    answerEndpointWith: (next) => { apiFault = next; },
    /** Headers of every answer, in the place of the same ones from behind. */
    stateHeaders: (headers) => { stated = headers; },
    /** Those behind are asked by their own host, as some proxies do. */
    hideHost: () => { hidesHost = true; },
    loseAnswers: (count) => { lost = count; },
    delayPostsUntil: (moment) => { delay = moment; },
    editFile: (file, edit) => { edited = { file, edit }; },
    posts: () => posts,
    stop,
  };
}
