// Before it opens, after it closed, and the moment between: what the page shows and takes.
import { answer, chapter, expect, expectAccessible, open, openParts, publish, rehearse, send, test } from './fixture.mjs';
import { nextRound, toTheAdoption } from './words.mjs';

const CLOSES = '2022-08-23T17:00:00+12:00';

test('from the closing moment on, the page says when it closed, and asks for nothing', async ({ page, receiver }) => {
  await rehearse(page, CLOSES);
  await open(page, receiver.url);
  const section = page.getByRole('region', { name: 'Have your say' });
  await expect(section.getByText('Closed at 5.00pm on Tuesday 23 August 2022, New Zealand time')).toBeVisible();
  await expect(section.getByRole('textbox')).toHaveCount(0);
  await expect(section.getByRole('button')).toHaveCount(0);
  await expect(page.locator('.status').getByRole('link')).toHaveCount(0);
  await expect(page.locator('.stage-open')).toHaveCount(0);
  await expectAccessible(page);
});

test('before the opening moment, the page says when it opens, and asks for nothing', async ({ page, receiver }) => {
  await publish(page, () => ({ consultation: { opens: '2022-08-08T09:00:00+12:00', closes: CLOSES } }));
  await open(page, receiver.url);
  const section = page.getByRole('region', { name: 'Have your say' });
  await expect(section.getByText('Opens at 9.00am on Monday 8 August 2022, New Zealand time')).toBeVisible();
  await expect(section.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByText('Not yet open').first()).toBeVisible();
  await expectAccessible(page);
});

/** The page as it was sent before the closing moment: the receiver, whose clock stands behind it, sends that of its stage. */
const before = (receiver) => `${receiver.url}/index.html`;

test.describe('when it closes while a person writes', () => {
  test.use({ asOf: '2022-08-23T17:00:30+12:00' });

  test('the words stay, the page says so aloud, and what is sent is stored as late', { tag: ['@promise-18'] }, async ({ page, receiver }) => {
    await page.clock.install({ time: '2022-08-23T16:59:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:59:00+12:00');
    await open(page, before(receiver));
    await expect(page.getByText('This is a preview')).toBeHidden();
    await answer(page, 'Written before the closing moment');
    const message = page.locator('.late');
    // A live region is listened to only while it is there, so it is there before it says anything.
    await expect(message).toHaveRole('status');
    await expect(message).toHaveCSS('display', 'block');
    await expect(message).toHaveText(/^\s*$/);
    await page.clock.fastForward(90_000);
    await expect(message).toContainText('The closing time has come while you were writing.');
    await expect(page.getByText('Closed at 5.00pm').first()).toBeVisible();
    await expect(chapter(page)).toHaveValue('Written before the closing moment');
    await expectAccessible(page);
    await send(page);
    await expect(page.getByText('It arrived after the closing time, and is marked as late.')).toBeVisible();
    expect(receiver.stored().map(({ late }) => late)).toEqual([true]);
  });

  test('newer content that comes after the closing moment takes no words away', async ({ page, receiver }) => {
    let letGo;
    const held = new Promise((resolve) => { letGo = resolve; });
    await publish(page, async () => { await held; return { title: 'A newer title' }; });
    await page.clock.install({ time: '2022-08-23T16:59:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:59:00+12:00');
    await open(page, before(receiver));
    await expect(page.getByText('This is a preview')).toBeHidden();
    await answer(page, 'Written before the closing moment');
    await page.clock.fastForward(90_000);
    await expect(page.locator('.late')).toContainText('The closing time has come while you were writing.');
    letGo();
    await page.getByLabel(/I understand that my submission/).blur();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer title');
    await expect(chapter(page)).toHaveValue('Written before the closing moment');
    await send(page);
    await expect(page.getByText('It arrived after the closing time, and is marked as late.')).toBeVisible();
    expect(receiver.stored()).toHaveLength(1);
  });

  test('a draft that comes back after the closing moment can be sent, late', async ({ page, receiver }) => {
    await page.clock.install({ time: '2022-08-23T16:59:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:59:00+12:00');
    await open(page, before(receiver));
    await answer(page, 'Kept until the day after');
    await expect(page.locator('.kept').first()).toContainText('Saved on this device');
    await rehearse(page, undefined, '2022-08-24T09:00:00+12:00');
    await page.clock.setSystemTime('2022-08-24T09:00:00+12:00');
    await page.goto(receiver.url);
    await expect(page.locator('.late')).toContainText('The closing time has come');
    await expect(chapter(page)).toHaveValue('Kept until the day after');
    await send(page);
    await expect(page.getByText('It arrived after the closing time, and is marked as late.')).toBeVisible();
  });

  test('a page in which nobody has written loses its form', async ({ page, receiver }) => {
    await page.clock.install({ time: '2022-08-23T16:59:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:59:00+12:00');
    await open(page, before(receiver));
    await expect(page.getByText('This is a preview')).toBeHidden();
    await expect(chapter(page)).toBeVisible();
    await page.clock.fastForward(90_000);
    await expect(chapter(page)).toBeHidden();
  });
});

test.describe('a device whose clock is wrong', () => {
  for (const [what, device] of [['twelve years ahead', '2034-08-01T09:00:00+12:00'], ['a day ahead of the closing moment', '2022-08-24T09:00:00+12:00'], ['years behind', '2001-01-01T00:00:00Z']]) {
    test(`${what} follows the site's clock`, { tag: ['@promise-18'] }, async ({ page, receiver }) => {
      await page.clock.install({ time: device });
      await rehearse(page, undefined, '2022-08-23T16:58:00+12:00');
      await open(page, receiver.url);
      // Once the settings have come, so has the site's time.
      await expect(page.getByText('This is a preview')).toBeHidden();
      await expect(page.locator('.status')).toContainText('Open now');
      await expect(chapter(page)).toBeVisible();
      await page.clock.fastForward(150_000);
      await expect(page.locator('.status')).toContainText('Closed');
      await expect(chapter(page)).toBeHidden();
    });
  }

  test('never takes the form away while nobody else tells the time', async ({ page, receiver }) => {
    await page.clock.install({ time: '2034-08-01T09:00:00+12:00' });
    await page.route('**/config.json', (route) => route.abort());
    await page.route('**/app-*.json', async (route) => {
      const response = await route.fetch();
      const data = await response.json();
      delete data.config.as_of;
      await route.fulfill({ response, json: data });
    });
    await page.route(`${receiver.url}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(/ data-page-integrity="[^"]*"/g, '') });
    });
    // Under a path, the address without a slash would be redirected past what is answered here.
    await open(page, `${receiver.url}/`);
    await expect(page.locator('.status')).toContainText('Closed');
    await answer(page, 'Written all the same');
    await send(page);
    await expect(page.locator('.reference')).toBeVisible();
    expect(receiver.stored()).toHaveLength(1);
  });

  test('that is set while the page is open asks the site again', async ({ page, receiver }) => {
    await page.clock.install({ time: '2022-08-23T16:00:00+12:00' });
    await rehearse(page, undefined, '2022-08-23T16:00:00+12:00');
    await open(page, receiver.url);
    await expect(page.getByText('This is a preview')).toBeHidden();
    const told = page.waitForResponse('**/config.json');
    await page.clock.setSystemTime('2034-08-01T09:00:00+12:00');
    await page.clock.runFor(30_000);
    await told;
    await expect(page.locator('.status')).toContainText('Open now');
  });
});

for (const [zone, here] of [
  ['Pacific/Auckland', undefined],
  ['Pacific/Rarotonga', 'that is 7.00pm on Monday 22 August 2022 where you are'],
  ['Europe/London', 'that is 6.00am on Tuesday 23 August 2022 where you are'],
  ['America/Los_Angeles', 'that is 10.00pm on Monday 22 August 2022 where you are'],
]) {
  test.describe(`for a reader in ${zone}`, () => {
    test.use({ timezoneId: zone });

    test('it says how long it is until the closing time, and when that is by their own clock', async ({ page, receiver }) => {
      await rehearse(page, '2022-08-20T16:00:00+12:00');
      await open(page, receiver.url);
      await expect(page.getByText('Closes at 5.00pm on Tuesday 23 August 2022, New Zealand time').first()).toBeVisible();
      await expect(page.getByText('Closes in 3 days').first()).toBeVisible();
      if (here) await expect(page.getByText(here).first()).toBeVisible();
      else await expect(page.getByText('where you are')).toHaveCount(0);
      await expectAccessible(page);
    });
  });
}

test('an hour and ten minutes before, a person who writes is told, once each, and has it beside the button', async ({ page, receiver }) => {
  await page.clock.install({ time: '2022-08-23T15:59:30+12:00' });
  await rehearse(page, undefined, '2022-08-23T15:59:30+12:00');
  await open(page, receiver.url);
  await expect(page.getByText('This is a preview')).toBeHidden();
  await chapter(page).fill('Nearly done');
  const lastHour = page.locator('.last-hour');
  await expect(lastHour).toHaveText(/^\s*$/);
  const said = page.getByRole('status').filter({ hasText: /^Closes in/ });
  await page.clock.fastForward(60_000);
  await expect(lastHour).toHaveText('Closes in 59 minutes');
  await page.clock.fastForward(200);
  await expect(said).toHaveText('Closes in 59 minutes');
  await page.clock.fastForward(50 * 60_000);
  await page.clock.fastForward(200);
  await expect(said).toHaveText('Closes in 9 minutes');
  await expect(lastHour).toHaveText('Closes in 9 minutes');
});

/** What each stage says on the first screen, in its order, and what it says nowhere. */
const STAGES = [
  ['2022-07-17T09:00:00+12:00', ['Not yet open', 'Opens at 9.00am on Monday 18 July 2022', 'Closes at 5.00pm on Tuesday 23 August 2022', 'once the consultation has opened'], ['Open now', 'Closed at', 'Results planned']],
  ['2022-08-02T09:00:00+12:00', ['Open now', 'Closes at 5.00pm on Tuesday 23 August 2022', 'Results planned by Monday 31 October 2022', 'Have your say'], ['Thank you to everyone who sent a submission', 'We did']],
  ['2022-08-24T09:00:00+12:00', ['Closed', 'Closed at 5.00pm on Tuesday 23 August 2022', 'Results planned by Monday 31 October 2022', 'We are reading them'], ['Open now', 'We did']],
  ['2022-10-29T09:00:00+13:00', ['Results', 'Published on Friday 28 October 2022', 'two of three are in the draft', 'The fourth session is in Vienna', 'We asked, you said, we did'], ['Closed at', 'We are reading them']],
  ['2024-12-26T09:00:00+13:00', ['Adopted', 'Since Wednesday 25 December 2024', 'Read the treaty at the UNODC', 'takes submissions on it'], ['Published on', 'We are reading them']],
];

test.describe('on the way to the adoption', () => {
  test.use({ words: toTheAdoption });

  for (const [asOf, said, unsaid] of STAGES) {
    for (const javaScriptEnabled of [true, false]) {
      test.describe(`on ${asOf.slice(0, 10)}, with scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
        test.use({ asOf, javaScriptEnabled });

        // A file that lies on a host cannot know the time, so there the page says less.
        test.skip(Boolean(process.env.BEHIND_NGINX) && !javaScriptEnabled, 'the receiver sends the page of the stage');

        test('the first screen says what is so and what comes next', async ({ page, receiver }) => {
          await rehearse(page, asOf);
          await page.goto(receiver.url);
          if (javaScriptEnabled) await expect(page.locator('html')).toHaveAttribute('data-app', 'alive');
          // The app follows the rehearsed day as soon as it has read it.
          for (const words of said.slice(0, 2)) await expect(page.locator('.status')).toContainText(words);
          const shown = await page.locator('.status').innerText();
          let rest = shown;
          for (const words of said) {
            expect(rest, shown).toContain(words);
            rest = rest.slice(rest.indexOf(words) + words.length);
          }
          for (const words of unsaid) expect(shown).not.toContain(words);
          const section = page.getByRole('region', { name: 'Have your say' });
          await openParts(page);
          await expect(chapter(page)).toBeVisible({ visible: said[0] === 'Open now' });
          await expect(section.getByText('What we did otherwise, and why')).toBeVisible({ visible: asOf >= '2022-10-28' });
          await expect(section.getByText('What we asked, as it stood')).toBeVisible({ visible: asOf >= '2022-08-23' });
          if (javaScriptEnabled) await expectAccessible(page);
        });
      });
    }
  }

  test('newer content brings what came of it to a page that is open', async ({ page, receiver }) => {
    await rehearse(page, '2022-10-29T09:00:00+13:00');
    await publish(page, ({ sections }) => ({
      sections: sections.map((section) => {
        if (section.have_your_say) section.have_your_say.report.chapters[0].title = 'A chapter of another name';
        return section;
      }),
    }));
    await open(page, receiver.url);
    const section = page.getByRole('region', { name: 'Have your say' });
    await expect(section.getByRole('heading', { name: 'A chapter of another name' })).toBeVisible();
    await expect(section.getByText('Submissions about this: 871')).toBeVisible();
  });
});

test.describe('in the round after the one whose results are told', () => {
  const asOf = '2022-11-28T09:00:00+13:00';
  test.use({ words: nextRound, asOf });

  test('the first screen is about this round, its form is there, and the earlier round keeps its results', async ({ page, receiver }) => {
    await rehearse(page, asOf);
    await open(page, receiver.url);
    const status = page.locator('.status');
    await expect(status).toContainText('Closes at 5.00pm on Friday 16 December 2022');
    await expect(status).toContainText('Open now');
    for (const words of ['Not yet open', '23 August', 'Results', 'Published on']) await expect(status).not.toContainText(words);
    await expect(page.getByRole('region', { name: 'Have your say' }).getByText('You said')).toHaveCount(0);
    const past = page.getByRole('region', { name: 'Past consultations' });
    await past.getByText('Third session, August 2022').click();
    for (const words of ['We asked about six chapters of the treaty.', 'Submissions: 1,412', 'Submissions about this: 871', 'We asked', 'You said', 'We did', 'a court decide']) {
      await expect(past.getByText(words).first()).toBeVisible();
    }
    await expectAccessible(page);
    await answer(page, 'About the fourth session');
    await send(page);
    await expect(page.locator('.reference')).toBeVisible();
    expect(receiver.stored().map(({ late }) => late)).toEqual([false]);
  });
});
