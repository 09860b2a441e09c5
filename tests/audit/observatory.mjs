// Runs Mozilla's observatory against two ports of this machine, by its own modules, and prints what it found as JSON.
// `headers.mjs` starts it with a certificate that it trusts. It may not judge.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { ALL_TESTS } from '@mdn/mdn-http-observatory/src/constants.js';
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from '@mdn/mdn-http-observatory/src/grader/charts.js';
import { getGradeForScore, getScoreDescription, getScoreModifier } from '@mdn/mdn-http-observatory/src/grader/grader.js';
import { retrieve } from '@mdn/mdn-http-observatory/src/retriever/retriever.js';

const [httpPort, httpsPort, path] = process.argv.slice(2);
leaveOutPreloadList();
const requests = await retrieve('localhost', { httpPort, httpsPort, path });
const tests = ALL_TESTS.map((test) => graded(test(requests)));
// As its own scanner does: extra credit only for a page that is nearly faultless without it.
const sum = (modifiers) => modifiers.reduce((total, modifier) => total + modifier, 100);
const penalised = sum(tests.map(({ modifier }) => Math.min(modifier, 0)));
const score = penalised >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(tests.map(({ modifier }) => modifier)) : penalised;
console.log(JSON.stringify({ ...getGradeForScore(score), tests }));

function graded(output) {
  const { result, pass, constructor } = output;
  return { name: constructor.title, result, pass, modifier: getScoreModifier(result), words: plain(getScoreDescription(result)) };
}

/** Its words are HTML. */
function plain(html) {
  return html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ').trim();
}

/** Installing it would download the browsers' preload list. Without: no host is on it, which can only cost points. */
function leaveOutPreloadList() {
  const list = createRequire(import.meta.url).resolve('@mdn/mdn-http-observatory/package.json').replace(/package\.json$/, 'conf/hsts-preload.json');
  if (!existsSync(list)) writeFileSync(list, '{}');
}
