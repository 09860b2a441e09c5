// Keeps texts on the person's device: in IndexedDB, which survives a crash of the browser, and in localStorage, which is
// written before a page goes. It may not know what they say. Each window writes under a key of its own, so that none
// overwrites another's words; which keys are in use, Web Locks tell, where there are any.
const DATABASE = 'have-your-say';
const STORE = 'drafts';
// A browser that takes longer to keep something holds nothing up, in ms.
const PATIENCE = 1000;

let opening;
let letGo;

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

export const records = {
  // Tells this window from others.
  window: `${Math.random()}`,
  // Every text whose key starts so: its key, itself, and whether another window has it in use. One that is in both places
  // is there twice.
  // Looking makes no database where there is none: who only reads leaves nothing behind.
  find: async (prefix, report) => {
    const stored = async () => (await isThere() ? within('readonly', (store) => [store.getAllKeys(), store.getAll()]) : [[], []]);
    const [keys, texts] = await inTime(stored(), orElse([[], []]));
    const locks = await navigator.locks?.query().catch(orElse()) ?? { held: [] };
    const isHeld = (key) => locks.held.some(({ name }) => name === key);
    const all = [...local(Object.entries, []), ...keys.map((key, index) => [key, texts[index]])];
    report(all.filter(([key]) => key.startsWith(prefix)).map(([key, text]) => [key, text, isHeld(key)]));
  },
  // Reports whether it is kept: in the other place, where the database takes too long.
  keep: async (key, text, report) => report(await inTime(keep(key, text), () => keepAtOnce(key, text))),
  keepAtOnce,
  remove: async (key) => {
    erase(key);
    // Where nothing can be deleted, nothing was kept.
    if (await isThere().catch(orElse())) within('readwrite', (store) => [store.delete(key)]).catch(orElse());
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
  // Reports the SHA-256 of a text, in hexadecimal digits; nothing without a secure connection.
  digest: async (text, report) => {
    const digest = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(text)).catch(orElse());
    report([...new Uint8Array(digest ?? 0)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  },
  // Holds a key while the window is open.
  hold: (key) => { navigator.locks?.request(key, () => new Promise((done) => { letGo = done; })).catch(orElse()); },
  // A page that holds one cannot be kept for the Back button.
  release: () => letGo?.(),
};
