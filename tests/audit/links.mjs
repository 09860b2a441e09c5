// Checks what nginx answers for every link, asset and fragment in the built pages. It may not follow links to others.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { JSDOM } from 'jsdom';

import { files } from './files.mjs';
import { whileServed } from './served.mjs';
import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

await check('links', async (finding) => {
  let count = 0;
  for (const site of sites()) {
    const problem = (text) => finding(`${site.name}: ${text}`);
    await whileServed(site, async ({ url }) => {
      const pages = files(site.dist).filter((file) => file.endsWith('.html'));
      for (const page of pages) count += await checkPage(site, url, page, problem);
    });
  }
  return `${count} links of both sites`;
});

async function checkPage(site, url, page, problem) {
  const name = relative(site.dist, page);
  const { document } = new JSDOM(readFileSync(page)).window;
  // A host answers with 404.html, 429.html and 502.html wherever an address is, so their links cannot be relative to one.
  const isNotice = ['404.html', '429.html', '502.html'].includes(name);
  // The receiver sends the page of a stage at the address of the page.
  const place = name.replace(/^stages\/(.*\/)?[^/]+$/, '$1');
  const bases = isNotice ? [`${url}/`, `${url}/not/here`] : [`${url}/${place}`];
  const links = [...addresses(document)];
  for (const base of bases) {
    for (const address of links) await checkLink({ site, url, base, name, document }, address, problem);
  }
  return links.length;
}

/** Every address that the page itself leads to or loads. */
function* addresses(document) {
  for (const name of ['href', 'src', 'data-wasm', 'data-page', 'data-worker', 'poster', 'data']) {
    for (const element of document.querySelectorAll(`[${name}]`)) yield element.getAttribute(name);
  }
  for (const element of document.querySelectorAll('meta[property="og:image"], meta[property="og:url"]')) yield element.content;
}

/** The site's public address stands for the server here. */
async function checkLink({ site, url, base, name, document }, address, problem) {
  const target = new URL(address.replace(site.address, `${url}/`), base);
  if (target.origin !== new URL(url).origin) return;
  const { hash } = target;
  target.hash = '';
  const isOwnPage = target.href === base || target.href === `${url}/` && name === 'index.html';
  const answer = await fetch(target);
  const text = await answer.text();
  if (answer.status !== 200) return problem(`${name} leads to ${address}, which is answered ${answer.status}`);
  if (hash.length < 2) return;
  const there = isOwnPage ? document : new JSDOM(text).window.document;
  const id = decodeURIComponent(hash.slice(1));
  if (!there.getElementById(id)) problem(`${name} leads to ${address}, and there is no element ${id}`);
}
