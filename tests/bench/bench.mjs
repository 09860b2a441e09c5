// `cargo xtask bench`, behind its door: our page beside one written by hand, in one run. It may not build anything.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OFF_BESIDE_THE_PAGE } from '../e2e/chromium.mjs';
import config from '../e2e/playwright.config.mjs';
import { failures } from './limits.mjs';
import { comparison, conditions, fetched, journeyLine, linesOnlyOurs, medians, restoringTable, sectionsTable, typingTable } from './report.mjs';
import { measureRestoring } from './restoring.mjs';
import { assertSameText } from './same-text.mjs';
import { growth, measureSections } from './sections.mjs';
import { rulesOf, serve } from './server.mjs';
import { measureJourney, measureTyping } from './typing.mjs';
import { visitTwice } from './visit.mjs';

const RUNS = 5;
// It names our page's own scripts and styles by their hashes.
const OURS_ALONE = ['content-security-policy'];
const HERE = dirname(fileURLToPath(import.meta.url));
const CONTENT = join(HERE, '../../public');
// The Node packages are those of the browser tests.
const { chromium } = createRequire(join(HERE, '../e2e/package.json'))('playwright');

async function main({ CHROME_PATH, SITE, SECTIONS }) {
  if (!CHROME_PATH || !SITE || !SECTIONS) throw new Error('Run this as `cargo xtask bench`, which sets CHROME_PATH, SITE and SECTIONS.');
  // Nothing else of Playwright's list: what changes how a page is drawn would be measured with it.
  const args = [...config.use.launchOptions.args, `--disable-features=${OFF_BESIDE_THE_PAGE}`];
  const browser = await chromium.launch({ args, executablePath: CHROME_PATH });
  try {
    say(conditions(browser));
    const visits = await compare(browser, SITE);
    [comparison(visits), fetched(visits.ours), linesOnlyOurs(visits)].forEach(say);
    const typing = await answering(browser, SITE);
    const sizes = await measureSections(browser, { site: SITE, drawing: SECTIONS, content: CONTENT });
    say(sectionsTable(sizes));
    return failures({ ours: medians(visits.ours), other: medians(visits.other), typing, growth: growth(sizes) });
  } finally {
    await browser.close();
  }
}

/** Both pages by turns and under the same headers, so that whatever else the machine and the browser do meets both. */
async function compare(browser, site) {
  const ours = { server: await serve(site), isApp: true };
  const other = { server: await serve(join(HERE, 'hand-written'), { rules: rulesOf(site, OURS_ALONE) }), isApp: false };
  const visits = { ours: [], other: [] };
  try {
    await holdToContent(browser, other.server);
    for (let run = 0; run < RUNS; run += 1) {
      visits.ours.push(await visitTwice(browser, ours));
      visits.other.push(await visitTwice(browser, other));
    }
  } finally {
    [ours, other].forEach(({ server }) => server.close());
  }
  return visits;
}

/** How the page answers keys and presses, and how it brings a long draft back. */
async function answering(browser, site) {
  const server = await serve(site);
  try {
    const typing = await measureTyping(browser, server);
    say(typingTable(typing));
    say(journeyLine(await measureJourney(browser, server)));
    say(restoringTable(await measureRestoring(browser, server)));
    return typing;
  } finally {
    server.close();
  }
}

async function holdToContent(browser, server) {
  const page = await browser.newPage();
  await page.goto(server.url);
  await assertSameText(page, JSON.parse(readFileSync(join(CONTENT, 'content/en-NZ.json'), 'utf8')));
  await page.close();
}

/** A paragraph of its own; nothing is said where there is nothing to say. */
const say = (words) => words && console.log(`${words}\n`);

try {
  const found = await main(process.env);
  found.forEach((sentence) => console.error(sentence));
  process.exitCode = found.length ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
