// Which website a form may be posted from, with scripts off: every policy of referrers, with and without a proxy that hides the
// host; and what another website posts in a person's name. tests/e2e/origins.spec.mjs is the same in Chromium. It may not know of
// which browser.
import { once } from 'node:events';
import { createServer } from 'node:http';

import { press, sendByKeys, until } from './by-keys.mjs';

const POLICIES = [
  'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin',
  'same-origin', 'strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url',
];

/** The page's own form is taken, whatever the policy. */
export async function ownForm({ page, faulty }) {
  const sent = [];
  for (const policy of POLICIES) {
    faulty.stateHeaders({ 'referrer-policy': policy });
    await page.goto(`${faulty.url}/`);
    await sendByKeys(page, `Under ${policy}`).catch(({ message }) => { throw new Error(`under ${policy}: ${message}`); });
    sent.push(`Under ${policy}`);
  }
  return sent;
}

/** The same by a proxy that hides the host. */
export function ownFormOfHiddenHost({ page, faulty }) {
  faulty.hideHost();
  return ownForm({ page, faulty });
}

/** What another website, or another port of the same host, posts is shown to its visitor, and not stored. */
export async function foreignForm({ page, server }) {
  for (const [host, policy] of ['localhost', '127.0.0.1'].flatMap((host) => ['no-referrer', 'unsafe-url'].map((policy) => [host, policy]))) {
    const form = `<form method="post" action="${server.url}/api/submissions"><textarea name="international-cooperation">In whose name?</textarea><input name="revision" value="1"><input name="step" value="send"><button>Win a prize</button></form>`;
    const other = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html', 'referrer-policy': policy }).end(form)).listen(0);
    await once(other, 'listening');
    await page.goto(`http://${host}:${other.address().port}/`);
    await press(page, 'Win a prize');
    await until(page, () => document.body.innerText.includes('This came from another website'));
    other.close();
  }
  return [];
}
