// What the benchmark prints: conditions, the comparison, the growth. It may not measure or judge.
import { cpus, loadavg, release, type } from 'node:os';
import { linesBeyond } from './same-text.mjs';
import { growth } from './sections.mjs';
import { aligned, median, ratio, written } from './table.mjs';
import { CONDITIONS } from './visit.mjs';

// What is printed of a visit, in order. docs/performance.md says what each means.
const ROWS = [
  { key: 'document', words: 'the page alone, kB', of: ({ document }) => document / 1000, decimals: 1 },
  { key: 'bodies', words: 'in all, kB', of: ({ bodies }) => bodies / 1000, decimals: 1 },
  { key: 'wire', words: 'in all with headers, kB', of: ({ wire }) => wire / 1000, decimals: 1 },
  { key: 'answers', words: 'answers', of: ({ answers }) => answers.length },
  { key: 'firstPaint', words: 'first paint, ms', of: ({ firstPaint }) => firstPaint },
  { key: 'largestPaint', words: 'largest paint, ms', of: ({ largestPaint }) => largestPaint },
  { key: 'form', words: 'form there, ms', of: ({ form }) => form },
  { key: 'blocking', words: 'blocking, ms', of: ({ blocking }) => blocking },
  { key: 'layoutShift', words: 'layout shift', of: ({ layoutShift }) => layoutShift, decimals: 3 },
  { key: 'alive', words: 'alive, ms', of: ({ alive }) => alive },
  { key: 'secondWire', words: 'second visit with headers, kB', of: ({ secondWire }) => secondWire / 1000, decimals: 1 },
  { key: 'words', words: 'words shown', of: ({ text }) => text.split(/\s+/).length },
];

/** The medians of several visits, each under its key. */
export const medians = (visits) => Object.fromEntries(ROWS.map(({ key, of }) => [key, median(visits.map(of))]));

/** Where and how it was measured: without this the milliseconds mean nothing. */
export function conditions(browser) {
  const processor = `${cpus().length} × ${cpus()[0].model}`;
  const machine = `${processor}, ${type()} ${release()}, load ${loadavg()[0].toFixed(1)}`;
  return `Chromium ${browser.version()}, Node ${process.versions.node}; ${machine}\n${CONDITIONS}; nothing stored before a first visit`;
}

/** Our page beside the other. */
export function comparison(visits) {
  const [ours, other] = [medians(visits.ours), medians(visits.other)];
  const rows = ROWS.map(({ key, words, decimals }) => {
    const numbers = [ours[key], other[key]].map((number) => written(number, decimals));
    return [words, ...numbers, written(ratio(ours[key], other[key]), 2)];
  });
  return aligned([[`medians of ${visits.ours.length}`, 'ours', 'hand-written', 'ours / hand-written'], ...rows]);
}

/** What our first visit took, file by file. */
export function fetched([{ answers }]) {
  const rows = answers.map(({ path, status, bytes }) => [path, String(status), String(bytes)]);
  return aligned([['our first visit asked for', 'status', 'bytes'], ...rows]);
}

/** What only our page shows, for whoever must write it into the other. */
export function linesOnlyOurs({ ours, other }) {
  const lines = linesBeyond(ours[0].text, other[0].text);
  return lines.length ? ['Our page also shows:', ...lines.map((line) => `  ${line}`)].join('\n') : '';
}

/** A key press, from the key to the frame that shows it. */
export function typingTable(typing) {
  const rows = typing.map(({ length, ours, bare }) => [String(length), written(ours, 1), written(bare, 1), written(ratio(ours, bare), 2)]);
  return aligned([['a key press among so many characters, ms', 'ours', 'bare textarea', 'ours / bare'], ...rows]);
}

/** The slowest moments of a whole submission. */
export const journeyLine = ({ answer, task }) => `From opening the page to what is checked before it is sent: the slowest answer to a press or a key took ${written(answer)} ms, the longest task ${written(task)} ms.`;

/** What a long draft adds to a visit that brings it back. */
export function restoringTable({ characters, bytes, turns, whole, ...visits }) {
  const rows = [['longest task over 50 ms, ms', 'longest'], ['all work of the main thread, ms', 'work'], ['a key press then, ms', 'press']].map(([words, key]) => {
    const [before, after] = [visits.without[key], visits.with[key]];
    return [words, written(before), written(after), written(ratio(after, before), 2)];
  });
  const head = [`a draft of ${characters} characters, ${bytes} bytes, comes back`, 'without', 'with', 'with / without'];
  return `${aligned([head, ...rows])}\nIt came back whole in ${whole} of ${turns} visits.`;
}

/** How hydration grows. The first section pays for starting; what each more one costs is the line's slope. */
export function sectionsTable(sizes) {
  const slope = (index) => (sizes[index].ms - sizes[index - 1].ms) / (sizes[index].sections - sizes[index - 1].sections);
  const rows = sizes.map(({ sections, ms }, index) => [String(sections), written(ms, 1), index ? written(slope(index), 2) : '–']);
  const verdict = `Ten times the sections take ${written(growth(sizes), 2)} times ten times as long; over 1 is worse than linear.`;
  return `${aligned([['sections', 'hydration, ms', 'ms for each more'], ...rows])}\n${verdict}`;
}
