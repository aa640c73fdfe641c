import { defineConfig } from '@playwright/test';
import base from '@/playwright.config';

/** What takes a real Dapr cluster; `npm run dapr -- build` makes it. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  outputDir: '../../test-results',
  reporter: 'list',
  timeout: 120_000,
});
