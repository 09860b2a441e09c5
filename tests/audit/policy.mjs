// Checks the content security policy with Google's csp_evaluator. The policy is read from nginx's answer and the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import evaluation from 'csp_evaluator/dist/evaluator.js';
import findings from 'csp_evaluator/dist/finding.js';
import parser from 'csp_evaluator/dist/parser.js';

import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const { Severity, Type } = findings;
const PAGES = ['index.html', 'print.html', '404.html', '429.html', '502.html'];

await check('csp_evaluator', async (finding) => {
  const notes = new Set();
  for (const site of sites()) {
    for (const [where, policy] of await policies(site)) {
      const found = evaluate(policy, evaluation.DEFAULT_CHECKS);
      for (const grave of found.filter(isGrave)) finding(`${site.name}, ${where}: ${sentence(grave)}`);
      const mild = found.filter((one) => !isGrave(one)).concat(evaluate(policy, evaluation.STRICTCSP_CHECKS));
      for (const one of mild) notes.add(sentence(one));
    }
  }
  for (const note of notes) console.log(`  note: ${note}`);
  return 'header and meta elements of both sites';
});

/** The header is what counts; each page repeats it for hosts that cannot send one. */
async function policies(site) {
  const answer = await whileServed(site, ({ url }) => fetch(`${url}/`));
  const header = answer.headers.get('content-security-policy');
  if (!header) throw new Error(`${site.name}: the page has no Content-Security-Policy header`);
  return [['header', header], ...PAGES.map((page) => [page, inPage(join(site.dist, page))])];
}

function inPage(path) {
  const meta = readFileSync(path, 'utf8').match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/i)?.[1];
  if (!meta) throw new Error(`${path} has no policy of its own`);
  return meta.replaceAll('&#39;', "'").replaceAll('&#x27;', "'");
}

/** Its default checks decide; what it says of strict policies with nonces, which a static host cannot send, is noted. */
function evaluate(policy, checks) {
  const { csp } = new parser.CspParser(policy);
  return new evaluation.CspEvaluator(csp).evaluate([], checks);
}

/** “Possibly medium” is what it says of every 'self': whether the host has others' scripts is not for it to know. */
function isGrave({ severity }) {
  return severity < Severity.MEDIUM_MAYBE;
}

function sentence({ severity, type, directive, value, description }) {
  return `${Severity[severity]} ${Type[type]} in ${directive}${value ? ` ${value}` : ''}: ${description}`;
}
