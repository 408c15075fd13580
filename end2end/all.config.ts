// What takes too long for an ordinary run: `cargo xtask test --all`. Faults that last, ten minutes of everyday life, eight third-party players,
// and every page as a picture.
import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config';

export default defineConfig({
  ...ordinary,
  testDir: '.',
  testMatch: ['all/*.spec.ts', 'measure/screens.ts'],
  projects: undefined,
  workers: 1,
  outputDir: './test-results/all',
  timeout: 1_800_000,
});
