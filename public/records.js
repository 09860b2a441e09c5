// Keeps texts on the person's device: in IndexedDB, which survives a crash of the browser, and in localStorage, which is
// written before a page goes. It may not know what they say. Each window writes under a key of its own, so that none
// overwrites another's words; which keys are in use, Web Locks tell, where there are any.
const DATABASE = 'have-your-say';
const STORE = 'drafts';
// A browser that takes longer to keep something holds nothing up, in ms.
const PATIENCE = 1000;

let opening;
// What lets go of each lock that this window holds, by its name.
const holds = new Map();
// How often every draft was deleted.
let forgotten = 0;

const opened = () => (opening ??= new Promise((resolve, reject) => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onsuccess = () => {
    // A browser may take the database away from under a page that is open.
    request.result.onclose = () => { opening = undefined; };
    resolve(request.result);
  };
  request.onerror = reject;
}).catch((error) => { opening = undefined; throw error; }));

// `strict`: it is done once the disk has it. A full disk shows only at the end, when what was put is taken back.
const within = async (mode, work) => {
  const database = await opened();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const requests = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
    transaction.onabort = reject;
  });
};

// Older browsers do not tell which databases there are.
const isThere = async () => !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === DATABASE);

const orElse = (fallback) => () => fallback;
// A browser that blocks its storage throws already when it is named.
const local = (work, fallback) => { try { return work(localStorage); } catch { return fallback; } };
const written = (key) => local((storage) => storage.getItem(key));
const erase = (key) => local((storage) => storage.removeItem(key));
// In place of a text: it is deleted, and the database has still to forget it. A page may be gone before that has.
const DELETED = '';
// Everything that is to be written has its turn, and `turns` has that of what is written in localStorage under each key: there
// nothing takes the place of what is newer, and nothing stays that is older than what the database has.
let turn = 0;
const turns = {};
const isNewest = (key, since) => since >= (turns[key] ?? 0);
const keepAtOnce = (key, text, since = turn += 1) => isNewest(key, since) && local((storage) => {
  storage.setItem(key, text);
  turns[key] = since;
  return true;
}, false);

const keep = async (key, text, since) => {
  await within('readwrite', (store) => [store.put(text, key)]);
  if (isNewest(key, since)) erase(key);
  return true;
};

// What comes of some work, or of other work once the patience is over.
const inTime = async (work, tooLate) => {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(() => resolve(tooLate()), PATIENCE); });
  const first = await Promise.race([work.catch(tooLate), late]);
  clearTimeout(timer);
  return first;
};

// Whether this window has that lock now. Without Web Locks nobody can tell.
const take = (name) => holds.has(name) || !name || new Promise((tell) => {
  const hold = (lock) => {
    tell(Boolean(lock));
    return lock && new Promise((letGo) => { holds.set(name, letGo); });
  };
  if (!navigator.locks) return hold(true);
  navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => hold(true));
});
// A window that was left a moment ago still holds its own.
const takeSoon = async (tryIt) => await tryIt() || new Promise((over) => { setTimeout(() => over(tryIt()), PATIENCE); });
const letGo = (name) => { holds.get(name)(); return !holds.delete(name); };
// Who is told that the page is left.
let leave = () => {};
addEventListener('pagehide', () => {
  leave(true);
  [...holds.keys()].forEach(letGo);
});
const idOf = (field) => document.getElementById(field)?.value;

// The keys and the texts in the database. Looking makes none where there is none: who only reads leaves nothing behind.
const stored = async () => (await isThere() ? within('readonly', (store) => [store.getAllKeys(), store.getAll()]) : [[], []]);
const nothing = orElse([[], []]);

export const records = {
  // Tells this window from others.
  window: `${Math.random()}`,
  // Every text whose key starts so: its key, itself, and whether another window has it in use. One that is in both places
  // is there twice.
  // Where the database takes long, everything is told once more when it answers: on a busy phone that is seconds.
  find: async (prefix, report) => {
    const since = forgotten;
    const told = new Set();
    const tell = async ([keys, texts], isAgain) => {
      const locks = await navigator.locks?.query().catch(orElse()) ?? { held: [] };
      const isHeld = (key) => locks.held.some(({ name }) => name === key);
      const all = [...local(Object.entries, []), ...keys.map((key, index) => [key, texts[index]])];
      // What was free already, and what this window has taken, kept or deleted, it knows.
      const isOfBefore = ([key]) => key.startsWith(prefix) && !told.has(key) && !(key in turns) && !holds.has(key);
      const isGone = ([key]) => written(key) === DELETED;
      const ours = all.filter(isOfBefore);
      const found = ours.filter((one) => !isGone(one)).map(([key, text]) => [key, text, isHeld(key)]);
      found.forEach(([key,, isInUse]) => isInUse || told.add(key));
      ours.filter(isGone).forEach(([key]) => records.remove(key));
      // What somebody has deleted meanwhile does not come back.
      if (since === forgotten) report(found);
      // A window that was left a moment ago still holds its own.
      if (!isAgain && found.some(([,, held]) => held)) setTimeout(async () => tell(await stored().catch(nothing), true), PATIENCE);
    };
    const work = stored().catch(nothing);
    let isLate;
    await tell(await inTime(work, () => { isLate = true; return nothing(); }));
    if (isLate) await tell(await work);
  },
  // Reports whether it is kept: in the other place, where the database takes too long.
  keep: async (key, text, report) => {
    const since = turn += 1;
    report(await inTime(keep(key, text, since), () => keepAtOnce(key, text, since)));
  },
  keepAtOnce,
  remove: async (key) => {
    keepAtOnce(key, DELETED);
    // Where nothing can be deleted, nothing was kept. What is kept after this must not be deleted with it, so a database that is
    // open is not looked for.
    if (opening || await isThere().catch(orElse())) await within('readwrite', (store) => [store.delete(key)]).catch(orElse());
    if (written(key) === DELETED) erase(key);
  },
  // The same for every draft whose key starts so, and that no other window has in use. A receipt has a line more than any draft.
  removeAll: (prefix) => {
    forgotten += 1;
    records.find(prefix, (found) => {
      for (const [key, text, isHeld] of found) if (!isHeld && !text.split('\n')[2]) records.remove(key);
    });
  },
  // Reports the text of the file that was chosen in a field; none of one that is longer than any draft, in bytes. The field
  // is empty afterwards, so that the same file can be chosen again.
  open: async (id, report) => {
    const field = document.getElementById(id);
    const [file] = field.files;
    if (!file) return;
    report(file.size < 2_000_000 ? await file.text().catch(orElse('')) : '');
    field.value = '';
  },
  // Whether somebody writes, or could at any moment. An empty field may have the focus only because the address leads to it.
  isWriting: (orCould) => {
    const field = document.activeElement;
    return field.matches('textarea, input') && (orCould || field.value !== '' && !field.matches('[type=radio], [type=checkbox]'));
  },
  // Holds a key and the id in that field, and reports when the page is hidden, and whether it is left. A page that holds
  // something cannot be kept for the Back button; where another window has gone on with it meanwhile, the page is not shown again
  // as it was.
  hold: (key, field, report) => {
    const hold = async () => {
      for (const name of [key, idOf(field)]) if (!await take(name)) location.reload();
    };
    leave = report;
    document.addEventListener('visibilitychange', () => document.hidden && leave(false));
    addEventListener('pageshow', ({ persisted }) => persisted && hold());
    hold();
  },
  // The browser may have brought back words that another window has gone on with since, under the same id: they are kept there,
  // and not here any more. What is kept nowhere stays, as words of their own.
  own: async (field) => {
    if (await takeSoon(() => take(idOf(field)))) return;
    const { form } = document.getElementById(field);
    document.getElementById(field).value = '';
    const [, texts] = await inTime(stored(), nothing);
    const kept = [...texts, ...local(Object.values, [])].join();
    if ([...form.querySelectorAll(':read-write')].every(({ value }) => kept.includes(JSON.stringify(value).slice(1, -1)))) form.reset();
  },
  // Takes a key of before, and the id of its text, which another window may have by other ways. Reports the text, or what stands
  // in its place by now; nothing where it is gone, or where another window has taken either.
  claim: async (key, id, text, report) => {
    const isOurs = await takeSoon(async () => await take(key) && (await take(id) || letGo(key)));
    if (!isOurs || written(key) === DELETED) return report('');
    const there = [written(key), ...await inTime(within('readonly', (store) => [store.get(key)]), orElse([]))];
    report(there.includes(text) ? text : there.find(Boolean) ?? '');
  },
};
