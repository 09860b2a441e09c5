// Reads a `_headers` file, as Netlify and Cloudflare Pages do. It may not pass over a line that it does not understand.

/** The rules of a file: a path pattern on a line of its own, below it indented `Name: value` lines. */
export function readHeaders(text) {
  const rules = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const words = line.trim();
    if (!words || words.startsWith('#')) continue;
    if (/^\S/.test(line)) rules.push({ matches: pattern(words), headers: [] });
    else rules.at(-1)?.headers.push(header(words, index + 1)) ?? fail(index + 1, 'stands before the first path');
  }
  return rules;
}

/** The headers for a path. What is given twice is joined, as the hosts do it. */
export function headersFor(rules, path) {
  const headers = {};
  for (const [name, value] of rules.filter((rule) => rule.matches.test(path)).flatMap((rule) => rule.headers)) {
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** `*` stands for anything, `:name` for one step of a path. */
function pattern(path) {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replace(/\/:\w+/g, '/[^/]+')}$`);
}

function header(words, line) {
  const [, name, value] = words.match(/^([\w-]+):\s*(.*)$/) ?? fail(line, 'is not “Name: value”');
  return [name.toLowerCase(), value];
}

function fail(line, why) {
  throw new Error(`_headers, line ${line}, ${why}.`);
}
