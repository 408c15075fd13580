// Tests that take too long for an ordinary run: `cargo xtask test --all`.
import { defineConfig } from '@playwright/test';
import ordinary from './playwright.config';

export default defineConfig({ ...ordinary, testDir: './all', outputDir: './test-results/all', timeout: 1_800_000 });
