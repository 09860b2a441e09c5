// The commands of a document, by the heading above them. It runs nothing.
import { readFileSync } from 'node:fs';

/** Each block of one language, as `{ section, lines }`; a line that goes on behind a backslash is one. */
export function blocks(document, language) {
  const found = [];
  let section = '';
  let open;
  for (const line of readFileSync(document, 'utf8').replaceAll('\\\n', ' ').split('\n')) {
    if (open && line === '```') open = undefined;
    else if (open) open.lines.push(line);
    else if (line === `\`\`\`${language}`) found.push(open = { section, lines: [] });
    else if (line.startsWith('```')) open = { lines: [] };
    else if (/^##/.test(line)) section = line.replace(/^#+ /, '');
  }
  return found;
}

/** What a comment behind a command says that the command prints. */
export const expected = (line) => (line.match(/\s# (.+)$/)?.[1] ?? '').split(', ').filter(Boolean);
