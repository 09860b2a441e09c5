// What people do once they have sent: they change it, withdraw it, and say what the page was like. It may not know of which
// browser.
import { answer, open, openParts, receipt, send } from './person.mjs';

const FIRST = 'First words';
const BETTER = 'Better words,\nfound later';

const words = (page) => page.getByRole('textbox', { name: 'International cooperation' });

/** A change that is half done when the page is reloaded; what was sent at first is kept beside it, and counts no more. */
export async function change({ page, server }) {
  const reference = await sent(page, server);
  await page.getByRole('button', { name: 'Change what you sent' }).click();
  await page.getByText(`You are changing your submission ${reference}.`).waitFor();
  await openParts(page);
  await words(page).fill(BETTER);
  await page.getByText('Saved on this device at').first().waitFor();
  await page.reload();
  await page.getByText(`You are changing your submission ${reference}.`).waitFor();
  await send(page);
  await page.getByText(`It takes the place of your earlier submission, ${reference}.`).waitFor();
  mustBe(server.stored().map(({ counts, amends }) => [counts, amends]), [[false, null], [true, reference]]);
  return [FIRST, BETTER];
}

/** A withdrawal, which asks before it is one, and is still one after a reload. */
export async function withdraw({ page, server }) {
  const reference = await sent(page, server);
  const withdrawn = page.getByRole('heading', { level: 1, name: 'You have withdrawn your submission' });
  await page.getByText('Withdraw your submission', { exact: true }).click();
  await page.getByText('We keep what you sent, marked as withdrawn.').waitFor();
  mustBe(server.stored().length, 1);
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await withdrawn.waitFor();
  await page.reload();
  await withdrawn.waitFor();
  mustBe(server.stored().map(({ counts, amends }) => [counts, amends]), [[false, null], [false, reference]]);
  return [FIRST, null];
}

/** One press, which is stored at once, and then the box, whose words take its place. */
export async function feedback({ page, server }) {
  await open(page, server.url);
  const section = page.locator('.section-feedback');
  const thanks = section.getByRole('heading', { name: 'Thank you for your feedback' });
  const box = page.getByLabel('What went wrong?');
  const counting = () => server.stored('feedback').filter(({ counts }) => counts).map(({ answers }) => answers);
  await section.getByRole('group', { name: 'Was this page useful?' }).getByRole('button', { name: 'No', exact: true }).click();
  await thanks.waitFor();
  mustBe(counting(), [{ useful: 'no' }]);
  await box.fill('Nothing much');
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await box.waitFor({ state: 'hidden' });
  await thanks.waitFor();
  mustBe(counting(), [{ useful: 'no', 'what-went-wrong': 'Nothing much' }]);
  mustBe(server.stored('feedback').length, 2);
  return [];
}

/** The reference of what was sent. */
async function sent(page, server) {
  await open(page, server.url);
  await answer(page, FIRST);
  await send(page);
  await receipt(page);
  return server.stored()[0].reference;
}

function mustBe(found, wanted) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${JSON.stringify(found)} is stored, not ${JSON.stringify(wanted)}`);
}
