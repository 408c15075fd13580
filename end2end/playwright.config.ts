// End-to-end tests in a real browser, with a real server and a real encoder; nothing is mocked.
import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';

/** Tests of forms and lists: they mostly wait for the server's answers, and play a picture rarely. Both groups take about as long. */
const FORMS =
  /(admin|bad_input|blocks|channel_page|chat\w*|data_export|emotes|follows|locked_out|moderation\w*|no_javascript|oidc|outbox|phone|reports|security|sign_up|sign_up_journey|tokens|users|webhooks)\.spec\.ts/;

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  // Encoders and decoders share the machine's cores: one test of pictures at a time, and one of forms beside it, each with a server.
  workers: 2,
  projects: [
    { name: 'pictures', testIgnore: FORMS, workers: 1 },
    { name: 'forms', testMatch: FORMS, workers: 1 },
  ],
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // Other people's work on the same machine must not look like a fault of ours: what is waited for may take its time, and a test
  // that fails in CI gets a second try, which the report names.
  timeout: 240_000,
  // A fault that makes every test wait ends the run while it can still say which.
  globalTimeout: 40 * 60_000,
  expect: { timeout: 45_000 },
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: { ...browser, screenshot: 'only-on-failure' },
});
