// What takes longer than an ordinary run of the tests has time for: `cargo xtask test --all`.
import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config';

export default defineConfig({ ...ordinary, testDir: './all', outputDir: './test-results/all', timeout: 1_800_000 });
