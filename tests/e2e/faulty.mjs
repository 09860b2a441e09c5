// A server before another that answers posts with a fault, counts them, edits a file, and passes the rest on. It needs no
// packages, so that the audit can use it too.
import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Starts one before the page at `behind`. */
export async function startFaulty(behind) {
  let fault;
  let edited = {};
  let posts = 0;
  let delay;
  const server = createServer(async (incoming, answer) => {
    if (incoming.method === 'POST') posts += 1;
    if (incoming.method === 'POST') await delay;
    if (incoming.method === 'POST' && fault) return fault(incoming, answer);
    const { host, port } = new URL(behind);
    const options = { host: host.split(':')[0], port, path: incoming.url, method: incoming.method, headers: incoming.headers };
    const edit = incoming.url.endsWith(edited.file) && edited.edit;
    if (edit) ['accept-encoding', 'if-none-match', 'if-modified-since'].forEach((name) => delete incoming.headers[name]);
    incoming.pipe(request(options, async (reply) => {
      if (edit) delete reply.headers['content-length'];
      answer.writeHead(reply.statusCode, reply.headers);
      if (!edit) return reply.pipe(answer);
      answer.end(edit((await reply.setEncoding('utf8').toArray()).join('')));
    }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    url: `http://127.0.0.1:${server.address().port}${new URL(behind).pathname.replace(/\/$/, '')}`,
    answerPostsWith: (next) => { fault = next; },
    delayPostsUntil: (moment) => { delay = moment; },
    editFile: (file, edit) => { edited = { file, edit }; },
    posts: () => posts,
    stop,
  };
}
