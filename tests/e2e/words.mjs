// Words that a test publishes in place of the site's own: `words` of the fixture. Each writes into a folder what
// `public/content` holds, and may say on which day they are published. They are objects because Playwright takes a function for a
// fixture.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHIPPED = new URL('../../public/content/', import.meta.url).pathname;

/** The shipped words, and two pseudo-languages: a longer one, and one from right to left that lacks some words. */
export const pseudoLanguages = { write: (folder) => execFileSync(process.env.PSEUDO, [SHIPPED, folder]) };

/** The shipped words, in a copy of the site of their own. */
export const shipped = () => ({ write: (folder) => cpSync(SHIPPED, folder, { recursive: true }) });

const readJson = (folder, name) => JSON.parse(readFileSync(join(folder, name)));

const ADDED = JSON.parse(readFileSync(new URL('../fixtures/to-the-adoption.json', import.meta.url)));

const sectionOf = (content, kind) => content.sections.find((section) => section[kind])[kind];

/** What is another in the content on the way to the adoption of the treaty; it edits the sections that it is given. */
export function withResults(content) {
  Object.assign(sectionOf(content, 'have_your_say'), ADDED.have_your_say);
  sectionOf(content, 'past_consultations').consultations.push({ ...ADDED.past_consultation, report: ADDED.have_your_say.report });
  return { sections: content.sections, consultation: ADDED.consultation };
}

/** The same in the next round: the report has moved to the earlier round, as docs/content.md says. */
export function ofTheNextRound(content) {
  const { report, before, after } = ADDED.have_your_say;
  Object.assign(sectionOf(content, 'have_your_say'), { before, after });
  sectionOf(content, 'past_consultations').consultations.push({ ...ADDED.past_consultation, report });
  return { sections: content.sections, consultation: ADDED.next_consultation };
}

/** The shipped words on the way to the adoption, published before the consultation opens. */
export const toTheAdoption = { on: '2022-07-16T09:00:00+12:00', write: (folder) => writeEdited(folder, withResults) };

/** The shipped words of the next round. */
export const nextRound = { write: (folder) => writeEdited(folder, ofTheNextRound) };

function writeEdited(folder, edit) {
  cpSync(SHIPPED, folder, { recursive: true });
  const content = readJson(folder, 'en-NZ.json');
  const text = JSON.stringify({ ...content, ...edit(content) });
  const { updates: [first] } = readJson(folder, 'en-NZ.updates.json');
  writeFileSync(join(folder, 'en-NZ.json'), text);
  writeFileSync(join(folder, 'en-NZ.updates.json'), JSON.stringify({ updates: [{ ...first, sha256: digestOf(text) }] }));
}

/** Another agency's consultation. */
export const schoolStreets = { write: writeSchoolStreets };

function writeSchoolStreets(folder) {
  const content = readFileSync(new URL('./fixtures/school-streets.json', import.meta.url), 'utf8');
  mkdirSync(folder);
  for (const name of ['languages.json', 'en-NZ.wording.json']) copyFileSync(join(SHIPPED, name), join(folder, name));
  writeFileSync(join(folder, 'en-NZ.json'), content);
  writeFileSync(join(folder, 'en-NZ.updates.json'), JSON.stringify(updates(content)));
}

/** The digest by which a content is known. */
export const digestOf = (content) => createHash('sha256').update(content).digest('hex');

/** Its list of revisions, a month apart. */
function updates(content) {
  const sha256 = digestOf(content);
  const entry = (_, index) => ({ revision: index + 1, published: `2022-0${index + 5}-01T09:00:00+12:00`, changed: 'It was published.', sha256 });
  return { updates: Array.from({ length: JSON.parse(content).revision }, entry) };
}
