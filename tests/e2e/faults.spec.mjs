// A person at the real page, before the real receiver, on a line on which everything fails that can: whatever they press and
// whatever happens, at the end each of their words counts once, and nothing was ever said to be received that was not.
// `SEED=… RUNS=1 npx playwright test faults.spec.mjs` repeats one run.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';

import { judge } from './faults/judge.mjs';
import { KINDS, madeUp } from './faults/kinds.mjs';
import { chanceOf } from './faults/chance.mjs';
import { faultsBetween } from './faults/between.mjs';
import { noteClaims } from './faults/claims.mjs';
import { comeTo, doSomething, sendEverything } from './faults/person.mjs';
import { expect, send, test } from './fixture.mjs';

const SEED = Number(process.env.SEED);
// A few here, all in the audit.
const RUNS = Number(process.env.RUNS ?? 12);

// Some act fourteen times and come back twelve.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });
// Drawing takes most of the time, and a phone has less to draw.
test.use({ viewport: { width: 412, height: 600 } });
test.skip(Boolean(process.env.BEHIND_NGINX), 'the line leads to the receiver itself');

/** One run; answers with what is found, and what happened. `doAll` is what the person does. */
async function run({ context, receiver, faulty }, seed, kinds, doAll = doAnything) {
  const between = faultsBetween(receiver.url, seed, kinds);
  faulty.answerEndpointWith(between.handle);
  const { asked, posts } = between.line;
  context.on('request', (request) => {
    const id = request.method() === 'POST' && request.headers()['idempotency-key']?.slice(1, -1);
    if (id) asked.set(id, (asked.get(id) ?? 0) + 1);
  });
  const held = () => receiptsOf(receiver, posts);
  const noted = await noteClaims(context, held);
  const chance = chanceOf(seed, 'person');
  const person = await comeTo(context, faulty.url, chance);
  try {
    await doAll(person, between);
  } catch (error) {
    error.message += `\n${story(person, between)}`;
    throw error;
  }
  // An open page could say something after that, of which nobody would be asked before the receiver ends.
  await Promise.all(context.pages().map((page) => page.close()));
  await noted.looking;
  const found = judge({ ...person, ...between.line, ...noted, rows: receiver.stored(), held: await held() });
  return { found, story: story(person, between), extent: `${person.words.length} words, ${person.opened} windows, ${posts.length} posts` };
}

async function doAnything(person, between) {
  for (let left = person.chance.from(6, 14); left > 0; left -= 1) await doSomething(person);
  await between.heal();
  person.did.push('the network is well again');
  await sendEverything(person);
}

async function sendOnce({ windows: [{ page }] }) {
  await send(page);
  await expect(page.locator('.received')).toBeVisible();
}

const story = ({ did }, { line }) => [...did, ...line.plan].join('\n');

/** What the receiver has, by reference, of the ids that were posted. */
async function receiptsOf({ url }, posts) {
  const ids = [...new Set(posts.map(({ id }) => id))];
  const receipts = await Promise.all(ids.map((id) => receiptOf(`${url}/api/submissions/${id}/receipt`)));
  return new Map(receipts.filter(Boolean).map(({ reference, id }) => [reference, id]));
}

/** On a connection of its own: one that was kept may end just as it is used again. */
async function receiptOf(address) {
  const [answer] = await once(get(address, { agent: false }), 'response');
  const text = (await answer.setEncoding('utf8').toArray()).join('');
  return answer.statusCode === 200 ? JSON.parse(text) : undefined;
}

for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
  test(`whatever fails, each word counts once: seed ${seed}`, { tag: ['@promise-3'] }, async ({ context, receiver, faulty }) => {
    const { found, story, extent } = await run({ context, receiver, faulty }, seed);
    console.log(`seed ${seed}: ${extent}`);
    expect(found, story).toEqual([]);
  });
}

const bodyOf = (bytes) => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
const idOf = (bytes) => JSON.parse(bodyOf(bytes)).id;
const digestOf = (bytes) => createHash('sha256').update(bodyOf(bytes)).digest('hex');
const madeUpFor = (bytes) => `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n${madeUp(idOf(bytes), digestOf(bytes))}`;
const altered = (bytes, before, after) => Buffer.from(bytes.toString().replaceAll(before, after));

// That the runs would find it: each of these lines lies, or doubles, where no page can know.
for (const [what, finding, happen] of [
  ['a receipt of what was never stored', /the page said that ZZZZ-2222 was received, and it was not/, ({ bytes, socket }) => socket.end(madeUpFor(bytes))],
  ['a submission that is stored twice, under two ids', /counts 2 times/, async ({ bytes, socket, forward }) => {
    await forward(altered(bytes, idOf(bytes), '0123456789abcdef'.repeat(2)));
    socket.end(await forward(bytes));
  }],
  ['a submission whose words are changed on the way', /“word0x\d+” is lost/, async ({ bytes, socket, forward }) => {
    const lie = altered(bytes, 'word0x', 'WORD0X');
    socket.end(altered(await forward(lie), digestOf(lie), digestOf(bytes)));
  }],
]) {
  test(`the runs find ${what}`, async ({ context, receiver, faulty }) => {
    const { found, story } = await run({ context, receiver, faulty }, SEED, lying(happen), sendOnce);
    expect(found.join('\n'), story).toMatch(finding);
  });
}

/** A line on which that happens to every post, and nothing to what is asked. */
function lying(happen) {
  const passes = async ({ bytes, socket, forward }) => socket.end(await forward(bytes));
  const isPost = ({ bytes }) => bytes.subarray(0, 4).toString() === 'POST';
  return [{ weight: 1, plan: () => ['a lie', (asked) => (isPost(asked) ? happen(asked) : passes(asked))] }];
}
