// Checks all HTML, CSS and SVG with the Nu Html Checker: the built files, and what the browser has in each state.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { JSDOM } from 'jsdom';

import { files } from './files.mjs';
import { whileBrowsing } from './person.mjs';
import { whileServed } from './served.mjs';
import { rootSite, sites } from './sites.mjs';
import { takeDown } from './states.mjs';
import { check } from './verdict.mjs';

const JAR = join(import.meta.dirname, 'node_modules/vnu-jar/build/dist/vnu.jar');
// Its list of CSS properties is older than the property, which browsers that do not know it leave out.
const UNKNOWN_TO_IT = [/Property “field-sizing” doesn't exist/];
const CHECKED = /\.(html|svg|css)$/;

await check('vnu', async (finding) => {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-html-'));
  try {
    const states = await takenDown(finding);
    checkSameWithoutScripts(states, finding);
    const names = { ...gather(folder, states), ...gatherFiles(folder) };
    for (const [message, all] of grouped(await messages(folder))) {
      const [{ type, lastLine, extract }] = all;
      const places = [...new Set(all.map(({ url }) => names[url.split('/').at(-1)]))].join('; ');
      const near = extract ? ` Near: ${extract.replaceAll(/\s+/g, ' ').trim()}` : '';
      const text = `${message} ${all.length} times in ${places}. First in line ${lastLine ?? '?'}.${near}`;
      if (type === 'info' || UNKNOWN_TO_IT.some((known) => known.test(message))) console.log(`  note: ${text}`);
      else finding(text);
    }
    return `${Object.keys(names).length - Object.keys(states).length} files and ${Object.keys(states).length} states`;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function takenDown(finding) {
  return whileServed(rootSite(), ({ url }) => whileBrowsing((browser) => takeDown(browser, url, finding)));
}

/** Scripts off, the browser has the file and nothing else. */
function checkSameWithoutScripts(states, finding) {
  const file = new JSDOM(readFileSync(join(rootSite().dist, 'index.html'))).window.document;
  const shown = new JSDOM(states['scripts off']).window.document;
  if (file.documentElement.outerHTML !== shown.documentElement.outerHTML) finding('scripts off, the browser has another page than the file');
}

function gather(folder, states) {
  return Object.fromEntries(Object.entries(states).map(([name, html], index) => {
    writeFileSync(join(folder, `state-${index}.html`), html);
    return [`state-${index}.html`, `the state “${name}”`];
  }));
}

/** Numbered, since two folders may have files of one name. */
function gatherFiles(folder) {
  const all = sites().flatMap((site) => files(site.dist).filter((file) => CHECKED.test(file)).map((file) => [site, file]));
  return Object.fromEntries(all.map(([site, file], index) => {
    const name = `file-${index}${file.match(CHECKED)[0]}`;
    copyFileSync(file, join(folder, name));
    return [name, `${site.name}, ${relative(site.dist, file)}`];
  }));
}

/** One mistake is often made on every line, and then in every state. */
function grouped(messages) {
  const groups = new Map();
  for (const message of messages) {
    const key = `${message.type} ${message.message}`;
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups].map(([, all]) => [all[0].message, all]);
}

/** It ends with a failure when it finds something, and says everything in JSON either way. */
function messages(folder) {
  const kinds = ['--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always'];
  return new Promise((resolve, reject) => {
    execFile('java', ['-Xss2m', '-jar', JAR, ...kinds, folder], { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`the Nu Html Checker did not run: ${stderr || error.message}`));
      else resolve(JSON.parse(stdout).messages);
    });
  });
}
