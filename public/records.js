// Keeps texts on the person's device: in IndexedDB, which survives a crash of the browser, and in localStorage, which is
// written before a page goes. It may not know what they say. Each window writes under a key of its own, so that none
// overwrites another's words; which keys are in use, Web Locks tell, where there are any.
const DATABASE = 'have-your-say';
const STORE = 'drafts';
// A browser that takes longer to keep something holds nothing up, in ms.
const PATIENCE = 1000;

let opening;
// What lets go of each key that this window holds.
const holds = [];
// How often every draft was deleted.
let forgotten = 0;

const opened = () => (opening ??= new Promise((resolve, reject) => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onsuccess = () => resolve(request.result);
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
// How often each key was deleted.
const removals = {};
const keepAtOnce = (key, text) => local((storage) => { storage.setItem(key, text); return true; }, false);

const keep = async (key, text) => {
  const before = written(key);
  await within('readwrite', (store) => [store.put(text, key)]);
  // What was written there meanwhile is newer.
  if (written(key) === before) erase(key);
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

const held = () => new Promise((letGo) => { holds.push(letGo); });

export const records = {
  // Tells this window from others.
  window: `${Math.random()}`,
  // Every text whose key starts so: its key, itself, and whether another window has it in use. One that is in both places
  // is there twice.
  // Looking makes no database where there is none: who only reads leaves nothing behind.
  // Where the database takes long, everything is told once more when it answers: on a busy phone that is seconds.
  find: async (prefix, report) => {
    const stored = async () => (await isThere() ? within('readonly', (store) => [store.getAllKeys(), store.getAll()]) : [[], []]);
    const nothing = orElse([[], []]);
    const since = forgotten;
    const tell = async ([keys, texts], isAgain) => {
      const locks = await navigator.locks?.query().catch(orElse()) ?? { held: [] };
      const isHeld = (key) => locks.held.some(({ name }) => name === key);
      const all = [...local(Object.entries, []), ...keys.map((key, index) => [key, texts[index]])];
      const isOfBefore = ([key]) => key.startsWith(prefix) && key !== prefix + records.window;
      const isGone = ([key]) => written(key) === DELETED;
      const ours = all.filter(isOfBefore);
      const found = ours.filter((one) => !isGone(one)).map(([key, text]) => [key, text, isHeld(key)]);
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
  // What was deleted meanwhile does not come back.
  keep: async (key, text, report) => {
    const before = removals[key];
    report(await inTime(keep(key, text), () => removals[key] === before && keepAtOnce(key, text)));
  },
  keepAtOnce,
  remove: async (key) => {
    removals[key] = (removals[key] ?? 0) + 1;
    keepAtOnce(key, DELETED);
    // Where nothing can be deleted, nothing was kept.
    if (await isThere().catch(orElse())) await within('readwrite', (store) => [store.delete(key)]).catch(orElse());
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
  // Holds a key while the window is open.
  hold: (key) => { navigator.locks?.request(key, held).catch(orElse()); },
  // The same for a key of before; reports its text, which whoever had it may have changed since it was found, or nothing where
  // it is gone, or where another window has taken it at the same moment.
  claim: (key, text, report) => {
    const now = async () => written(key) ?? (await within('readonly', (store) => [store.get(key)]))[0];
    const take = async (lock) => {
      report(lock ? await inTime(now(), orElse(text)) ?? '' : '');
      return lock && held();
    };
    if (!navigator.locks) return take(true);
    navigator.locks.request(key, { ifAvailable: true }, take).catch(() => take(true));
  },
  // A page that holds one cannot be kept for the Back button.
  release: () => holds.splice(0).forEach((letGo) => letGo()),
};
