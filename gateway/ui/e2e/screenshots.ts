import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = process.env.SCREENSHOTS;

/** Takes pictures when SCREENSHOTS names a folder for them. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
