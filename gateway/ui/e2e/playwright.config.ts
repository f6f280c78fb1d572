import { defineConfig } from '@playwright/test';

/** Debian's Chromium unless told otherwise: no browser is downloaded. */
export const chromium = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Against a platform that runs already: BASE_URL says where, SCREENSHOTS where pictures go. */
export default defineConfig({
  testDir: '.',
  testMatch: 'story.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://localhost:8080',
    viewport: { width: 1440, height: 900 },
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    launchOptions: chromium,
    trace: 'retain-on-failure',
  },
});
