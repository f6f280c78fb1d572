import { defineConfig } from '@playwright/test';
import base from './playwright.config';

const port = Number(process.env.MOCK_PORT ?? 4180);

/** The same story, and a look at every page, on the built UI in front of the mock API. */
export default defineConfig(base, {
  testMatch: ['tour.mock.spec.ts', 'story.spec.ts'],
  use: {
    ...base.use,
    baseURL: `http://localhost:${port}`,
    // Pictures, and what axe judges, are of what stands still.
    contextOptions: { reducedMotion: 'reduce' },
  },
  webServer: {
    command: `npx vite build --mode mock --outDir test-results/mock-dist && npx vite preview --mode mock --outDir test-results/mock-dist --port ${port} --strictPort --host localhost`,
    cwd: '..',
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
