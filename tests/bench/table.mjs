// Numbers for people: medians, ratios, aligned columns. It may not measure.

/** The middle one; of numbers that are not all there, none. */
export function median(numbers) {
  if (numbers.some((number) => number === undefined)) return undefined;
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** How many times as much. There is no such number for what is missing, or when both are nothing. */
export const ratio = (ours, other) => (ours === undefined || !other ? undefined : ours / other);

/** A number with so many decimals, or a dash for none. */
export const written = (number, decimals = 0) => (number === undefined ? '–' : number.toFixed(decimals));

/** Rows of words: the first column to the left, the others to the right. */
export function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const cell = (words, column) => (column ? words.padStart(widths[column] + 3) : words.padEnd(widths[column]));
  return rows.map((row) => row.map(cell).join('').trimEnd()).join('\n');
}
