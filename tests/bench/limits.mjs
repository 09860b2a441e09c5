// What the benchmark holds the page to: bytes, growth and layout shift, which are the same on every machine. It may not hold it to milliseconds.

// Each with what it bounds, and how far. docs/performance.md says why.
const LIMITS = [
  ['Our page alone', 'kB', ({ ours }) => ours.document, 14.6],
  ['Our page in all', 'kB', ({ ours }) => ours.bodies, 128],
  ['Layout shift', 'of the screen', ({ ours }) => ours.layoutShift, 0],
  ['Our page alone', 'times the hand-written one', ({ ours, other }) => ours.document / other.document, 2],
  ['A key press among 100,000 characters', 'times one in a bare textarea', ({ typing }) => typing.at(-1).ours / typing.at(-1).bare, 1.5],
  ['Hydration of ten times the sections', 'times ten times as long', ({ growth }) => growth, 2],
];

/** A sentence for each limit that is passed. What is not a number is over every limit. */
export function failures(measured) {
  const over = LIMITS.filter(([, , number, limit]) => !(number(measured) <= limit));
  return over.map(([what, unit, number, limit]) => `${what}: ${number(measured).toFixed(2)} ${unit}, and ${limit} is the limit.`);
}
