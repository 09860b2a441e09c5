// Damages every file that the page loads, one at a time and in every way, and sees whether a person can still read
// the page and send their words. It works on copies of the site.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { JSDOM } from 'jsdom';

import { damage, FAULTS } from './faults.mjs';
import { files } from './files.mjs';
import { answer, receipt, send, whileBrowsing } from './person.mjs';
import { whileServed } from './served.mjs';
import { rootSite } from './sites.mjs';
import { check } from './verdict.mjs';

// Scripts, WASM, words, settings, manifest and pictures; pages and what only other programs read are not loaded.
const IS_LOADED = /\.(js|mjs|wasm|json|webmanifest|svg|png|ico|css|woff2)$/;
const IS_FOR_OTHERS = /(^|\/)(staticwebapp\.config|feed|[a-z]+\.schema)\.json$/;
const IS_PICTURE = /\.(svg|png|ico|webmanifest)$/;
const WORKERS = 2;

await check('damage', async (finding) => {
  const site = rootSite();
  const loaded = files(site.dist).map((file) => relative(site.dist, file)).filter((name) => IS_LOADED.test(name) && !IS_FOR_OTHERS.test(name));
  const cases = loaded.flatMap((name) => faultsOf(name).map((fault) => ({ name, fault })));
  const { length } = cases;
  await whileBrowsing((browser) => Promise.all(Array.from({ length: WORKERS }, () => work(site, browser, cases, finding))));
  return `${loaded.length} files, ${length} kinds of damage`;
});

/** A picture is drawn or not; what is in its bytes changes nothing else. */
function faultsOf(name) {
  return Object.keys(FAULTS).filter((fault) => !IS_PICTURE.test(name) || ['cut off', 'replaced by a web page'].includes(fault));
}

/** Takes case after case, on a copy of the site with a server of its own. */
async function work(site, browser, cases, finding) {
  const folder = mkdtempSync(join(tmpdir(), 'have-your-say-damage-'));
  cpSync(site.dist, folder, { recursive: true });
  // The receiver has the words as they were: it is not what is damaged here.
  const words = ['--content', join(site.dist, 'content/en-NZ.json'), '--wording', join(site.dist, 'content/en-NZ.wording.json')];
  const expected = headings(new JSDOM(readFileSync(join(site.dist, 'index.html'))).window.document);
  await whileServed({ ...site, dist: folder, words }, async (server) => {
    for (let next; (next = cases.shift());) {
      const repair = damage(join(folder, next.name), FAULTS[next.fault]);
      const problem = await lived(browser, server, expected);
      repair();
      if (problem) finding(`${next.name} ${next.fault}: ${problem}`);
    }
  });
  rmSync(folder, { recursive: true });
}

function headings(document) {
  return [...document.querySelectorAll('main h1, main h2')].map((heading) => heading.textContent.trim());
}

/** What a person cannot do, in words. */
async function lived(browser, server, expected) {
  const before = server.stored().length;
  const words = `Words ${before}`;
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    await page.goto(`${server.url}/`);
    // Where the loader itself is damaged, nothing will ever say whether the app lives.
    await page.locator('html[data-app]').waitFor({ timeout: 3000 }).catch(() => {});
    for (const text of expected) await page.getByRole('heading', { name: text, exact: true }).first().waitFor({ state: 'visible' });
    await answer(page, words);
    await send(page);
    await receipt(page);
    const after = server.stored();
    const isKept = after.length === before + 1 && after.at(-1).answers['international-cooperation'] === words;
    return isKept ? undefined : `${after.length - before} submissions stored, and one was sent`;
  } catch (error) {
    return error.message.split('\n').slice(0, 2).join(' ');
  } finally {
    await context.close();
  }
}
