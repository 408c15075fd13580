// Figures and pictures, on demand and not part of the tests:
//
//   npx playwright test --config end2end/measure/measure.config.ts             everything
//   npx playwright test --config end2end/measure/measure.config.ts first       one of the files
//
// The server has to be built; see the README.
import { defineConfig } from '@playwright/test';
import { browser } from '../support/browser';

export default defineConfig({
  testDir: '.',
  testMatch: ['first_picture.ts', 'open_page.ts', 'chat.ts', 'flood.ts', 'screens.ts', 'glass.ts', 'steady.ts', 'throttle.ts', 'nginx_rtmp.ts'],
  outputDir: '../test-results/measure',
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: browser,
});
