// Which website a form may be posted from. No policy of referrers, of ours or of a proxy's, refuses a person with scripts off,
// and no other website sends anything in their name.
import { once } from 'node:events';
import { createServer } from 'node:http';

import { accept, answer, check, expect, test } from './fixture.mjs';

const POLICIES = [
  'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin',
  'same-origin', 'strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url',
];

test.use({ javaScriptEnabled: false });
test.skip(Boolean(process.env.BEHIND_NGINX), 'a proxy of its own stands before the receiver');

for (const policy of POLICIES) {
  for (const hidesHost of [false, true]) {
    test(`the page’s own form is taken under ${policy}, by a proxy that ${hidesHost ? 'hides' : 'keeps'} the host`, async ({ page, receiver, faulty }) => {
      faulty.stateHeaders({ 'referrer-policy': policy });
      if (hidesHost) faulty.hideHost();
      await page.goto(faulty.url);
      await answer(page, 'From here');
      await check(page);
      await accept(page);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have received your submission');
      expect(receiver.stored().map(({ answers }) => answers['international-cooperation'])).toEqual(['From here']);
    });
  }
}

test.describe('under no-referrer, by a proxy that hides the host', () => {
  test.beforeEach(({ faulty }) => {
    faulty.stateHeaders({ 'referrer-policy': 'no-referrer' });
    faulty.hideHost();
  });

  test('a press of feedback is taken, and so is what is added to it', async ({ page, receiver, faulty }) => {
    await page.goto(faulty.url);
    await page.locator('.section-feedback').getByRole('button', { name: 'No', exact: true }).click();
    await page.getByLabel('What went wrong?').fill('Nothing much');
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await expect(page.getByLabel('What went wrong?')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for your feedback');
    const counting = receiver.stored('feedback').filter(({ counts }) => counts);
    expect(counting.map(({ answers }) => answers)).toEqual([{ useful: 'no', 'what-went-wrong': 'Nothing much' }]);
  });

  test('a withdrawal is taken', async ({ page, receiver, faulty }) => {
    await page.goto(faulty.url);
    await answer(page, 'From here');
    await check(page);
    await accept(page);
    await page.getByRole('button', { name: 'Withdraw your submission' }).click();
    await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have withdrawn your submission');
    expect(receiver.stored().map(({ counts }) => counts)).toEqual([false, false]);
  });
});

for (const [whose, host] of [['another website', 'localhost'], ['another port of the same host', '127.0.0.1']]) {
  for (const policy of ['no-referrer', 'unsafe-url']) {
    test(`a form of ${whose} under ${policy} is shown to its visitor, and not stored`, async ({ page, receiver }) => {
      const form = `<form method="post" action="${receiver.url}/api/submissions"><textarea name="international-cooperation">In whose name?</textarea><input name="revision" value="1"><input name="step" value="send"><button>Win a prize</button></form>`;
      const other = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html', 'referrer-policy': policy }).end(form)).listen(0);
      await once(other, 'listening');
      await page.goto(`http://${host}:${other.address().port}/`);
      await page.getByRole('button', { name: 'Win a prize' }).click();
      await expect(page.getByText('This came from another website').first()).toBeVisible();
      expect(receiver.stored()).toEqual([]);
      other.close();
    });
  }
}
