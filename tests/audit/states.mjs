// Brings the page into each of its states and takes down the HTML that the browser then has. Judges nothing.
import { answer, open, receipt, send } from './person.mjs';

const FAILURE = 'We do not know whether your words arrived';

/** The states by name; each is left with its HTML on the page. */
const STATES = {
  loaded: async (page, url) => open(page, url),
  'with problems': async (page, url) => {
    await open(page, url);
    await page.getByLabel('Email address').fill('not an address');
    await page.getByLabel('An organisation', { exact: true }).check();
    await send(page);
    await page.locator('.problem-summary').waitFor();
  },
  'not sent': async (page, url) => {
    await page.route('**/api/submissions', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 500, body: 'oops' }) : route.continue()));
    await open(page, url);
    await answer(page, 'Kia ora <b>&amp;');
    await send(page);
    await page.getByRole('heading', { name: FAILURE }).waitFor();
  },
  sent: async (page, url) => {
    await open(page, url);
    await answer(page, 'Kia ora');
    await send(page);
    await receipt(page);
  },
  closed: async (page, url) => {
    // The day after the deadline, as a deployer would rehearse it.
    await page.route('**/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), as_of: '2022-08-24T09:00:00+12:00' } });
    });
    await open(page, url);
    await page.locator('.opening').getByText(/closed/i).first().waitFor();
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
    await page.getByRole('textbox', { name: 'International cooperation' }).fill('Kia ora <b>&amp;');
    await send(page);
    await page.waitForURL('**/api/submissions');
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
