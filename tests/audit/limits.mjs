// Posts through nginx as 200 people behind one address do, then as a script does: the first are all taken, and the second
// is told to come back, in words for people and in a status for the app.
import { once } from 'node:events';
import { connect } from 'node:net';

import { answer, open, send, whileBrowsing } from './person.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const PEOPLE = 200;
// nginx is told 30 seconds.
const SILENCE = 40_000;

await check('limits', async (finding) => {
  for (const site of sites()) await whileServed(site, (server) => meet(server, (text) => finding(`${site.name}: ${text}`)));
  return `${PEOPLE} people at once behind one address, then a script, then somebody silent, on both sites`;
});

async function meet({ url, port, stored }, finding) {
  const silent = ended(port);
  const taken = await Promise.all(Array.from({ length: PEOPLE }, (_, number) => post(url, number)));
  const others = taken.filter(({ status }) => status !== 200);
  if (others.length) finding(`${others.length} of ${PEOPLE} people are answered ${others[0].status}`);
  if (stored().length !== PEOPLE) finding(`${PEOPLE} people sent, and ${stored().length} submissions are stored`);
  const refused = (await script(url, 3 * PEOPLE)).filter(({ status }) => status === 429);
  if (!refused.length) return finding('nothing holds a script back');
  await checkRefusal(refused[0], finding);
  await checkApp(url, finding);
  if (!(await silent)) finding(`who says nothing is waited for longer than ${SILENCE} ms`);
}

/** As with scripts off, to the receipt. */
async function post(url, number) {
  const { status, text } = await fetch(`${url}/`).then(async (page) => ({ status: page.status, text: await page.text() }));
  if (status !== 200) return { status };
  const hidden = ['revision', 'content_sha256'].map((name) => [name, text.match(new RegExp(`name="${name}" value="(.*?)"`))[1]]);
  const answers = { 'responding-as': 'individual', preamble: `Person ${number}`, publish: 'do-not-publish', withhold: 'no', 'official-information': 'yes', step: 'send' };
  return fetch(new URL('/api/submissions', url), { method: 'POST', body: new URLSearchParams([...hidden, ...Object.entries(answers)]) });
}

/** What is answered to posts in great number. A connection that nginx has just closed says nothing. */
async function script(url, length) {
  const posts = await Promise.allSettled(Array.from({ length }, () => fetch(new URL('/api/submissions', url), { method: 'POST' })));
  return posts.filter(({ value }) => value).map(({ value }) => value);
}

async function checkRefusal(answer, finding) {
  if (!(Number(answer.headers.get('retry-after')) > 0)) finding(`a refusal has Retry-After: ${answer.headers.get('retry-after')}`);
  if (!answer.headers.get('content-security-policy')) finding('a refusal lacks the headers of the site');
  if (!(await answer.text()).includes('very busy')) finding('a refusal does not say in words that the service is busy');
}

/** The app calls it busy, and keeps the words. Now and then a turn comes free just for them: then once more. */
async function checkApp(url, finding) {
  await whileBrowsing(async (browser) => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const words = await told(await browser.newPage(), url);
      if (words.includes('very busy')) return;
      if (!words.includes('We have received')) finding(`a person who is held back is told: ${words}`);
    }
    finding('a person is never held back behind the same address as a script');
  });
}

/** What the app says of a submission before which a script takes every turn. */
async function told(page, url) {
  await page.route('**/api/submissions', async (route) => {
    await script(url, 3 * PEOPLE);
    await route.continue();
  });
  await open(page, url);
  await answer(page, 'Held back');
  await send(page);
  return page.locator('.failure, .received').first().innerText();
}

/** Whether nginx ends a connection on which only half a request comes. */
async function ended(port) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nHost: ');
  socket.resume();
  const late = new Promise((resolve) => { setTimeout(resolve, SILENCE, false).unref(); });
  return Promise.race([once(socket, 'close').then(() => true), late]).finally(() => socket.destroy());
}
