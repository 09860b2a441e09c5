// Holds the hand-written page to the words of the content file. It may not care where on the page they stand.

// What the content says to programs, not to people.
const NOT_WORDS = ['language', 'revision', 'updated', 'id', 'first_day', 'last_day', 'written', 'opened', 'closed', 'consultation', 'email', 'link', 'lang', 'value', 'autocomplete', 'show_when', 'time_zone', 'of', 'one_press', 'publication', 'statements'];
// Lists of texts; elsewhere a list of texts is one text, put together from parts.
const LISTS = ['list', 'numbered_list', 'outcomes', 'before_you_start'];

/** Every text of the content that a person reads, in its order. */
export function texts(value, key) {
  if (NOT_WORDS.includes(key)) return [];
  if (typeof value === 'string') return [plain(value)];
  if (Array.isArray(value)) return LISTS.includes(key) || !value.every(isPart) ? value.flatMap((one) => texts(one)) : [plain(value)];
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([name, one]) => texts(one, name)) : [];
}

/** Fails unless the page in this browser says everything that the content says. */
export async function assertSameText(page, content) {
  const said = words(await page.evaluate(everythingSaid));
  const missing = texts(content).filter((text) => !said.includes(text));
  if (missing.length === 0) return;
  const list = missing.map((text) => `  “${text}”`).join('\n');
  throw new Error(`tests/bench/hand-written/index.html lacks these texts of public/content/en-NZ.json:\n${list}\nWrite them into it, or the two pages cannot be compared.`);
}

/** The lines that one page shows and the other does not. */
export function linesBeyond(text, other) {
  const there = words(other);
  return text.split('\n').map(words).filter((line) => line && !there.includes(line));
}

export const words = (text) => text.replace(/\s+/g, ' ').trim();
const isPart = (part) => typeof part === 'string' || 'text' in part || 'strong' in part;
const plain = (text) => words([text].flat().map((part) => part.text ?? part.strong ?? part).join(''));

/** In the browser: all text, shown or waiting to be, without the scripts that wait with it. */
function everythingSaid() {
  const page = document.documentElement.cloneNode(true);
  page.querySelectorAll('script, style').forEach((element) => element.remove());
  const waiting = [...page.querySelectorAll('template')].map((template) => template.content.textContent);
  const problems = [...page.querySelectorAll('*')].flatMap((element) => Object.values(element.dataset));
  const description = page.querySelector('meta[name="description"]').content;
  return [page.textContent, ...waiting, ...problems, description].join('\n');
}
