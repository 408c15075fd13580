// The whole way in a real browser: real server, real encoder, nothing stands in for anything.
import { defineConfig } from '@playwright/test';
import { browser } from './support/browser';

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  // The tests share one server and the machine's cores with encoders and decoders.
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: { ...browser, screenshot: 'only-on-failure' },
});
