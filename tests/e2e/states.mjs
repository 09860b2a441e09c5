// Every state that a reader can meet, each by the shortest way to it. It checks nothing.
import { answer, check, expect, open, openParts, publish, rehearse, send } from './fixture.mjs';
import { withResults } from './words.mjs';

const UNBROKEN = 'a'.repeat(200);

export const STATES = {
  open: ({ page, receiver }) => open(page, receiver.url),
  'with every problem': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await page.getByLabel('An organisation', { exact: true }).check();
    await page.getByLabel('Email address').fill(UNBROKEN);
    for (const field of await page.locator('.section-say textarea:visible').all()) await field.fill('word '.repeat(5_000));
    await page.getByRole('group', { name: /anything in your submission/ }).getByLabel('Yes').check();
    await check(page);
    await expect(page.locator('.problem-summary')).toBeVisible();
  },
  'with everything to check': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await answer(page, UNBROKEN);
    await check(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers');
  },
  sending: async ({ page, faulty }) => {
    faulty.answerPostsWith(() => {});
    await open(page, faulty.url);
    await answer(page, UNBROKEN);
    await send(page);
    await expect(page.locator('.paper .sending')).toContainText('Sending');
  },
  'with a failure': async ({ page, faulty }) => {
    faulty.answerPostsWith((_, reply) => reply.writeHead(500).end());
    await open(page, faulty.url);
    await answer(page, UNBROKEN);
    await send(page);
    await expect(page.locator('.failure')).toBeVisible();
  },
  'with a receipt': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await answer(page, UNBROKEN);
    await send(page);
    await expect(page.locator('.received')).toBeVisible();
  },
  'with what was sent, to be changed': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await answer(page, UNBROKEN);
    await send(page);
    await page.getByRole('button', { name: 'Change what you sent' }).click();
    await expect(page.getByText('You are changing your submission')).toBeVisible();
  },
  'with a withdrawal': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await answer(page, UNBROKEN);
    await send(page);
    await page.getByText('Withdraw your submission', { exact: true }).click();
    await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have withdrawn your submission');
  },
  'with room for more feedback': async ({ page, receiver }) => {
    await open(page, receiver.url);
    await page.locator('.section-feedback').getByRole('button', { name: 'No', exact: true }).click();
    await expect(page.getByLabel('What went wrong?')).toBeVisible();
  },
  closed: async ({ page, receiver }) => {
    await rehearse(page, '2022-08-23T17:00:00+12:00');
    await open(page, receiver.url);
    await expect(page.locator('.status')).toContainText('Closed');
  },
  'not yet open': async ({ page, receiver }) => {
    await publish(page, () => ({ consultation: { opens: '2022-08-08T09:00:00+12:00', closes: '2022-08-23T17:00:00+12:00' } }));
    await open(page, receiver.url);
    await expect(page.locator('.status')).toContainText('Not yet open');
  },
  'with results': async ({ page, receiver }) => {
    await rehearse(page, '2022-10-29T09:00:00+13:00');
    await publish(page, withResults);
    await open(page, receiver.url);
    await expect(page.locator('.status')).toContainText('Results');
  },
  adopted: async ({ page, receiver }) => {
    await rehearse(page, '2024-12-26T09:00:00+13:00');
    await publish(page, withResults);
    await open(page, receiver.url);
    await expect(page.locator('.status')).toContainText('Adopted');
  },
  'without its app': async ({ page, receiver }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(receiver.url);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await openParts(page);
  },
  'with an unbroken word of 200 letters': async ({ page, receiver }) => {
    await publish(page, ({ lead }) => ({ title: UNBROKEN, lead: [...lead, { paragraph: UNBROKEN }] }));
    await open(page, receiver.url);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(UNBROKEN);
  },
};
