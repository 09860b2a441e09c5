// Brings the page into each of its states and takes down the HTML that the browser then has. Judges nothing.
import { publish, rehearse } from '../e2e/published.mjs';
import { answer, check, open, openParts, receipt, send } from './person.mjs';

const FAILURE = 'We do not know whether your submission arrived';

/** The states by name; each is left with its HTML on the page. */
const STATES = {
  loaded: async (page, url) => open(page, url),
  'with problems': async (page, url) => {
    await open(page, url);
    await openParts(page);
    await page.getByLabel('Email address').fill('not an address');
    await page.getByLabel('An organisation', { exact: true }).check();
    await check(page);
    await page.locator('.problem-summary').waitFor();
  },
  'to check': async (page, url) => {
    await open(page, url);
    await answer(page, 'Kia ora <b>&amp;');
    await check(page);
    await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
  },
  'not sent': async (page, url) => {
    await page.route('**/api/submissions', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 500, body: 'oops' }) : route.continue()));
    await open(page, url);
    await answer(page, 'Kia ora <b>&amp;');
    await send(page);
    await page.getByRole('heading', { name: FAILURE }).waitFor();
  },
  sending: async (page, url) => {
    await page.route('**/api/submissions', () => {});
    await open(page, url);
    await answer(page, 'Kia ora');
    await send(page);
    await page.getByText('Sending.').waitFor();
  },
  sent: async (page, url) => {
    await open(page, url);
    await answer(page, 'Kia ora');
    await send(page);
    await receipt(page);
  },
  'not yet open': async (page, url) => {
    // The day before the opening, as a deployer would rehearse it.
    await rehearse(page, '2022-04-01T09:00:00+12:00');
    await publish(page, ({ consultation }) => ({ consultation: { ...consultation, opens: '2022-04-29T09:00:00+12:00' } }));
    await open(page, url);
    await page.locator('.opening').getByText('Not yet open').first().waitFor();
  },
  closed: async (page, url) => {
    // The day after the deadline, as a deployer would rehearse it.
    await rehearse(page, '2022-08-24T09:00:00+12:00');
    await open(page, url);
    await page.locator('.opening').getByText(/closed/i).first().waitFor();
  },
  'closed while writing': async (page, url) => {
    await page.clock.install({ time: '2022-08-23T16:59:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:59:00+12:00');
    await open(page, url);
    await page.getByText('This is a preview').waitFor({ state: 'hidden' });
    await answer(page, 'Kia ora');
    await page.clock.fastForward(90_000);
    await page.getByText('The closing time has come while you were writing.').waitFor();
  },
  'newer content': async (page, url) => {
    await publish(page, () => ({ title: 'A newer title' }));
    await open(page, url);
    await page.getByRole('heading', { level: 1, name: 'A newer title' }).waitFor();
  },
  'WASM blocked': async (page, url) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(`${url}/`);
    await page.locator('html[data-app="failed"]').waitFor();
  },
  missing: async (page, url) => { await page.goto(`${url}/no/such/page`); },
};

const WITHOUT_SCRIPTS = {
  'scripts off': async (page, url) => { await page.goto(`${url}/`); },
  'scripts off, with problems': async (page, url) => {
    await page.goto(`${url}/`);
    await openParts(page);
    await page.getByRole('textbox', { name: 'International cooperation' }).fill('Kia ora <b>&amp;');
    await check(page);
    await page.waitForURL('**/api/submissions');
  },
  'scripts off, to check': async (page, url) => {
    await page.goto(`${url}/`);
    await answer(page, 'Kia ora <b>&amp;');
    await check(page);
    await page.getByRole('heading', { level: 1, name: 'Not submitted yet' }).waitFor();
  },
  'scripts off, sent': async (page, url) => {
    await page.goto(`${url}/`);
    await answer(page, 'Kia ora');
    await send(page);
    await receipt(page);
  },
};

/** The HTML of every state, by the state's name. A state that cannot be reached is an error of its own. */
export async function takeDown(browser, url, unreachable) {
  const taken = {};
  for (const [states, javaScriptEnabled] of [[STATES, true], [WITHOUT_SCRIPTS, false]]) {
    for (const [name, reach] of Object.entries(states)) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      try {
        await reach(page, url);
        taken[name] = await page.content();
      } catch (error) {
        unreachable(`the state “${name}” cannot be reached: ${error.message.split('\n')[0]}`);
      }
      await context.close();
    }
  }
  return taken;
}
