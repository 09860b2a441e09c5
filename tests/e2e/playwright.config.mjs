// How the browser tests run. `cargo xtask test` sets CHROME_PATH, RECEIVER and SITE; nothing is downloaded here.
import { defineConfig } from '@playwright/test';

import { ARGUMENTS } from './chromium.mjs';

// Decides where chance does: another one each time, and the same in every worker, which inherits it.
process.env.SEED ??= Math.floor(Math.random() * 1_000_000_000);

export default defineConfig({
  testDir: '.',
  testMatch: process.env.PICTURE ? ['picture.mjs', 'gallery.mjs'] : '*.spec.mjs',
  outputDir: 'results',
  reporter: 'list',
  // How long a machine that is busy may stand still before a test that is right fails; one that passes waits for nothing.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // A test that passes only at the second try has found something.
  retries: 0,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    // What a service worker fetches passes by the tests' own answers; it has tests of its own.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROME_PATH,
      args: [
        ...ARGUMENTS,
        // None of these may ask another server for anything while a test runs.
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
