// Reads both feeds with parsers that others wrote, and compares them with each other and with the list of updates.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import Parser from 'rss-parser';

import { sites } from './sites.mjs';
import { check } from './verdict.mjs';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

await check('feeds', async (finding) => {
  let count = 0;
  for (const site of sites()) {
    const read = (name) => readFileSync(join(site.dist, name), 'utf8');
    const problem = (text) => finding(`${site.name}: ${text}`);
    const { updates } = JSON.parse(read('content/en-NZ.updates.json'));
    checkAtom(read('feed.xml'), site, problem);
    checkJsonFeed(JSON.parse(read('feed.json')), site, problem);
    checkSameEntries(await new Parser().parseString(read('feed.xml')), JSON.parse(read('feed.json')), updates, problem);
    count += updates.length;
  }
  return `feed.xml by fast-xml-parser and rss-parser, feed.json by its specification, ${count} entries`;
});

/** What RFC 4287 requires of a feed and of each entry. */
function checkAtom(xml, site, problem) {
  const validity = XMLValidator.validate(xml);
  if (validity !== true) return problem(`feed.xml is not well-formed: ${validity.err.msg}`);
  const { feed } = new XMLParser({ ignoreAttributes: false, isArray: (name) => ['entry', 'link'].includes(name) }).parse(xml);
  if (feed?.['@_xmlns'] !== 'http://www.w3.org/2005/Atom') return problem('feed.xml is no Atom feed');
  for (const name of ['id', 'title', 'updated', 'author']) if (!feed[name]) problem(`feed.xml has no ${name}`);
  const self = feed.link.find((link) => link['@_rel'] === 'self');
  if (self?.['@_href'] !== `${site.address}feed.xml`) problem(`feed.xml says that it is at ${self?.['@_href']}`);
  const entries = feed.entry ?? [];
  const ids = [feed, ...entries].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) problem('feed.xml uses an id twice');
  for (const id of ids) if (!/^(urn:uuid:[0-9a-f-]{36}|https?:|tag:)/.test(id)) problem(`feed.xml has the id ${id}, which is no IRI`);
  for (const { title, updated, link } of entries) {
    if (!title || !RFC3339.test(updated) || !link?.length) problem(`feed.xml has an entry without title, moment or link: ${title}`);
  }
  if (entries.length && !entries.some(({ updated }) => Date.parse(updated) === Date.parse(feed.updated))) problem('feed.xml was updated at another moment than its newest entry');
}

/** What jsonfeed.org/version/1.1 requires. */
function checkJsonFeed(feed, site, problem) {
  if (feed.version !== 'https://jsonfeed.org/version/1.1') problem(`feed.json has the version ${feed.version}`);
  if (typeof feed.title !== 'string' || feed.title === '') problem('feed.json has no title');
  if (feed.home_page_url !== site.address) problem(`feed.json has the home page ${feed.home_page_url}`);
  if (feed.feed_url !== `${site.address}feed.json`) problem(`feed.json says that it is at ${feed.feed_url}`);
  for (const item of feed.items) {
    if (typeof item.id !== 'string') problem('feed.json has an item whose id is no text');
    if (typeof item.content_text !== 'string' && typeof item.content_html !== 'string') problem(`feed.json has an item without content: ${item.id}`);
    if (!RFC3339.test(item.date_published)) problem(`feed.json has an item with the moment ${item.date_published}`);
  }
}

function checkSameEntries(atom, json, updates, problem) {
  // Newest first, as readers expect.
  const wanted = updates.map(({ published, changed }) => [Date.parse(published), changed]).sort(([a], [b]) => b - a);
  const inAtom = atom.items.map(({ isoDate, title }) => [Date.parse(isoDate), title]);
  const inJson = json.items.map((item) => [Date.parse(item.date_published), item.title ?? item.content_text]);
  for (const [name, found] of [['feed.xml', inAtom], ['feed.json', inJson]]) {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) problem(`${name} lists ${JSON.stringify(found)}, and the updates are ${JSON.stringify(wanted)}`);
  }
  const ids = (items) => JSON.stringify(items.map(({ id }) => id));
  if (ids(atom.items) !== ids(json.items)) problem('the feeds give the same entries different ids');
}
