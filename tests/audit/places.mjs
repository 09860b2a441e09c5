// Checks the files that programs look for at known places: sitemap, robots, security contact, manifest, data in the page.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { JSDOM } from 'jsdom';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const DAY = 24 * 60 * 60 * 1000;

await check('places', async (finding) => {
  for (const site of sites()) {
    const read = (name) => readFileSync(join(site.dist, name), 'utf8');
    const problem = (text) => finding(`${site.name}: ${text}`);
    checkSitemap(read('sitemap.xml'), site, problem);
    checkRobots(read('robots.txt'), site, problem);
    checkSecurity(read('.well-known/security.txt'), site, problem);
    checkManifest(JSON.parse(read('site.webmanifest')), site, problem);
    checkHead(new JSDOM(read('index.html')).window.document, site, problem);
  }
  return 'sitemap.xml, robots.txt, security.txt, site.webmanifest, and the head of the page';
});

function checkSitemap(xml, site, problem) {
  const validity = XMLValidator.validate(xml);
  if (validity !== true) return problem(`sitemap.xml is not well-formed: ${validity.err.msg}`);
  const { urlset } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'url' }).parse(xml);
  if (urlset?.['@_xmlns'] !== 'http://www.sitemaps.org/schemas/sitemap/0.9') problem('sitemap.xml has another namespace');
  if (!urlset?.url?.some(({ loc }) => loc === site.address)) problem(`sitemap.xml does not list ${site.address}`);
  for (const { lastmod } of urlset?.url ?? []) if (Number.isNaN(Date.parse(lastmod))) problem(`sitemap.xml has the day ${lastmod}`);
}

function checkRobots(text, site, problem) {
  if (!/^User-agent: \*$/m.test(text) || /^Disallow: \S/m.test(text)) problem('robots.txt does not let everybody read everything');
  if (!text.includes(`Sitemap: ${site.address}sitemap.xml`)) problem('robots.txt does not name the sitemap');
}

/** RFC 9116: at least one Contact, exactly one Expires, less than a year away. */
function checkSecurity(text, site, problem) {
  const values = (name) => [...text.matchAll(new RegExp(`^${name}: (.*)$`, 'gm'))].map(([, value]) => value);
  if (!values('Contact').length || !values('Contact').every((value) => /^(mailto:|https:|tel:)/.test(value))) problem('security.txt has no Contact that is an address');
  const [expires, ...more] = values('Expires');
  const days = (Date.parse(expires) - Date.now()) / DAY;
  if (more.length || !(days > 30 && days < 366)) problem(`security.txt expires in ${Math.round(days)} days`);
  if (values('Canonical')[0] !== `${site.address}.well-known/security.txt`) problem('security.txt names another place of its own');
}

function checkManifest(manifest, site, problem) {
  for (const name of ['name', 'start_url', 'display', 'icons']) if (!manifest[name]) problem(`site.webmanifest has no ${name}`);
  for (const icon of manifest.icons ?? []) {
    const file = join(site.dist, new URL(icon.src, site.address).pathname.slice(site.base.length));
    if (!existsSync(file)) problem(`site.webmanifest names the icon ${icon.src}, which is not there`);
    else if (file.endsWith('.png') && icon.sizes !== pngSize(readFileSync(file))) problem(`the icon ${icon.src} is ${pngSize(readFileSync(file))}, not ${icon.sizes}`);
  }
}

/** Width and height stand at a fixed place in every PNG. */
function pngSize(bytes) {
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

function checkHead(document, site, problem) {
  const href = (selector) => document.querySelector(selector)?.getAttribute('href');
  if (href('link[rel="canonical"]') !== site.address) problem(`the page says that it is at ${href('link[rel="canonical"]')}`);
  for (const type of ['application/atom+xml', 'application/feed+json']) {
    if (!href(`link[rel="alternate"][type="${type}"]`)) problem(`the page does not lead to a feed of the type ${type}`);
  }
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    if (JSON.parse(script.textContent)['@context'] !== 'https://schema.org') problem('the structured data has no context');
  }
}
