// Finds ports that are free at this moment. It may not keep them.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A port on which nothing listens now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until something listens on the port. */
export async function untilListening(port, hasEnded) {
  for (let attempt = 0; attempt < 200 && !hasEnded(); attempt += 1) {
    if (await isListening(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}
